/** What a release of a module is made of, one after the other. @public */
export const releaseSteps = [
  'plan',
  'doi',
  'commit',
  'release',
  'image',
  'files',
  'publish',
  'attach',
] as const;

/** @public */
export type ReleaseStepId = (typeof releaseSteps)[number];

/** Why a step is left out, or has not come to all. @public */
export const releaseReasons = [
  'no-archive',
  'no-sbom',
  'checks-awaited',
  'no-image',
  'image-awaited',
  'image-missing',
  'registry-away',
  'registry-unclear',
  'registry-closed',
  'signature-kept',
  'no-pieces',
  'not-attached',
] as const;

/** @public */
export type ReleaseReason = (typeof releaseReasons)[number];

/** @public */
export interface ReleaseStep {
  id: ReleaseStepId;
  /**
   * planned: its turn comes, or it is a dry run. waiting: for somebody, or for a
   * service. skipped: it is not meant. failed: it goes on when it is asked for again.
   */
  state: 'planned' | 'running' | 'waiting' | 'done' | 'skipped' | 'failed';
  /** Why, in a line. */
  reason?: string;
  /** The same as a code, where there is one. */
  code?: ReleaseReason;
  /** What has come of it, to look at. */
  url?: string;
}

/**
 * The image of a version, whose digest the portal has signed: `payload` is what cosign and
 * Podman verify ("simple signing"), with the key. @public
 */
export interface ReleaseImage {
  /** With its registry and tag. */
  reference: string;
  /** Of its manifest. */
  digest: string;
  /** A JSON document, as it was signed. */
  payload: string;
  /** ECDSA with SHA-256, in DER and base64. */
  signature: string;
  /** PEM, of the key that signed. */
  publicKey: string;
  /** Whether the signature is beside the image in its registry, too. */
  isPushed: boolean;
}

/** @public */
export interface ReleaseRequest {
  /** As semantic versioning has it. */
  version: string;
  /** What it brings, before the list of commits; Markdown. */
  notes?: string;
  /** Id of a linked archive that gives it a DOI. */
  archive?: string;
  /** Says what would be done, and changes nothing. */
  dryRun?: boolean;
}

/** A version of a module, with notes, a tag and, where it is wished, a DOI. @public */
export interface Release {
  version: string;
  tag: string;
  /** planned: of a dry run. waiting: for a merge. failed: it can be gone on with. */
  state: 'planned' | 'running' | 'waiting' | 'done' | 'failed';
  steps: ReleaseStep[];
  /** As it was asked for. */
  notes?: string;
  archive?: string;
  /** Its section of CHANGELOG.md; Markdown. */
  changelog: string;
  /** The files that its commit changes. */
  files: string[];
  /** Its page at the forge. */
  url?: string;
  /** Of the archive. */
  doi?: string;
  image?: ReleaseImage;
  /** Where a person has to agree first. */
  pullRequest?: string;
  /** Why it waits or has failed, and what to do. */
  reason?: string;
  nextStep?: string;
  /** ISO 8601, UTC; none of a dry run. */
  createdAt?: string;
  dryRun: boolean;
}

/** An archive that a person has linked. @public */
export interface ReleaseArchive {
  /** Its id among the linked services of the person. */
  account: string;
  title: string;
  url?: string;
  /** Why it does not work, where the portal knows that. */
  trouble?: string;
}

/** What was released of a module. @public */
export interface ModuleReleases {
  /** Newest first. */
  items: Release[];
  /** Whether who asks may release it. */
  mayRelease: boolean;
  /** Where that can get a DOI. */
  archives: ReleaseArchive[];
}
