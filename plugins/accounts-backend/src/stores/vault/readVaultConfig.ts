import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';

const KEY = 'accounts.secrets.vault';

/** How the portal says to Vault who it is. */
export type VaultLogin =
  | { way: 'approle'; mount: string; roleId: string; secretId: string }
  | { way: 'jwt'; mount: string; role: string; tokenFile: string };

export interface VaultConfig {
  /** Origins of its servers: who is sent on goes to no other. */
  addresses: string[];
  namespace?: string;
  /** Of a KV engine of version 2. */
  mount: string;
  /** Below which all secrets of the portal are. */
  path: string;
  login: VaultLogin;
  /** For what one asks, with all tries. */
  timeoutMs: number;
}

const SEGMENTS = /^[\w.-]+(\/[\w.-]+)*$/;

/** Undefined: secrets are not kept in Vault. */
export function readVaultConfig(config: Config): VaultConfig | undefined {
  const own = config.getOptionalConfig(KEY);
  if (!own) return undefined;
  const segments = (key: string, usual: string) => {
    const value = own.getOptionalString(key) ?? usual;
    if (SEGMENTS.test(value) && !value.split('/').includes('..')) return value;
    throw refuse(key, value, 'names with / between them');
  };
  const addresses = own.getStringArray('addresses').map(originOf);
  if (addresses.length === 0) {
    throw refuse('addresses', '[]', 'at least one address');
  }
  const seconds = own.getOptionalNumber('timeoutSeconds') ?? 5;
  if (!(seconds >= 1 && seconds <= 30)) {
    throw refuse('timeoutSeconds', String(seconds), 'from 1 to 30');
  }
  return {
    addresses,
    namespace: own.getOptionalString('namespace'),
    mount: segments('mount', 'secret'),
    path: segments('path', 'astrolabe'),
    login: readLogin(own, segments),
    timeoutMs: seconds * 1000,
  };
}

function readLogin(
  own: Config,
  segments: (key: string, usual: string) => string,
): VaultLogin {
  const appRole = own.getOptionalConfig('appRole');
  const jwt = own.getOptionalConfig('jwt');
  if (appRole && !jwt) {
    return {
      way: 'approle',
      mount: segments('appRole.mount', 'approle'),
      roleId: appRole.getString('roleId'),
      secretId: appRole.getString('secretId'),
    };
  }
  if (jwt && !appRole) {
    return {
      way: 'jwt',
      mount: segments('jwt.mount', 'jwt'),
      role: jwt.getString('role'),
      tokenFile: jwt.getString('tokenFile'),
    };
  }
  const which = appRole ? 'appRole and jwt' : 'no login';
  throw new InputError(`${KEY} has ${which}; it takes one of appRole, jwt`);
}

function originOf(address: string): string {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  const isPlain = url?.pathname === '/' && !url.search && !url.username;
  if (isPlain && /^https?:$/.test(url!.protocol)) return url!.origin;
  throw refuse('addresses', address, 'http(s)://<host>[:<port>]');
}

function refuse(key: string, value: string, allowed: string): Error {
  return new InputError(`${KEY}.${key} is ${value}; it has to be ${allowed}`);
}
