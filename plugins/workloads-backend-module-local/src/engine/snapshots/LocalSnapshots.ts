import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import path from 'node:path';
import type { LoggerService } from '@backstage/backend-plugin-api';
import { NotFoundError } from '@backstage/errors';
import {
  because,
  mebibytes,
  type SnapshotLeftOut,
  type WorkloadReason,
} from '@astrolabe/plugin-workloads-common';
import type {
  EngineSnapshot,
  SnapshotObservation,
} from '@astrolabe/plugin-workloads-node';
import { copyTree, measureTree, TooLarge } from '../../folder/copyTree';
import { isDiskFull, readJson, writeJson } from '../../folder/files';
import { dataLayout, snapshotLayout } from '../../folder/layout';
import type { Settings } from '../../folder/types';
import { freeBytes } from '../../supervisor/disk';
import { diskFull, Refusal } from '../../supervisor/refusal';
import { runsInContainer } from '../../supervisor/runners/runsInContainer';
import type { Folders } from '../Folders';
import type { Known } from '../observe';
import { commitImage, removeImage, writtenBytes } from './containerImage';

/** `snapshot.json`: what a complete snapshot is. */
export interface SnapshotDescription {
  snapshot: EngineSnapshot;
  bytes: number;
  leftOut: SnapshotLeftOut;
  /** Of the main task, where it ran in a container. */
  image?: string;
  /** Where that image is. */
  containerSocket?: string;
  /** Removed, but its image is still used. */
  isRemoved?: boolean;
}

/** Being saved, or given up. */
interface Moving {
  observation: SnapshotObservation;
  abort: AbortController;
  done: Promise<void>;
}

interface LocalSnapshotsOptions {
  dataDirectory: string;
  settings: Pick<Settings, 'environmentRoots' | 'minimumFreeDiskBytes'>;
  /** Where snapshots of this machine lie. */
  place: string;
  folders: Folders;
  logger?: LoggerService;
}

/**
 * Snapshots of this machine: a copy of the workload's folder each, and an image
 * where the main task runs in a container. One is there when its folder has its
 * name; what broke off before is begun anew.
 */
export class LocalSnapshots {
  readonly #options: LocalSnapshotsOptions;
  readonly #moving = new Map<string, Moving>();

  constructor(options: LocalSnapshotsOptions) {
    this.#options = options;
  }

  /** Tidies up what an earlier engine could not. */
  open(): void {
    this.sweep().catch(error =>
      this.#options.logger?.warn('A snapshot could not be removed', error),
    );
  }

  async measure(known: Known): Promise<number> {
    const { folder, task, inContainer } = this.#sourceOf(known);
    const written = inContainer ? await writtenBytes(known.wish, task) : 0;
    return (await measureTree(folder)) + written;
  }

