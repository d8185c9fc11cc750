import { expand, prefixes } from '../graph';
import { aThing, say, type Thing } from './things';
import { tooMuch, Unreadable } from './Unreadable';

/** Things that a document names, in its order. */
export type Graph = ReadonlyMap<string, Thing>;

export interface ReadGraph {
  graph: Graph;
  /** Contexts that it names by address. */
  contexts: string[];
  /** Those of them that nobody here knows, and that were not fetched. */
  unread: string[];
  /** Whether it says of others that they lead to something. */
  isReversed?: boolean;
}

/** What names without one are resolved against; taken off again. */
const BASE = 'https://here.invalid/';
const MAX_THINGS = 20_000;
const RDF = 'http://www.w3.org/1999/02/22-rdf-syntax-ns#';

/** Vocabularies whose words are short in mappings, after the prefixes. */
const plainVocabularies = [
  'https://schema.org/',
  'http://schema.org/',
  'https://codemeta.github.io/terms/',
];

function short(iri: string): string {
  if (iri.startsWith(BASE)) return iri.slice(BASE.length);
  const plain = plainVocabularies.find(start => iri.startsWith(start));
  if (plain) return iri.slice(plain.length);
  const found = Object.entries(prefixes).find(([, start]) =>
    iri.startsWith(start),
  );
  return found ? `${found[0]}:${iri.slice(found[1].length)}` : iri;
}

function local(iri: string): string {
  return iri.startsWith(BASE) ? iri.slice(BASE.length) || './' : iri;
}

class Things {
  readonly graph = new Map<string, Thing>();

  get(id: string): Thing {
    const known = this.graph.get(id);
    if (known) return known;
    if (this.graph.size >= MAX_THINGS) throw tooMuch('things', MAX_THINGS);
    const thing = aThing(local(id));
    this.graph.set(id, thing);
    return thing;
  }

  /** By the names that the document itself has for them. */
  named(): Graph {
    return new Map([...this.graph].map(([id, thing]) => [local(id), thing]));
  }
}

const schemaWords = { '@vocab': prefixes.schema };

/** Contexts that documents name by address, as far as mappings have their words. */
const contexts: [RegExp, object][] = [
  [/^https?:\/\/(www\.)?schema\.org\b/, schemaWords],
  [/codemeta/i, { ...schemaWords, codemeta: plainVocabularies[2] }],
  [
    /^https?:\/\/(www\.)?w3id\.org\/ro\/crate\//,
    {
      ...schemaWords,
      conformsTo: { '@id': expand('dct:conformsTo'), '@type': '@id' },
    },
  ],
  [
    /mlcommons\.org\/croissant|\/croissant\b/i,
    {
      ...schemaWords,
      sc: prefixes.schema,
      cr: prefixes.cr,
      ...Object.fromEntries(
        ['citeAs', 'md5', 'recordSet', 'field', 'isLiveDataset'].map(word => [
          word,
          `cr:${word}`,
        ]),
      ),
      conformsTo: expand('dct:conformsTo'),
    },
  ],
  [/w3id\.org\/fair4ml/i, { ...schemaWords, fair4ml: prefixes.fair4ml }],
];

export async function readTurtle(text: string): Promise<ReadGraph> {
  const { Parser } = await import('n3');
  const things = new Things();
  try {
    const parser = new Parser({ format: 'text/turtle', baseIRI: BASE });
    for (const { subject, predicate, object } of parser.parse(text)) {
      const thing = things.get(nameOf(subject));
      if (predicate.value === `${RDF}type`)
        thing.types.push(short(object.value));
      else if (object.termType !== 'Literal') {
        say(thing, short(predicate.value), things.get(nameOf(object)));
      } else {
        const { value, language } = object;
        const words = { text: value, ...(language ? { language } : {}) };
        say(thing, short(predicate.value), words);
      }
    }
  } catch (error) {
    throw Unreadable.because('Turtle', error);
  }
  return { graph: things.named(), contexts: [], unread: [] };
}

function nameOf({ termType, value }: { termType: string; value: string }) {
  return termType === 'BlankNode' ? `_:${value}` : value;
}

type Expanded = Record<string, unknown>;

/**
 * JSON-LD without asking anybody: of contexts at an address it knows those of
 * schema.org, CodeMeta and RO-Crate; words without one are taken for schema.org's.
 */
