import type { Json, JsonObject } from '../mapping';
import { prefixes } from './prefixes';

/** A thing and what it leads to, as JSON-LD with short names: `{'@type': 'dct:…'}`. */
export type Thing = JsonObject;

/**
 * As JSON-LD that says itself what its names stand for, so that nobody has to fetch
 * it. Names without a prefix are of `vocabulary`.
 */
export function toJsonLd(thing: Thing, vocabulary = prefixes.schema): string {
  const names = namesIn(thing);
  const used = new Set(names.map(name => name.split(':')[0]));
  const context = Object.fromEntries(
    Object.entries(prefixes).filter(([prefix]) => used.has(prefix)),
  );
  const isPlain = (name: string) => !name.includes(':');
  const plain = names.some(isPlain) ? { '@vocab': vocabulary } : {};
  const document = { '@context': { ...plain, ...context }, ...thing };
  return `${JSON.stringify(document, null, 2)}\n`;
}

/** Each name of a property, class, datatype or thing in it. */
function namesIn(value: Json): string[] {
  if (Array.isArray(value)) return value.flatMap(namesIn);
  if (typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([key, inner]) => {
    if (key === '@type' || key === '@id') return [inner].flat() as string[];
    return key.startsWith('@') ? [] : [key, ...namesIn(inner)];
  });
}
