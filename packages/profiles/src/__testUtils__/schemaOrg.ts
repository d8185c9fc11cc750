import { readFileSync } from 'node:fs';
import type { Quad } from 'n3';
import { Parser } from 'n3';
import { canonical } from './rdf';

const SCHEMA = /^https?:\/\/schema\.org\/(.+)$/;
const TYPE = 'http://www.w3.org/1999/02/22-rdf-syntax-ns#type';

/** Of the vocabulary; a value of any of them is a literal. */
const literals = ['Boolean', 'Date', 'DateTime', 'Number', 'Text', 'Time'];

interface Class {
  /** Names of those above it. */
  above: string[];
  /** Of each property of its own, the types that its values may have. */
  properties: Map<string, string[]>;
}

/**
 * The vocabulary of schema.org as its typings (schema-dts, which are made from
 * its release) have it: which property a thing of a type has, with values of what.
 */
export function readSchemaOrg(): Map<string, Class> {
  const file = require.resolve('schema-dts').replace(/\.js$/, '.d.ts');
  const text = readFileSync(file, 'utf8');
  const classes = new Map<string, Class>();
  const parts =
    /^(?:export )?interface (\w+?)(Base|Leaf) extends ([^{]+) \{\n([^]*?)^\}/gm;
  for (const [, name, part, bases, body] of text.matchAll(parts)) {
    const known: Class = classes.get(name) ?? {
      ...{ above: [], properties: new Map() },
    };
    const above = bases
      .split(', ')
      .flatMap(base => /^(\w+)Base$/.exec(base)?.[1] ?? [])
      .filter(base => base !== name);
    known.above.push(...above);
    if (part === 'Base') {
      const properties = /^ {4}"(\w+)"\?: SchemaValue<(.+), "\w+">;$/gm;
      for (const [, property, values] of body.matchAll(properties)) {
        known.properties.set(property, values.split(' | '));
      }
    }
    classes.set(name, known);
  }
  return classes;
}

/** What another vocabulary adds: classes below those of schema.org, and words for them. */
export interface Extension {
  above: Record<string, string>;
  properties: readonly string[];
}

/** What of a document schema.org has no place for, or another kind of value. */
export async function schemaOrgProblems(
  text: string,
  classes: Map<string, Class>,
  extension: Extension = { above: {}, properties: [] },
): Promise<string[]> {
  const nquads = await canonical(text, 'application/ld+json');
  const quads = new Parser({ format: 'application/n-quads' }).parse(nquads);
  const types = new Map<string, string[]>();
  for (const { subject, predicate, object } of quads) {
    if (predicate.value !== TYPE) continue;
    const type = nameOf(object.value) ?? extension.above[object.value];
    const before = types.get(subject.value) ?? [];
    types.set(subject.value, [...before, type ?? object.value]);
  }
  const unknown = [...types.values()]
    .flat()
    .filter(type => !classes.has(type))
    .map(type => `${type} is no class`);
  return [
    ...unknown,
    ...quads.flatMap(quad => problemOf(quad, { classes, types, extension })),
  ];
}

function problemOf(
  { subject, predicate, object }: Quad,
  known: {
    classes: Map<string, Class>;
    types: Map<string, string[]>;
    extension: Extension;
  },
): string[] {
  const property = nameOf(predicate.value);
  if (property === undefined) return [];
  const { classes, types, extension } = known;
  const of = types.get(subject.value) ?? [];
  const isAdded = extension.properties.includes(property);
  // A word that another vocabulary takes keeps its values.
  const owners = isAdded ? [...classes.keys()] : withAbove(of, classes);
  const values = owners.flatMap(
    name => classes.get(name)?.properties.get(property) ?? [],
  );
  if (values.length === 0) {
    return [`${of.join('+') || 'a thing without type'} has no ${property}`];
  }
  const isValue =
    object.termType === 'Literal'
      ? values.some(each => isLiteral(each))
      : withAbove(types.get(object.value) ?? [], classes).some(each =>
          values.includes(each),
        ) ||
        // Only where it is is said.
        (!types.has(object.value) && values.some(each => !isLiteral(each)));
  if (isValue) return [];
  const said = types.get(object.value)?.join('+') ?? object.termType;
  return [`${property} is no ${said}, but ${values.join(' or ')}`];
}

function nameOf(iri: string): string | undefined {
  return SCHEMA.exec(iri)?.[1];
}

function isLiteral(type: string): boolean {
  return literals.includes(type) || type === 'URL' || type === 'Integer';
}

function withAbove(names: string[], classes: Map<string, Class>): string[] {
  const all = new Set(names);
  for (const name of all) {
    for (const each of classes.get(name)?.above ?? []) all.add(each);
  }
  return [...all];
}
