/** Rooms that programs may speak to; what is not here they cannot reach. @public */
export const tokenPlugins = [
  'accounts',
  'assets',
  'catalog',
  'communities',
  'mcp-actions',
  'notifications',
  'storage',
  'workloads',
] as const;

/** `read` is GET, `write` everything else; neither includes the other. @public */
export type TokenScope = `${(typeof tokenPlugins)[number]}:${'read' | 'write'}`;

/** Every scope there is. @public */
export const tokenScopes: readonly TokenScope[] = tokenPlugins.flatMap(
  plugin => [`${plugin}:read` as const, `${plugin}:write` as const],
);

/** What a person gave to a program, without its secret. @public */
export interface AccessToken {
  id: string;
  title: string;
  scopes: TokenScope[];
  /** UTC, ISO 8601. */
  createdAt: string;
  expiresAt: string;
  /** To the minute; absent when it was never used. */
  lastUsedAt?: string;
}

/** With the secret, which is told this once. @public */
export interface NewAccessToken extends AccessToken {
  token: string;
}

/** @public */
export interface TokenLimits {
  /** Life of a token unless its maker says otherwise. */
  days: number;
  mostDays: number;
  perPerson: number;
}

/** @public */
export interface AccessTokenList {
  items: AccessToken[];
  limits: TokenLimits;
}

/** What a program is told that asks to be let in; RFC 8628. @public */
export interface DeviceLogin {
  deviceCode: string;
  /** What the person compares or types. */
  userCode: string;
  verificationUri: string;
  /** With the code in it. */
  verificationUriComplete: string;
  expiresInSeconds: number;
  intervalSeconds: number;
}

/** What the person sees before they let a program in. @public */
export interface DeviceRequest {
  userCode: string;
  /** As it calls itself. */
  client: string;
  scopes: TokenScope[];
  /** Life of the token that it will get. */
  days: number;
  /** Address that it asked from. */
  address?: string;
  createdAt: string;
}
