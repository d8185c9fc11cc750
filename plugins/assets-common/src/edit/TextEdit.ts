/**
 * A piece of a text and what takes its place. `start` and `end` are counted as
 * JavaScript and editors count, in UTF-16 units from 0; `end` is not in it.
 *
 * @public
 */
export interface TextEdit {
  start: number;
  end: number;
  text: string;
}

/** A text after edits, which lie apart from one another, in whatever order. @public */
export function applyEdits(
  content: string,
  edits: readonly TextEdit[],
): string {
  const last = [...edits].sort((a, b) => b.start - a.start);
  return last.reduce(
    (text, edit) =>
      `${text.slice(0, edit.start)}${edit.text}${text.slice(edit.end)}`,
    content,
  );
}
