import { vocabulary, type LeftReason } from '@astrolabe/plugin-assets-common';
import { doiLink, spdxId, webLink } from '../links';
import { isThing, named, valuesOf, type Thing, type Value } from './things';
import type { ReadRow, Reader } from './types';

// How values of a standard are read. A reader that does not know a value passes it on.

/** A line of a table of what is read. */
export function read(at: string, into: string, as: Reader): ReadRow {
  return { at, into, as };
}

/** A property that nothing becomes of, and why; '' where nobody needs to know. */
export function leave(at: string, why: LeftReason | ''): ReadRow {
  return { at, leave: why };
}

/** The same rows, but with others for the places that `changes` name. */
export function reread(
  rows: readonly ReadRow[],
  changes: readonly ReadRow[],
): ReadRow[] {
  const changed = new Set(changes.map(({ at }) => at));
  return [...changes, ...rows.filter(({ at }) => !changed.has(at))];
}

/** Words, or what a thing is called. */
export const text: Reader = value => {
  const words = isThing(value) ? named(value) : value.text.trim();
  return words === '' ? undefined : words;
};

/** Words that stand there themselves. */
export const words: Reader = value =>
  isThing(value) ? undefined : text(value);

/** An address, or whatever else was written in its place. */
export const link: Reader = value => {
  const written = addressOf(value);
  return written && (doiLink(written) ?? written);
};

/** An address alone. */
export const address: Reader = value => webLink(addressOf(value) ?? '');

/** `10.x/y` of a DOI however it is written. */
export const doi: Reader = value => {
  const found = doiLink(addressOf(value) ?? '');
  const isDoi = found?.startsWith('https://doi.org/10.');
  return isDoi ? decoded(found!.slice('https://doi.org/'.length)) : undefined;
};

/** A DOI of Zenodo, which has a place of its own. */
export const zenodoDoi: Reader = value => {
  const found = doi(value) as string | undefined;
  return found?.startsWith('10.5281/') ? `https://doi.org/${found}` : undefined;
};

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

/** SPDX's name of a licence; of one that it does not know, what was written. */
export const licence: Reader = value => {
  const written = isThing(value)
    ? [addressOf(value), named(value)].find(each => each && licenceIn(each)) ??
      named(value)
    : value.text.trim();
  if (/^(|other|unknown)$/i.test(written)) return undefined;
  return licenceIn(written) ?? written;
};

/** A licence by its page at SPDX, which is no other one's. */
export const spdxPage: Reader = value => {
  const found = addressOf(value) ?? '';
  return /spdx\.org\/licenses\//.test(found) ? licenceIn(found) : undefined;
};

