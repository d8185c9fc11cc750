import { ServiceUnavailableError } from '@backstage/errors';
import type {
  AccountsService,
  ObjectSecrets,
  StorageProbe,
} from './AccountsService';

/** As long as a start of the portal may take. */
const LONGEST_WAIT_MS = 30_000;

/**
 * The accounts room as others see it before it has started: calls wait until it
 * has put itself in here.
 *
 * @public
 */
export class AccountsSlot implements AccountsService {
  /** Called once, by the accounts room. */
  readonly provide: (service: AccountsService) => void;
  /** Put in by the room that reads storages, where there is one. */
  probe?: StorageProbe;
  readonly #provided: Promise<AccountsService>;
  readonly #longestWaitMs: number;

  constructor({ longestWaitMs = LONGEST_WAIT_MS } = {}) {
    this.#longestWaitMs = longestWaitMs;
    let provide: (service: AccountsService) => void = () => {};
    this.#provided = new Promise(resolve => {
      provide = resolve;
    });
    this.provide = provide;
  }

  async list(...args: Parameters<AccountsService['list']>) {
    return (await this.#service()).list(...args);
  }

  async remote(...args: Parameters<AccountsService['remote']>) {
    return (await this.#service()).remote(...args);
  }

  async forge(...args: Parameters<AccountsService['forge']>) {
    return (await this.#service()).forge(...args);
  }

  async archive(...args: Parameters<AccountsService['archive']>) {
    return (await this.#service()).archive(...args);
  }

  async registry(...args: Parameters<AccountsService['registry']>) {
    return (await this.#service()).registry(...args);
  }

  async verify(...args: Parameters<AccountsService['verify']>) {
    return (await this.#service()).verify(...args);
  }

  async secret(...args: Parameters<AccountsService['secret']>) {
    return (await this.#service()).secret(...args);
  }

  async secretStates(...args: Parameters<AccountsService['secretStates']>) {
    return (await this.#service()).secretStates(...args);
  }

  readonly ofObjects: ObjectSecrets = {
    keep: async (...args) => (await this.#service()).ofObjects.keep(...args),
    give: async (...args) => (await this.#service()).ofObjects.give(...args),
    forget: async id => (await this.#service()).ofObjects.forget(id),
    holders: async at => (await this.#service()).ofObjects.holders(at),
  };

  async #service(): Promise<AccountsService> {
    let timer: NodeJS.Timeout | undefined;
    const tooLong = new Promise<never>((_resolve, reject) => {
      timer = setTimeout(
        () => reject(new ServiceUnavailableError('No accounts room started')),
        this.#longestWaitMs,
      );
    });
    try {
      return await Promise.race([this.#provided, tooLong]);
    } finally {
      clearTimeout(timer);
    }
  }
}
