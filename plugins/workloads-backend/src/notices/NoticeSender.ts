import { setInterval } from 'node:timers/promises';
import type { LoggerService } from '@backstage/backend-plugin-api';
import type { DatabaseNoticeStore, Notice } from '../database';
import type { Mailer } from './Mailer';

/** Longer than a mail server may take for one mail. */
const TAKEN_SECONDS = 300;
/** What nobody could be told for so long is no news any more. */
const GIVE_UP_SECONDS = 24 * 3600;
const LONGEST_PAUSE_SECONDS = 3600;

interface NoticeSenderOptions {
  notices: DatabaseNoticeStore;
  mailer: Mailer;
  logger: LoggerService;
  /** How often it is looked for what is owed; the first pause after a failure. */
  resyncSeconds: number;
}

/**
 * Tells people what they are owed. What that is is in the database: it may be
 * killed anywhere, and there may be several.
 */
export class NoticeSender {
  readonly #options: NoticeSenderOptions;
  readonly #abort = new AbortController();
  #running: Promise<void> = Promise.resolve();

  constructor(options: NoticeSenderOptions) {
    this.#options = options;
  }

  start(): void {
    this.#running = this.#goOn();
  }

  async stop(): Promise<void> {
    this.#abort.abort();
    await this.#running;
  }

  async #goOn(): Promise<void> {
    const { resyncSeconds, logger } = this.#options;
    const { signal } = this.#abort;
    try {
      const options = { signal, ref: false };
      for await (const _ of setInterval(
        resyncSeconds * 1000,
        undefined,
        options,
      )) {
        await this.#sendDue().catch(error =>
          logger.warn('Could not look for notices', error),
        );
      }
    } catch (error) {
      if (!signal.aborted) throw error;
    }
  }

  async #sendDue(): Promise<void> {
    const { notices } = this.#options;
    for (const notice of await notices.listDue('mail')) {
      if (this.#abort.signal.aborted) return;
      if (await notices.take(notice, TAKEN_SECONDS)) await this.#tell(notice);
    }
  }

  async #tell(notice: Notice): Promise<void> {
    const { notices, mailer } = this.#options;
    if (ageSeconds(notice) > GIVE_UP_SECONDS) {
      await this.#giveUp(notice, 'it is no news any more');
      return;
    }
    try {
      const address = await mailer.addressOf(notice.ownerRef);
      if (address) {
        const { language } = await notices.preferences(notice.ownerRef);
        await mailer.send(notice, { address, language });
      }
    } catch (error) {
      await this.#tryLater(notice, error as Error);
      return;
    }
    await notices.settle(notice);
  }

  async #tryLater(notice: Notice, error: Error): Promise<void> {
    const { notices, logger, resyncSeconds } = this.#options;
    if (isFinal(error)) {
      await this.#giveUp(notice, error.message);
      return;
    }
    logger.info(`${nameOf(notice)} could not be sent yet`, error);
    const pause = resyncSeconds * 2 ** Math.min(notice.tries, 20);
    await notices.postpone(notice, Math.min(pause, LONGEST_PAUSE_SECONDS));
  }

  async #giveUp(notice: Notice, why: string): Promise<void> {
    const { notices, logger } = this.#options;
    logger.warn(`${nameOf(notice)} is given up: ${why}`);
    await notices.settle(notice);
  }
}

function ageSeconds({ at }: Notice): number {
  return (Date.now() - Date.parse(at)) / 1000;
}

function nameOf({ kind, workloadId }: Notice): string {
  return `The notice '${kind}' of workload ${workloadId}`;
}

/**
 * A mail server's word for never (RFC 5321, 4.2.1) on this mail. That it refuses
 * the portal's password or sender is the operator's to mend, and may pass.
 */
function isFinal({
  code,
  command,
  responseCode = 0,
}: Error & {
  code?: string;
  command?: string;
  responseCode?: number;
}): boolean {
  const isOurs = code === 'EAUTH' || command === 'MAIL FROM';
  return responseCode >= 500 && !isOurs;
}
