import type { RepositoryVisibility } from './publishing';
import type { AssetProblem } from './types';

/** A repository that a module of the catalogue comes from, as who asks may act on it. @public */
export interface CatalogueRepository {
  /** Of the module. */
  name: string;
  /** Its page at the forge. */
  url: string;
  /** Its default branch, which is read. */
  branch: string;
  visibility: RepositoryVisibility;
  /** Whether who asks put it here: it is read, and changed, by what they have linked. */
  mine: boolean;
  /** Why it cannot be read now. */
  trouble?: string;
}

/** The metadata file of a repository, as it is at the forge now. @public */
export interface RepositoryMetadata {
  branch: string;
  /** The commit that it was read at. */
  commit: string;
  text: string;
}

/** @public */
export interface RegistrationRequest {
  /** Of a linked forge. */
  account: string;
  /** Its address at the forge, or `owner/name`. */
  repository: string;
  /** Whether what is private is shown: its metadata and README, to everybody here. */
  showsPrivate?: boolean;
  /**
   * Where its metadata have errors that can be mended without a doubt, a change is
   * proposed that mends them; it is no module before that is taken in.
   */
  mend?: boolean;
  /** Says what would become of it, and changes nothing. */
  dryRun?: boolean;
}

/** A repository that was not made here and is a module now, or would be. @public */
export interface Registration {
  /** Of the module. */
  name: string;
  entityRef: string;
  title: string;
  /** Its page at the forge. */
  url: string;
  branch: string;
  visibility: RepositoryVisibility;
  /** What could be better in its metadata. */
  problems: AssetProblem[];
  /** What mends it: it is no module before that is taken in. */
  proposal?: ProposedChange;
  dryRun: boolean;
}

/** Metadata as they shall be. @public */
export interface MetadataChange {
  /** All of the file. */
  text: string;
  /** The commit that it was read at before it was changed. */
  commit: string;
  /** In one line; what has changed, unless it is said. */
  title?: string;
  /** Says what would be proposed, and changes nothing. */
  dryRun?: boolean;
}

/** A change of metadata that whoever looks after the repository is asked to take in. @public */
export interface ProposedChange {
  /** Of the pull or merge request; none of a dry run. */
  url?: string;
  number?: number;
  title: string;
  branch: string;
  /** The branch that is to take it in. */
  into: string;
  /** What has changed, by names of fields. */
  fields: string[];
  dryRun: boolean;
}
