import {
  isDatabaseConflictError,
  type LoggerService,
} from '@backstage/backend-plugin-api';
import { assertError } from '@backstage/errors';
import { v7 as uuid } from 'uuid';
import type { AccountHealth } from '@astrolabe/plugin-accounts-common';
import type { StorageProbe } from '@astrolabe/plugin-accounts-node';
import type {
  AccountChange,
  AccountRecord,
  DatabaseAccountStore,
} from '../database';
import { checkValues } from './checkValues';
import { dueAfter, healthOf, working } from './health';
import { identityOf } from './identity';
import type { Keep } from './Keep';
import type { OAuth } from './oauth';
import {
  accountNotFound,
  linkedTwice,
  nameTaken,
  notLinked,
  tooManyAccounts,
  unknownService,
} from './problems';
import {
  TroubleError,
  type Reach,
  type ServiceProvider,
  type Values,
  type Verified,
} from './providers';
import type { Renewals } from './Renewals';
import { filledIn, isSignedIn, signedIn, type Parts } from './signedIn';

/** Of one person. */
const MOST = 50;
/** For a service to let one in, when it is linked. */
const LINK_MS = 10_000;
/** Of storages that are always there, and could be taken for a linked one. */
const RESERVED = ['home'];

/** What a service says that does not let one in. */
const nothing: Verified = {};

/** What a person wants to link. */
export interface Wish {
  service: string;
  values: Values;
  /** What it is to be called; the service's own unless said. */
  name?: string;
  title?: string;
}

interface Options {
  store: DatabaseAccountStore;
  keep: Keep;
  oauth: OAuth;
  renewals: Renewals;
  providers: readonly ServiceProvider[];
  reach: Pick<Reach, 'client' | 'guard'>;
  /** Of the room that reads storages, where there is one. */
  probe(): StorageProbe | undefined;
  logger: LoggerService;
}

/** What people have linked: asked before it is kept, and again whenever somebody wants to know. */
export class LinkedAccounts {
  readonly #options: Options;

  constructor(options: Options) {
    this.#options = options;
  }

  provider(id: string): ServiceProvider {
    const { providers } = this.#options;
    const found = providers.find(each => each.id === id);
    if (found) return found;
    throw unknownService(
      id,
      providers.map(each => each.id),
    );
  }

