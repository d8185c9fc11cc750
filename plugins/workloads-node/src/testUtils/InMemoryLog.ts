import type { LogChunk } from '@astrolabe/plugin-workloads-common';
import type { EngineLogsOptions } from '../engine';

/** A log that drops its oldest bytes, as engines do that rotate files. */
export class InMemoryLog {
  readonly #limitBytes: number;
  #bytes = Buffer.alloc(0);
  /** Offset of the oldest byte that is still there. */
  #start = 0;

  constructor(limitBytes: number) {
    this.#limitBytes = limitBytes;
  }

  append(text: string): void {
    const all = Buffer.concat([this.#bytes, Buffer.from(text)]);
    const surplus = Math.max(0, all.length - this.#limitBytes);
    this.#bytes = all.subarray(surplus);
    this.#start += surplus;
  }

  read({ task, offset, maxBytes }: EngineLogsOptions): LogChunk {
    const end = this.#start + this.#bytes.length;
    const wanted = offset ?? end - maxBytes;
    const from = Math.min(Math.max(wanted, this.#start), end);
    const part = this.#bytes.subarray(
      from - this.#start,
      from - this.#start + maxBytes,
    );
    return {
      task,
      text: part.toString('utf8'),
      nextOffset: from + part.length,
      truncated: offset !== undefined && offset < this.#start,
    };
  }
}