const LICENCES: [RegExp, (found: string[]) => string][] = [
  [/spdx\.org\/licenses\/([^/?#]+?)(?:\.html|\.json)?\/?$/i, ([, id]) => id],
  [/opensource\.org\/licenses?\/([^/?#]+)\/?$/i, ([, id]) => id],
  [/apache\.org\/licenses\/LICENSE-2\.0/i, () => 'Apache-2.0'],
  [
    /creativecommons\.org\/licenses\/([a-z-]+)\/(\d\.\d)/i,
    ([, name, version]) => `CC-${name}-${version}`,
  ],
  [/creativecommons\.org\/publicdomain\/zero\/1\.0/i, () => 'CC0-1.0'],
  [/^(.+)$/, ([, id]) => id],
];

function licenceIn(written: string): string | undefined {
  for (const [pattern, idOf] of LICENCES) {
    const found = pattern.exec(written);
    const id = found && spdxId(idOf(found));
    if (id) return id;
  }
  return undefined;
}

/** A person or group: the name, and with it what else tells who they are. */
export const person: Reader = value => {
  const name = personName(value);
  if (name === undefined || !isThing(value)) return name;
  const orcid = orcidOf(value);
  const affiliation = ['affiliation', 'schema:affiliation']
    .flatMap(each => valuesOf(value, each).map(named))
    .find(Boolean);
  return orcid || affiliation
    ? { name, ...(orcid && { orcid }), ...(affiliation && { affiliation }) }
    : name;
};

const ORCID = /^https?:\/\/orcid\.org\/(\d{4}-\d{4}-\d{4}-\d{3}[\dX])\/?$/;

function orcidOf(thing: Thing): string | undefined {
  const places = ['orcid', 'identifier', 'dct:identifier', 'sameAs'];
  const written = places.flatMap(each => valuesOf(thing, each));
  const all = [thing.id ?? '', ...written.map(named)];
  return all.map(each => ORCID.exec(each)?.[1]).find(Boolean);
}

/** A person's or group's name, in one line. */
function personName(value: Value): string | undefined {
  if (!isThing(value)) return text(value) as string | undefined;
  const said = (...properties: string[]) =>
    properties.flatMap(each => valuesOf(value, each).map(named)).find(Boolean);
  const family = [said('name-particle'), said('familyName', 'family-names')];
  const parts = [
    said('givenName', 'given-names'),
    ...family,
    said('name-suffix'),
  ];
  const whole = said('name', 'foaf:name') ?? parts.filter(Boolean).join(' ');
  return whole || said('alias') || undefined;
}

/** A word that a vocabulary has, in its spelling. */
export function term(facet: keyof typeof vocabulary): Reader {
  const plain = (word: string) => word.toLowerCase().replace(/[^a-z0-9]/g, '');
  return value => {
    const written = plain(isThing(value) ? named(value) : value.text);
    return vocabulary[facet].find(each => plain(each) === written);
  };
}

/** Keywords, also several in one text with commas. */
export const keywords: Reader = value => {
  if (isThing(value)) return text(value);
  const all = value.text.split(/[,;\n]/).map(each => each.trim());
  return all.filter(Boolean);
};

/** A day or an instant. */
export const moment: Reader = value => {
  const written = isThing(value) ? '' : value.text.trim();
  if (Number.isNaN(Date.parse(written))) return undefined;
  // The 31st of February would be the 2nd of March.
  const [day] = /^\d{4}-\d{2}-\d{2}/.exec(written) ?? [];
  const isDay = day && new Date(day).toISOString().startsWith(day);
  return isDay ? written : undefined;
};

/** Behind a label of ours: the amount of `CPU cores: 4`. */
export function amount(label: string, unit = ''): Reader {
  return value => {
    const written = isThing(value) ? '' : value.text.trim();
    if (!written.startsWith(label) || !written.endsWith(unit)) return undefined;
    const number = written.slice(label.length, written.length - unit.length);
    return numberIn(number.trim());
  };
}

const UNITS = ['b', 'k', 'm', 'g', 't', 'p'];

/** Bytes of `16 GB`, `2 GiB` or `1024`, behind a label. */
export function bytes(label: string): Reader {
  return value => {
    const written = isThing(value) ? '' : value.text.trim();
    if (!written.startsWith(label)) return undefined;
    const [, number, unit, binary] =
      /^([\d.]+)\s*(?:bytes|([kmgtp]?)(i?)b)?$/i.exec(
        written.slice(label.length).trim(),
      ) ?? [];
    const power = Math.max(0, UNITS.indexOf((unit ?? '').toLowerCase() || 'b'));
    const found = numberIn(number ?? '');
    if (found === undefined) return undefined;
    return Math.round(found * (binary ? 1024 : 1000) ** power);
  };
}

/** A checksum with its algorithm before it. */
export function digest(algorithm: 'md5' | 'sha256', digits: number): Reader {
  return value => {
    const found = String(words(value)).toLowerCase();
    const isWhole = new RegExp(`^[0-9a-f]{${digits}}$`).test(found);
    return isWhole ? `${algorithm}:${found}` : undefined;
  };
}

/** Bytes that say so: a number alone counts anything. */
export const amountOfBytes: Reader = value =>
  !isThing(value) && /b(ytes)?$/i.test(value.text.trim())
    ? bytes('')(value)
    : undefined;

/** A number that is none of less than nothing. */
export const number: Reader = value =>
  isThing(value) ? undefined : numberIn(value.text.trim());

function numberIn(written: string): number | undefined {
  const found = /^\d+(\.\d+)?$/.test(written) ? Number(written) : undefined;
  return Number.isSafeInteger(Math.round(found ?? NaN)) ? found : undefined;
}

/** Ours of theirs, as a table has it. */
export function oneOf(table: Readonly<Record<string, string>>): Reader {
  const known = new Map(Object.entries(table).map(([ours, t]) => [t, ours]));
  return value => {
    const written = isThing(value) ? value.id ?? '' : value.text.trim();
    return known.get(written) ?? known.get(written.split(/[/#]/).at(-1)!);
  };
}

/** Only of things of a class. */
export function of(types: readonly string[], as: Reader): Reader {
  return value =>
    isThing(value) && value.types.some(type => types.includes(type))
      ? as(value)
      : undefined;
}

/** Only of things that say something of this. */
export function where(property: string, said: RegExp, as: Reader): Reader {
  return value =>
    isThing(value) &&
    valuesOf(value, property).some(each => said.test(named(each)))
      ? as(value)
      : undefined;
}

/** What a thing says by one of its properties. */
export function inside(property: string, as: Reader): Reader {
  return value => {
    if (!isThing(value)) return undefined;
    const [found] = valuesOf(value, property)
      .map(as)
      .filter(each => each !== undefined);
    return found;
  };
}

/** The first reader that knows it. */
export function either(...readers: Reader[]): Reader {
  return value => {
    for (const reader of readers) {
      const found = reader(value);
      if (found !== undefined) return found;
    }
    return undefined;
  };
}

/** A thing of several properties: of each, where it stands. */
export function group(parts: Readonly<Record<string, Reader>>): Reader {
  return value => {
    if (!isThing(value)) return undefined;
    const said = Object.entries(parts)
      .map(([key, as]) => [key, as(value)])
      .filter(([, each]) => each !== undefined);
    return said.length > 0 ? Object.fromEntries(said) : undefined;
  };
}

const ADDRESSES = ['url', '@id', 'value', 'doi', 'name'];

/** Where something is; else what it is called, as people write `see the README`. */
function addressOf(value: Value): string | undefined {
  if (!isThing(value)) return value.text.trim() || undefined;
  if (isLink(value.id)) return value.id;
  return addressWithin(value) ?? (named(value) || undefined);
}

function addressWithin(thing: Thing): string | undefined {
  for (const property of ADDRESSES) {
    const found = valuesOf(thing, property).map(each =>
      isThing(each) ? each.id ?? '' : each.text,
    );
    const leading = found.find(each => doiLink(each));
    if (leading) return leading;
  }
  return undefined;
}

function isLink(id: string | undefined): id is string {
  return id !== undefined && webLink(id) !== undefined;
}
