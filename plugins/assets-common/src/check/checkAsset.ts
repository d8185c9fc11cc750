import type { AssetKind } from '../kinds';
import type { AssetCheck } from '../types';
import { checkAi4 } from './checkAi4';
import { checkOwn, isOwn } from './checkOwn';
import { readText } from './readText';

/**
 * Says what is wrong in a metadata text, where, and how to mend it, and gives
 * what could be read of it in our own shape. It knows our own files and every
 * published version of ai4-metadata. The same function answers in the browser
 * while a person types, in the CLI, and when a source is read.
 *
 * `kind` is what the file has to be, where its place says so; `name` stands in
 * for a title that cannot be read.
 *
 * @public
 */
export function checkAsset(
  content: string,
  kind?: AssetKind,
  name: string = '',
): AssetCheck {
  const read = readText(content);
  if (isOwn(read.value)) return checkOwn(read, { kind, name });
  if (read.value === null) {
    read.problems.push({
      severity: 'error',
      pointer: '',
      message: 'The file is empty.',
      line: 1,
      column: 1,
      fix: 'Start from the example in the documentation for module authors.',
    });
    read.value = undefined;
  }
  return checkAi4(read, name);
}
