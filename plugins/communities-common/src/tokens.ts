/** Rooms that programs may speak to; what is not here they cannot reach. @public */
export const tokenPlugins = [
  'assets',
  'catalog',
  'communities',
  'mcp-actions',
  'notifications',
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
