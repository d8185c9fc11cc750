import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { isIP } from 'node:net';
import { NetworkGuard } from './NetworkGuard';

const KEY = 'http.allowedHosts';
const HOST = /^(\*\.)?[a-z0-9]([a-z0-9.-]*[a-z0-9])?(:\d{1,5})?$/i;
const HOST_V6 = /^\[([0-9a-f:.]+)\]:\d{1,5}$/i;

/**
 * The guard of the portal, with what its operator allows.
 *
 * @throws InputError that names the key and what is allowed
 * @public
 */
export function readGuard(config: Config): NetworkGuard {
  const allowedHosts = config.getOptionalStringArray(KEY) ?? [];
  const wrong = allowedHosts.find(each => !isHost(each) && !isNetwork(each));
  if (wrong === undefined) return new NetworkGuard({ allowedHosts });
  throw new InputError(
    `'${KEY}' has '${wrong}', but has to be host, host:port, *.domain or network/prefix each`,
  );
}

function isHost(value: string): boolean {
  const [, v6] = HOST_V6.exec(value) ?? [];
  return HOST.test(value) || isIP(v6 ?? value) === 6;
}

function isNetwork(value: string): boolean {
  const [address, prefix = '', more] = value.split('/');
  const bits = { 0: 0, 4: 32, 6: 128 }[isIP(address)] ?? 0;
  return more === undefined && /^\d+$/.test(prefix) && Number(prefix) <= bits;
}
