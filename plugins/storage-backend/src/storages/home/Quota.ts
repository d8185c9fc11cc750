import { lstat, opendir } from 'node:fs/promises';
import path from 'node:path';
import { Transform } from 'node:stream';
import { storageFull } from '../../problems';

/** So long what was measured is believed: other replicas write, too. */
const BELIEVED_MS = 60_000;

/** Room that an upload has, while it goes on. */
export interface Held {
  /** That have come so far. */
  readonly bytes: number;
  /** Counts what passes, and ends it where there is no more room. */
  count(): Transform;
  /** It is there, in the place of something. */
  keep(replacedBytes: number): void;
  release(): void;
}

/** How much a person has in their home, and may have. */
export class Quota {
  readonly #root: string;
  readonly #most: number;
  #measured?: { used: number; at: number };
  /** Of uploads that go on. */
  #pending = 0;

  constructor(root: string, most: number) {
    this.#root = root;
    this.#most = most;
  }

  async measure(): Promise<{ used: number; most: number }> {
    const now = Date.now();
    if (!this.#measured || now - this.#measured.at > BELIEVED_MS) {
      this.#measured = { used: await sizeOf(this.#root), at: now };
    }
    return { used: this.#measured.used, most: this.#most };
  }

  /** Room for so many bytes at first, and more as they come. */
  async hold(announced: number): Promise<Held> {
    await this.measure();
    let bytes = 0;
    let held = announced;
    this.#pending += held;
    const more = (wanted: number) => {
      held += wanted;
      this.#pending += wanted;
    };
    const release = () => more(-held);
    if (this.#isOver()) {
      release();
      throw this.#full();
    }
    const count = () =>
      new Transform({
        // eslint-disable-next-line max-params -- as Node calls it
        transform: (chunk: Buffer, _encoding, done) => {
          bytes += chunk.length;
          if (bytes > held) more(bytes - held);
          done(this.#isOver() ? this.#full() : null, chunk);
        },
      });
    return {
      get bytes() {
        return bytes;
      },
      count,
      keep: replacedBytes => this.freed(replacedBytes - bytes),
      release,
    };
  }

  /** So much less than before. */
  freed(bytes: number): void {
    if (this.#measured) this.#measured.used -= bytes;
  }

  /** Measures anew when it is asked for next. */
  forget(): void {
    this.#measured = undefined;
  }

  #isOver(): boolean {
    return (this.#measured?.used ?? 0) + this.#pending > this.#most;
  }

  #full(): Error {
    return storageFull(`you may have ${this.#most} bytes here`);
  }
}

/** Of all files below a folder; what comes and goes meanwhile counts or not. */
async function sizeOf(folder: string): Promise<number> {
  let bytes = 0;
  const look = async (place: string): Promise<void> => {
    const entries = await opendir(place).catch(() => []);
    for await (const entry of entries) {
      const inside = path.join(place, entry.name);
      if (entry.isDirectory()) await look(inside);
      else if (entry.isFile()) {
        bytes += (await lstat(inside).catch(() => undefined))?.size ?? 0;
      }
    }
  };
  await look(folder);
  return bytes;
}