  take(known: Known, snapshot: EngineSnapshot): void {
    const { id } = snapshot;
    const before = this.#moving.get(id);
    if (this.describe(id) || before?.observation.state === 'saving') return;
    const source = this.#sourceOf(known);
    const moving: Moving = {
      abort: new AbortController(),
      observation: {
        snapshotId: id,
        state: 'saving',
        reason: because('saving-snapshot.begun'),
        bytes: 0,
      },
      done: Promise.resolve(),
    };
    this.#moving.set(id, moving);
    moving.done = this.#save(snapshot, { ...source, known, moving }).then(
      () => void this.#moving.delete(id),
      error => this.#giveUp(snapshot, moving, error),
    );
  }

  observe(ids: string[]): SnapshotObservation[] {
    return ids.flatMap(id => {
      const { place } = this.#options;
      const moving = this.#moving.get(id);
      if (moving) return { ...moving.observation };
      const complete = this.describe(id);
      if (!complete) return [];
      const { bytes, leftOut } = complete;
      const reason = because('snapshot-taken.complete');
      return [
        { snapshotId: id, state: 'complete', reason, bytes, leftOut, place },
      ];
    });
  }

  async remove(id: string): Promise<void> {
    const moving = this.#moving.get(id);
    moving?.abort.abort();
    await moving?.done;
    this.#moving.delete(id);
    const { root, draft, description, work } = this.#layout(id);
    await rm(draft, { recursive: true, force: true });
    const present = this.describe(id);
    if (present) {
      writeJson(path.join(root, description), { ...present, isRemoved: true });
      await rm(path.join(root, work), { recursive: true, force: true });
    }
    await this.sweep();
  }

  /** Removes what was removed while its image was in use. */
  async sweep(): Promise<void> {
    const { snapshots } = dataLayout(this.#options.dataDirectory);
    for (const name of readdirSync(snapshots)) {
      if (name.endsWith('.draft')) continue;
      const present = this.#read(name);
      if (!present?.isRemoved) continue;
      const { image, containerSocket } = present;
      const isFree =
        !image ||
        !containerSocket ||
        (await removeImage(containerSocket, name));
      if (isFree) rmSync(this.#layout(name).root, { recursive: true });
    }
  }

  /** What there is of it; undefined before it is complete, and when it is gone. */
  describe(id: string): SnapshotDescription | undefined {
    const present = this.#read(id);
    return present?.isRemoved ? undefined : present;
  }

  /** What is on its way is taken up by the next engine. */
  close(): void {
    for (const { abort } of this.#moving.values()) abort.abort();
  }

  async #save(
    snapshot: EngineSnapshot,
    source: Source & { known: Known; moving: Moving },
  ): Promise<void> {
    const { folder, task, inContainer, known, moving } = source;
    const { id: snapshotId, workloadId, limitBytes } = snapshot;
    const { draft, root, description, work } = this.#layout(snapshotId);
    const say = (reason: WorkloadReason) =>
      Object.assign(moving.observation, { reason });
    rmSync(draft, { recursive: true, force: true });
    mkdirSync(path.join(draft, work), { recursive: true, mode: 0o700 });
    const written = inContainer ? await writtenBytes(known.wish, task) : 0;
    const needed = await measureTree(folder);
    if (needed + written > limitBytes) throw new TooLarge();
    this.#requireSpace(needed);
    say(because('saving-snapshot.files'));
    const { signal } = moving.abort;
    const copied = await copyTree(folder, path.join(draft, work), {
      secrets: Object.values(this.#options.folders.secrets(workloadId)),
      limitBytes: limitBytes - written,
      signal,
      onBytes: bytes => Object.assign(moving.observation, { bytes }),
    });
    signal.throwIfAborted();
    if (inContainer) say(because('saving-snapshot.image'));
    const complete: SnapshotDescription = {
      snapshot,
      leftOut: copied.leftOut,
      bytes: copied.bytes + written,
      ...(inContainer && {
        image: await commitImage(known.wish, { task, snapshotId }),
        containerSocket: known.wish.containerSocket,
      }),
    };
    signal.throwIfAborted();
    writeJson(path.join(draft, description), complete, { durable: true });
    await rename(draft, root);
  }

  /** What runs on this machine needs its disk, too. */
  #requireSpace(bytes: number): void {
    const { dataDirectory, settings } = this.#options;
    const free = freeBytes(dataDirectory);
    const wanted = bytes + settings.minimumFreeDiskBytes;
    if (free >= wanted) return;
    throw diskFull(
      `${mebibytes(free)} MiB are free, ${mebibytes(wanted)} MiB are needed.`,
    );
  }

  async #giveUp(
    { id, limitBytes }: EngineSnapshot,
    moving: Moving,
    error: unknown,
  ): Promise<void> {
    const { abort, observation } = moving;
    await rm(this.#layout(id).draft, { recursive: true, force: true }).catch(
      () => undefined,
    );
    if (abort.signal.aborted) {
      this.#moving.delete(id);
      return;
    }
    this.#options.logger?.warn(`Could not save ${id}`, error as Error);
    Object.assign(observation, {
      state: 'failed',
      reason: reasonOf(error, limitBytes),
    });
  }

  /** @throws NotFoundError when its main task does not run */
  #sourceOf({ wish, report, supervised }: Known): Source {
    const { id, spec } = wish.workload;
    if (!supervised || report?.state !== 'running') {
      throw new NotFoundError(`'${id}' does not run`);
    }
    const main = spec.tasks.find(({ role }) => role === 'main')!;
    return {
      folder: this.#options.folders.layout(id).work,
      task: main.name,
      inContainer: runsInContainer(
        main,
        this.#options.settings.environmentRoots,
      ),
    };
  }

  #read(id: string): SnapshotDescription | undefined {
    const { root, description } = this.#layout(id);
    return existsSync(root)
      ? readJson<SnapshotDescription>(path.join(root, description))
      : undefined;
  }

  #layout(id: string) {
    return snapshotLayout(this.#options.dataDirectory, id);
  }
}

interface Source {
  folder: string;
  task: string;
  inContainer: boolean;
}

function reasonOf(error: unknown, limitBytes: number): WorkloadReason {
  if (error instanceof TooLarge) {
    const room = { diskBytes: limitBytes };
    return because('snapshot-too-large.grew', { room });
  }
  if (error instanceof Refusal) return error.reason;
  const evidence = (error as Error).message;
  return isDiskFull(error)
    ? { ...because('disk-full.machine'), evidence }
    : { ...because('snapshot-failed.unforeseen'), evidence };
}
