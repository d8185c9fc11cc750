import type { LookupAddress } from 'node:dns';

/** The first that the thread of the proxy says: where it is. */
export interface Listening {
  port: number;
}

/** Asked for each connection: where may one lead that is to go there? */
export interface Question {
  id: number;
  host: string;
  port: number;
}

/** What the portal says to a question. */
export type Answer = { id: number } & (
  | { addresses: LookupAddress[] }
  /** `isRefused`: by the guard, and not for want of an address. */
  | { message: string; isRefused: boolean }
);
