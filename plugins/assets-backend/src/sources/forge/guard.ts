import { lookup as resolve, type LookupAddress } from 'node:dns';
import { BlockList, isIP, type LookupFunction } from 'node:net';
import { NotAllowedError } from '@backstage/errors';

/**
 * Networks that an address from a forge's answer or a configuration must not
 * lead into: this machine, private and link-local networks, and what is
 * reserved (RFC 6890, which the IANA special-purpose registries continue).
 */
const privateNetworks = new BlockList();
const v4 = [
  ...['0.0.0.0/8', '10.0.0.0/8', '100.64.0.0/10', '127.0.0.0/8'],
  ...['169.254.0.0/16', '172.16.0.0/12', '192.0.0.0/24', '192.0.2.0/24'],
  ...['192.168.0.0/16', '198.18.0.0/15', '198.51.100.0/24'],
  ...['203.0.113.0/24', '224.0.0.0/4', '240.0.0.0/4'],
];
const v6 = [
  ...['::/128', '::1/128', '64:ff9b::/96', '100::/64', '2001:db8::/32'],
  ...['fc00::/7', 'fe80::/10', 'ff00::/8'],
];
for (const [family, networks] of [
  ['ipv4', v4],
  ['ipv6', v6],
] as const) {
  for (const network of networks) {
    const [address, prefix] = network.split('/');
    privateNetworks.addSubnet(address, Number(prefix), family);
  }
}

/** Whether an IP address is of this machine or a private network. */
export function isPrivateAddress(address: string): boolean {
  const [, mapped] = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address) ?? [];
  if (mapped) return isPrivateAddress(mapped);
  const family = isIP(address) === 6 ? 'ipv6' : 'ipv4';
  return privateNetworks.check(address, family);
}

/** Refuses a host that is itself a private address; names are checked when they resolve. */
export function assertPublicHost(hostname: string): void {
  const host = hostname.replace(/^\[|\]$/g, '');
  if (isIP(host) !== 0 && isPrivateAddress(host)) throw refused(host);
}

/**
 * Resolves a name for one connection, and refuses it when it leads into a
 * private network. The connection is made to the very address that was checked.
 */
export const publicLookup: LookupFunction = (hostname, options, callback) => {
  resolve(hostname, { ...options, all: true }, (error, found) => {
    if (error) {
      callback(error, '');
      return;
    }
    const addresses = found as LookupAddress[];
    if (addresses.some(({ address }) => isPrivateAddress(address))) {
      callback(refused(hostname), '');
      return;
    }
    if (options.all) callback(null, addresses);
    else callback(null, addresses[0].address, addresses[0].family);
  });
};

function refused(host: string): Error {
  return new NotAllowedError(
    `'${host}' is in a private network. Set 'allowPrivateNetwork: true' for this forge if that is meant.`,
  );
}
