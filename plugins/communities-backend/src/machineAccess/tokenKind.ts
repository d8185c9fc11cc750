import type { TokenScope } from '@astrolabe/plugin-communities-common';

/** What a token says: who asks, and what it may be used for. */
export interface Bearer {
  /** By which the audit log names the token. */
  id: string;
  /** Entity ref. */
  personRef: string;
  scopes: readonly TokenScope[];
  /** What its owner belongs to, where no table of ours says so. */
  memberOf?: readonly string[];
}

/** A kind of token that programs come in by. */
export interface TokenKind {
  /** Whether an `Authorization` header has one, be it right or wrong. */
  recognizes(header: string): boolean;
  /**
   * @throws AuthenticationError that says what is wrong with it
   * @throws ServiceUnavailableError where that cannot be told now
   */
  find(token: string): Promise<Bearer>;
}
