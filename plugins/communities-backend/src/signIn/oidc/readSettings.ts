import { readLimits, type TierId } from '@astrolabe/plugin-communities-common';
import type { Config } from '@backstage/config';
import { issuerAt } from '../../issuers';
import { readRule } from './readRule';
import { refusal } from './refusal';
import type { Rule } from './rules';

/** A provider of OpenID Connect by which people sign in. */
export interface ProviderSettings {
  id: string;
  title: string;
  issuer: URL;
  clientId: string;
  clientSecret: string;
  scopes: string[];
  timeoutSeconds: number;
  clockToleranceSeconds: number;
  contact?: string;
  rules: Rule[];
}

export interface SignInSettings {
  /** Where browsers reach the portal. */
  portalUrl: URL;
  providers: ProviderSettings[];
  /** That somebody can have, the lowest first. */
  tiers: TierId[];
  /** The first encrypts. */
  secrets: string[];
  refreshSeconds: number;
  graceSeconds: number;
  /** For which somebody who is away counts as what they were, for others. */
  absentSeconds: number;
  sessionSeconds: number;
}

const ROOT = 'communities.signIn';
const HOUR_SECONDS = 3600;
const MIN_SECRET_LENGTH = 32;

/**
 * Reads `communities.signIn`.
 *
 * @throws Error that names the key and what is allowed there
 */
export function readSettings(config: Config): SignInSettings {
  const room = config.getOptionalConfig(ROOT);
  const tiers = readLimits(config).tiers.map(({ id }) => id);
  const providers = (room?.getOptionalConfigArray('providers') ?? []).map(
    (provider, place) =>
      readProvider(provider, { key: `providers[${place}]`, tiers }),
  );
  const ids = providers.map(({ id }) => id);
  const twice = ids.find((id, index) => ids.indexOf(id) !== index);
  if (twice) throw refusal('providers', `the id '${twice}' is there twice`);
  const hours = (key: string, usual: number) =>
    HOUR_SECONDS * number(room, key, { usual, least: 0.1, most: 720 });
  const hasProviders = providers.length > 0;
  return {
    portalUrl: new URL(
      hasProviders ? config.getString('app.baseUrl') : 'http://localhost',
    ),
    providers,
    tiers,
    secrets: hasProviders ? readSecrets(config) : [],
    refreshSeconds: number(room, 'refreshSeconds', {
      ...{ usual: 180, least: 1, most: 240 },
    }),
    graceSeconds: hours('graceHours', 24),
    absentSeconds:
      24 *
      HOUR_SECONDS *
      number(room, 'absentDays', { usual: 30, least: 0, most: 365 }),
    sessionSeconds: hours('sessionHours', 12),
  };
}

function readSecrets(config: Config): string[] {
  const own = config.getOptionalStringArray(`${ROOT}.secrets`);
  const usual = config.getOptionalString('auth.session.secret');
  const secrets = own ?? (usual ? [usual] : []);
  if (secrets.length === 0) {
    throw refusal('secrets', 'with providers it is needed');
  }
  if (secrets.some(({ length }) => length < MIN_SECRET_LENGTH)) {
    throw refusal(
      'secrets',
      `each has to have at least ${MIN_SECRET_LENGTH} characters (without it, auth.session.secret has to)`,
    );
  }
  return secrets;
}

function readProvider(
  config: Config,
  { key, tiers }: { key: string; tiers: TierId[] },
): ProviderSettings {
  const id = config.getString('id');
  if (!/^[a-z]([a-z0-9-]{0,30}[a-z0-9])?$/.test(id)) {
    throw refusal(
      `${key}.id`,
      `'${id}' has to be up to 32 lower-case letters, digits and hyphens`,
    );
  }
  return {
    id,
    title: config.getOptionalString('title') ?? id,
    issuer: issuerOf(config.getString('issuer'), `${key}.issuer`),
    clientId: config.getString('clientId'),
    clientSecret: config.getString('clientSecret'),
    scopes: scopesOf(config),
    timeoutSeconds: number(config, 'timeoutSeconds', {
      ...{ usual: 10, least: 1, most: 60, in: key },
    }),
    clockToleranceSeconds: number(config, 'clockToleranceSeconds', {
      ...{ usual: 30, least: 0, most: 300, in: key },
    }),
    contact: config.getOptionalString('contact'),
    rules: config
      .getConfigArray('rules')
      .map((rule, index) => readRule(rule, `${key}.rules[${index}]`, tiers)),
  };
}

function scopesOf(config: Config): string[] {
  const given = config.getOptionalStringArray('scopes');
  return [...new Set(['openid', ...(given ?? ['profile', 'email'])])];
}

function issuerOf(value: string, key: string): URL {
  const url = issuerAt(value);
  if (url) return url;
  throw refusal(key, `'${value}' has to be an https address`);
}

function number(
  config: Config | undefined,
  key: string,
  range: { usual: number; least: number; most: number; in?: string },
): number {
  const { usual, least, most } = range;
  const value = config?.getOptionalNumber(key) ?? usual;
  if (value >= least && value <= most) return value;
  throw refusal(
    [range.in, key].filter(Boolean).join('.'),
    `${value} has to be between ${least} and ${most}`,
  );
}
