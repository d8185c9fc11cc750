import type { AssetKind } from '@astrolabe/plugin-assets-common';
import type { Json, JsonObject, Subject } from '../../mapping';
import type { Profile } from '../../types';
import { jsonFormat } from '../formats';
import { addresses, schemaOrg } from '../schema-org';

const classes: Record<AssetKind, string> = {
  module: 'SoftwareApplication',
  tool: 'SoftwareApplication',
  model: 'SoftwareApplication',
  dataset: 'Dataset',
};

/** RO-Crate: the asset as what a crate is about, which links to where it is. */
export const roCrate: Profile = {
  id: 'ro-crate',
  title: 'RO-Crate 1.1',
  iri: 'https://w3id.org/ro/crate/1.1',
  kinds: schemaOrg.kinds,
  formats: [jsonFormat('ro-crate-metadata.json', 'application/ld+json')],
  begin: subject => ({
    '@type': classes[subject.asset.kind],
    ...addresses(subject),
  }),
  finish: (thing, subject) => {
    const things = flat(thing);
    return {
      '@context': 'https://w3id.org/ro/crate/1.1/context',
      '@graph': [
        {
          '@id': 'ro-crate-metadata.json',
          '@type': 'CreativeWork',
          conformsTo: { '@id': 'https://w3id.org/ro/crate/1.1' },
          about: { '@id': './' },
        },
        {
          ...rootOf(thing, subject),
          hasPart: things.filter(isData).map(idOnly),
        },
        ...things,
      ],
    };
  },
};

/** The crate itself. */
function rootOf(thing: JsonObject, subject: Subject): JsonObject {
  const { asset, id, page, madeAt } = subject;
  const { updatedAt, createdAt } = asset.spec;
  return {
    '@id': './',
    '@type': 'Dataset',
    name: asset.title,
    description: thing.description,
    // A crate has to say when; what does not know, says when it was described.
    datePublished: [createdAt, updatedAt].find(isMoment) ?? madeAt,
    license: thing.license ?? 'unknown',
    url: page,
    mainEntity: { '@id': id },
  };
}

/** A crate lists the data in it, also what is elsewhere. */
function isData({ '@type': type }: JsonObject): boolean {
  return type === 'Dataset' || type === 'MediaObject';
}

function idOnly({ '@id': id }: JsonObject): JsonObject {
  return { '@id': id };
}

function isMoment(text: string | undefined): text is string {
  return (
    text !== undefined &&
    /^\d{4}-\d{2}-\d{2}/.test(text) &&
    !Number.isNaN(Date.parse(text))
  );
}

/** Each thing by itself, and by reference where it was; as RO-Crate wants it. */
function flat(root: JsonObject): JsonObject[] {
  const things = new Map<string, JsonObject>();
  const refer = (value: Json): Json => {
    if (Array.isArray(value)) return value.map(refer);
    if (typeof value !== 'object') return value;
    const { '@id': id = `#${things.size + 1}`, ...rest } = value;
    const name = String(id);
    // Reserved first, so that what is in it gets the next numbers.
    const there = things.get(name) ?? {};
    things.set(name, there);
    const properties = Object.entries(rest).map(([key, inner]) => [
      key,
      refer(inner),
    ]);
    things.set(name, {
      '@id': name,
      ...there,
      ...Object.fromEntries(properties),
      // What has no address is named, and is no data that one could get.
      ...(isData(value) && name.startsWith('#')
        ? { '@type': 'CreativeWork' }
        : {}),
    });
    return { '@id': name };
  };
  refer(root);
  return [...things.values()];
}
