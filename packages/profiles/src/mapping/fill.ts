import type {
  Json,
  JsonObject,
  KindMapping,
  Mapping,
  Row,
  Subject,
} from './types';

/**
 * Puts all that an asset says into a thing of the standard, line by line of the
 * mapping. What is demanded and not said is filled in last.
 */
export function fill(
  target: JsonObject,
  mapping: KindMapping,
  subject: Subject,
): JsonObject {
  fillRows(target, { rows: mapping.rows, value: subject.asset.spec }, subject);
  for (const { to, otherwise } of mapping.demands ?? []) {
    const isSaid = valuesAt(target, to).length > 0;
    if (otherwise && !isSaid) add(target, to, otherwise(subject));
  }
  return target;
}

/** What a standard demands of an asset and the asset doesn't say, by our names. */
export function gapsOf(mapping: KindMapping, subject: Subject): string[] {
  const said = fill({}, { rows: mapping.rows }, subject);
  return (mapping.demands ?? [])
    .filter(({ to }) => valuesAt(said, to).length === 0)
    .flatMap(({ from }) => from.slice(0, 1));
}

function fillRows(
  target: JsonObject,
  { rows, value }: { rows: Mapping; value: unknown },
  subject: Subject,
): void {
  for (const row of rows) {
    const found = at(value, row.from);
    if (!row.to || found === undefined || found === '') continue;
    for (const said of saidOf(row, found, subject)) add(target, row.to, said);
  }
}

function saidOf(row: Row, value: unknown, subject: Subject): Json[] {
  const as = row.as as (value: unknown, subject: Subject) => Json[];
  if (!row.rows) return as(value, subject);
  return [value].flat().flatMap(item => {
    const [thing] = as(item, subject);
    if (!isObject(thing)) return [];
    fillRows(thing, { rows: row.rows!, value: item }, subject);
    return [thing];
  });
}

/** Adds a value at a path; a second one makes a list of it. */
function add(target: JsonObject, to: string, value: Json): void {
  const isList = to.endsWith('[]');
  const keys = stepsOf(to);
  const last = keys.pop()!;
  let place = target;
  for (const key of keys) {
    if (!isObject(place[key])) place[key] = {};
    place = place[key] as JsonObject;
  }
  const there = place[last];
  if (there === undefined) place[last] = isList ? [value] : value;
  else place[last] = [there, value].flat();
}

function valuesAt(target: JsonObject, to: string): Json[] {
  const found = at(target, stepsOf(to).join('.'));
  return found === undefined ? [] : ([found].flat() as Json[]);
}

function stepsOf(to: string): string[] {
  return to.replace(/\[\]$/, '').split('.');
}

function at(value: unknown, path: string): unknown {
  return path
    .split('.')
    .reduce<unknown>(
      (found, key) => (isObject(found) ? found[key] : undefined),
      value,
    );
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
