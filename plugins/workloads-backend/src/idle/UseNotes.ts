import type { Socket } from 'node:net';
import type { LoggerService } from '@backstage/backend-plugin-api';
import type { DatabaseActivityStore } from '../database';

/** A note a minute says enough of when something was last used. */
const NOTE_MS = 60_000;

/** Takes notes of who uses workloads through the gateway, few of them. */
export interface UseNotes {
  /** A request for it. */
  note(workloadId: string): void;
  /** A connection to it that stays: each minute in which something is carried is use. */
  follow(workloadId: string, socket: Socket): void;
}

/** Where nothing is stopped for being idle. */
export const noNotes: UseNotes = { note() {}, follow() {} };

/** Written down, at most once a minute for each workload. */
export class WrittenNotes implements UseNotes {
  readonly #activity: Pick<DatabaseActivityStore, 'noteUse'>;
  readonly #logger: LoggerService;
  readonly #everyMs: number;
  readonly #last = new Map<string, number>();

  constructor(options: {
    activity: Pick<DatabaseActivityStore, 'noteUse'>;
    logger: LoggerService;
    /** What counts as idle, which is longer than a note is old. */
    idleMs: number;
  }) {
    this.#activity = options.activity;
    this.#logger = options.logger;
    this.#everyMs = Math.min(NOTE_MS, options.idleMs / 4);
  }

  note(workloadId: string): void {
    const now = Date.now();
    if (now - (this.#last.get(workloadId) ?? 0) < this.#everyMs) return;
    for (const [id, at] of this.#last) {
      if (now - at >= this.#everyMs) this.#last.delete(id);
    }
    this.#last.set(workloadId, now);
    this.#activity.noteUse(workloadId).catch(error => {
      this.#last.delete(workloadId);
      this.#logger.warn('The use of a workload was not noted', error);
    });
  }

  follow(workloadId: string, socket: Socket): void {
    this.note(workloadId);
    let before = carried(socket);
    const timer = setInterval(() => {
      const now = carried(socket);
      if (now !== before) this.note(workloadId);
      before = now;
    }, this.#everyMs);
    timer.unref();
    socket.once('close', () => clearInterval(timer));
  }
}

function carried({ bytesRead, bytesWritten }: Socket): number {
  return bytesRead + bytesWritten;
}
