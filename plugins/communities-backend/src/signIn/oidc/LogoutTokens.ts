import { createRemoteJWKSet, jwtVerify, type JWTPayload } from 'jose';
import { SIGNATURE_ALGORITHMS } from '../../issuers';
import { SignInError } from './problems';
import type { ProviderSettings } from './readSettings';

/** Who is signed out: the session that is named, or all of a person. */
export interface LoggedOut {
  sessionId?: string;
  subject?: string;
  /** Seconds since 1970. */
  issuedAt: number;
}

const EVENT = 'http://schemas.openid.net/event/backchannel-logout';
const MAX_AGE_SECONDS = 600;

/** Checks what OpenID Connect Back-Channel Logout 1.0, 2.6 asks for. */
export class LogoutTokens {
  readonly #settings: ProviderSettings;
  readonly #issuer: string;
  readonly #keys: ReturnType<typeof createRemoteJWKSet>;

  constructor(settings: ProviderSettings, issuer: string, jwksUri?: string) {
    if (!jwksUri) {
      throw new SignInError('failed', `${issuer} names no keys (jwks_uri)`);
    }
    this.#settings = settings;
    this.#issuer = issuer;
    this.#keys = createRemoteJWKSet(new URL(jwksUri), {
      timeoutDuration: settings.timeoutSeconds * 1000,
    });
  }

  /** @throws SignInError when it is none, or not of this provider for us */
  async read(token: string): Promise<LoggedOut> {
    const { payload } = await this.#verify(token);
    const { sub, sid, iat, events, nonce } = payload;
    const isLogout =
      typeof events === 'object' && events !== null && EVENT in events;
    if (!isLogout || nonce !== undefined || (!sub && !sid)) {
      throw new SignInError('failed', 'It is no logout token');
    }
    return {
      sessionId: typeof sid === 'string' ? sid : undefined,
      subject: sub,
      issuedAt: iat!,
    };
  }

  async #verify(token: string): Promise<{ payload: JWTPayload }> {
    const { clientId, clockToleranceSeconds } = this.#settings;
    try {
      return await jwtVerify(token, this.#keys, {
        issuer: this.#issuer,
        audience: clientId,
        algorithms: SIGNATURE_ALGORITHMS,
        clockTolerance: clockToleranceSeconds,
        requiredClaims: ['iat'],
        maxTokenAge: MAX_AGE_SECONDS,
      });
    } catch (error) {
      const { name, message } = error as Error;
      throw new SignInError(
        name === 'JWKSTimeout' ? 'away' : 'failed',
        `A logout token was not accepted: ${message} (${name})`,
      );
    }
  }
}
