import { randomBytes, timingSafeEqual } from 'node:crypto';
import { v7 as uuid } from 'uuid';
import type { AccountRecord } from '../database';
import { checkValues } from './checkValues';
import type { Keep } from './Keep';
import type { LinkedAccounts } from './LinkedAccounts';
import type { OAuth } from './oauth';
import { loginDenied, loginNotFound, noLogin, notLinked } from './problems';
import { TroubleError, type ServiceProvider, type Values } from './providers';

/** So long a person may take. */
const LASTS_MS = 20 * 60_000;

interface LoginWish {
  service: string;
  /** Where the service is, if that is asked. */
  url?: string;
}

/** What the browser of the person brings back from the service. */
export interface LoginAnswer {
  service: string;
  state: string;
  code?: string;
  /** A word of RFC 6749. */
  error?: string;
  iss?: string;
}

/** Where a sign-in stands. */
export type LoginStep =
  | { state: 'waiting'; url: string }
  | { state: 'linked'; record: AccountRecord; isTold?: boolean };

/**
 * Sign-ins at services, in the person's browser. What goes on between the portal
 * and the service is kept like a password: it becomes one.
 */
export class Logins {
  readonly #accounts: LinkedAccounts;
  readonly #oauth: OAuth;
  readonly #keep: Keep;

  constructor(options: { accounts: LinkedAccounts; oauth: OAuth; keep: Keep }) {
    this.#accounts = options.accounts;
    this.#oauth = options.oauth;
    this.#keep = options.keep;
  }

  /** @returns its id, and where the person goes */
  async begin(ownerRef: string, { service, url: given }: LoginWish) {
    const provider = this.#accounts.provider(service);
    const id = uuid();
    const isRedirect = this.#oauth.knows(provider);
    const { url, state } = await asked(() =>
      isRedirect
        ? this.#beginRedirect(provider, id)
        : this.#beginPolling(provider, given),
    );
    const began = { ownerRef, service, place: url, at: String(Date.now()) };
    const way = isRedirect ? 'redirect' : 'polling';
    await this.#keep.put({ ...began, way, state: JSON.stringify(state) }, id);
    return { id, url };
  }

  /** Looks whether the person is done; then it is linked. */
  async goOn(ownerRef: string, id: string): Promise<LoginStep> {
    const { began } = await this.#find(ownerRef, id);
    const { service, place, state, account, denied } = began;
    if (denied) throw loginDenied(this.#accounts.provider(service).title);
    if (account) {
      const record = await this.#accounts.get(ownerRef, account);
      return { state: 'linked', record, isTold: true };
    }
    const { login } = this.#accounts.provider(service);
    const given =
      began.way === 'polling'
        ? await asked(() =>
            login!.poll(JSON.parse(state), this.#accounts.reach()),
          )
        : undefined;
    if (!given) return { state: 'waiting', url: place };
    const { record } = await this.#accounts.link(ownerRef, {
      service,
      values: given,
    });
    await this.#keep.remove(id);
    return { state: 'linked', record };
  }

  /**
   * The service has sent the person back. It takes the same person: whoever is
   * made to bring back what somebody else has begun links nothing.
   */
  async answer(
    ownerRef: string,
    { service, state, code, error, iss }: LoginAnswer,
  ): Promise<AccountRecord> {
    const [id, proof = ''] = state.split('.');
    const { began, version } = await this.#find(ownerRef, id);
    const provider = this.#accounts.provider(began.service);
    const checks = began.way === 'redirect' ? JSON.parse(began.state) : {};
    const isSame = began.service === service && isEqual(proof, checks.proof);
    if (!isSame || began.taken) throw loginNotFound();
    // An answer counts once, also where two bring it at the same time.
    const taken = { ...began, taken: 'yes' };
    const claim = await this.#keep.change(id, taken, version);
    if (!claim) throw loginNotFound();
    if (error === 'access_denied') {
      await this.#keep.change(id, { ...taken, denied: 'yes' }, claim);
      throw loginDenied(provider.title);
    }
    if (!code) {
      await this.#keep.remove(id);
      throw refused(provider, error);
    }
    const { record } = await this.#link(ownerRef, provider, {
      answer: { code, iss },
      checks: { state, verifier: checks.verifier },
    }).catch(async failure => {
      await this.#keep.remove(id);
      throw failure;
    });
    // Whoever waits elsewhere, such as at a command line, sees it.
    await this.#keep.change(id, { ...taken, account: record.name }, claim);
    return record;
  }

  async #link(
    ownerRef: string,
    provider: ServiceProvider,
    {
      answer,
      checks,
    }: {
      answer: { code: string; iss?: string };
      checks: { state: string; verifier: string };
    },
  ) {
    const reach = this.#accounts.reach();
    const given = await asked(() =>
      this.#oauth.exchange(provider, answer, { checks, reach }),
    );
    return this.#accounts.linkSignedIn(ownerRef, provider.id, given);
  }

  async #beginRedirect(provider: ServiceProvider, id: string) {
    const proof = randomBytes(32).toString('base64url');
    const { url, verifier } = await this.#oauth.begin(
      provider,
      `${id}.${proof}`,
      this.#accounts.reach(),
    );
    return { url, state: { proof, verifier } };
  }

  async #beginPolling(provider: ServiceProvider, given: string | undefined) {
    if (!provider.login) throw noLogin(provider.title);
    const { url: field } = provider.form.properties;
    const form = { required: ['url'], properties: { url: field } };
    const values = checkValues(form, { url: given ?? '' });
    return provider.login.begin(values, this.#accounts.reach());
  }

  async #find(
    ownerRef: string,
    id: string,
  ): Promise<{ began: Values; version: number }> {
    const found = isId(id) ? await this.#keep.read(id) : undefined;
    const isLate = found && Number(found.data.at) + LASTS_MS < Date.now();
    if (!found || found.data.ownerRef !== ownerRef || isLate) {
      throw loginNotFound();
    }
    return { began: found.data, version: found.version };
  }
}

/** What goes wrong at the service is told as when its form was filled in. */
async function asked<T>(ask: () => Promise<T>): Promise<T> {
  try {
    return await ask();
  } catch (error) {
    throw error instanceof TroubleError ? notLinked(error) : error;
  }
}

function refused({ title }: ServiceProvider, error = ''): Error {
  const isAway = /^(temporarily_unavailable|server_error)$/.test(error);
  return notLinked(
    new TroubleError(
      isAway ? 'away' : 'unclear',
      `${title} let nobody sign in${error && ` (${error})`}`,
    ),
  );
}

function isEqual(given: string, expected: string | undefined): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(expected ?? '')];
  return a.length > 0 && a.length === b.length && timingSafeEqual(a, b);
}

function isId(text: string): boolean {
  return /^[0-9a-f-]{36}$/.test(text);
}
