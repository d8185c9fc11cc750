import { createExtensionPoint } from '@backstage/backend-plugin-api';
import type { AssetKind, AssetOrigin } from '@astrolabe/plugin-assets-common';

/** The text of one asset's metadata file, as a source found it. @public */
export interface AssetFile {
  kind: AssetKind;
  /** Name of the asset: the repository's or folder's, in lower case. */
  name: string;
  /** The metadata file's text, unchanged; it may be invalid. */
  content: string;
  origin: Omit<AssetOrigin, 'format' | 'source'>;
  /** Markdown. */
  documentation?: string;
  /** What the source knows better than the file: licence, dates, source code. */
  facts?: {
    license?: string;
    createdAt?: string;
    updatedAt?: string;
    sourceCode?: string;
  };
}

/** What changed since the last read. @public */
export interface AssetDelta {
  upserted: AssetFile[];
  /** `kind/name` of what is gone. */
  removed: string[];
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
   * read is visible early; an error leaves what was handed over in place.
   */
  read(options: {
    state: unknown;
    signal: AbortSignal;
    onPage(delta: AssetDelta, state: unknown): Promise<void>;
  }): Promise<void>;
}

/** @public */
export interface AssetSourcesExtensionPoint {
  addSource(source: AssetSource): void;
}

/** Where other modules add sources of assets. @public */
export const assetSourcesExtensionPoint =
  createExtensionPoint<AssetSourcesExtensionPoint>({ id: 'assets.sources' });
