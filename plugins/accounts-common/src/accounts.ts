import type { SharedWithMe } from '@astrolabe/plugin-communities-common';

/** What a linked service is for. @public */
export const accountKinds = [
  'storage',
  'models',
  'tracking',
  'forge',
  'registry',
  'archive',
] as const;

/** @public */
export type AccountKind = (typeof accountKinds)[number];

/**
 * Why a linked service cannot be used; pages have words for each.
 *
 * refused: it does not let one in. forbidden: it does, and not to this. expired:
 * what was given holds no more. not-found: there is no such service. away: it does
 * not answer at present. private: its address leads into a private network.
 * changed: it is not the server that was linked. unregistered: one signed in there by
 * the portal, which its operator has registered there no more.
 *
 * @public
 */
export const accountTroubles = [
  'refused',
  'forbidden',
  'expired',
  'not-found',
  'away',
  'private',
  'changed',
  'unregistered',
  'unclear',
] as const;

/** @public */
export type AccountTrouble = (typeof accountTroubles)[number];

/** Whether a linked service works, as it was when it was last asked. @public */
export interface AccountHealth {
  /** unknown: it was not asked yet, or did not answer. */
  state: 'working' | 'failing' | 'expired' | 'unknown';
  /** ISO 8601, UTC. */
  checkedAt?: string;
  /** A word for what is wrong. */
  trouble?: AccountTrouble;
  /** Why it is not working, as a sentence. */
  reason?: string;
}

/** One field of a form, in the words of JSON Schema. @public */
export interface AccountField {
  type: 'string';
  title: string;
  description?: string;
  /** `uri`, `password`, `textarea`. */
  format?: string;
  /** It is secret: nobody is shown it again. */
  writeOnly?: boolean;
  default?: string;
  pattern?: string;
  maxLength?: number;
}

/** What is asked when a service is linked. @public */
export interface AccountForm {
  required: readonly string[];
  properties: Readonly<Record<string, AccountField>>;
}

/** A service that can be linked. @public */
export interface LinkableService {
  id: string;
  title: string;
  kind: AccountKind;
  form: AccountForm;
  /** One can sign in there instead: only its address is asked for. */
  login: boolean;
  /** One can sign in there by a press: nothing is asked for. */
  signIn: boolean;
}

/** A service that a person has linked. @public */
export interface Account {
  /**
   * Theirs alone among their accounts: a DNS label. What another shares with them
   * has another id for them than for its owner.
   */
  id: string;
  /** User entity ref. */
  ownerRef: string;
  service: string;
  kind: AccountKind;
  title: string;
  url?: string;
  /** Who one is there. */
  user?: string;
  /** What was filled in, without what is secret; of another's, where one manages it. */
  values: Record<string, string>;
  health: AccountHealth;
  /** ISO 8601, UTC. */
  expiresAt?: string;
  /** One has signed in there; what that gave is renewed by itself. */
  signedIn?: boolean;
  /** Of the server's key, where it has one that was remembered. */
  fingerprint?: string;
  /** ISO 8601, UTC. */
  linkedAt: string;
  /** Of another's: what one may. */
  shared?: SharedWithMe;
}

/** What somebody has linked, and what is shared with them. @public */
export interface AccountList {
  items: Account[];
  /** What others share cannot be told now; one's own are there. */
  incomplete?: boolean;
}

/** A sign-in that was begun at a service. @public */
export interface AccountLogin {
  id: string;
  /** waiting: the person is not done there yet. */
  state: 'waiting' | 'linked';
  /** Where the person signs in. */
  url?: string;
  account?: Account;
}
