import type { Keep } from './Keep';
import type { LinkedAccounts } from './LinkedAccounts';
import { loginNotFound, noLogin, notLinked } from './problems';
import { TroubleError, type Values } from './providers';
import { checkValues } from './checkValues';
import type { AccountRecord } from '../database';

/** So long a person may take. */
const LASTS_MS = 20 * 60_000;

/** What is asked first: the address alone. */
interface LoginWish {
  service: string;
  url: string;
}

/** Where a sign-in stands. */
export type LoginStep =
  | { state: 'waiting'; url: string }
  | { state: 'linked'; record: AccountRecord };

/**
 * Sign-ins at services, in the person's browser. What goes on between the portal
 * and the service is kept like a password: it becomes one.
 */
export class Logins {
  readonly #accounts: LinkedAccounts;
  readonly #keep: Keep;

  constructor(accounts: LinkedAccounts, keep: Keep) {
    this.#accounts = accounts;
    this.#keep = keep;
  }

  /** @returns its id, and where the person goes */
  async begin(ownerRef: string, { service, url: given }: LoginWish) {
    const provider = this.#accounts.provider(service);
    if (!provider.login) throw noLogin(provider.title);
    const { url: field } = provider.form.properties;
    const form = { required: ['url'], properties: { url: field } };
    const values = checkValues(form, { url: given });
    try {
      const { url, state } = await provider.login.begin(
        values,
        this.#accounts.reach(),
      );
      const began = { ownerRef, service, place: url, at: String(Date.now()) };
      const id = await this.#keep.put({
        ...began,
        state: JSON.stringify(state),
      });
      return { id, url };
    } catch (error) {
      throw error instanceof TroubleError ? notLinked(error) : error;
    }
  }

  /** Asks the service whether the person is done; then it is linked. */
  async goOn(ownerRef: string, id: string): Promise<LoginStep> {
    const began = await this.#find(ownerRef, id);
    const { service, place, state } = began;
    const { login } = this.#accounts.provider(service);
    const given = await this.#poll(() =>
      login!.poll(JSON.parse(state), this.#accounts.reach()),
    );
    if (!given) return { state: 'waiting', url: place };
    const { record } = await this.#accounts.link(ownerRef, {
      service,
      values: given,
    });
    await this.#keep.remove(id);
    return { state: 'linked', record };
  }

  async #find(ownerRef: string, id: string): Promise<Values> {
    const began = await this.#keep.get(id);
    const isLate = began && Number(began.at) + LASTS_MS < Date.now();
    if (!began || began.ownerRef !== ownerRef || isLate) throw loginNotFound();
    return began;
  }

  async #poll(ask: () => Promise<Values | undefined>) {
    try {
      return await ask();
    } catch (error) {
      throw error instanceof TroubleError ? notLinked(error) : error;
    }
  }
}
