import type { AssetKind } from '@astrolabe/plugin-assets-common';
import {
  say,
  type Demand,
  type Json,
  type JsonObject,
  type KindMapping,
  type Mapping,
  type Subject,
} from '../../mapping';
import type { Profile } from '../../types';
import { jsonFormat } from '../formats';
import { addresses, schemaOrg, typed } from '../schema-org';
import { roCrateReading } from './reading';

const classes: Record<AssetKind, string> = {
  module: 'SoftwareApplication',
  tool: 'SoftwareApplication',
  model: 'SoftwareApplication',
  dataset: 'Dataset',
};

/** When it was made; or else, when it was last changed. */
const published: Mapping = [
  say('createdAt', 'datePublished', (text: string) =>
    isMoment(text) ? [text] : [],
  ),
  say('updatedAt', 'datePublished', (text: string, { asset }) =>
    isMoment(text) && !isMoment(asset.spec.createdAt) ? [text] : [],
  ),
];

const UNKNOWN = 'unknown';

/** A crate has to say when, as a date: who does not know says when it was described. */
const ofCrates: Demand[] = [
  {
    to: 'datePublished',
    from: ['createdAt'],
    otherwise: ({ madeAt }) => madeAt,
  },
  { to: 'license', from: ['license'], otherwise: () => UNKNOWN },
];

function inCrate({ rows, demands = [] }: KindMapping): KindMapping {
  return { rows: [...rows, ...published], demands: [...demands, ...ofCrates] };
}

const software = inCrate(schemaOrg.kinds.module!);

/** RO-Crate: the asset as what a crate is about, which links to where it is. */
export const roCrate: Profile = {
  id: 'ro-crate',
  title: 'RO-Crate 1.1',
  iri: 'https://w3id.org/ro/crate/1.1',
  kinds: {
    module: software,
    tool: software,
    model: software,
    dataset: inCrate(schemaOrg.kinds.dataset!),
  },
  formats: [jsonFormat('ro-crate-metadata.json', 'application/ld+json')],
  begin: subject => ({
    ...typed(classes[subject.asset.kind], subject),
    ...addresses(subject),
  }),
  finish: ({ datePublished, ...thing }, subject) => {
    const { license, ...unlicensed } = thing;
    const isLicensed = license !== UNKNOWN;
    const things = flat(
      isLicensed ? { ...thing, license: licenses(license) } : unlicensed,
    );
    const parts = things.filter(isData).map(idOnly);
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
          ...ofMain(things, subject),
          datePublished,
          // One is no list of one.
          hasPart: parts.length === 1 ? parts[0] : parts,
        },
        ...things,
      ],
    };
  },
  reading: roCrateReading,
};

/** The crate itself. */
function rootOf(thing: JsonObject, { asset, id, page }: Subject): JsonObject {
  return {
    '@id': './',
    '@type': 'Dataset',
    name: asset.title,
    description: thing.description,
    license: thing.license,
    url: page,
    mainEntity: { '@id': id },
  };
}

/** What the crate has of what it is about, where that is a thing with words of its own. */
function ofMain(things: JsonObject[], { id }: Subject): JsonObject {
  const main = things.find(each => each['@id'] === id) ?? {};
  return Object.fromEntries(
    ['license', 'author']
      .filter(key => main[key] !== undefined)
      .map(key => [key, main[key]]),
  );
}

/** Those at an address are things that a crate names; what is only text stays so. */
function licenses(said: Json): Json {
  const all = [said].flat().map(each => {
    if (typeof each !== 'string' || !/^https?:/.test(each)) return each;
    const name = each.split('/').filter(Boolean).at(-1)!;
    return { '@id': each, '@type': 'CreativeWork', name, url: each };
  });
  return all.length === 1 ? all[0] : all;
}

/** A crate lists the data in it, also what is elsewhere. */
function isData({ '@type': type }: JsonObject): boolean {
  return ['Dataset', 'MediaObject'].some(each => [type].flat().includes(each));
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
    things.set(name, things.get(name) ?? { '@id': name });
    const properties = Object.entries(rest).map(([key, inner]) => [
      key,
      refer(inner),
    ]);
    const said: JsonObject = {
      ...Object.fromEntries(properties),
      // What has no address is named, and is no data that one could get.
      ...(isData(value) && name.startsWith('#')
        ? { '@type': 'CreativeWork' }
        : {}),
    };
    things.set(name, merged(things.get(name)!, said));
    return { '@id': name };
  };
  refer(root);
  return [...things.values()];
}

/** A thing that comes up in two roles is all that is said of it. */
function merged(one: JsonObject, other: JsonObject): JsonObject {
  const both = { ...one };
  for (const [key, value] of Object.entries(other)) {
    const values = [one[key] ?? [], value].flat();
    const texts = new Map(values.map(each => [JSON.stringify(each), each]));
    const distinct = [...texts.values()];
    both[key] = distinct.length === 1 ? distinct[0] : distinct;
  }
  return both;
}
