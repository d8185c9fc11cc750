/** A file that a program left. @public */
export interface Artefact {
  /** From the folder of artefacts. */
  path: string;
  bytes: number;
  changedAt: string;
}

/** @public */
export interface ArtefactList {
  items: Artefact[];
  /** There are more than are listed. */
  truncated: boolean;
  /** Its site has removed its files, and none are kept. */
  gone: boolean;
  /** The portal has its own copy of all but `notKept`: they stay until the workload is deleted. */
  kept: boolean;
  /** What goes when its site removes its files. */
  notKept: NotKept[];
  limits: ArtefactLimits;
}

/** How much is kept of what batch jobs leave. @public */
export interface ArtefactLimits {
  /** Of one file, at most. */
  bytesEach: number;
  /** Of one run, at most. */
  bytesPerRun: number;
  /** Of all runs of one person, at most. */
  bytesPerPerson: number;
}

/** Why a file is not kept. @public */
export const keptNots = [
  'file-too-large',
  'run-full',
  'person-full',
  'unreadable',
] as const;

/** @public */
export type KeptNot = (typeof keptNots)[number];

/** A file that is not kept. @public */
export interface NotKept {
  path: string;
  bytes: number;
  reason: KeptNot;
}

/** What lies in a folder of a workload. @public */
export interface FolderEntry {
  name: string;
  kind: 'file' | 'folder';
  /** Of a file. */
  bytes?: number;
  /** UTC, ISO 8601. */
  changedAt: string;
}

/** One folder of the workload's own folder. @public */
export interface FolderView {
  /** From the workload's folder, with `/` between names; empty for that itself. */
  folder: string;
  items: FolderEntry[];
  /** There are more than are listed. */
  truncated: boolean;
  /** Its site has removed its files, or cannot show these. */
  gone: boolean;
}
