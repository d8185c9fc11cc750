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
  /** Where the cursor goes, each time that it is another object: counted from 0. */
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
            const text = state.doc.toString();
            if (docChanged && text !== latest.current.value) {
              latest.current.onChange(text);
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
    if (before !== value) {
      view.current!.dispatch({ changes: difference(before, value) });
    }
  }, [value]);

  useEffect(() => {
    if (!goTo) return;
    const anchor = Math.min(goTo.offset, view.current!.state.doc.length);
    view.current!.dispatch({ selection: { anchor }, scrollIntoView: true });
    view.current!.focus();
  }, [goTo]);

  return <div ref={place} className={styles.editor} />;
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
    EditorView.contentAttributes.of({ ...attributes, spellcheck: 'false' }),
    EditorState.readOnly.of(isDisabled),
    EditorView.editable.of(!isDisabled),
  ];
}
