import { leave } from './readers';
import { named, valuesOf } from './things';
import type { ReadRow } from './types';

/**
 * A package of a version or with a package URL is a fact that is found anew for
 * each commit. Libraries are words.
 */
export function packages(at: string, version: string, id: string): ReadRow {
  return {
    at,
    of: thing =>
      thing.properties.has(version) ||
      valuesOf(thing, id).some(each => named(each).startsWith('pkg:')),
    rows: [
      leave('name', 'packages'),
      leave('dct:title', 'packages'),
      leave(version, ''),
      leave(id, ''),
    ],
  };
}
