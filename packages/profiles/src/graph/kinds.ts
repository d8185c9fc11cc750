import type { AssetSpec } from '@astrolabe/plugin-assets-common';
import { doiLink, licenseLink, webLink } from '../links';
import { own, type JsonObject, type ValueKind } from '../mapping';
import type { Thing } from './jsonLd';

// How values of ours are said in RDF. Each is a kind of value of a mapping.

/** As it is. */
export const plain: ValueKind<string | string[]> = value => [value].flat();

export const english: ValueKind<string | string[]> = value =>
  [value].flat().map(text => inLanguage(text, 'en'));

/** In English, and in each language that the asset is translated to. */
export const spoken: ValueKind<string> = (value, { asset }) => {
  const others = Object.entries(asset.spec.translations ?? {});
  return [
    inLanguage(value, 'en'),
    ...others.flatMap(([language, texts]) => {
      const text = own(texts, value);
      return text ? [inLanguage(text, language)] : [];
    }),
  ];
};

export function inLanguage(text: string, language: string): Thing {
  return { '@value': text, '@language': language };
}

/** A day or an instant; whatever else somebody wrote stays their words. */
export const moment: ValueKind<string> = value => {
  const day = /^\d{4}-\d{2}-\d{2}/.exec(value)?.[0];
  if (!day || Number.isNaN(Date.parse(value))) return [value];
  const isDay = value === day;
  return [
    isDay
      ? { '@value': day, '@type': 'xsd:date' }
      : { '@value': new Date(value).toISOString(), '@type': 'xsd:dateTime' },
  ];
};

export function whole(type: string): ValueKind<number> {
  return value => [{ '@value': String(value), '@type': type }];
}

/** A thing at an address; where the author gave none, what they wrote. */
export function linkedByDoi(type: string, more: Thing = {}): ValueKind<string> {
  return text => {
    const link = doiLink(text);
    const title: Thing = link ? {} : { 'dct:title': text };
    return [{ ...idOf(link), '@type': type, ...title, ...more }];
  };
}

/** An address and nothing more of it. */
export const reference: ValueKind<string> = text => {
  const id = webLink(text);
  return id ? [{ '@id': id }] : [text];
};

export const license: ValueKind<string> = text => [
  {
    ...idOf(licenseLink(text)),
    '@type': 'dct:LicenseDocument',
    'skos:prefLabel': text,
  },
];

/** A word of a vocabulary that has no address of its own. */
export const concept: ValueKind<string | string[]> = value =>
  [value]
    .flat()
    .map(label => ({ '@type': 'skos:Concept', 'skos:prefLabel': label }));

/** Other assets of the same portal, by their entity refs. */
export const otherAssets: ValueKind<string[]> = (
  refs,
  { asset, idOf: idOfRef },
) =>
  refs.map(ref => {
    const related = asset.relations.find(({ entityRef }) => entityRef === ref);
    const title = related?.title ?? ref;
    return {
      ...idOf(idOfRef(ref)),
      '@type': 'dcat:Resource',
      'dct:title': title,
    };
  });

/** The name in an entity ref: `astrolabe` of `group:default/astrolabe`. */
export function nameInRef(ref: string): string {
  return ref.split('/').at(-1)!;
}

export function idOf(iri: string | undefined): JsonObject {
  return iri ? { '@id': iri } : {};
}

/** What it needs, in words: "CPU cores: 4". */
export function amountOf(label: string, unit = ''): ValueKind<number> {
  return value => [`${label}: ${value}${unit}`];
}

/** Who has made it, as the spec has them. */
export type Authors = NonNullable<AssetSpec['authors']>;

/** A work that it cites, as the spec has it. */
export type SpecCitation = NonNullable<AssetSpec['citations']>[number];

/** A package that it is made of, as the spec has it. */
export type SpecDependency = NonNullable<AssetSpec['dependencies']>[number];

/** Files of a distribution, as the spec has them. */
export type SpecFile = NonNullable<AssetSpec['distribution']>['files'][number];
