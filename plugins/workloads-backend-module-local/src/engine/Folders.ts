import { randomBytes } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
} from 'node:fs';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import type { EngineWorkload } from '@astrolabe/plugin-workloads-node';
import { isDiskFull, readJson, readReport, writeJson } from '../folder/files';
import { dataLayout, isWorkloadId, workloadLayout } from '../folder/layout';
import { tryLock } from '../folder/lock';
import { unmountAll, unmountBelow } from '../folder/unmount';
import type { Report, Settings, Wish } from '../folder/types';

/** The folders of all workloads, as the engine sees them: it writes wishes and reads reports. */
export class Folders {
  readonly #dataDirectory: string;

  constructor(dataDirectory: string) {
    this.#dataDirectory = dataDirectory;
  }

  /** Makes what is not there yet, and leaves the configuration for the supervisors. */
  prepare(settings: Settings): void {
    const layout = dataLayout(this.#dataDirectory);
    emptyTrash(layout.trash);
    for (const folder of [
      layout.workloads,
      layout.changes,
      layout.environments,
      layout.snapshots,
      layout.cache,
      layout.trash,
    ]) {
      mkdirSync(folder, { recursive: true, mode: 0o700 });
    }
    const present = readJson<Settings>(layout.settings);
    // On a full disk a portal can still start, as long as nothing has changed.
    if (!isDeepStrictEqual(present, settings)) {
      writeJson(layout.settings, settings, { durable: true });
    }
  }

  /** The environments that are there, whole or not. */
  environments(): string[] {
    const { environments } = dataLayout(this.#dataDirectory);
    return readdirSync(environments, { withFileTypes: true })
      .filter(entry => entry.isDirectory())
      .map(({ name }) => path.join(environments, name));
  }

  get changes(): string {
    return dataLayout(this.#dataDirectory).changes;
  }

  layout(id: string) {
    return workloadLayout(this.#dataDirectory, id);
  }

  ids(): string[] {
    const { workloads } = dataLayout(this.#dataDirectory);
    return readdirSync(workloads).filter(isWorkloadId);
  }

  exists(id: string): boolean {
    return existsSync(this.layout(id).root);
  }

  /** Throws when there is something else in its place. */
  wish(id: string): Wish | undefined {
    const file = this.layout(id).wish;
    const wish = readJson<Wish>(file);
    if (wish && !isWishFor(id, wish)) throw new Error(`Not a wish: ${file}`);
    return wish;
  }

  report(id: string): Report | undefined {
    return readReport(this.layout(id).report);
  }

  secrets(id: string): Record<string, string> {
    return readJson<Record<string, string>>(this.layout(id).secrets) ?? {};
  }

  /** A full disk does not keep anyone from stopping or removing: there is a reserve for that. */
  writeWish(wish: Wish): void {
    const layout = this.layout(wish.workload.id);
    try {
      writeJson(layout.wish, wish, { durable: true });
    } catch (error) {
      if (!isDiskFull(error)) throw error;
      rmSync(layout.reserve, { force: true });
      if (wish.desired === 'remove') {
        for (const folder of [layout.logs, layout.temporary]) {
          unmountBelow(folder);
          rmSync(folder, { recursive: true, force: true });
        }
      }
      writeJson(layout.wish, wish, { durable: true });
    }
  }

  /** A folder with secrets for a workload; those that were made before stay as they are. */
  create({ id, spec, secrets = {} }: EngineWorkload): void {
    const layout = this.layout(id);
    mkdirSync(layout.root, { recursive: true, mode: 0o700 });
    const present = this.secrets(id);
    const wanted = (spec.secrets ?? []).map(({ name, bytes = 32 }) => [
      name,
      secrets[name] ??
        present[name] ??
        randomBytes(bytes).toString('base64url'),
    ]);
    writeJson(layout.secrets, Object.fromEntries(wanted), { durable: true });
  }

  /**
   * Removes all of a workload. The lock is held meanwhile: no supervisor can
   * be in the folder that goes. The folder is moved away in one step, so that
   * a crash leaves all of it or nothing.
   *
   * @returns the end of the slow part, or undefined when a supervisor is there
   */
  bury(id: string): Promise<void> | undefined {
    const layout = this.layout(id);
    const lock = tryLock(layout.lock);
    if (!lock) return undefined;
    try {
      unmountAll(layout.mounts);
      // What its programs have mounted is not its own to remove.
      unmountBelow(layout.root);
      const gone = this.discard(layout.root);
      rmSync(layout.change, { force: true });
      return gone;
    } finally {
      lock.release();
    }
  }

  /** Moves a folder away in one step. @returns the end of its removal, which may be slow */
  discard(folder: string): Promise<void> {
    const { trash } = dataLayout(this.#dataDirectory);
    const name = `${path.basename(folder)}-${randomBytes(4).toString('hex')}`;
    const grave = path.join(trash, name);
    renameSync(folder, grave);
    return rm(grave, { recursive: true, force: true, maxRetries: 3 });
  }
}

function isWishFor(id: string, { workload }: Partial<Wish>): boolean {
  return (
    workload?.id === id &&
    Number.isInteger(workload.generation) &&
    Array.isArray(workload.spec?.tasks)
  );
}

/**
 * What a container's root left there, or mounted, may not be ours to remove: no
 * reason not to start.
 */
function emptyTrash(folder: string): void {
  try {
    unmountBelow(folder);
    rmSync(folder, { recursive: true, force: true });
  } catch {
    // Tried again at the next start; the folder is used as it is.
  }
}
