import type {
  LoggerService,
  SchedulerService,
} from '@backstage/backend-plugin-api';
import { assertError } from '@backstage/errors';
import type { AccountRecord, DatabaseAccountStore } from '../database';
import type { AccountNotices } from './AccountNotices';
import type { Keep } from './Keep';
import type { LinkedAccounts } from './LinkedAccounts';

/** In one round, and at the same time. */
const BATCH = 100;
const AT_ONCE = 4;
const VERIFY_MS = 20_000;
/** So long before what was given ends its owner is told. */
const WARNED_MS = 7 * 86_400_000;

interface Options {
  accounts: LinkedAccounts;
  store: DatabaseAccountStore;
  notices: AccountNotices;
  keeps: { accounts: Keep; logins: Keep };
  logger: LoggerService;
}

/** Asks what is due, tells owners what is wrong, and clears away what a crash has left. */
export class Rounds {
  readonly #options: Options;

  constructor(options: Options) {
    this.#options = options;
  }

  /** One round each minute, of one replica. */
  async start(scheduler: SchedulerService): Promise<void> {
    await scheduler.scheduleTask({
      id: 'account-rounds',
      frequency: { minutes: 1 },
      timeout: { minutes: 10 },
      initialDelay: { minutes: 1 },
      fn: () => this.run(),
    });
  }

  async run(): Promise<void> {
    const { store } = this.#options;
    const left = await store.due(new Date().toISOString(), BATCH);
    const goOn = async () => {
      for (let next = left.shift(); next; next = left.shift()) {
        await this.#look(next);
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, goOn));
    await this.#clear();
  }

  async #look(record: AccountRecord): Promise<void> {
    const { accounts, store } = this.#options;
    await accounts.verify(record, { withinMs: VERIFY_MS });
    const now = await store.find(record.ownerRef, record.name);
    if (now) await this.#tell(now);
  }

  /** Once for each thing that is wrong. */
  async #tell(record: AccountRecord): Promise<void> {
    const { store, notices } = this.#options;
    const { state, trouble = '' } = record.health;
    const { expiresAt } = record;
    const isSoon =
      expiresAt !== undefined && Date.parse(expiresAt) < Date.now() + WARNED_MS;
    const isWrong = state === 'failing' || state === 'expired';
    const news =
      (isWrong && `${state} ${trouble}`) || (isSoon && `soon ${expiresAt}`);
    const told = news || undefined;
    // Where nobody can say what it is like, what was said last still holds.
    if (told === record.told || (!told && state === 'unknown')) return;
    if (!(await store.update(record, { told }))) return;
    if (isWrong) notices.failing(record);
    else if (told) notices.expires(record);
  }

  async #clear(): Promise<void> {
    const { store, keeps, logger } = this.#options;
    try {
      const old = await keeps.accounts.old();
      const used = await store.usedSecrets(old);
      for (const id of old) if (!used.has(id)) await keeps.accounts.remove(id);
      for (const id of await keeps.logins.old()) await keeps.logins.remove(id);
    } catch (error) {
      assertError(error);
      logger.warn('What was left of accounts stays for now', error);
    }
  }
}
