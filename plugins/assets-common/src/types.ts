import type { TextEdit } from './edit';
import type { AssetSpec, Translations } from './generated/asset';
import type { AssetKind } from './kinds';

/** What is wrong in a metadata file, where, and how to mend it. @public */
export interface AssetProblem {
  severity: 'error' | 'warning';
  /** JSON pointer into the file, such as `/links/source_code`. */
  pointer: string;
  message: string;
  /** From 1; absent when the file cannot be placed. */
  line?: number;
  column?: number;
  /** What is allowed, where it is a list. */
  allowed?: string[];
  /** How to mend it, in one sentence. */
  fix?: string;
  /** The mend itself, where there is no doubt: edits of the very text that was checked. */
  edits?: TextEdit[];
}

/** Where an asset was read. @public */
export interface AssetOrigin {
  /** Id of the source, such as `files` or `forge:ai4os-hub`. */
  source: string;
  /** Address or path of the metadata file. */
  location: string;
  /** Where a person edits it, if that is known. */
  editUrl?: string;
  /** `metadata_version` of the file, or `astrolabe` for our own. */
  format: string;
  /** The external catalogue that publishes it; absent: it is of this portal. */
  catalogue?: string;
  /** What whoever wants its files has to do there first. */
  gated?: AssetGate;
}

/**
 * Where a value of an asset is from, which nobody typed in its metadata file.
 * `from` is the name of a file of the repository, such as `CITATION.cff`, or
 * one of {@link harvestSources}.
 *
 * @public
 */
export interface HarvestedValue {
  /** Path in the spec, such as `license` or `links.citation`. */
  field: string;
  from: string;
  /** Where one sees it there. */
  url?: string;
}

/**
 * What is no file of the repository: its forge, the newest release there, the
 * checks of a commit here, the registry of its image, usage that is counted here.
 *
 * @public
 */
export const harvestSources = [
  'forge',
  'release',
  'check',
  'registry',
  'usage',
] as const;

/**
 * What stands before an asset's files at the catalogue that publishes it: `auto`, to
 * accept its terms; `manual`, to ask its authors, who decide.
 *
 * @public
 */
export type AssetGate = 'auto' | 'manual';

/** How the newest build of an asset's source went, as its forge says. @public */
export interface AssetBuild {
  state: 'passed' | 'failed' | 'running';
  /** Where the builder shows it. */
  url?: string;
  /** When that was said. */
  at?: string;
}

/** An asset as lists show it. @public */
export interface AssetSummary {
  kind: AssetKind;
  name: string;
  entityRef: string;
  title: string;
  summary: string;
  libraries: string[];
  tasks: string[];
  categories: string[];
  dataTypes: string[];
  tags: string[];
  /** Title and summary in other languages. */
  translations?: Translations;
  license?: string;
  version?: string;
  /** Entity ref of the group or user whose it is. */
  owner?: string;
  createdAt?: string;
  updatedAt?: string;
  /** The external catalogue that publishes it, such as "Hugging Face". */
  catalogue?: string;
  /** What whoever wants its files has to do there first. */
  gated?: AssetGate;
  /** When it came to this portal, or came back; absent for those of long ago. */
  addedAt?: string;
  /** Launches so far, over all people. */
  launches: number;
  /** False when its file has errors; it is shown all the same. */
  valid: boolean;
  /** True when it has a manifest. */
  launchable: boolean;
}

/**
 * Of an asset that a stranger has written: whether the operator has agreed that it
 * runs here.
 *
 * @public
 */
export interface AssetTrust {
  /** awaited: nobody has said so; given: it can be launched; unready: said, but something of it is missing. */
  state: 'awaited' | 'given' | 'unready';
  /** The commit that is shown, and runs where it may. */
  commit?: string;
  /** The branch whose newest commit runs, where the operator has said so. */
  branch?: string;
  /** Whether its repository has gone on since that commit. */
  isBehind?: boolean;
  /** What keeps it from being launched, for whoever can mend it. */
  missing?: string[];
  /** By what the operator knows it, of public ones: see `assets.trustedRepositories`. */
  repository?: { forge: string; id: string };
}

