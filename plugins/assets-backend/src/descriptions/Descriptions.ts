import {
  OWN_CATALOGUE,
  type Asset,
  type AssetKind,
  type AssetProfile,
} from '@astrolabe/plugin-assets-common';
import { withAdvice } from '@astrolabe/http';
import {
  catalogueOf,
  describeAsset,
  gapsIn,
  profilesFor,
  type Description,
  type Profile,
  type ProfileFormat,
  type Subject,
} from '@astrolabe/profiles';
import { InputError } from '@backstage/errors';
import type { OpenAssets } from '../service';
import type { CallerOptions } from '../service/types';
import type { Addresses } from './addresses';

type Name = { kind: AssetKind; name: string };

/** Assets in the standards of others; who may see an asset may have it so. */
export class Descriptions {
  readonly #assets: OpenAssets;
  readonly #addresses: Addresses;

  constructor(options: { assets: OpenAssets; addresses: Addresses }) {
    this.#assets = options.assets;
    this.#addresses = options.addresses;
  }

  /** An asset in our own form. */
  async asset(name: Name, options: CallerOptions): Promise<Asset> {
    return this.#assets.get(name, options);
  }

  /** The standards for an asset, and what it lacks for each. */
  async profiles(name: Name, options: CallerOptions): Promise<AssetProfile[]> {
    const subject = this.#subject(await this.#assets.get(name, options));
    return profilesFor(name.kind).map(profile => ({
      id: profile.id,
      title: profile.title,
      iri: profile.iri,
      formats: profile.formats.map(({ id, mediaType, fileName }) => ({
        id,
        mediaType,
        fileName: fileName(subject.asset),
      })),
      gaps: gapsIn(profile, subject),
    }));
  }

  async describe(
    { profile, format, ...name }: Name & { profile: string; format?: string },
    options: CallerOptions,
  ): Promise<Description & { iri: string }> {
    const subject = this.#subject(await this.#assets.get(name, options));
    const chosen = choose(name.kind, { profile, format });
    const described = await describeAsset(subject, chosen);
    return { ...described, iri: chosen.profile.iri };
  }

  /** Its address in the API, which answers in each standard. */
  addressOf(name: Name): string {
    return this.#addresses.asset(name.kind, name.name);
  }

  /** A page of all assets, as a catalogue. */
  async catalogue(
    {
      format,
      ...page
    }: {
      cursor?: string;
      limit?: number;
      modifiedSince?: string;
      format: string;
    },
    options: CallerOptions,
  ): Promise<{ content: string; mediaType: string; next?: string }> {
    const { items, nextCursor, totalItems } = await this.#assets.query(
      {
        cursor: page.cursor,
        changedSince: page.modifiedSince && earlier(page.modifiedSince),
        ...{ limit: page.limit ?? 50, sort: 'name' },
        // What others publish is theirs to have harvested.
        facets: { catalogue: [OWN_CATALOGUE] },
      },
      options,
    );
    const found = await Promise.all(
      items.map(({ kind, name }) => this.#ifThere({ kind, name }, options)),
    );
    const assets = found.filter(asset => asset !== undefined);
    const at = (cursor?: string) =>
      this.#addresses.catalogue({ ...page, format, cursor });
    const next = nextCursor && at(nextCursor);
    const written = await catalogueOf(
      assets.map(asset => this.#subject(asset)),
      {
        ...this.#addresses.portal,
        id: this.#addresses.catalogue({}),
        page: at(page.cursor),
        ...(next ? { next } : {}),
        totalItems,
      },
      format,
    );
    return { ...written, ...(next ? { next } : {}) };
  }

  /** What was removed since the page was asked for is no more in it. */
  async #ifThere(
    name: Name,
    options: CallerOptions,
  ): Promise<Asset | undefined> {
    return this.#assets.get(name, options).catch(error => {
      if (error.name === 'NotFoundError') return undefined;
      throw error;
    });
  }

  #subject(asset: Asset): Subject {
    return this.#addresses.subject(asset);
  }
}

/** A change is dated when it is begun, and seen when it is done. */
const LONGEST_CHANGE_MS = 5 * 60_000;

function earlier(instant: string): string {
  return new Date(Date.parse(instant) - LONGEST_CHANGE_MS).toISOString();
}

/** The profile and format of these names; says which there are. */
function choose(
  kind: AssetKind,
  wanted: { profile: string; format?: string },
): { profile: Profile; format: ProfileFormat } {
  const there = profilesFor(kind);
  const profile = there.find(({ id }) => id === wanted.profile);
  if (!profile) {
    throw wrong(
      'profile',
      `No standard '${wanted.profile}' is there for a ${kind}`,
      there,
    );
  }
  const { formats, title } = profile;
  const format = wanted.format
    ? formats.find(({ id }) => id === wanted.format)
    : formats[0];
  if (!format) {
    throw wrong(
      'format',
      `${title} is not written as '${wanted.format}'`,
      formats,
    );
  }
  return { profile, format };
}

function wrong(
  path: string,
  message: string,
  there: readonly { id: string }[],
) {
  const allowed = there.map(({ id }) => id);
  return withAdvice(new InputError(message), {
    code: 'INVALID_REQUEST',
    nextStep: `Choose one of: ${allowed.join(', ')}.`,
    problems: [{ path, message, allowed }],
  });
}
