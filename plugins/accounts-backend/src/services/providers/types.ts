import type { GuardedClient, NetworkGuard } from '@astrolabe/http';
import type {
  AccountForm,
  AccountTrouble,
} from '@astrolabe/plugin-accounts-common';
import type {
  AccountKind,
  RcloneRemote,
} from '@astrolabe/plugin-accounts-node';

/** What a person fills in, by the names of the form's fields. */
export type Values = Readonly<Record<string, string>>;

/** How a provider reaches its service. */
export interface Reach {
  client: GuardedClient;
  guard: NetworkGuard;
  /** For all of it together. */
  timeoutMs: number;
}

/** What a service said of itself when it let us in. */
export interface Verified {
  /** Who one is there. */
  user?: string;
  /** When what was given ends; ISO 8601, UTC. */
  expiresAt?: string;
  /** More to be kept with what was filled in. */
  also?: Values;
}

/** A sign-in at the service, in the browser of the person. */
export interface BrowserLogin {
  /**
   * @returns where the person goes, and what is asked about afterwards, which is
   *   as secret as a password
   */
  begin(values: Values, reach: Reach): Promise<{ url: string; state: Values }>;
  /** What it gave; undefined while the person is not done. */
  poll(state: Values, reach: Reach): Promise<Values | undefined>;
}

/**
 * A service that can be linked: one file each, all of this shape. A field of its
 * form that is `writeOnly` is secret.
 */
export interface ServiceProvider {
  readonly id: string;
  readonly title: string;
  readonly kind: AccountKind;
  readonly form: AccountForm;

  /**
   * Asks the service whether it lets one in.
   *
   * @throws TroubleError
   */
  verify(values: Values, reach: Reach): Promise<Verified>;

  /** How rclone reaches it, where it is a storage. */
  remote?(values: Values): RcloneRemote;

  readonly login?: BrowserLogin;
}

/** Why a service cannot be used: a word to branch on, and a sentence. */
export class TroubleError extends Error {
  readonly trouble: AccountTrouble;

  constructor(trouble: AccountTrouble, message: string) {
    super(message);
    this.name = 'TroubleError';
    this.trouble = trouble;
  }
}
