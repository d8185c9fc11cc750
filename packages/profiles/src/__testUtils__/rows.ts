import type { AssetSpec } from '@astrolabe/plugin-assets-common';
import type { Mapping } from '../mapping';

/** The paths of what a mapping has a place for. */
export function leavesOf(rows: Mapping, above = ''): string[] {
  return rows.flatMap(({ from, to, rows: inner }) => {
    if (!to) return [];
    const path = `${above}${from}`;
    return inner ? leavesOf(inner, `${path}.`) : [path];
  });
}

/** The same spec without one property, also of each thing in a list. */
export function omit(spec: AssetSpec, path: string): AssetSpec {
  const copy = structuredClone(spec);
  remove(copy as unknown as Holder, path.split('.'));
  return copy;
}

type Holder = { [key: string]: unknown };

function remove(holder: Holder | Holder[], [key, ...rest]: string[]): void {
  for (const each of [holder].flat()) {
    if (rest.length > 0) remove(each[key] as Holder, rest);
    else if (Array.isArray(each[key])) each[key] = [];
    // Without a path a file is none.
    else if (key === 'path') each[key] = 'other';
    else delete each[key];
  }
}
