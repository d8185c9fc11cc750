import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import type {
  Asset,
  AssetCheck,
  AssetKind,
  AssetPage,
  AssetProblem,
  AssetQuery,
  ImportedMetadata,
  ImportOptions,
  MigratedAsset,
} from '@astrolabe/plugin-assets-common';
import type { AssetChangePage } from '@astrolabe/plugin-assets-node';
import type { IndexedAsset, SourceStatus } from '../database';

/** Which assets are shown. */
export type AssetView = (
  asset: Pick<IndexedAsset, 'summary' | 'isPublic' | 'isStrange'>,
) => boolean;

/** On whose behalf a call is made. Always the last argument, never optional. */
export interface CallerOptions {
  credentials: BackstageCredentials;
  /** What the portal shows that the caller is at; absent: everything. */
  shows?: AssetView;
}

/** An asset that has problems, in the overview of them. */
export interface ProblemItem {
  kind: AssetKind;
  name: string;
  entityRef: string;
  title: string;
  location: string;
  source: string;
  problems: AssetProblem[];
}

/** A page of the overview, and how the sources fare. */
export interface ProblemPage {
  items: ProblemItem[];
  totalItems: number;
  nextCursor?: string;
  sources: SourceStatus[];
}

/** A metadata file to save. */
export interface MetadataFile {
  content: string;
  fileName: string;
  mediaType: string;
}

/** What the room does; the router and the actions are two ways to it. */
export interface AssetService {
  query(query: AssetQuery, options: CallerOptions): Promise<AssetPage>;
  get(
    asset: { kind: AssetKind; name: string },
    options: CallerOptions,
  ): Promise<Asset>;
  metadata(
    asset: { kind: AssetKind; name: string; format: MetadataFormat },
    options: CallerOptions,
  ): Promise<MetadataFile>;
  check(
    text: { content: string; kind?: AssetKind },
    options: CallerOptions,
  ): Promise<AssetCheck>;
  /** A metadata file after all mends there is no doubt about, or in the newest version. */
  mend(
    text: { content: string; kind?: AssetKind; newest?: boolean },
    options: CallerOptions,
  ): Promise<MigratedAsset>;
  /** A document of a standard as a draft of a metadata file. */
  importMetadata(
    text: { content: string } & ImportOptions,
    options: CallerOptions,
  ): Promise<ImportedMetadata>;
  problems(
    page: { cursor?: string; limit?: number },
    options: CallerOptions,
  ): Promise<ProblemPage>;
  changes(
    page: { cursor?: string; limit?: number },
    options: CallerOptions,
  ): Promise<AssetChangePage>;
  /** Answers the ids of the sources that are read. */
  refresh(
    which: { source?: string },
    options: CallerOptions,
  ): Promise<string[]>;
}

/** @see AssetService.metadata */
export const metadataFormats = ['source', 'json', 'yaml'] as const;

export type MetadataFormat = (typeof metadataFormats)[number];
