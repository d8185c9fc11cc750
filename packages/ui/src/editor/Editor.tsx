import { history, historyKeymap, standardKeymap } from '@codemirror/commands';
import { StreamLanguage, syntaxHighlighting } from '@codemirror/language';
import { Compartment, EditorState } from '@codemirror/state';
import { EditorView, keymap, lineNumbers } from '@codemirror/view';
import { classHighlighter } from '@lezer/highlight';
import { useEffect, useRef } from 'react';
import { languages } from './languages';
import styles from './Editor.module.css';

/** @public */
export interface CodeEditorProps {
  /** One of `languages`; others are plain text. */
  language: string;
  value: string;
  isDisabled?: boolean;
  /** Of the element that is written in. */
  attributes: Record<string, string>;
  /** Where the cursor goes, each time that it is another object: in `value`, counted from 0. */
  goTo?: { offset: number };
  onChange(value: string): void;
  onBlur?(): void;
}

/**
 * Writes programs and metadata. Tab leaves it, as it leaves every other field: nobody is
 * kept in it who has no mouse.
 */
export default function Editor(props: CodeEditorProps) {
  const { language, value, goTo } = props;
  const place = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView>();
  const settings = useRef(new Compartment());
  const latest = useRef(props);
  latest.current = props;

  useEffect(() => {
    const parser = languages[language];
    view.current = new EditorView({
      parent: place.current!,
      state: EditorState.create({
        doc: latest.current.value,
        extensions: [
          lineNumbers(),
          history(),
          keymap.of([...standardKeymap, ...historyKeymap]),
          EditorView.lineWrapping,
          syntaxHighlighting(classHighlighter),
          parser ? StreamLanguage.define(parser) : [],
          settings.current.of(settingsOf(latest.current)),
          EditorView.updateListener.of(({ docChanged, state }) => {
            if (!docChanged) return;
            const before = latest.current.value;
            const text = state.doc.toString();
            if (text !== withNewlines(before)) {
              latest.current.onChange(written(before, text));
            }
          }),
          EditorView.domEventHandlers({
            blur: () => latest.current.onBlur?.(),
          }),
        ],
      }),
    });
    return () => view.current?.destroy();
  }, [language]);

  const settled = JSON.stringify([props.attributes, props.isDisabled]);
  useEffect(() => {
    view.current?.dispatch({
      effects: settings.current.reconfigure(settingsOf(latest.current)),
    });
  }, [settled]);

  // What comes from elsewhere, such as a file or a field beside it.
  useEffect(() => {
    const before = view.current!.state.doc.toString();
    const next = withNewlines(value);
    if (before !== next) {
      view.current!.dispatch({ changes: difference(before, next) });
    }
  }, [value]);

  useEffect(() => {
    if (!goTo) return;
    const before = withNewlines(latest.current.value.slice(0, goTo.offset));
    const anchor = Math.min(before.length, view.current!.state.doc.length);
    view.current!.dispatch({ selection: { anchor }, scrollIntoView: true });
    view.current!.focus();
  }, [goTo]);

  return <div ref={place} className={styles.editor} />;
}

/** A text as the editor holds it, whatever its lines end with. */
function withNewlines(text: string): string {
  return text.replace(/\r\n?/g, '\n');
}

/** What was written in a text; all other lines end as they did. */
function written(before: string, after: string): string {
  if (!before.includes('\r')) return after;
  const { from, to, insert } = difference(withNewlines(before), after);
  const units = before.match(/\r\n|[^]/g) ?? [];
  const [newline = '\n'] = /\r\n?|\n/.exec(before) ?? [];
  return [
    ...units.slice(0, from),
    insert.replaceAll('\n', newline),
    ...units.slice(to),
  ].join('');
}

/** What is between the beginning and the end that both have, so that the cursor stays. */
function difference(before: string, after: string) {
  const most = Math.min(before.length, after.length);
  let from = 0;
  while (from < most && before[from] === after[from]) from++;
  let same = 0;
  while (same < most - from && before.at(-1 - same) === after.at(-1 - same)) {
    same++;
  }
  return {
    from,
    to: before.length - same,
    insert: after.slice(from, after.length - same),
  };
}

function settingsOf({ attributes, isDisabled = false }: CodeEditorProps) {
  return [
    EditorView.contentAttributes.of({
      ...attributes,
      spellcheck: 'false',
      // One gets there by the keyboard anyway; said so, tools that check pages see it.
      tabindex: '0',
    }),
    EditorState.readOnly.of(isDisabled),
    EditorView.editable.of(!isDisabled),
  ];
}
