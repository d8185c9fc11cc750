import type { ProjectMetadata, ProjectWish } from './projects';

/** @public */
export type RepositoryVisibility = 'private' | 'public';

/** A forge that a person has linked: repositories can be made there in their name. @public */
export interface ForgeAccount {
  /** Its id among the linked services of the person. */
  account: string;
  title: string;
  /** `github`, `gitlab` or `gitea`. */
  service: string;
  url?: string;
  /** Who one is there. */
  user?: string;
  /** Why it does not work, where the portal knows that. */
  trouble?: string;
}

/** Where at a forge a person may make repositories. @public */
export interface ForgeOwner {
  name: string;
  /** Their page there: below it are their repositories. */
  url: string;
  kind: 'person' | 'group';
}

/** Where a project is to become a repository. @public */
export interface RepositoryTarget {
  /** Of a linked forge. */
  account: string;
  /** The person themselves, unless said. */
  owner?: string;
  visibility: RepositoryVisibility;
  /**
   * Whether the portal shows it to everybody here: its metadata, also of a
   * private one. Public ones are shown unless said.
   */
  inCatalogue?: boolean;
}

/** @public */
export interface PublishRequest extends ProjectWish {
  to: RepositoryTarget;
  /** Says what would be done, and changes nothing. */
  dryRun?: boolean;
}

/** What is done one after the other. @public */
export const publishingSteps = [
  'repository',
  'files',
  'protection',
  'catalogue',
] as const;

/** @public */
export interface PublishingStep {
  id: (typeof publishingSteps)[number];
  /** planned: of a dry run. skipped: it is not meant, or the forge does not allow it. */
  state: 'planned' | 'done' | 'skipped';
  /** Why it was skipped. */
  reason?: string;
}

/** A project that is a repository now, or would be. @public */
export interface PublishedProject {
  /** Its page at the forge. */
  url: string;
  /** For `git clone`. */
  cloneUrl?: string;
  owner: string;
  name: string;
  visibility: RepositoryVisibility;
  /** How many files are in it. */
  files: number;
  steps: PublishingStep[];
  metadata?: ProjectMetadata;
  /** Of its asset here, where it is one. */
  entityRef?: string;
  dryRun: boolean;
}
