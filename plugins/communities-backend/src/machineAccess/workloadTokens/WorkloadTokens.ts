import { createHash } from 'node:crypto';
import { withAdvice } from '@astrolabe/http';
import {
  AuthenticationError,
  ServiceUnavailableError,
} from '@backstage/errors';
import { decodeJwt, errors, jwtVerify, type JWTPayload } from 'jose';
import { SIGNATURE_ALGORITHMS } from '../../issuers';
import type { Bearer, TokenKind } from '../tokenKind';
import { IssuerKeys } from './IssuerKeys';
import type { ServiceAccount } from './readServiceAccounts';

const JWT = /[\w-]+\.[\w-]+\.[\w-]*/;
const CLOCK_SECONDS = 30;
/** What lives longer is no token of one workload. */
const MOST_SECONDS = 24 * 3600;

/**
 * Tokens by which an OpenID Connect issuer says which workload asks: a run of a
 * CI, a client of a Keycloak. Nothing of them is kept.
 */
export class WorkloadTokens implements TokenKind {
  readonly #accounts: () => readonly ServiceAccount[];
  readonly #keys = new IssuerKeys();

  /** @param accounts - as they are now */
  constructor(accounts: () => readonly ServiceAccount[]) {
    this.#accounts = accounts;
  }

  recognizes(header: string): boolean {
    // Most portals trust none; every request comes by here.
    if (this.#accounts().length === 0) return false;
    const [token] = JWT.exec(header) ?? [];
    return token !== undefined && this.#issuerOf(token) !== undefined;
  }

  async find(token: string): Promise<Bearer> {
    const issuer = this.#issuerOf(token);
    if (!issuer) throw invalid('it is not sent as one');
    const payload = await this.#verify(token, issuer);
    const account = this.#accounts().find(each => isTrusted(each, payload));
    if (!account) {
      throw invalid(
        `no service account trusts it (sub '${payload.sub}', aud '${payload.aud}')`,
      );
    }
    const id = createHash('sha256').update(token).digest('hex').slice(0, 32);
    const { ref, scopes, memberOf } = account;
    return { id, personRef: ref, scopes, memberOf };
  }

  /** As the token says, which nobody has to believe yet; undefined: none that is trusted. */
  #issuerOf(token: string): string | undefined {
    try {
      const { iss } = decodeJwt(token);
      const tokens = this.#accounts().flatMap(each => each.tokens);
      return tokens.find(({ issuer }) => issuer === iss)?.issuer;
    } catch {
      return undefined;
    }
  }

  async #verify(token: string, issuer: string): Promise<JWTPayload> {
    const keys = await this.#keys.of(issuer);
    const audience = this.#accounts()
      .flatMap(each => each.tokens)
      .filter(each => each.issuer === issuer)
      .map(each => each.audience);
    try {
      const { payload } = await jwtVerify(token, keys, {
        ...{ issuer, audience, algorithms: SIGNATURE_ALGORITHMS },
        clockTolerance: CLOCK_SECONDS,
        requiredClaims: ['iat', 'exp', 'sub'],
      });
      requireWorkload(payload);
      return payload;
    } catch (error) {
      throw explain(error as Error, issuer);
    }
  }
}

/** What an issuer signs for browsers, or to say that somebody left, is for others. */
function requireWorkload({ exp, iat, nonce, events }: JWTPayload): void {
  if (nonce !== undefined || events !== undefined) {
    throw invalid('it is of a sign-in, not of a workload');
  }
  if (exp! - iat! > MOST_SECONDS) {
    throw invalid(`it lives longer than ${MOST_SECONDS / 3600} hours`);
  }
}

function isTrusted({ tokens }: ServiceAccount, payload: JWTPayload): boolean {
  const audiences = [payload.aud].flat();
  return tokens.some(
    ({ issuer, audience, claims }) =>
      issuer === payload.iss &&
      audiences.includes(audience) &&
      [...claims].every(([name, values]) => isOne(values, payload[name])),
  );
}

/** A list of values is none of them, and a text that only looks alike neither. */
function isOne(values: readonly string[], value: unknown): boolean {
  const isPlain = ['string', 'number', 'boolean'].includes(typeof value);
  return isPlain && values.includes(String(value));
}

function explain(error: Error, issuer: string): Error {
  if (error instanceof AuthenticationError) return error;
  if (error instanceof errors.JWTExpired) return invalid('it has ended');
  if (error instanceof errors.JWTClaimValidationFailed) {
    return invalid(`its '${error.claim}' is not as it has to be`);
  }
  return isAway(error)
    ? new ServiceUnavailableError(`The keys of ${issuer} cannot be had`, error)
    : invalid(`it is not signed by a key of ${issuer}`);
}

/** Also what answers, but not with keys. */
function isAway(error: Error): boolean {
  if (!(error instanceof errors.JOSEError)) return true;
  return (
    error instanceof errors.JWKSTimeout || error.code === 'ERR_JOSE_GENERIC'
  );
}

function invalid(why: string): Error {
  return withAdvice(
    new AuthenticationError(`The workload token is not valid here: ${why}`),
    {
      code: 'WORKLOAD_TOKEN_INVALID',
      nextStep:
        'Compare what the workload asks its issuer for with communities.serviceAccounts in the configuration of the portal.',
    },
  );
}
