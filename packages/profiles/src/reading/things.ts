/** What a document says of something: words, or another thing. */
export type Value = Words | Thing;

export interface Words {
  text: string;
  language?: string;
}

/** Something with properties, by the short names that mappings have. */
export interface Thing {
  id?: string;
  types: string[];
  properties: Map<string, Value[]>;
}

export function isThing(value: Value): value is Thing {
  return 'properties' in value;
}

export function aThing(id?: string, types: string[] = []): Thing {
  return { id, types, properties: new Map() };
}

export function say(thing: Thing, property: string, value: Value): void {
  const there = thing.properties.get(property);
  if (there) there.push(value);
  else thing.properties.set(property, [value]);
}

/** What is said of a thing by a property: English first, then without a language. */
export function valuesOf(thing: Thing, property: string): Value[] {
  const rank = (value: Value) => {
    const { language } = isThing(value) ? { language: undefined } : value;
    if (language === undefined) return 1;
    return /^en\b/i.test(language) ? 0 : 2;
  };
  const values = thing.properties.get(property) ?? [];
  return [...values].sort((a, b) => rank(a) - rank(b));
}

/** JSON or YAML as it stands, each group as properties with a dot: `front.license`. */
export function thingOf(
  value: unknown,
  flattened: readonly string[] = [],
  seen = new Map<unknown, Thing>(),
): Thing {
  // YAML refers to one value a hundred times in a few letters.
  const known = seen.get(value);
  if (known) return known;
  const thing = aThing();
  if (typeof value === 'object') seen.set(value, thing);
  const add = (property: string, inner: unknown): void => {
    for (const each of Array.isArray(inner) ? inner : [inner]) {
      if (typeof each === 'object' && each !== null) {
        say(thing, property, thingOf(each, [], seen));
      } else if (each !== null && each !== undefined) {
        say(thing, property, { text: String(each) });
      }
    }
  };
  for (const [key, inner] of Object.entries(value ?? {})) {
    if (flattened.includes(key)) {
      for (const [name, each] of Object.entries(inner ?? {})) {
        add(`${key}.${name}`, each);
      }
    } else add(key, inner);
  }
  return thing;
}

/** What a value is called, in a line. */
export function named(value: Value): string {
  const text = isThing(value) ? nameOf(value) : value.text;
  return text.replace(/\s+/g, ' ').trim();
}

/** What a person sees of a value. */
export function shown(value: Value): string {
  const line = named(value);
  return line.length > 120 ? `${line.slice(0, 119)}…` : line;
}

const NAMES = ['name', 'dct:title', 'skos:prefLabel', 'foaf:name', 'title'];

function nameOf(thing: Thing): string {
  for (const property of NAMES) {
    const [value] = valuesOf(thing, property);
    if (value && !isThing(value)) return value.text;
  }
  if (thing.id && !thing.id.startsWith('_:')) return thing.id;
  return firstWords(thing) ?? (thing.types.join(', ') || '…');
}

function firstWords(thing: Thing): string | undefined {
  for (const values of thing.properties.values()) {
    for (const value of values) {
      if (!isThing(value)) return value.text || undefined;
    }
  }
  return undefined;
}
