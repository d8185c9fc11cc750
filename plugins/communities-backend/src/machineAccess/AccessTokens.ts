import { withAdvice } from '@astrolabe/http';
import type {
  AccessTokenList,
  NewAccessToken,
  TokenLimits,
  TokenScope,
} from '@astrolabe/plugin-communities-common';
import { InputError, NotAllowedError, NotFoundError } from '@backstage/errors';
import {
  isoTime,
  type DatabaseTokenStore,
  type TokenRecord,
} from '../database';
import { hashOf, isWellFormed, newToken } from './tokenFormat';

const DAY_SECONDS = 86_400;
/** One that has ended is shown for so long, so that its end can be understood. */
const SHOWN_DAYS = 30;

/** What a person gives to programs so that they can speak for them. */
export class AccessTokens {
  readonly #store: DatabaseTokenStore;
  readonly limits: TokenLimits;

  constructor(store: DatabaseTokenStore, limits: TokenLimits) {
    this.#store = store;
    this.limits = limits;
  }

  async list(personRef: string): Promise<AccessTokenList> {
    const items = await this.#store.list(personRef);
    return { items, limits: this.limits };
  }

  async create(wish: {
    id: string;
    personRef: string;
    title: string;
    scopes: TokenScope[];
    days?: number;
  }): Promise<NewAccessToken> {
    const { personRef, days = this.limits.days, ...rest } = wish;
    this.#checkDays(days);
    await this.#store.removeExpired(isoTime(-SHOWN_DAYS * DAY_SECONDS));
    await this.#checkCount(personRef);
    const made = {
      ...rest,
      scopes: [...new Set(wish.scopes)].sort(),
      createdAt: isoTime(),
      expiresAt: isoTime(days * DAY_SECONDS),
    };
    const token = newToken();
    await this.#store.insert({ ...made, personRef }, hashOf(token));
    return { ...made, token };
  }

  async revoke(personRef: string, id: string): Promise<void> {
    if (await this.#store.remove(personRef, id)) return;
    throw withAdvice(new NotFoundError(`You have no access token '${id}'`), {
      code: 'TOKEN_NOT_FOUND',
      nextStep: 'Your list of access tokens has those that there are.',
    });
  }

  /** Whose a token is, and for what; undefined for whatever is wrong with it. */
  async find(token: string): Promise<TokenRecord | undefined> {
    if (!isWellFormed(token)) return undefined;
    const found = await this.#store.findByHash(hashOf(token));
    return found && found.expiresAt > isoTime() ? found : undefined;
  }

  async noteUse({ id, lastUsedAt }: TokenRecord): Promise<void> {
    if (lastUsedAt && lastUsedAt > isoTime(-60)) return;
    await this.#store.noteUse(id, new Date());
  }

  #checkDays(days: number): void {
    const { mostDays } = this.limits;
    if (days <= mostDays) return;
    throw withAdvice(
      new InputError(`An access token lives ${mostDays} days at most`),
      { code: 'TOKEN_DAYS', nextStep: `Ask for ${mostDays} days or fewer.` },
    );
  }

  async #checkCount(personRef: string): Promise<void> {
    const { perPerson } = this.limits;
    const living = (await this.#store.list(personRef)).filter(
      ({ expiresAt }) => expiresAt > isoTime(),
    );
    if (living.length < perPerson) return;
    throw withAdvice(
      new NotAllowedError(`You have ${living.length} access tokens`),
      { code: 'TOKEN_LIMIT', nextStep: 'Revoke one that you no longer need.' },
    );
  }
}
