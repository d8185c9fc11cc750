import { spawn, type ChildProcess } from 'node:child_process';
import {
  closeSync,
  existsSync,
  openSync,
  statSync,
  truncateSync,
} from 'node:fs';
import path from 'node:path';
import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { dataLayout, workloadLayout } from '../folder/layout';
import { tryLock } from '../folder/lock';
import { freeBytes } from '../supervisor/disk';
import { installEnvironment } from '../supervisor/environments/command';

const LOG_BYTES = 256 * 1024;
const CACHE_NEEDS_BYTES = 64 * 1024 ** 2;

/** Starts supervisors, and knows which live: ours by their exit, adopted ones by their lock. */
export class Supervisors {
  readonly #dataDirectory: string;
  readonly #onExit: (id: string) => void;
  readonly #children = new Map<string, ChildProcess>();
  readonly #failures = new Map<string, { count: number; at: number }>();

  constructor(options: {
    dataDirectory: string;
    onExit: (id: string) => void;
  }) {
    this.#dataDirectory = options.dataDirectory;
    this.#onExit = options.onExit;
  }

  isAlive(id: string): boolean {
    if (this.#children.has(id)) return true;
    const { lock } = workloadLayout(this.#dataDirectory, id);
    if (!existsSync(lock)) return false;
    const held = tryLock(lock);
    held?.release();
    return held === undefined;
  }

  /** Starts one that outlives us. A second one for the same workload ends at once: it finds the lock held. */
  start(id: string): void {
    if (this.#isCoolingDown(id)) return;
    const { supervisorLog } = workloadLayout(this.#dataDirectory, id);
    if (sizeOf(supervisorLog) > LOG_BYTES) truncateSync(supervisorLog);
    const log = openSync(supervisorLog, 'a', 0o600);
    const child = spawn(
      process.execPath,
      [
        '--disable-warning=ExperimentalWarning',
        '--disable-warning=MODULE_TYPELESS_PACKAGE_JSON',
        supervisorProgram(),
        this.#dataDirectory,
        id,
      ],
      {
        cwd: this.#dataDirectory,
        detached: true,
        env: this.#environment(),
        stdio: ['ignore', 'ignore', log],
      },
    );
    closeSync(log);
    this.#children.set(id, child);
    const ended = (code: number | null) => {
      if (!this.#children.delete(id)) return;
      this.#count(id, code === 0);
      this.#onExit(id);
    };
    child.once('exit', ended);
    child.once('error', () => ended(null));
    child.unref();
  }

  /** The workload is no more, and with it what is remembered of it. */
  forget(id: string): void {
    this.#failures.delete(id);
  }

  #environment(): Record<string, string> {
    const own = installEnvironment(process.env);
    // What Node keeps of our sources saves half the time of a start. It must
    // not take the last room on a disk, in which a wish could be written.
    if (freeBytes(this.#dataDirectory) < CACHE_NEEDS_BYTES) return own;
    const { cache } = dataLayout(this.#dataDirectory);
    return { ...own, NODE_COMPILE_CACHE: path.join(cache, 'supervisor') };
  }

  /** One that fails again and again is given growing pauses. */
  #isCoolingDown(id: string): boolean {
    const failure = this.#failures.get(id);
    if (!failure || failure.count < 3) return false;
    return Date.now() - failure.at < Math.min(60_000, 500 * 2 ** failure.count);
  }

  #count(id: string, fine: boolean): void {
    if (fine) this.#failures.delete(id);
    else {
      const count = (this.#failures.get(id)?.count ?? 0) + 1;
      this.#failures.set(id, { count, at: Date.now() });
    }
  }
}

/** It runs from its sources, which Node can: what it imports is written for that (README, Quirks). */
function supervisorProgram(): string {
  return resolvePackagePath(
    '@astrolabe/plugin-workloads-backend-module-local',
    'src/supervisor/main.ts',
  );
}

function sizeOf(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0;
}
