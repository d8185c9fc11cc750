import type { AssetKind, AssetSpec } from '@astrolabe/plugin-assets-common';
import { parse } from 'yaml';
import { doiLink, licenseLink, webLink } from '../links';
import { describeAsset, importMetadata, type Profile } from '..';
import { leavesOf } from './rows';
import { assetOf, subject } from './assets';
import type { readableProfiles } from '../reading';

export type Readable = ReturnType<typeof readableProfiles>[number];

/** Each standard that is read, with each form and each kind that tells another. */
export const readables = (all: readonly Readable[]) =>
  all.flatMap(profile =>
    (['module', 'dataset'] as const)
      .filter(kind => profile.kinds[kind])
      .flatMap(kind =>
        profile.formats.map(format => ({
          name: `${profile.title} as ${format.id}, of a ${kind}`,
          profile,
          kind,
          format,
        })),
      ),
  );

/** What is read of what is written of an asset. */
export async function writtenAndRead(
  spec: AssetSpec,
  how: {
    profile: Profile;
    kind: AssetKind;
    format: Profile['formats'][number];
  },
) {
  const asset = assetOf(how.kind, 'any', spec);
  const { content } = await describeAsset(subject(asset), how);
  const profile = how.profile.id;
  const read = await importMetadata(content, { profile, format: 'own' });
  return { ...read, spec: parse(read.content).spec as AssetSpec };
}

/** What is found anew of each repository, and so read of no description. */
const harvested = new Set([
  ...['languages', 'sizeBytes', 'dependencies', 'image', 'used', 'citations'],
]);

/** What a standard has a place for, and is read back. */
export function heldBy(profile: Readable, kind: AssetKind): string[] {
  const fields = new Set(leavesOf(profile.kinds[kind]!.rows));
  const lost = profile.reading.lost(kind);
  return [...fields].filter(
    field => !(field in lost) && !harvested.has(field.split('.')[0]),
  );
}

/** A value as it can be compared: links by where they lead, days as instants. */
export function plainly(spec: AssetSpec, field: string): string[] {
  const values = valuesAt(spec, field.split('.'));
  const texts = values.map(each => textOf(field, each)).filter(Boolean);
  return [...new Set(texts)].sort();
}

function valuesAt(holder: unknown, [key, ...rest]: string[]): unknown[] {
  const inner = (holder as Record<string, unknown> | undefined)?.[key];
  if (inner === undefined) return [];
  return [inner]
    .flat()
    .flatMap(each => (rest.length > 0 ? valuesAt(each, rest) : [each]));
}

function textIn(value: unknown): string {
  return typeof value === 'object' && value !== null
    ? JSON.stringify(Object.entries(value).sort())
    : String(value);
}

function textOf(field: string, value: unknown): string {
  const text = textIn(value).replace(/\s+/g, ' ').trim();
  if (/links\.|distribution\.(source|licenseUrl)/.test(field)) {
    return doiLink(text) ?? webLink(text) ?? text;
  }
  if (field === 'license') return licenseLink(text) ?? text;
  if (/At$/.test(field) && !Number.isNaN(Date.parse(text))) {
    // Some of them have days alone.
    return new Date(text).toISOString().slice(0, 10);
  }
  return text;
}
