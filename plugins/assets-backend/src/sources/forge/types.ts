import type { AssetBuild, AssetKind } from '@astrolabe/plugin-assets-common';
import type { ListedRepository } from './gitmodules';

/** A forge as configuration describes it. */
export interface ForgeConfig {
  id: string;
  type: 'github';
  apiBaseUrl: string;
  rawBaseUrl: string;
  token?: string;
  /** Every repository of it that has an ai4-metadata.yml … */
  organization?: string;
  /** … or the repositories that a list names. */
  catalogueList?: { url: string };
  kind: AssetKind;
  defaultManifest?: string;
  everySeconds: number;
  /** Ask how the builds of the repositories went. */
  builds: boolean;
  allowPrivateNetwork: boolean;
}

/** A repository as the forge's API tells it. */
export interface Repository {
  /** The forge's own id of it, which it keeps under another name. */
  forgeId?: number;
  owner: string;
  name: string;
  branch: string;
  htmlUrl: string;
  license?: string;
  createdAt?: string;
  pushedAt?: string;
  sizeBytes?: number;
  /** That of most of its code. */
  language?: string;
  /** It is listed, but the forge does not know it. */
  missing?: true;
  /** Only the token of the configuration can read it. */
  isPrivate?: true;
  /** Where it is now, when that is not where it is listed. */
  movedTo?: string;
}

/** What is remembered between reads, so that what did not change costs nothing. */
export interface ForgeState {
  /** By address of a list or page of a list. */
  lists: Record<string, ListState>;
  /** By `owner/name` as listed. */
  repositories: Record<string, RepositoryState>;
}

/** What a list names. */
export interface Listing {
  listed: ListedRepository[];
  /** Entries of it that make no sense. */
  odd?: OddEntry[];
}

/** @see Listing */
export interface OddEntry {
  id: string;
  message: string;
}

/** @see ForgeState */
export interface ListState extends Listing {
  etag?: string;
  /** Address of the next page. */
  next?: string;
}

/** @see ForgeState */
export interface RepositoryState {
  /** Entity tag of the API's answer about it. */
  etag?: string;
  repository?: Repository;
  /** Name of its asset; absent when it has none. */
  asset?: string;
  /** The forge's own id of the repository that it is of. */
  assetOf?: number;
  build?: KnownBuild;
  /** Stamp of the repository when its files were last read. */
  readStamp?: string;
}

/** What two interfaces said of a repository's build, each with its entity tag. */
export interface KnownBuild {
  statuses?: { etag?: string; build?: AssetBuild };
  checks?: { etag?: string; build?: AssetBuild };
}
