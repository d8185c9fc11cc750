import { isIP, SocketAddress } from 'node:net';

/** Of an IPv6 address, what a network hands out to one house. */
const GROUPS = 4;

/**
 * Whose requests are counted together where nobody signs in: an IPv4 address, or
 * the first 64 bits of one of IPv6, since whoever has those may take a new address
 * for each request.
 *
 * @public
 */
export function networkOf(address: string | undefined): string {
  const [plain] = (address ?? '').split('%'); // without the zone
  if (isIP(plain) !== 6) return plain || 'unknown';
  const { address: short } = new SocketAddress({
    ...{ address: plain, family: 'ipv6' },
  });
  const [, mapped] = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/.exec(short) ?? [];
  if (mapped) return mapped;
  const [front, back] = short.split('::');
  const before = front ? front.split(':') : [];
  const after = back ? back.split(':') : [];
  const missing = Math.max(8 - before.length - after.length, 0);
  const groups = [...before, ...Array(missing).fill('0'), ...after];
  return `${groups.slice(0, GROUPS).join(':')}::/64`;
}
