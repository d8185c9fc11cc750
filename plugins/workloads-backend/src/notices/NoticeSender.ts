import type { LoggerService } from '@backstage/backend-plugin-api';
import type { DatabaseNoticeStore } from '../database';
import { Rounds } from '../Rounds';
import type { Letter } from './letters';
import type { Mailer } from './Mailer';

/** Longer than a mail server may take for one mail. */
const TAKEN_SECONDS = 300;
/** What nobody could be told for so long is no news any more. */
const GIVE_UP_SECONDS = 24 * 3600;
const LONGEST_PAUSE_SECONDS = 3600;

interface NoticeSenderOptions {
  notices: Pick<DatabaseNoticeStore, 'preferences'>;
  /** What is owed now. */
  listDue(): Promise<Letter[]>;
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
  readonly #rounds = new Rounds();

  constructor(options: NoticeSenderOptions) {
    this.#options = options;
  }

  start(): void {
    const { resyncSeconds, logger } = this.#options;
    this.#rounds.start(
      resyncSeconds,
      () => this.#sendDue(),
      error => logger.warn('Could not look for notices', error),
    );
  }

  stop(): Promise<void> {
    return this.#rounds.stop();
  }

  async #sendDue(): Promise<void> {
    for (const letter of await this.#options.listDue()) {
      if (this.#rounds.isOver) return;
      if (await letter.take(TAKEN_SECONDS)) await this.#tell(letter);
    }
  }

  async #tell(letter: Letter): Promise<void> {
    const { notices, mailer } = this.#options;
    if (ageSeconds(letter) > GIVE_UP_SECONDS) {
      await this.#giveUp(letter, 'it is no news any more');
      return;
    }
    try {
      const address =
        !letter.isOver && (await mailer.addressOf(letter.ownerRef));
      if (address) {
        const { language } = await notices.preferences(letter.ownerRef);
        await mailer.send(letter, { address, language });
      }
    } catch (error) {
      await this.#tryLater(letter, error as Error);
      return;
    }
    await letter.settle();
  }

  async #tryLater(letter: Letter, error: Error): Promise<void> {
    const { logger, resyncSeconds } = this.#options;
    if (isFinal(error)) {
      await this.#giveUp(letter, error.message);
      return;
    }
    logger.info(`The mail ${letter.id} could not be sent yet`, error);
    const pause = resyncSeconds * 2 ** Math.min(letter.tries, 20);
    await letter.postpone(Math.min(pause, LONGEST_PAUSE_SECONDS));
  }

  async #giveUp(letter: Letter, why: string): Promise<void> {
    this.#options.logger.warn(`The mail ${letter.id} is given up: ${why}`);
    await letter.settle();
  }
}

function ageSeconds({ at }: Letter): number {
  return (Date.now() - Date.parse(at)) / 1000;
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
