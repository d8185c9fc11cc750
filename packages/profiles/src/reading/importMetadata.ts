import {
  checkAsset,
  type AssetSpec,
  type ImportedMetadata,
  type ImportOptions,
} from '@astrolabe/plugin-assets-common';
import { profiles } from '../profiles';
import type { Profile } from '../types';
import { draftOf } from './draft';
import { beside, cut, leftOut, UNCOUNTED } from './left';
import { readSource, type Source } from './source';
import { take } from './take';
import type { Opened, Reading } from './types';
import { Unreadable } from './Unreadable';

type Readable = Profile & { reading: Reading };

/** The standards that are read, the particular ones first. @public */
export function readableProfiles(): Readable[] {
  const readable = profiles.filter((each): each is Readable =>
    Boolean(each.reading),
  );
  return readable.sort((a, b) => rank(a) - rank(b));
}

/** An older version is known by words of its own; schema.org is in most others. */
const order = ['mldcat-ap-2', '', 'schema-org'];

function rank({ id }: Profile): number {
  return order.includes(id) ? order.indexOf(id) : 1;
}

/**
 * A document of a standard as a draft of a metadata file: what was taken, what
 * was not and why, and what is missing. Nothing is fetched, and nothing is made up.
 * Throws {@link Unreadable} for what is of none of the standards.
 *
 * @public
 */
export async function importMetadata(
  content: string,
  options: ImportOptions = {},
): Promise<ImportedMetadata> {
  const { source, found, spec, taken, left } = await readAll(
    content,
    options.profile,
  );
  const { profile, kind } = found;
  const format = options.format ?? (kind === 'dataset' ? 'own' : 'ai4');
  const draft = draftOf(spec, { kind, format });
  const without = leftOut(taken, [
    ...(spec.distribution ? [] : [UNCOUNTED]),
    ...draft.left,
  ]);
  return {
    profile: { id: profile.id, title: profile.title },
    kind,
    format,
    content: draft.content,
    taken: taken
      .filter(each => !without.places.has(each))
      .map(({ at, into }) => ({ at, into })),
    left: cut([...beside(source, found), ...left, ...without.left]),
    check: checkAsset(draft.content),
  };
}

/** What a document says, and what came of it. */
async function readAll(content: string, id?: string) {
  const source = await readSource(content);
  const found = opened(source, id);
  const { profile, thing, kind } = found;
  const read = take(thing, profile.reading.rows(found));
  profile.reading.finish?.(read.spec, kind);
  return { source, found, ...read };
}

/**
 * What a document of a standard says of an asset, without a draft of a file.
 * Throws {@link Unreadable} for what is none.
 *
 * @public
 */
export async function readMetadata(
  content: string,
  { profile }: { profile: string },
): Promise<Partial<AssetSpec>> {
  return (await readAll(content, profile)).spec;
}

function opened(source: Source, id?: string): Opened & { profile: Readable } {
  const asked = readableProfiles().filter(
    profile => id === undefined || profile.id === id,
  );
  for (const profile of asked) {
    const { open, claims = () => true } = profile.reading;
    const found = open(source);
    if (found && (id !== undefined || claims(found, source))) {
      return { profile, ...found };
    }
  }
  const titles = asked.map(({ title }) => title).join(', ');
  throw new Unreadable(
    titles
      ? `Nothing in it is described as ${titles} does`
      : `No standard '${id}' is read`,
  );
}
