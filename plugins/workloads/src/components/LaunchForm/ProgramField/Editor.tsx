import { history, historyKeymap, standardKeymap } from '@codemirror/commands';
import { StreamLanguage, syntaxHighlighting } from '@codemirror/language';
import { Compartment, EditorState } from '@codemirror/state';
import { EditorView, keymap, lineNumbers } from '@codemirror/view';
import { classHighlighter } from '@lezer/highlight';
import { useEffect, useRef } from 'react';
import { languages } from './languages';
import styles from './Editor.module.css';

interface EditorProps {
  language: string;
  value: string;
  isDisabled?: boolean;
  /** Of the element that is written in. */
  attributes: Record<string, string>;
  onChange(value: string): void;
  onBlur(): void;
}

/**
 * Writes programs. Tab leaves it, as it leaves every other field: nobody is
 * kept in it who has no mouse.
 */
export default function Editor(props: EditorProps) {
  const { language, value } = props;
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
            blur: () => latest.current.onBlur(),
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

  // What comes from elsewhere, such as a file.
  useEffect(() => {
    const { state } = view.current!;
    if (state.doc.toString() === value) return;
    view.current!.dispatch({
      changes: { from: 0, to: state.doc.length, insert: value },
    });
  }, [value]);

  return <div ref={place} className={styles.editor} />;
}

function settingsOf({ attributes, isDisabled = false }: EditorProps) {
  return [
    EditorView.contentAttributes.of({ ...attributes, spellcheck: 'false' }),
    EditorState.readOnly.of(isDisabled),
    EditorView.editable.of(!isDisabled),
  ];
}
