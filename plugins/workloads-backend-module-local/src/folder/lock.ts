import { DatabaseSync } from 'node:sqlite';

export interface Lock {
  release(): void;
}

/**
 * Takes a lock that the kernel gives up when its holder dies, however it dies.
 *
 * Node has no `flock`; an exclusive SQLite transaction is one, on every system
 * that Node runs on. A file with a process number in it would have to be
 * judged stale by its readers, and two readers can judge at the same moment.
 * A shared one, which many can have while nobody has it alone, is a reader's.
 *
 * @returns undefined when another process holds it
 */
export function tryLock(
  file: string,
  { shared = false } = {},
): Lock | undefined {
  const database = new DatabaseSync(file);
  const begin = shared
    ? 'BEGIN; SELECT * FROM sqlite_schema'
    : 'BEGIN EXCLUSIVE';
  try {
    // No journal on the disk: a lock has to be had on a full one, too.
    database.exec(
      `PRAGMA journal_mode = MEMORY; PRAGMA locking_mode = EXCLUSIVE; ${begin}`,
    );
  } catch (error) {
    database.close();
    if (isBusy(error)) return undefined;
    throw error;
  }
  return { release: () => database.close() };
}

/** Takes a lock as soon as it is free; undefined when it is not so within the time. */
export async function waitForLock(
  file: string,
  options: {
    timeoutMs: number;
    shared?: boolean;
    signal?: AbortSignal;
    onWait?: () => void;
  },
): Promise<Lock | undefined> {
  const deadline = Date.now() + options.timeoutMs;
  for (;;) {
    options.signal?.throwIfAborted();
    const lock = tryLock(file, options);
    if (lock || Date.now() >= deadline) return lock;
    options.onWait?.();
    await new Promise(resolve => setTimeout(resolve, 50));
  }
}

function isBusy(error: unknown): boolean {
  const SQLITE_BUSY = 5;
  return (
    error instanceof Error &&
    'errcode' in error &&
    error.errcode === SQLITE_BUSY
  );
}
