import type { StreamParser } from '@codemirror/language';
import { python } from '@codemirror/legacy-modes/mode/python';
import { shell } from '@codemirror/legacy-modes/mode/shell';
import { yaml } from '@codemirror/legacy-modes/mode/yaml';

/** Languages that are coloured, as `x-editor` names them; others are plain text. */
export const languages: Partial<Record<string, StreamParser<unknown>>> = {
  shell,
  python,
  yaml,
};
