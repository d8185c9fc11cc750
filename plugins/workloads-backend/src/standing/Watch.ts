import type {
  AuditorService,
  LoggerService,
} from '@backstage/backend-plugin-api';
import { StandingUnknownError } from '@astrolabe/sharing';

/** Something that stays open. */
export interface Kept {
  /** Those of the same are asked about once. */
  key: string;
  /** What is written down when it is ended. */
  about: { workloadId: string; by: string; open: string };
  /** Why it may not stay. */
  whyNot(): Promise<Error | undefined>;
  end(why: Error): void;
}

/** Asks again and again about what stays open, and ends what may not stay. */
export class Watch {
  readonly #everyMs: number;
  readonly #auditor: AuditorService;
  readonly #logger: LoggerService;
  readonly #kept = new Set<Kept>();
  #timer: NodeJS.Timeout | undefined;

  constructor(options: {
    everyMs: number;
    auditor: AuditorService;
    logger: LoggerService;
  }) {
    this.#everyMs = options.everyMs;
    this.#auditor = options.auditor;
    this.#logger = options.logger;
  }

  /** @returns what to call when it is over by itself */
  keep(kept: Kept): () => void {
    this.#kept.add(kept);
    this.#timer ??= this.#next();
    return () => void this.#kept.delete(kept);
  }

  #next(): NodeJS.Timeout {
    return setTimeout(async () => {
      await this.#look();
      this.#timer = this.#kept.size > 0 ? this.#next() : undefined;
    }, this.#everyMs).unref();
  }

  /** One after the other: many may be open, and nobody waits for this. */
  async #look(): Promise<void> {
    const answers = new Map<string, Error | undefined>();
    for (const kept of [...this.#kept]) {
      const { key } = kept;
      if (!this.#kept.has(kept)) continue;
      if (!answers.has(key)) answers.set(key, await this.#ask(kept));
      const why = answers.get(key);
      if (why) await this.#end(kept, why);
    }
  }

  async #ask(kept: Kept): Promise<Error | undefined> {
    try {
      return await kept.whyNot();
    } catch (error) {
      if (error instanceof StandingUnknownError) return error;
      const failure = error as Error;
      this.#logger.error('Cannot ask whether something may stay open', failure);
      return undefined;
    }
  }

  async #end(kept: Kept, why: Error): Promise<void> {
    this.#kept.delete(kept);
    kept.end(why);
    try {
      const event = await this.#auditor.createEvent({
        eventId: 'workload-access-end',
        severityLevel: 'medium',
        meta: kept.about,
      });
      await event.success();
    } catch (error) {
      this.#logger.error('Cannot write down what was ended', error as Error);
    }
  }
}
