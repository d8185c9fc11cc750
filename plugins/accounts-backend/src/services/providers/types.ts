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
  /** What the service calls the account, however it was linked. */
  account?: string;
  /** Nobody could ask the service: who reads storages has to try. */
  unasked?: true;
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

/** Where a service is that the portal is registered at, as the operator says it. */
export interface Site {
  url: string;
  /** Of OpenID Connect, where somebody else says who people are. */
  issuer?: string;
  roleArn?: string;
  region?: string;
  /** How long temporary keys are to hold. */
  keysHours?: number;
}

/** What a sign-in by OAuth gave. */
export interface Grant {
  accessToken: string;
  idToken?: string;
  /** Who one is, where it says so. */
  user?: string;
  /** ISO 8601, UTC. */
  endsAt?: string;
}

/** A sign-in by OAuth 2, where the operator has registered the portal there. */
export interface OAuthSignIn {
  /** Where nearly everybody's is. */
  readonly url?: string;
  /** What else the operator has to say. */
  readonly needs?: readonly ('issuer' | 'roleArn')[];
  readonly scope: string;
  /** Its endpoints say what the service calls itself. */
  readonly isNamed?: boolean;
  /** What more it wants to be said when somebody signs in. */
  readonly parameters?: Readonly<Record<string, string>>;
  endpoints(site: Site, reach: Reach): Endpoints | Promise<Endpoints>;
  /** What is kept of it, with `endsAt` where it ends; `token`, unless said. */
  values?(grant: Grant, site: Site, reach: Reach): Promise<Values>;
}

export interface Endpoints {
  authorization: string;
  token: string;
  /** What the service calls itself, where it says. */
  issuer?: string;
  /** What it signs ID tokens with, where it says; RS256 otherwise. */
  algorithms?: string[];
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
  readonly oauth?: OAuthSignIn;
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
