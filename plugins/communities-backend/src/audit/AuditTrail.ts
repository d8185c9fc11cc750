import type { AuditEntry } from '@astrolabe/plugin-communities-common';
import type { LoggerService } from '@backstage/backend-plugin-api';
import { v7 as uuid } from 'uuid';
import type { AuditStore } from '../database';

/** More than a busy portal does in minutes in which its database is away. */
const MOST_WAITING = 20_000;
const AT_ONCE = 200;
const EVERY_MS = 1000;
/** After so long without an outcome it is written that it began. */
const OPEN_MS = 30_000;
/** Of the end of the portal. */
const LAST_MS = 5000;

/** One thing that is being done: what is known of it, until its outcome is. */
export interface OpenEntry {
  note(entry: AuditEntry): void;
}

/**
 * Entries on their way to the table. Whoever adds one does not wait; they are
 * written in batches, again if that fails. It holds only so many: what is lost
 * is counted and, as soon as something can be written, written down itself.
 */
export class AuditTrail {
  readonly #logger: LoggerService;
  readonly #open = new Map<OpenEntry, { since: number; entry: AuditEntry }>();
  #waiting: AuditEntry[] = [];
  #lost = 0;
  #store?: AuditStore;
  #timer?: NodeJS.Timeout;
  #writing: Promise<void> = Promise.resolve();
  #isEnding = false;

  constructor({ logger }: { logger: LoggerService }) {
    this.#logger = logger;
  }

  /** Where they go; until then they wait. */
  connect(store: AuditStore): void {
    this.#store = store;
    this.#timer = setInterval(() => void this.flush(), EVERY_MS);
    this.#timer.unref();
  }

  open(): OpenEntry {
    const open: OpenEntry = {
      note: entry => {
        if (entry.outcome === 'started' && !this.#isEnding) {
          this.#open.set(open, { since: Date.now(), entry });
          return;
        }
        this.#open.delete(open);
        this.#add(entry);
      },
    };
    return open;
  }

  /** Writes what is there. */
  async flush(): Promise<void> {
    this.#writing = this.#writing.then(() => this.#write());
    return this.#writing;
  }

  /** Writes the rest; what comes later is written at once. */
  async stop(): Promise<void> {
    clearInterval(this.#timer);
    this.#isEnding = true;
    const end = Date.now() + LAST_MS;
    do {
      await this.flush();
    } while (this.#waiting.length > 0 && Date.now() < end);
    if (this.#waiting.length > 0) this.#tellLoss(this.#waiting.length);
  }

  #add(entry: AuditEntry): void {
    if (this.#waiting.length >= MOST_WAITING) {
      this.#lost += 1;
      return;
    }
    this.#waiting.push(entry);
    if (this.#isEnding) void this.flush();
  }

  async #write(): Promise<void> {
    this.#takeOpen();
    while (this.#store && this.#waiting.length > 0) {
      const batch = this.#waiting.slice(0, AT_ONCE);
      try {
        await this.#store.append(batch);
      } catch (error) {
        this.#logger.error(
          `The audit log cannot be written: ${
            this.#waiting.length
          } entries wait, ${this.#lost} are lost`,
          error as Error,
        );
        return;
      }
      this.#waiting.splice(0, batch.length);
      if (this.#lost > 0) this.#noteLoss();
    }
  }

  #takeOpen(): void {
    const before = this.#isEnding ? Infinity : Date.now() - OPEN_MS;
    for (const [open, { since, entry }] of this.#open) {
      const isCrowded = this.#open.size > MOST_WAITING;
      if (since > before && !isCrowded) break;
      this.#open.delete(open);
      this.#add(entry);
    }
  }

  #noteLoss(): void {
    const count = this.#lost;
    this.#lost = 0;
    this.#tellLoss(count);
    this.#waiting.unshift({
      id: uuid(),
      at: new Date().toISOString(),
      plugin: 'communities',
      event: 'audit-entries-lost',
      severity: 'critical',
      meta: { count },
      outcome: 'failed',
    });
  }

  #tellLoss(count: number): void {
    this.#logger.error(`${count} entries of the audit log are lost`);
  }
}
