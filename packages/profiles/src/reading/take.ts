import {
  assetSchema,
  type AssetAuthor,
  type AssetSpec,
  type LeftValue,
  type TakenValue,
} from '@astrolabe/plugin-assets-common';
import { isThing, shown, valuesOf, type Thing, type Value } from './things';
import type { ReadRow } from './types';
import { leftOf, type Why } from './why';

type Holder = { [key: string]: unknown };

/** What was taken, and what has become of it. */
export interface Place extends TakenValue {
  value: Value;
  found: unknown;
}

export interface Taken {
  spec: Partial<AssetSpec>;
  taken: Place[];
  left: LeftValue[];
}

/** Reads a thing line by line of a table, and says of each value what became of it. */
export function take(thing: Thing, rows: readonly ReadRow[]): Taken {
  const result: Taken = { spec: {}, taken: [], left: [] };
  takeThing({ thing, rows, above: '' }, result);
  return result;
}

function takeThing(
  within: { thing: Thing; rows: readonly ReadRow[]; above: string },
  result: Taken,
): void {
  const { thing, rows, above } = within;
  const places = new Set([
    ...rows.map(({ at }) => at),
    ...thing.properties.keys(),
  ]);
  for (const place of places) {
    const here = rows.filter(row => row.at === place);
    const values = valuesOf(thing, place).filter(each => !saysNothing(each));
    takeValues({ values, rows: here, at: `${above}${place}` }, result);
  }
}

/** The first line of the table takes what it knows, the next one of the others. */
function takeValues(
  {
    values,
    rows,
    at,
  }: { values: Value[]; rows: readonly ReadRow[]; at: string },
  result: Taken,
): void {
  const reasons = new Map<Value, Why | ''>();
  const [first] = values;
  const foreign = new Set(values.filter(value => isForeign(value, first)));
  for (const value of foreign) {
    const what = { at, value: shown(value) };
    result.left.push(leftOf(what, { code: 'otherLanguage' }));
  }
  let open = values.filter(value => !foreign.has(value));
  for (const row of rows) {
    open = open.filter(value => {
      if (row.rows) {
        if (!isThing(value) || !(row.of?.(value) ?? true)) return true;
        const inner = { thing: value, rows: row.rows, above: `${at} › ` };
        takeThing(inner, result);
        return false;
      }
      if (row.leave !== undefined) {
        const why = row.leave && { code: row.leave };
        if (!reasons.has(value)) reasons.set(value, why);
        return true;
      }
      const found = row.as!(value);
      if (found === undefined) return true;
      const refused = put(result.spec as Holder, row.into!, found);
      if (refused !== undefined) reasons.set(value, refused);
      else result.taken.push({ at, into: row.into!, value, found });
      return refused !== undefined;
    });
  }
  for (const value of open) {
    const code = rows.length > 0 ? 'otherForm' : 'noPlace';
    const why = reasons.get(value) ?? { code };
    if (why) result.left.push(leftOf({ at, value: shown(value) }, why));
  }
}

/** Words in another language than the first, which is English where there is any. */
function isForeign(value: Value, first: Value): boolean {
  const language = languageOf(value);
  return language !== undefined && language !== languageOf(first);
}

/** `en` of `en-GB`. */
function languageOf(value: Value): string | undefined {
  return isThing(value)
    ? undefined
    : value.language?.toLowerCase().split('-')[0];
}

const unsaid =
  /^(unknown|Training data that the author does not name|Model that the author names no file of|The authors of .*)$/;

/** What stands where a standard demands a value and nobody knows one. */
function saysNothing(value: Value): boolean {
  if (!isThing(value)) return /^(|unknown)$/.test(value.text.trim());
  const isNamed = value.id !== undefined && !value.id.startsWith('_:');
  return !isNamed && unsaid.test(shown(value));
}

/** Puts a value in its place; says why not, where it cannot be there. */
function put(spec: Holder, into: string, value: unknown): Why | undefined {
  const schema = schemaAt(into);
  const keys = into.split('.');
  const last = keys.pop()!;
  const items = schema.type === 'array' ? [value].flat() : [value];
  const [first = schema.items] = schema.items?.anyOf ?? [];
  const longest = first?.maxLength ?? schema.maxLength ?? Infinity;
  if (items.some(each => wordsOf(each).length > longest)) {
    return { code: 'tooLong', most: longest };
  }
  if (schema.type === 'integer' && !Number.isInteger(value)) {
    return { code: 'otherForm' };
  }
  let holder = spec;
  for (const key of keys) holder = (holder[key] ??= {}) as Holder;
  const there = holder[last];
  if (schema.type === 'array') {
    const most = schema.maxItems ?? Infinity;
    const all = joined((there as unknown[]) ?? [], items, most);
    if (!all) return { code: 'tooMany', most };
    holder[last] = all;
  } else if (there === undefined || there === value) holder[last] = value;
  else return { code: 'onlyOne' };
  return undefined;
}

/** What is said in words, also of a person who is more than a name. */
function wordsOf(item: unknown): string {
  if (typeof item === 'string') return item;
  const { name = '', affiliation = '' } = Object(item) as AssetAuthor;
  return name.length > affiliation.length ? name : affiliation;
}

/** Both, each value once; undefined where that is more than `most`. */
function joined(before: unknown[], more: unknown[], most: number) {
  if (before.length >= most) return undefined;
  const all = distinct([...before, ...more]);
  return all.length > most ? undefined : all;
}

function distinct(values: unknown[]): unknown[] {
  return [...new Map(values.map(e => [JSON.stringify(e), e])).values()];
}

interface Schema {
  $ref?: string;
  type?: string;
  maxLength?: number;
  maxItems?: number;
  items?: Schema;
  anyOf?: Schema[];
  properties?: Record<string, Schema>;
  definitions?: Record<string, Schema>;
}

function schemaAt(path: string): Schema {
  return path
    .split('.')
    .reduce<Schema>(
      (schema, key) => resolved(schema.properties![key]),
      assetSchema as Schema,
    );
}

function resolved(schema: Schema): Schema {
  const name = schema.$ref?.split('/').at(-1);
  return name ? (assetSchema as Schema).definitions![name] : schema;
}
