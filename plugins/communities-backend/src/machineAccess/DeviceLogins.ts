import { randomBytes, randomInt } from 'node:crypto';
import { withAdvice, type Advice } from '@astrolabe/http';
import type {
  DeviceLogin,
  DeviceRequest,
  NewAccessToken,
  TokenScope,
} from '@astrolabe/plugin-communities-common';
import { InputError, NotFoundError } from '@backstage/errors';
import { v7 as uuid } from 'uuid';
import {
  isoTime,
  type DatabaseDeviceStore,
  type DeviceRecord,
} from '../database';
import type { AccessTokens } from './AccessTokens';
import { hashOf } from './tokenFormat';

const EXPIRES_SECONDS = 600;
const INTERVAL_SECONDS = 5;

/** Without vowels, so that no word comes out; 20^8 codes (RFC 8628, 6.1). */
const letters = 'BCDFGHJKLMNPQRSTVWXZ';
const CODE_LENGTH = 8;

/** Programs that have no browser: a person lets them in on a page (RFC 8628). */
export class DeviceLogins {
  readonly #store: DatabaseDeviceStore;
  readonly #tokens: AccessTokens;
  readonly #page: string;

  /** @param options - `page` is the address where people let programs in */
  constructor(options: {
    store: DatabaseDeviceStore;
    tokens: AccessTokens;
    page: string;
  }) {
    this.#store = options.store;
    this.#tokens = options.tokens;
    this.#page = options.page;
  }

  async begin(wish: {
    client: string;
    scopes: TokenScope[];
    address?: string;
  }): Promise<DeviceLogin> {
    await this.#store.removeExpired(isoTime());
    const deviceCode = randomBytes(32).toString('base64url');
    const userCode = Array.from(
      { length: CODE_LENGTH },
      () => letters[randomInt(letters.length)],
    ).join('');
    await this.#store.insert({
      ...wish,
      scopes: [...new Set(wish.scopes)].sort(),
      deviceHash: hashOf(deviceCode),
      userCode,
      createdAt: isoTime(),
      expiresAt: isoTime(EXPIRES_SECONDS),
      state: 'pending',
    });
    const shown = spelt(userCode);
    return {
      deviceCode,
      userCode: shown,
      verificationUri: this.#page,
      verificationUriComplete: `${this.#page}?code=${shown}`,
      expiresInSeconds: EXPIRES_SECONDS,
      intervalSeconds: INTERVAL_SECONDS,
    };
  }

  /** What waits with a code, however the person wrote it. */
  async look(code: string): Promise<DeviceRequest> {
    const { userCode, client, scopes, address, createdAt } =
      await this.#pending(code);
    const { days } = this.#tokens.limits;
    return {
      ...{ client, scopes, days, address, createdAt },
      userCode: spelt(userCode),
    };
  }

  async decide(
    code: string,
    decision: { isApproved: boolean; personRef: string },
  ): Promise<void> {
    const { userCode } = await this.#pending(code);
    const { isApproved, personRef } = decision;
    const state = isApproved ? 'approved' : 'refused';
    if (!(await this.#store.decide(userCode, { state, personRef }))) {
      throw unknown();
    }
  }

  /** The token, once its person has let the program in. */
  async redeem(deviceCode: string): Promise<NewAccessToken> {
    const hash = hashOf(deviceCode);
    const found = await this.#store.findByHash(hash);
    if (!found || hasEnded(found)) {
      throw notYet('The code holds no more', {
        code: 'DEVICE_EXPIRED',
        nextStep: 'Begin again.',
      });
    }
    await this.#checkPace(found);
    if (found.state === 'pending') {
      throw notYet('Nobody has let the program in yet', {
        code: 'DEVICE_PENDING',
        nextStep: `Ask again in ${INTERVAL_SECONDS} seconds.`,
      });
    }
    const isFirst = await this.#store.take(hash);
    if (found.state === 'refused' || !found.personRef || !isFirst) {
      throw notYet('The program was refused', {
        code: 'DEVICE_REFUSED',
        nextStep: 'Begin again.',
      });
    }
    const { client: title, scopes, personRef } = found;
    return this.#tokens.create({ id: uuid(), personRef, title, scopes });
  }

  async #pending(code: string): Promise<DeviceRecord> {
    const found = await this.#store.findByUserCode(
      code.toUpperCase().replace(/[^A-Z]/g, ''),
    );
    if (!found || found.state !== 'pending' || hasEnded(found)) throw unknown();
    return found;
  }

  /** A second of patience: clocks and networks are not exact. */
  async #checkPace({ deviceHash, askedAt }: DeviceRecord): Promise<void> {
    await this.#store.noteAsked(deviceHash, isoTime());
    const since = askedAt ? Date.now() - Date.parse(askedAt) : Infinity;
    if (since >= (INTERVAL_SECONDS - 1) * 1000) return;
    throw notYet('The program asks too often', {
      code: 'DEVICE_SLOW_DOWN',
      nextStep: `Ask every ${INTERVAL_SECONDS} seconds.`,
    });
  }
}

function hasEnded({ expiresAt }: DeviceRecord): boolean {
  return expiresAt <= isoTime();
}

function spelt(code: string): string {
  return `${code.slice(0, CODE_LENGTH / 2)}-${code.slice(CODE_LENGTH / 2)}`;
}

function unknown(): Error {
  return withAdvice(new NotFoundError('No program waits with this code'), {
    code: 'DEVICE_CODE_UNKNOWN',
    nextStep: 'Look whether it is right; a code holds for ten minutes.',
  });
}

/** Status 400, as RFC 8628 has it. */
function notYet(message: string, advice: Advice): Error {
  return withAdvice(new InputError(message), advice);
}
