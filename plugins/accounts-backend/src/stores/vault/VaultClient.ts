import { setTimeout as pause } from 'node:timers/promises';
import type { LoggerService } from '@backstage/backend-plugin-api';
import { StoreAwayError } from '../errors';
import type { VaultConfig } from './readVaultConfig';
import { send, type VaultAnswer, type VaultRequest } from './send';
import { Session } from './Session';

/** Between two rounds over all servers, while none of them leads. */
const PAUSE_MS = 200;

/** Of two troubles that which passes sooner is told, and waited for. */
const hopes = ['standby', 'away', 'sealed'];

/**
 * Asks Vault: whichever of its servers leads, as long as it may take. What one
 * has not done for certain, or may do twice, is asked of the next one.
 */
export class VaultClient {
  readonly #config: VaultConfig;
  readonly #session: Session;
  /** The servers, first the one that answered last. */
  #addresses: string[];

  constructor(config: VaultConfig, { logger }: { logger: LoggerService }) {
    this.#config = config;
    this.#addresses = [...config.addresses];
    this.#session = new Session(config.login, {
      logger,
      ask: (request, options) => this.#ask(request, options),
    });
  }

  /** @throws StoreAwayError for all that is no answer to what was asked */
  async request(
    request: VaultRequest,
    { withinMs = this.#config.timeoutMs } = {},
  ): Promise<VaultAnswer> {
    const until = Date.now() + withinMs;
    const ask = async () => {
      const token = await this.#session.token(until);
      return this.#ask(request, { token, until });
    };
    const answer = await ask();
    if (answer.status !== 403) return answer;
    // A token that was revoked looks as one that may not: another one tells.
    this.#session.forget();
    const again = await ask();
    if (again.status !== 403) return again;
    throw new StoreAwayError({
      state: 'away',
      reason: 'Vault lets the portal in, but not to its secrets',
    });
  }

  /** Gives its token back. */
  async close(): Promise<void> {
    await this.#session.close(Date.now() + this.#config.timeoutMs);
  }

  /** Of one server after the other, until one answers or the time is over. */
  async #ask(
    request: VaultRequest,
    { token, until }: { token?: string; until: number },
  ): Promise<VaultAnswer> {
    const { namespace } = this.#config;
    for (;;) {
      const troubles: StoreAwayError[] = [];
      let askedToWait = 0;
      for (const _ of this.#config.addresses) {
        const [address] = this.#addresses;
        const to = { address, token, namespace, until };
        const outcome = await send(request, to);
        if ('answer' in outcome) return outcome.answer;
        troubles.push(outcome.trouble);
        askedToWait = Math.max(askedToWait, outcome.againAt ?? 0);
        this.#goOn(outcome.leader);
      }
      const order = (each: StoreAwayError) => hopes.indexOf(each.health.state);
      const [trouble] = troubles.sort((a, b) => order(a) - order(b));
      const againAt = Math.max(Date.now() + PAUSE_MS, askedToWait);
      const isOver = againAt >= until;
      if (isOver || trouble.health.state === 'sealed') throw trouble;
      await pause(Math.max(0, againAt - Date.now()));
    }
  }

  /** To the one that leads, as a standby says; else to the next. */
  #goOn(leader: string | undefined): void {
    const [present, ...others] = this.#addresses;
    const isKnown = leader && others.includes(leader);
    this.#addresses = isKnown
      ? [leader, ...others.filter(each => each !== leader), present]
      : [...others, present];
  }
}
