import type {
  Artefact,
  ArtefactLimits,
  KeptNot,
  NotKept,
} from '@astrolabe/plugin-workloads-common';
import type { WorkloadRecord } from '../database';

/** Who copies the artefacts of a run, until it is done or another takes it over. */
export interface ArtefactCopy {
  workloadId: string;
  ownerRef: string;
  generation: number;
  /** Another with each try. */
  copier: string;
  /** How often it was begun. */
  tries: number;
}

/** What is kept of a run. */
export interface KeptArtefacts {
  generation: number;
  files: Artefact[];
  notKept: NotKept[];
  /** There were more files. */
  truncated: boolean;
}

/** A file, as it is found in the list of a run. */
export type NumberedArtefact = Artefact & { number: number };

/**
 * Artefacts of what has ended. They go when their workload does. Whoever copies
 * loses the copy to others after a while without a step: every later step of
 * its throws a ConflictError then, and nothing is written.
 */
export interface ArtefactStore {
  /** Batch jobs that have ended at an engine and whose artefacts nobody copies now. */
  listUnkept(engine: string, limit: number): Promise<WorkloadRecord[]>;
  /** @returns undefined when another was faster */
  take(record: WorkloadRecord): Promise<ArtefactCopy | undefined>;
  /**
   * Decides what of these is kept, with what else its owner has. From now on they
   * count, and no more what they will replace. What an earlier try has left is
   * removed; what is kept of an earlier run is read until they are finished.
   *
   * @returns what is to be copied
   */
  begin(
    copy: ArtefactCopy,
    found: { files: Artefact[]; truncated: boolean },
    limits: ArtefactLimits,
  ): Promise<NumberedArtefact[]>;
  add(
    copy: ArtefactCopy,
    piece: { number: number; start: number; bytes: Buffer },
  ): Promise<void>;
  /** Keeps nothing of this file after all. */
  leaveOut(copy: ArtefactCopy, number: number, reason: KeptNot): Promise<void>;
  /**
   * From now on they can be read, in the place of those of an earlier run. Nothing
   * found replaces nothing: it may never have run.
   *
   * @param truncated - there were more files
   */
  finish(copy: ArtefactCopy, found: { truncated: boolean }): Promise<void>;
  /** There is nothing to copy any more. What an earlier run has left stays. */
  finishWithout(copy: ArtefactCopy): Promise<void>;
  /** Somebody may try again in so many seconds. */
  giveBack(copy: ArtefactCopy, seconds: number): Promise<void>;
  /** What is kept of its newest run of which all is copied; undefined: of none. */
  find(workloadId: string): Promise<KeptArtefacts | undefined>;
  /** One of them. */
  open(
    workloadId: string,
    path: string,
  ): Promise<{ bytes: number; content: AsyncIterable<Uint8Array> } | undefined>;
}
