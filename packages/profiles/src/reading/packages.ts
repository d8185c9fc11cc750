import { leave } from './readers';
import type { ReadRow } from './types';

const COUNTED = 'Packages are read of its repository and its checks.';

/**
 * A package of a version or with a name of its own is a fact that is found anew
 * for each commit; what is said of it, `marks` tell. Libraries are words.
 */
export function packages(at: string, ...marks: string[]): ReadRow {
  return {
    at,
    of: thing => marks.some(mark => thing.properties.has(mark)),
    rows: [
      leave('name', COUNTED),
      leave('dct:title', COUNTED),
      ...marks.map(mark => leave(mark, '')),
    ],
  };
}
