import type { Mapping, Row, ValueKind } from './types';

/** A property of ours that has a place in the standard. */
export function say<V>(from: string, to: string, as: ValueKind<V>): Row {
  return { from, to, as: as as ValueKind<never> };
}

/** A group of ours, or a list of groups: `as` makes the thing, `rows` fill it. */
export function sayEach<V>(
  row: { from: string; to: string; as: ValueKind<V> },
  rows: Mapping,
): Row {
  return { ...say(row.from, row.to, row.as), rows };
}

/** A property of ours, or a group, that the standard has no place for. */
export function excuse(from: string, why: string): Row {
  return { from, excuse: why };
}

/** The same rows, but with other words for what `changes` name. */
export function change(rows: Mapping, changes: Mapping): Mapping {
  const changed = new Set(changes.map(({ from }) => from));
  return [...rows.filter(({ from }) => !changed.has(from)), ...changes];
}
