import { lookup as ask } from 'node:dns';
import type { LookupFunction } from 'node:net';

/**
 * Names below `.localhost` mean this machine (RFC 6761), and many systems'
 * resolvers do not know it.
 */
export function connectTo(hostname: string): string {
  return hostname === 'localhost' || hostname.endsWith('.localhost')
    ? '127.0.0.1'
    : hostname;
}

/** As the system's resolver, and knows these too. */
export const lookup: LookupFunction = (hostname, options, callback) =>
  ask(connectTo(hostname), options, callback);
