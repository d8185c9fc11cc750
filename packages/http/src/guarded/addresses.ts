import { BlockList, isIP } from 'node:net';

/**
 * Networks that an address which a person gives must not lead into: this
 * machine, private and link-local networks, what is reserved (RFC 6890, which
 * the IANA special-purpose registries continue), and one public address at which
 * a cloud tells machines their secrets.
 */
const v4 = [
  ...['0.0.0.0/8', '10.0.0.0/8', '100.64.0.0/10', '127.0.0.0/8'],
  ...['169.254.0.0/16', '172.16.0.0/12', '192.0.0.0/24', '192.0.2.0/24'],
  ...['192.88.99.0/24', '192.168.0.0/16', '198.18.0.0/15', '198.51.100.0/24'],
  ...['203.0.113.0/24', '224.0.0.0/4', '240.0.0.0/4', '168.63.129.16/32'],
];
/**
 * In version 6 what carries an address of version 4 is refused whole: the
 * compatible form, NAT64, Teredo and 6to4 (of the mapped form, see below).
 */
const v6 = [
  ...['::/96', '64:ff9b::/96', '64:ff9b:1::/48', '100::/64', '2001::/23'],
  ...['2001:db8::/32', '2002::/16', '3fff::/20', '5f00::/16', 'fc00::/7'],
  ...['fe80::/10', 'fec0::/10', 'ff00::/8'],
];

/** Networks in the form `address/prefix`. */
export function networksOf(networks: readonly string[]): BlockList {
  const list = new BlockList();
  for (const network of networks) {
    const [address, prefix] = network.split('/');
    list.addSubnet(address, Number(prefix), familyOf(address));
  }
  return list;
}

const privateNetworks = networksOf([...v4, ...v6]);

/** Whether an IP address is of this machine, of a private network or reserved. */
export function isPrivateAddress(address: string): boolean {
  return isIn(privateNetworks, address);
}

/** `::ffff:127.0.0.1` is in the networks in which 127.0.0.1 is. */
export function isIn(networks: BlockList, address: string): boolean {
  const [plain] = address.split('%'); // without the zone
  const [, mapped] = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(plain) ?? [];
  if (mapped) return isIn(networks, mapped);
  return networks.check(plain, familyOf(plain));
}

function familyOf(address: string): 'ipv4' | 'ipv6' {
  return isIP(address) === 6 ? 'ipv6' : 'ipv4';
}