  /** What a service is asked with. */
  reach(timeoutMs = LINK_MS): Reach {
    return { ...this.#options.reach, timeoutMs };
  }

  list(ownerRef: string): Promise<AccountRecord[]> {
    return this.#options.store.list(ownerRef);
  }

  /** @throws NotFoundError */
  async get(ownerRef: string, name: string): Promise<AccountRecord> {
    const record = await this.#options.store.find(ownerRef, name);
    if (!record) throw accountNotFound(name);
    return record;
  }

  /**
   * Links a service when it lets one in. Linking the same once more puts in what
   * is new, also when it is done twice at once; with `ifNew` it stays as it is.
   */
  async link(
    ownerRef: string,
    wish: Wish & { ifNew?: boolean },
  ): Promise<{ record: AccountRecord; isNew: boolean }> {
    const provider = this.provider(wish.service);
    const values = checkValues(provider.form, wish.values);
    return this.#link(ownerRef, wish, filledIn(values, provider));
  }

  /** The same, with what the service gave for a sign-in. */
  async linkSignedIn(ownerRef: string, service: string, secrets: Values) {
    const site = this.#options.oauth.siteOf(this.provider(service));
    const wish = { service, values: {} };
    return this.#link(ownerRef, wish, signedIn(site, secrets));
  }

  async #link(
    ownerRef: string,
    wish: Wish & { ifNew?: boolean },
    parts: Parts,
  ) {
    const provider = this.provider(wish.service);
    if ((await this.list(ownerRef)).length >= MOST) throw tooManyAccounts(MOST);
    const verified = await this.#askFirst(provider, parts);
    return this.#keep({ parts, verified }, async facts => {
      const { store, keep } = this.#options;
      for (;;) {
        const all = await store.list(ownerRef);
        const same = all.find(
          ({ service, identity }) =>
            service === provider.id && identity === facts.identity,
        );
        if (same && wish.ifNew) {
          await keep.remove(facts.secretId);
          return { record: same, isNew: false };
        }
        if (same && (await this.#replace(same, facts))) {
          return { record: { ...same, ...facts }, isNew: false };
        }
        if (same) continue; // It was linked again, or unlinked, meanwhile.
        const record = {
          ...facts,
          ...{ id: uuid(), ownerRef, service: provider.id },
          name: nameFor(wish, all),
          title: wish.title || provider.title,
        };
        if (await store.insert(record)) return { record, isNew: true };
      }
    });
  }

  /**
   * Puts in other values, such as a new password; what is not said stays. The
   * service takes its time, so `now` says once more, right before, whether it may
   * be done, and of what.
   */
  async relink(
    present: AccountRecord,
    { values: given, title }: { values: Values; title?: string },
    now: () => Promise<AccountRecord>,
  ): Promise<AccountRecord> {
    const provider = this.provider(present.service);
    const values = checkValues(provider.form, {
      ...filledIn(present.settings, provider).settings,
      ...given,
    });
    const parts = filledIn(values, provider);
    const verified = await this.#askFirst(provider, parts);
    return this.#keep({ parts, verified }, async facts => {
      const changed = { ...facts, title: title || present.title };
      for (;;) {
        const record = await now();
        // Another one is linked under its name: that is not what was meant.
        if (record.id !== present.id) throw accountNotFound(present.name);
        if (await this.#replace(record, changed)) {
          return { ...record, ...changed };
        }
      }
    });
  }

  async unlink(ownerRef: string, name: string): Promise<void> {
    const { store, keep } = this.#options;
    const record = await this.get(ownerRef, name);
    if (await store.remove(record.id)) await keep.remove(record.secretId);
  }

  /**
   * Everything that was filled in or given, as it holds now; undefined when it is
   * linked no more.
   *
   * @throws TroubleError where a sign-in has ended
   */
  async values(record: AccountRecord): Promise<Values | undefined> {
    const { keep, renewals, store } = this.#options;
    const { secretId } = record;
    const secrets = isSignedIn(record)
      ? await renewals.fresh(secretId, this.#renewing(record))
      : await keep.get(secretId);
    if (secrets) return { ...record.settings, ...secrets };
    const now = await store.find(record.ownerRef, record.name);
    const isOther = now && now.secretId !== secretId;
    return isOther ? this.values(now) : undefined;
  }

  /** Asks a service now, and keeps what it said; it goes on when time is over. */
  async verify(
    record: AccountRecord,
    { withinMs }: { withinMs: number },
  ): Promise<AccountHealth> {
    const late = new Promise<AccountHealth>(resolve => {
      const reason = `${record.title} did not answer in ${withinMs / 1000} s`;
      setTimeout(resolve, withinMs, {
        state: 'unknown',
        trouble: 'away',
        reason,
      }).unref();
    });
    return Promise.race([this.#verify(record, withinMs), late]);
  }

  async #verify(
    record: AccountRecord,
    timeoutMs: number,
  ): Promise<AccountHealth> {
    const { logger } = this.#options;
    try {
      const { health, ...said } = await this.#asked(record, timeoutMs).then(
        verified => ({ ...verified, health: working() }),
        error => ({ ...nothing, health: healthOf(error, record) }),
      );
      const failures = health.state === 'working' ? 0 : record.failures + 1;
      await this.#update(record, said, {
        ...{ health, failures, dueAt: dueAfter(health, failures) },
        ...(said.expiresAt && { expiresAt: said.expiresAt }),
        ...(said.also && { settings: { ...record.settings, ...said.also } }),
      });
      return health;
    } catch (error) {
      assertError(error);
      // The portal itself cannot ask at present: nothing is known of the service.
      logger.warn(`Account ${record.id} could not be verified`, error);
      return { state: 'unknown', reason: error.message };
    }
  }

  /** With what the service calls the account, which it may not have said when it was linked. */
  async #update(
    record: AccountRecord,
    { account }: Verified,
    change: AccountChange,
  ): Promise<void> {
    const { store } = this.#options;
    const identity = account
      ? identityOf({ account }, {}, '')
      : record.identity;
    try {
      await store.update(record, { ...change, identity });
    } catch (error) {
      if (!isDatabaseConflictError(error)) throw error;
      // The owner has linked it twice before: both stay.
      await store.update(record, change);
    }
  }

  /** What was refused before its time is renewed, and tried once more. */
  async #asked(record: AccountRecord, timeoutMs: number): Promise<Verified> {
    const provider = this.provider(record.service);
    const values = await this.values(record);
    if (!values) throw accountNotFound(record.name);
    const reach = this.reach(timeoutMs);
    try {
      return await this.#ask(provider, values, reach);
    } catch (error) {
      const isRefused =
        error instanceof TroubleError && error.trouble === 'refused';
      if (!isRefused || !isSignedIn(record)) throw error;
      const { oauth, renewals } = this.#options;
      oauth.assertKnows(provider);
      if (!values.refreshToken) throw error;
      const secrets = await renewals.anew(
        record.secretId,
        this.#renewing(record),
      );
      return this.#ask(provider, { ...record.settings, ...secrets }, reach);
    }
  }

  /** @throws TroubleError */
  async #ask(
    provider: ServiceProvider,
    values: Values,
    reach: Reach,
  ): Promise<Verified> {
    const verified = await provider.verify(values, reach);
    const remote = verified.unasked && provider.remote?.(values);
    if (!remote) return verified;
    const within = { withinMs: reach.timeoutMs };
    const probed = await this.#options.probe()?.(remote, within);
    const { trouble, reason = '' } = probed ?? {};
    if (trouble) throw new TroubleError(trouble, reason);
    return verified;
  }

  #renewing({ service }: AccountRecord) {
    return (values: Values, onNext: (refreshToken: string) => void) =>
      this.#options.oauth.renew(this.provider(service), values, {
        ...{ onNext, reach: this.reach() },
      });
  }

  async #askFirst(provider: ServiceProvider, { settings, secrets }: Parts) {
    try {
      const values = { ...settings, ...secrets };
      return await this.#ask(provider, values, this.reach());
    } catch (error) {
      throw error instanceof TroubleError ? notLinked(error) : error;
    }
  }

  /** Secrets first, then what refers to them; what came to nothing is removed. */
  async #keep<T>(
    { parts, verified }: { parts: Parts; verified: Verified },
    refer: (facts: Facts) => Promise<T>,
  ): Promise<T> {
    const { keep } = this.#options;
    const { settings, secrets } = parts;
    const secretId = await keep.put(secrets);
    const user = verified.user ?? settings.user;
    try {
      return await refer({
        ...{ secretId, settings: { ...settings, ...verified.also }, user },
        identity: identityOf({ ...verified, user }, settings, secretId),
        ...{ health: working(), failures: 0, told: undefined },
        dueAt: dueAfter(working(), 0),
        expiresAt: verified.expiresAt ?? endOf(secrets),
        linkedAt: new Date().toISOString(),
      });
    } catch (error) {
      await keep.remove(secretId);
      throw error;
    }
  }

  async #replace(
    present: AccountRecord,
    facts: Partial<AccountRecord>,
  ): Promise<boolean> {
    const { store, keep } = this.#options;
    const isDone = await store.update(present, facts).catch(error => {
      throw isDatabaseConflictError(error) ? linkedTwice() : error;
    });
    if (isDone) await keep.remove(present.secretId);
    return isDone;
  }
}

type Facts = Omit<
  AccountRecord,
  'id' | 'ownerRef' | 'name' | 'service' | 'title'
>;

/** What was given for a sign-in and cannot be renewed ends with it. */
function endOf({ refreshToken, endsAt }: Values): string | undefined {
  return refreshToken ? undefined : endsAt;
}

function nameFor({ name, service }: Wish, all: AccountRecord[]): string {
  const taken = [...RESERVED, ...all.map(each => each.name)];
  if (name === undefined) {
    let number = 1;
    const called = () => (number === 1 ? service : `${service}-${number}`);
    while (taken.includes(called())) number++;
    return called();
  }
  if (taken.includes(name)) throw nameTaken(name);
  return name;
}