/** Everything that is known of an asset. @public */
export interface Asset extends AssetSummary {
  spec: AssetSpec;
  origin: AssetOrigin;
  problems: AssetProblem[];
  /** Markdown of its README, if there is one; else the description. */
  documentation?: string;
  build?: AssetBuild;
  /** What of the spec is from elsewhere than its metadata file. */
  harvested?: HarvestedValue[];
  /** Absent: nobody has to agree. */
  trust?: AssetTrust;
  /** Assets that `spec.dependsOn` names and those that name this one, with their titles. */
  relations: AssetRelation[];
}

/** @public */
export interface AssetRelation {
  type: 'dependsOn' | 'dependencyOf' | 'ownedBy';
  entityRef: string;
  title: string;
  /** Of the title. */
  translations?: Translations;
}

/** Facets that a list can be narrowed by. @public */
export const assetFacets = [
  'libraries',
  'tasks',
  'categories',
  'dataTypes',
  'tags',
  'license',
  'owner',
  'catalogue',
] as const;

/** The value of the facet `catalogue` of what no external catalogue publishes. @public */
export const OWN_CATALOGUE = 'portal';

/** @public */
export type AssetFacet = (typeof assetFacets)[number];

/** @public */
export const assetSorts = [
  'name',
  'newest',
  'added',
  'most-used',
  'relevance',
] as const;

/** @public */
export type AssetSort = (typeof assetSorts)[number];

/** What to look for. Values are OR-ed inside a facet, facets are AND-ed. @public */
export interface AssetQuery {
  kind?: AssetKind;
  text?: string;
  facets?: Partial<Record<AssetFacet, string[]>>;
  /** `relevance` where there is a text, `name` otherwise. */
  sort?: AssetSort;
  cursor?: string;
  /** 1 to 100; 24 unless told. */
  limit?: number;
  /** Instant: only what changed at the portal since then. */
  changedSince?: string;
}

/** What of a query is saved: not where one was in the list. @public */
export type SavedSearchQuery = Omit<
  AssetQuery,
  'cursor' | 'limit' | 'changedSince'
>;

/** A search that a person saved. @public */
export interface SavedSearch {
  id: string;
  name: string;
  query: SavedSearchQuery;
  createdAt: string;
  /** How many it finds. */
  total: number;
  /** How many of those have come since. */
  added: number;
}

/** A page of assets, and what each facet would give on top of the other facets. @public */
export interface AssetPage {
  items: AssetSummary[];
  totalItems: number;
  /** Most frequent first. */
  facets: Record<AssetFacet, { value: string; count: number }[]>;
  nextCursor?: string;
}

/** What a check of a metadata text says. @public */
export interface AssetCheck {
  valid: boolean;
  format: string;
  problems: AssetProblem[];
  /** The text in our own shape, when it could be read. */
  spec?: AssetSpec;
}

/** A standard in which an asset can be described. @public */
export interface AssetProfile {
  /** Stands in addresses and commands, such as `mldcat-ap-3`. */
  id: string;
  title: string;
  /** Names the standard; where one reads of it. */
  iri: string;
  /** The first is the usual one. */
  formats: AssetProfileFormat[];
  /** What it demands and the asset doesn't say, such as `links.dataset`. */
  gaps: string[];
}

/** @public */
export interface AssetProfileFormat {
  /** `turtle`, `json-ld`, `json`, `yaml` or `markdown`. */
  id: string;
  mediaType: string;
  /** What a file of it is called. */
  fileName: string;
}

/** A metadata file: as it was published, in our own shape, or in a standard; or what was done with it. @public */
export type AssetFileChoice =
  | { format: 'source' | 'json' | 'yaml' }
  | { profile: string; format?: string }
  | { provenance: true };
