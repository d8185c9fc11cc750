import { createExtensionPoint } from '@backstage/backend-plugin-api';
import type {
  AssetBuild,
  AssetKind,
  AssetOrigin,
  AssetProblem,
  AssetSpec,
  AssetTrust,
  HarvestedValue,
} from '@astrolabe/plugin-assets-common';

/** What one place says of an asset: a file of its repository, its forge, a registry. @public */
export interface Harvested extends Omit<HarvestedValue, 'field'> {
  facts: Partial<AssetSpec>;
  /** Why nothing can be read there, for people. */
  problem?: string;
}

/** The text of one asset's metadata file, as a source found it. @public */
export interface AssetFile {
  kind: AssetKind;
  /** Name of the asset: the repository's or folder's, see `assetNameOf`. */
  name: string;
  /** The metadata file's text, unchanged; it may be invalid, or empty. */
  content: string;
  origin: Omit<AssetOrigin, 'format' | 'source'>;
  /** Markdown. */
  documentation?: string;
  /** What the source knows better than the file: where its code is, how it was built. */
  facts?: {
    sourceCode?: string;
    build?: AssetBuild;
    /** Id of the shared manifest to launch it with, where the file names none. */
    manifest?: string;
  };
  /**
   * Whether everybody can read it where it is from, so that the portal may show it
   * to who has not signed in. Absent: no.
   */
  isPublic?: boolean;
  /**
   * What was found elsewhere than in the file, whoever prevails first. What the
   * file says prevails over all of it, but for what nobody can type: see
   * `NEVER_TYPED` in the assets room.
   */
  harvested?: Harvested[];
  /**
   * What of the spec the file does not say, whatever stands in it: it is a stranger's,
   * and it is neither checked nor shown.
   */
  leavesOut?: readonly (keyof AssetSpec)[];
  /** Of what a stranger has written: whether the operator has agreed that it runs here. */
  trust?: AssetTrust;
  /** What the source itself found wrong, such as that the file is missing. */
  problems?: AssetProblem[];
}

/** A manifest that several assets name by its id. @public */
export interface SharedManifestFile {
  id: string;
  /** YAML of a manifest (manifest.schema.json). */
  content: string;
  location: string;
}

/** What changed since the last read. @public */
export interface AssetDelta {
  upserted: AssetFile[];
  /** `kind/name` of what is gone. */
  removed: string[];
  manifests?: SharedManifestFile[];
  /** Ids of shared manifests that are gone. */
  removedManifests?: string[];
}

/**
 * Somewhere that assets come from: a folder, a forge, another catalogue. A
 * source keeps its own memory of what it has seen (entity tags, commits) in
 * `state`, which the assets room stores for it.
 *
 * @public
 */
export interface AssetSource {
  /** Stable, such as `files` or `forge:ai4os-hub`. */
  readonly id: string;
  /** How often it is read. */
  readonly everySeconds: number;
  /**
   * Reads what changed. May call `onPage` several times, so that a long first
   * read is visible early; an error leaves what was handed over in place. A
   * `SourcePausedError` says when to go on.
   *
   * @returns what people should know of it though nothing is wrong, such as what of
   * it is not shown
   */
  read(options: {
    /**
     * What the last `onPage` was given; undefined: hand over everything. What was
     * handed over before, and is not by the end of such a read, is gone.
     */
    state: unknown;
    /**
     * What was remembered before everything is to be handed over again, if anything:
     * to call things as they were called, and to leave nothing out by.
     */
    former?: unknown;
    signal: AbortSignal;
    onPage(delta: AssetDelta, state: unknown): Promise<void>;
  }): Promise<string | void>;
}

/**
 * The other side asked for a pause, such as a forge whose rate limit is used
 * up. Nothing is wrong; reading goes on at `until`, where it stopped.
 *
 * @public
 */
export class SourcePausedError extends Error {
  readonly until: Date;

  constructor(message: string, until: Date) {
    super(message);
    this.name = 'SourcePausedError';
    this.until = until;
  }
}

/**
 * The name of an asset after a repository's or folder's: lower case, and only
 * what a catalogue name may hold.
 *
 * @public
 */
export function assetNameOf(text: string): string {
  const name = text
    .toLowerCase()
    .replace(/[^a-z0-9._-]+/g, '-')
    .slice(0, 63)
    .replace(/^[^a-z0-9]+|[^a-z0-9]+$/g, '');
  return name || 'unnamed';
}

/** @public */
export interface AssetSourcesExtensionPoint {
  addSource(source: AssetSource): void;
}

/** Where other modules add sources of assets. @public */
export const assetSourcesExtensionPoint =
  createExtensionPoint<AssetSourcesExtensionPoint>({ id: 'assets.sources' });
