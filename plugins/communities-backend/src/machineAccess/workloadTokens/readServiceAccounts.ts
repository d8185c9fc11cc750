import {
  readLimits,
  tierRef,
  tokenScopes,
  type LimitTable,
  type TokenScope,
} from '@astrolabe/plugin-communities-common';
import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { issuerAt } from '../../issuers';

/** A program that acts in its own name: nobody signs in as it. */
export interface ServiceAccount {
  /** Entity ref; people are in another namespace. */
  ref: string;
  /** Refs of tiers in communities. */
  memberOf: string[];
  scopes: TokenScope[];
  /** Whose tokens speak for it. */
  tokens: TrustedTokens[];
}

/** Which tokens of an issuer are trusted. */
export interface TrustedTokens {
  issuer: string;
  audience: string;
  /** Each has to be one of these values. */
  claims: ReadonlyMap<string, readonly string[]>;
}

const KEY = 'communities.serviceAccounts';
const NAME = /^[a-z]([a-z0-9-]{0,61}[a-z0-9])?$/;
/** These say nothing of which workload it is. */
const ofEveryToken = ['iss', 'aud', 'exp', 'nbf', 'iat'];

/**
 * Reads `communities.serviceAccounts`.
 *
 * @throws InputError that names the key and what is allowed there
 */
export function readServiceAccounts(config: Config): ServiceAccount[] {
  const table = readLimits(config);
  const names = new Set<string>();
  return (config.getOptionalConfigArray(KEY) ?? []).map((account, place) => {
    const key = `${KEY}[${place}]`;
    const name = account.getString('name');
    if (!NAME.test(name)) {
      throw refusal(
        `${key}.name`,
        `'${name}' has to be up to 63 lower-case letters, digits and hyphens`,
      );
    }
    if (names.has(name)) {
      throw refusal(`${key}.name`, `'${name}' is there twice`);
    }
    names.add(name);
    return {
      ref: `user:service/${name}`,
      memberOf: account
        .getConfigArray('memberships')
        .map((each, nth) =>
          readMembership(each, `${key}.memberships[${nth}]`, table),
        ),
      scopes: account
        .getStringArray('scopes')
        .map(scope => oneOf(tokenScopes, scope, `${key}.scopes`)),
      tokens: account
        .getConfigArray('tokens')
        .map((each, nth) => readTokens(each, `${key}.tokens[${nth}]`)),
    };
  });
}

function readMembership(
  config: Config,
  key: string,
  table: LimitTable,
): string {
  const idsOf = (each: readonly { id: string }[]) => each.map(({ id }) => id);
  return tierRef(
    oneOf(idsOf(table.tiers), config.getString('tier'), `${key}.tier`),
    oneOf(
      idsOf(table.communities),
      config.getString('community'),
      `${key}.community`,
    ),
  );
}

function readTokens(config: Config, key: string): TrustedTokens {
  const issuer = config.getString('issuer');
  if (!issuerAt(issuer)) {
    throw refusal(`${key}.issuer`, `'${issuer}' has to be an https address`);
  }
  const claims = config.getConfig('claims');
  const names = claims.keys();
  const odd = names.find(name => ofEveryToken.includes(name));
  if (odd) {
    throw refusal(`${key}.claims.${odd}`, 'it does not tell workloads apart');
  }
  // Of a public forge, every project there has tokens for any audience.
  if (names.length === 0) {
    throw refusal(
      `${key}.claims`,
      'it needs what tells this workload from others, such as repository and ref, or sub',
    );
  }
  return {
    issuer,
    audience: config.getString('audience'),
    claims: new Map(names.map(name => [name, valuesAt(claims, name)])),
  };
}

function valuesAt(claims: Config, name: string): string[] {
  const value = claims.get(name);
  return Array.isArray(value)
    ? claims.getStringArray(name)
    : [claims.getString(name)];
}

function oneOf<T extends string>(
  known: readonly T[],
  value: string,
  key: string,
): T {
  const found = known.find(each => each === value);
  if (found) return found;
  throw refusal(key, `'${value}' is none of ${known.join(', ')}`);
}

function refusal(key: string, why: string): InputError {
  return new InputError(`Invalid value for ${key}: ${why}`);
}
