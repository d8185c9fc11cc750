import { authorOf } from '@astrolabe/plugin-assets-common';
import {
  idOf,
  nameInRef,
  type Authors,
  type SpecCitation,
  type SpecFile,
  type Thing,
} from '../../graph';
import {
  doiLink,
  imageLink,
  licenseLink,
  orcidLink,
  webLink,
} from '../../links';
import type { Subject, ValueKind } from '../../mapping';

// How values of ours are said in words of schema.org.

/** An address; what is none stays the author's words. */
export const url: ValueKind<string> = text => [webLink(text) ?? text];

export const doiUrl: ValueKind<string> = text => [doiLink(text) ?? text];

export const imageUrl: ValueKind<string> = text => [imageLink(text) ?? text];

export const licenseUrl: ValueKind<string> = text => [
  licenseLink(text) ?? text,
];

/** A thing that has a name and nothing more: `{"@type": "Person", "name": …}`. */
export function named(
  type: string,
  more: Thing = {},
): ValueKind<string | string[]> {
  return value =>
    [value].flat().map(name => ({ '@type': type, name, ...more }));
}

/** Who has made it: what tells them from others of the name, where it is known. */
export const people: ValueKind<Authors> = authors =>
  authors.map(authorOf).map(({ name, orcid, affiliation }) => ({
    '@type': 'Person',
    name,
    ...(orcid ? { identifier: orcidLink(orcid) } : {}),
    ...(affiliation
      ? { affiliation: { '@type': 'Organization', name: affiliation } }
      : {}),
  }));

/** Nothing but its class: the rest is said row by row. */
export const a =
  (type: string): ValueKind<object> =>
  () =>
    [{ '@type': type }];

/** A work that is cited, at the address that it has. */
export const cited: ValueKind<SpecCitation> = ({ doi, url: at }) => [
  { ...idOf(doiLink(doi ?? at ?? '')), '@type': 'ScholarlyArticle' },
];

/** A work at an address. */
export function work(type: string, more: Thing = {}): ValueKind<string> {
  return text => {
    const link = doiLink(text);
    return [
      {
        ...idOf(link),
        '@type': type,
        ...(link ? { url: link } : { name: text }),
        ...more,
      },
    ];
  };
}

/** Whose it is, by the entity ref of a group or person. */
export const ownerOf: ValueKind<string> = ref => [
  {
    '@type': ref.startsWith('user:') ? 'Person' : 'Organization',
    name: nameInRef(ref),
  },
];

export const terms = (set: string): ValueKind<string | string[]> =>
  named('DefinedTerm', { inDefinedTermSet: set });

/** A fact that has no word of its own. */
export function fact(name: string): ValueKind<string | number> {
  return value => [{ '@type': 'PropertyValue', name, value }];
}

/** What an image is: a program, and where one gets it. */
export const image: ValueKind<string> = text =>
  imageUrl(text, undefined as never).map(downloadUrl => ({
    '@type': 'SoftwareApplication',
    downloadUrl,
  }));

/** "16 GB", and other amounts that people read. */
export const bytes =
  (of: string): ValueKind<number> =>
  amount =>
    [`${of}${sizeOf(amount)}`];

export const amount =
  (of: string): ValueKind<number> =>
  value =>
    [`${of}${value}`];

export function sizeOf(value: number): string {
  const units = ['bytes', 'kB', 'MB', 'GB', 'TB', 'PB'];
  const power = Math.min(
    units.length - 1,
    value < 1000 ? 0 : Math.floor(Math.log10(value) / 3),
  );
  return `${Number((value / 1000 ** power).toFixed(2))} ${units[power]}`;
}

export const dependencies: ValueKind<string[]> = (
  refs,
  { asset, idOf: idOfRef },
) =>
  refs.map(ref => {
    const related = asset.relations.find(({ entityRef }) => entityRef === ref);
    return {
      ...idOf(idOfRef(ref)),
      '@type': 'CreativeWork',
      name: related?.title ?? ref,
    };
  });

/** A file of a dataset, and where its bytes are, if that is known. */
export const download: ValueKind<SpecFile> = ({ path }, subject) => {
  const contentUrl = fileUrl(path, subject);
  return [{ '@type': 'DataDownload', ...(contentUrl ? { contentUrl } : {}) }];
};

/**
 * Where a file can be fetched: at the address of the dataset, if that is the file
 * itself. Else that is a page about it, which has other bytes.
 */
export function fileUrl(path: string, { asset }: Subject): string | undefined {
  const source = webLink(asset.spec.distribution?.source ?? '');
  const end = `/${path.split('/').map(encodeURIComponent).join('/')}`;
  return source && new URL(source).pathname.endsWith(end) ? source : undefined;
}