export async function readJsonLd(text: string): Promise<ReadGraph> {
  const named = new Set<string>();
  const unread = new Set<string>();
  const things = new Things();
  const expansion = new Expansion(things);
  try {
    refuseDepth(JSON.parse(text));
    const value = JSON.parse(text, asWritten);
    refuseContexts(value);
    const { default: jsonld } = await import('jsonld');
    const expanded = await jsonld.expand(value, {
      base: BASE,
      expandContext: { '@vocab': prefixes.schema } as never,
      documentLoader: async (url: string) => {
        const known = contexts.find(([names]) => names.test(url));
        named.add(local(url));
        if (!known) unread.add(local(url));
        const document = { '@context': known?.[1] ?? {} };
        return { documentUrl: url, document, contextUrl: undefined } as never;
      },
    });
    expansion.add(expanded as unknown as Expanded[]);
  } catch (error) {
    throw Unreadable.because('JSON-LD', error);
  }
  return {
    graph: things.named(),
    contexts: [...named],
    unread: [...unread],
    isReversed: expansion.isReversed,
  };
}

/** Things and what they say, of expanded JSON-LD, which has them in each other. */
class Expansion {
  readonly #things: Things;
  isReversed = false;
  #unnamed = 0;

  constructor(things: Things) {
    this.#things = things;
  }

  add(nodes: Expanded[]): void {
    for (const node of nodes) {
      if ('@graph' in node && !('@id' in node)) {
        this.add(node['@graph'] as Expanded[]);
      } else this.#thing(node);
    }
  }

  #thing(node: Expanded): Thing {
    const id = node['@id'] ?? `_:unnamed${this.#unnamed++}`;
    const thing = this.#things.get(String(id));
    for (const [property, values] of Object.entries(node)) {
      if (property === '@type') {
        thing.types.push(...(values as string[]).map(short));
      } else if (property === '@graph' || property === '@included') {
        this.add(values as Expanded[]);
      } else if (property === '@reverse') this.isReversed = true;
      else if (!property.startsWith('@')) {
        this.#say(thing, short(property), values as Expanded[]);
      }
    }
    return thing;
  }

  #say(thing: Thing, property: string, values: Expanded[]): void {
    for (const each of values) {
      const items = each['@list'] ?? each['@set'];
      if (Array.isArray(items)) this.#say(thing, property, items);
      else if ('@value' in each) {
        const { '@value': value, '@language': language } = each;
        say(thing, property, {
          text:
            typeof value === 'object' ? JSON.stringify(value) : String(value),
          ...(language ? { language: String(language) } : {}),
        });
      } else say(thing, property, this.#thing(each));
    }
  }
}

/** The version `1.10` is no number; where this Node does not say what was written, it is one. */
function asWritten(key: string, value: unknown, at?: { source?: string }) {
  const isOther =
    typeof value === 'number' &&
    at?.source !== undefined &&
    at.source !== String(value);
  return isOther && key !== '@version' ? at.source : value;
}

/** What it may take to apply contexts; a million is more than a second. */
const MAX_TERMS = 500_000;

/**
 * Each context that is applied copies the terms of those above it: few letters
 * can ask for hours. A context within a term is applied wherever the term is.
 */
function refuseContexts(value: unknown): void {
  const found = { terms: 1, own: 0, scoped: 0, things: 1 };
  const visit = (each: unknown, isContext: boolean): void => {
    if (typeof each !== 'object' || each === null) return;
    if (!Array.isArray(each)) {
      if (isContext) found.terms += Object.keys(each).length;
      else found.things += 1;
    }
    for (const [key, inner] of Object.entries(each)) {
      const opens = key === '@context' && !Array.isArray(each);
      if (opens) found[isContext ? 'scoped' : 'own'] += [inner].flat().length;
      visit(inner, isContext || opens);
    }
  };
  visit(value, false);
  const { terms, own, scoped, things } = found;
  if (terms * (own + scoped * things) > MAX_TERMS) {
    throw new Unreadable(
      'It has too many contexts, or terms in them, to be read soon',
    );
  }
}

const MAX_DEPTH = 64;

/** Readers call themselves for each level. */
function refuseDepth(value: unknown): void {
  let level = [value];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > MAX_DEPTH) throw tooMuch('levels', MAX_DEPTH);
    level = level.flatMap(each =>
      typeof each === 'object' && each !== null ? Object.values(each) : [],
    );
  }
}
