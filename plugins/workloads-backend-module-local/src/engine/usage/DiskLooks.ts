import { usedBytes } from '../../supervisor/usedBytes';

/** Looking at many files takes long: at most this share of the time. */
const LOOKING_SHARE = 0.05;
const OFTEN_MS = 30_000;

interface Look {
  /** Missing when some of it could not be looked into. */
  bytes?: number;
  /** When it may be looked again. */
  nextAt: number;
}

/** What folders take, looked at behind the scenes, one after the other: nobody waits for it. */
export class DiskLooks {
  readonly #looks = new Map<string, Look>();
  #queue: Promise<void> = Promise.resolve();

  /** As it was the last time; nothing, before the first. */
  of(id: string, folders: string[]): number | undefined {
    const last = this.#looks.get(id);
    if (!last || last.nextAt < Date.now()) {
      // Not again while it waits for its turn.
      this.#looks.set(id, { ...last, nextAt: Infinity });
      this.#queue = this.#queue.then(() => this.#look(id, folders));
    }
    return last?.bytes;
  }

  keepOnly(ids: ReadonlySet<string>): void {
    for (const id of this.#looks.keys()) {
      if (!ids.has(id)) this.#looks.delete(id);
    }
  }

  async #look(id: string, folders: string[]): Promise<void> {
    if (!this.#looks.has(id)) return;
    const began = Date.now();
    const bytes = await bytesOf(folders).catch(() => undefined);
    const took = Date.now() - began;
    const nextAt = Date.now() + Math.max(OFTEN_MS, took / LOOKING_SHARE);
    this.#looks.set(id, { bytes, nextAt });
  }
}

async function bytesOf(folders: string[]): Promise<number | undefined> {
  let total = 0;
  for (const folder of folders) {
    const { bytes, closed } = await usedBytes(folder);
    if (closed.length > 0) return undefined;
    total += bytes;
  }
  return total;
}
