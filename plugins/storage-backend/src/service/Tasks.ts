import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { StorageTask } from '@astrolabe/plugin-storage-common';
import { noTask } from '../problems';
import type { Progress, Watched } from '../storages/types';

/** So long whoever asks waits for what may be quick. */
const PATIENCE_MS = 2000;
/** So long one can still ask what came of it. */
const KEPT_MS = 60 * 60_000;
const MOST_KEPT = 1000;

interface Kept {
  ownerRef: string;
  task: StorageTask;
  stopper: AbortController;
  ended: Promise<void>;
}

/**
 * Moves, copies and deletions that go on. They are of this process: one that ends takes
 * them along, and the folder shows how far they came.
 */
export class Tasks {
  readonly #kept = new Map<string, Kept>();

  /** Begins it, and waits a moment: what is quick is answered when it is done. */
  async begin(
    {
      ownerRef,
      ...what
    }: { ownerRef: string } & Pick<
      StorageTask,
      'kind' | 'storage' | 'path' | 'to' | 'toStorage'
    >,
    act: (watched: Watched) => Promise<void>,
  ): Promise<StorageTask> {
    this.#forget();
    const task: StorageTask = {
      ...{ id: randomUUID(), ...what, state: 'running' },
      startedAt: new Date().toISOString(),
    };
    const stopper = new AbortController();
    const { signal } = stopper;
    const onProgress = (progress: Progress) => Object.assign(task, progress);
    let failure: unknown;
    const ended = act({ signal, onProgress })
      .then(() => {
        task.state = 'done';
      })
      .catch(error => {
        failure = error;
        task.state = signal.aborted ? 'cancelled' : 'failed';
        if (!signal.aborted) task.error = told(error);
      })
      .finally(() => {
        task.endedAt = new Date().toISOString();
      });
    this.#kept.set(task.id, { ownerRef, task, stopper, ended });
    await Promise.race([ended, pause(PATIENCE_MS)]);
    if (failure && !signal.aborted) throw failure;
    return task;
  }

  find(id: string, ownerRef: string): StorageTask {
    return this.#find(id, ownerRef).task;
  }

  /** What it has done stays done. */
  async cancel(id: string, ownerRef: string): Promise<StorageTask> {
    const { task, stopper, ended } = this.#find(id, ownerRef);
    stopper.abort();
    await Promise.race([ended, pause(PATIENCE_MS)]);
    return task;
  }

  async stop(): Promise<void> {
    for (const { stopper } of this.#kept.values()) stopper.abort();
    await Promise.all([...this.#kept.values()].map(({ ended }) => ended));
  }

  #find(id: string, ownerRef: string): Kept {
    const kept = this.#kept.get(id);
    if (kept?.ownerRef !== ownerRef) throw noTask();
    return kept;
  }

  #forget(): void {
    const now = Date.now();
    for (const [id, { task }] of this.#kept) {
      if (task.state === 'running') continue;
      const isOld = now - Date.parse(task.endedAt ?? '') > KEPT_MS;
      if (isOld || this.#kept.size >= MOST_KEPT) this.#kept.delete(id);
    }
  }
}

/** What the API says of an error, too. */
function told(error: Error & Partial<StorageTask['error']>) {
  const { message, code, cause, nextStep } = error;
  return {
    message,
    ...(code && { code }),
    ...(typeof cause === 'string' && { cause }),
    ...(nextStep && { nextStep }),
  };
}
