import { readdir, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { HomeStorage } from './HomeStorage';
import { Quota } from './Quota';

/** An upload that has not come further for so long is none any more. */
const ABANDONED_MS = 24 * 60 * 60_000;

/** The folders of all people, in one of this machine. */
export class Homes {
  readonly #root: string;
  readonly #quotaBytes: number;
  /** What uploads of one person see of each other. */
  readonly #quotas = new Map<string, Quota>();

  constructor(options: { root: string; quotaBytes: number }) {
    this.#root = options.root;
    this.#quotaBytes = options.quotaBytes;
  }

  /** A person's own. */
  of(ownerRef: string): HomeStorage {
    // Readable for operators; no ref is `.` or `..`, and none has a slash afterwards.
    const name = encodeURIComponent(ownerRef.toLocaleLowerCase('en-US'));
    const root = path.join(this.#root, 'people', name);
    const quota = this.#quotas.get(root) ?? new Quota(root, this.#quotaBytes);
    this.#quotas.set(root, quota);
    return new HomeStorage({ root, uploads: this.#uploads, quota });
  }

  /** Removes what uploads left that a crash broke off. */
  async clear(): Promise<void> {
    for (const name of await readdir(this.#uploads).catch(() => [])) {
      const file = path.join(this.#uploads, name);
      const found = await stat(file).catch(() => undefined);
      const isOld = found && Date.now() - found.mtimeMs > ABANDONED_MS;
      if (isOld) await rm(file, { force: true });
    }
  }

  get #uploads(): string {
    return path.join(this.#root, 'uploads');
  }
}
