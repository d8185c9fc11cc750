import type {
  AssetBuild,
  AssetKind,
  AssetOrigin,
  AssetProblem,
  AssetSpec,
  AssetSummary,
  AssetTrust,
  HarvestedValue,
} from '@astrolabe/plugin-assets-common';
import type { AssetChange } from '@astrolabe/plugin-assets-node';

/** What the index keeps of an asset in memory. */
export interface IndexedAsset {
  summary: Omit<
    AssetSummary,
    'launches' | 'launchable' | 'entityRef' | 'addedAt'
  >;
  /** Id of a shared manifest, or whether it has its own. */
  manifest: { shared: string } | { own: true } | undefined;
  lifecycle?: AssetSpec['lifecycle'];
  owner?: string;
  dependsOn: string[];
  location: string;
  problems: AssetProblem[];
  /** The beginning of its description, for search. */
  text: string;
  /** Whether everybody can read it where it is from. */
  isPublic?: boolean;
  /** Whether a stranger has written it, and the operator has not agreed to it. */
  isStrange?: boolean;
}

/** What only the page of an asset needs. */
export interface AssetDetails {
  spec: AssetSpec;
  origin: AssetOrigin;
  problems: AssetProblem[];
  documentation?: string;
  /** How the source says that its build went. */
  build?: AssetBuild;
  /** What of the spec is from elsewhere than the file. */
  harvested?: HarvestedValue[];
  /** Whether the operator has agreed that it runs here, where that has to be asked. */
  trust?: AssetTrust;
  /** The metadata file as it was published. */
  content: string;
}

/** An asset as a source gave it, checked. */
export interface AssetRecord {
  kind: AssetKind;
  name: string;
  /** Changes when anything that was read changes. */
  digest: string;
  valid: boolean;
  indexed: IndexedAsset;
  details: AssetDetails;
}

/** An asset as a change of the table. */
export interface StoredAsset {
  kind: AssetKind;
  name: string;
  source: string;
  seq: number;
  removed: boolean;
  launches: number;
  /** When it came, or came back; absent for those of long ago. */
  addedAt?: string;
  /** When what is known of it changed; absent for those of long ago. */
  changedAt?: string;
  /** The number of the change with which it came; absent: before those were kept. */
  addedSeq?: number;
  indexed: IndexedAsset;
}

/** A shared manifest, checked. */
export interface ManifestRecord {
  id: string;
  manifest: object | undefined;
  problems: AssetProblem[];
  location: string;
}

/** A shared manifest as a change of the table. */
export interface StoredManifest extends ManifestRecord {
  seq: number;
  removed: boolean;
}

/** What one page of a source changes. */
export interface StoreChange {
  upserted: AssetRecord[];
  removed: string[];
  manifests: ManifestRecord[];
  removedManifests: string[];
  state: unknown;
}

/** What a source has handed over, by name. */
export interface HandedOver {
  /** `kind/name` of assets. */
  assets: string[];
  /** Ids of shared manifests. */
  manifests: string[];
}

/** How a source fares, for people. */
export interface SourceStatus {
  id: string;
  state: 'waiting' | 'ok' | 'paused' | 'failed';
  readAt?: string;
  dueAt: string;
  pausedUntil?: string;
  message?: string;
  /** What it has said of its last whole read, though nothing is wrong. */
  note?: string;
  /** `kind/name` of assets of the same name in a source that prevails. */
  conflicts: string[];
}

/** Rows in, rows out. No permission and no search lives behind this. */
export interface AssetStore {
  /** All or nothing. Unchanged assets are left alone. */
  apply(source: string, change: StoreChange): Promise<void>;
  /** All that a source has handed over, also what another one prevails in. */
  handedOver(source: string): Promise<HandedOver>;
  /** Oldest change first. */
  assetsSince(seq: number, limit: number): Promise<StoredAsset[]>;
  manifestsSince(seq: number): Promise<StoredManifest[]>;
  /** The number of the newest change. */
  newest(): Promise<number>;
  details(kind: AssetKind, name: string): Promise<AssetDetails | undefined>;
  /** Counts a workload once, however often it is told. */
  countLaunch(launch: {
    workloadId: string;
    entityRef: string;
    at: string;
  }): Promise<void>;
}

/** What is remembered of sources, and which replica reads one. */
export interface SourceStore {
  /** Makes rows for new sources, and drops the assets of those that are gone. */
  register(ids: string[]): Promise<void>;
  /** True when the source is due and this replica may read it now. */
  claim(id: string): Promise<boolean>;
  renew(id: string): Promise<void>;
  state(id: string): Promise<unknown>;
  /** Ends a read, and says when the next one is due. */
  finish(
    id: string,
    outcome: {
      dueAt: Date;
      result: 'ok' | 'paused' | 'failed';
      message?: string;
      note?: string;
    },
  ): Promise<void>;
  /** All but those that the other side asked to pause. */
  makeDue(ids: string[]): Promise<void>;
  list(): Promise<SourceStatus[]>;
}

/** `kind/name` as one text. */
export function assetKey(asset: { kind: AssetKind; name: string }): string {
  return `${asset.kind}/${asset.name}`;
}

export function toChange(asset: StoredAsset): AssetChange {
  const { summary } = asset.indexed;
  return {
    kind: asset.kind,
    name: asset.name,
    removed: asset.removed,
    title: summary.title,
    summary: summary.summary,
    valid: summary.valid,
    problems: asset.indexed.problems,
    location: asset.indexed.location,
    source: asset.source,
    spec: {
      libraries: summary.libraries,
      tasks: summary.tasks,
      categories: summary.categories,
      tags: summary.tags,
      dataTypes: summary.dataTypes,
      license: summary.license,
      version: summary.version,
      lifecycle: asset.indexed.lifecycle,
      owner: asset.indexed.owner,
      dependsOn: asset.indexed.dependsOn,
    },
  };
}
