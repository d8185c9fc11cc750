import { EditorView } from '@codemirror/view';
import { act, cleanup, render, screen } from '@testing-library/react';
import { useState } from 'react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import Editor from './Editor';

beforeEach(() => {
  // jsdom lays nothing out, and the editor asks where its text is.
  Range.prototype.getClientRects = () => [] as unknown as DOMRectList;
});

afterEach(cleanup);

/** An editor over a text; `write` is what a person does in it, `set` what a field beside it does. */
function over(text: string, goTo?: { offset: number }) {
  const onChange = vi.fn();
  let value = text;
  let set = (_: string) => {};
  function Page() {
    const [now, setNow] = useState(text);
    value = now;
    set = setNow;
    onChange.mockImplementation(setNow);
    return (
      <Editor
        {...{ language: 'yaml', value: now, onChange, goTo }}
        attributes={{ 'aria-label': 'Text' }}
      />
    );
  }
  render(<Page />);
  const view = EditorView.findFromDOM(screen.getByRole('textbox'))!;
  return {
    onChange,
    view,
    value: () => value,
    set: (next: string) => act(() => set(next)),
    write: (from: number, insert: string, to = from) =>
      act(() => view.dispatch({ changes: { from, to, insert } })),
  };
}

describe('writing in a text whose lines end as on Windows', () => {
  const text = 'title: A\r\ndescription: >\r\n  one\r\n  two\r\n';

  it('changes nothing while I only look at it', () => {
    const { onChange, view } = over(text);
    expect(onChange).not.toHaveBeenCalled();
    expect(view.state.doc.toString()).toBe(text.replaceAll('\r', ''));
  });

  it('changes what I write, and ends new lines as the others end', () => {
    const { write, value, view } = over(text);
    write(8, 'B\ntags: []');
    expect(value()).toBe(text.replace('A', 'AB\r\ntags: []'));
    write(9, '', 10);
    expect(value()).toBe(text.replace('A', 'ABtags: []'));
    expect(view.state.doc.toString()).toBe(value().replaceAll('\r', ''));
  });

  it('leaves each line its own end where they differ', () => {
    const { write, value } = over('a\r\nb\nc\r\n');
    write(3, 'x');
    expect(value()).toBe('a\r\nbx\nc\r\n');
  });

  it('follows what a field beside it changes, without a change of its own', () => {
    const { set, onChange, view } = over(text);
    set(text.replace('A\r\n', 'A\r\ntags: []\r\n'));
    expect(view.state.doc.line(2).text).toBe('tags: []');
    expect(view.state.doc.lines).toBe(6);
    expect(onChange).not.toHaveBeenCalled();
  });

  it('goes to where I am led', () => {
    const { view } = over(text, { offset: text.indexOf('one') });
    const { head } = view.state.selection.main;
    expect(view.state.doc.lineAt(head).text).toBe('  one');
    expect(view.state.sliceDoc(head, head + 3)).toBe('one');
  });
});
