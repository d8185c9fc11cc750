import type { NamedNode, Store } from 'rdflib';
import type { Json } from '../mapping';
import type { Thing } from './jsonLd';
import { expand, prefixes } from './prefixes';

type Rdf = typeof import('rdflib');

const RDF_TYPE = 'http://www.w3.org/1999/02/22-rdf-syntax-ns#type';

/** As Turtle, by rdflib, which is loaded when somebody wants it. */
export async function toTurtle(
  thing: Thing,
  vocabulary = prefixes.schema,
): Promise<string> {
  const rdf = await import('rdflib');
  const store = rdf.graph();
  new Graph(rdf, store, vocabulary).add(thing);
  const { Serializer: createSerializer } = rdf;
  const serializer = createSerializer(store);
  serializer.setNamespaces({ ...prefixes, schema: vocabulary });
  // It would make up prefixes for each address that it meets.
  serializer.makeUpPrefix = () => '';
  // It would decode and encode them anew, which changes `%2F` and fails at `%zz`.
  serializer.explicitURI = (iri: string) => `<${iri}>`;
  // As `rdf.serialize` sets them for Turtle.
  serializer.setFlags('si');
  return serializer.statementsToN3(store.statements);
}

/** JSON-LD with our short names, as statements. */
class Graph {
  readonly #rdf: Rdf;
  readonly #store: Store;
  readonly #vocabulary: string;

  constructor(rdf: Rdf, store: Store, vocabulary: string) {
    this.#rdf = rdf;
    this.#store = store;
    this.#vocabulary = vocabulary;
  }

  add(thing: Thing) {
    const { '@id': id, '@type': type = [], ...properties } = thing;
    const subject = id ? this.#named(String(id)) : this.#rdf.blankNode();
    for (const name of [type].flat()) {
      const isA = this.#rdf.sym(RDF_TYPE);
      this.#store.add(subject, isA, this.#named(String(name)));
    }
    for (const [name, value] of Object.entries(properties)) {
      for (const item of [value].flat() as Json[]) {
        this.#store.add(subject, this.#named(name), this.#term(item));
      }
    }
    return subject;
  }

  #term(value: Json) {
    if (typeof value === 'object' && !Array.isArray(value)) {
      return '@value' in value ? this.#literal(value) : this.add(value);
    }
    const datatype = {
      number: Number.isInteger(value) ? 'xsd:integer' : 'xsd:double',
      boolean: 'xsd:boolean',
    }[typeof value as string];
    return this.#literal({
      '@value': value,
      ...(datatype ? { '@type': datatype } : {}),
    });
  }

  #literal(thing: Thing) {
    const { '@value': value, '@type': type, '@language': language } = thing;
    const datatype = type ? this.#named(String(type)) : undefined;
    const languageOrType = language ? String(language) : datatype;
    return this.#rdf.literal(String(value), languageOrType);
  }

  #named(name: string): NamedNode {
    return this.#rdf.sym(expand(name, this.#vocabulary));
  }
}
