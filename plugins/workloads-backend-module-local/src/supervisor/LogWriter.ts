import {
  closeSync,
  mkdirSync,
  openSync,
  readdirSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import path from 'node:path';

const SEGMENTS = 4;

/**
 * A task's output in segments whose names are the offset of their first byte,
 * so that an offset stays true after rotation: `logs/main/000000000000000.log`.
 */
export class LogWriter {
  readonly #folder: string;
  readonly #segmentBytes: number;
  readonly #onError: (error: unknown) => void;
  #handle: number | undefined;
  #size = 0;
  #start = 0;
  #tail = Buffer.alloc(0);

  constructor(options: {
    folder: string;
    maxBytes: number;
    onError: (error: unknown) => void;
  }) {
    this.#folder = options.folder;
    this.#segmentBytes = Math.ceil(options.maxBytes / SEGMENTS);
    this.#onError = options.onError;
    mkdirSync(this.#folder, { recursive: true, mode: 0o700 });
    const last = this.#segments().at(-1);
    if (last) {
      this.#start = Number.parseInt(last, 10);
      this.#size = statSync(path.join(this.#folder, last)).size;
    }
  }

  write(chunk: Buffer): void {
    this.#tail = Buffer.concat([this.#tail, chunk]).subarray(-4096);
    try {
      for (let rest = chunk; rest.length > 0; ) {
        if (this.#size >= this.#segmentBytes) this.#rotate();
        const room = this.#segmentBytes - this.#size;
        const written = writeSync(this.#open(), rest.subarray(0, room));
        this.#size += written;
        rest = rest.subarray(written);
      }
    } catch (error) {
      this.#onError(error);
    }
  }

  /** The last lines since the start, for evidence. */
  tail(): string {
    const lines = this.#tail.toString('utf8').trimEnd().split('\n');
    return lines.slice(-12).join('\n').slice(-1500);
  }

  close(): void {
    if (this.#handle !== undefined) closeSync(this.#handle);
    this.#handle = undefined;
  }

  #open(): number {
    this.#handle ??= openSync(
      path.join(this.#folder, segmentName(this.#start)),
      'a',
      0o600,
    );
    return this.#handle;
  }

  #rotate(): void {
    this.close();
    this.#start += this.#size;
    this.#size = 0;
    for (const old of this.#segments().slice(0, 1 - SEGMENTS)) {
      rmSync(path.join(this.#folder, old), { force: true });
    }
  }

  #segments(): string[] {
    return readdirSync(this.#folder)
      .filter(name => /^\d+\.log$/.test(name))
      .sort();
  }
}

/** Fifteen digits: names sort as numbers do, up to a petabyte. */
function segmentName(offset: number): string {
  return `${String(offset).padStart(15, '0')}.log`;
}
