import type {
  BackstageCredentials,
  BackstageServicePrincipal,
  BackstageUserPrincipal,
  HttpAuthService,
} from '@backstage/backend-plugin-api';
import type { RequestHandler } from 'express';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { withAdvice } from './errors';

/** Requests that one person may make in a minute. */
export const REQUESTS_PER_MINUTE = 600;

/** Status 429 of RFC 6585. */
class TooManyRequestsError extends Error {
  readonly status = 429;

  constructor(seconds: number) {
    super(`More than ${REQUESTS_PER_MINUTE} requests in a minute`);
    this.name = 'TooManyRequestsError';
    withAdvice(this, {
      code: 'TOO_MANY_REQUESTS',
      nextStep: `Try again in ${seconds} seconds.`,
    });
  }
}

/**
 * Keeps one person's program from starving everybody else. Other backends of
 * the portal that call for themselves are not counted.
 */
export function rateLimit(httpAuth: HttpAuthService): RequestHandler {
  const limiter = new RateLimiterMemory({
    points: REQUESTS_PER_MINUTE,
    duration: 60,
  });
  return async (req, res, next) => {
    try {
      const credentials = await httpAuth.credentials(req, {
        allow: ['user', 'service', 'none'],
      });
      const caller = callerOf(credentials, req.ip);
      if (caller) await limiter.consume(caller);
      next();
    } catch (error) {
      if (error instanceof RateLimiterRes) {
        const seconds = Math.ceil(error.msBeforeNext / 1000);
        res.set('retry-after', String(seconds));
        next(new TooManyRequestsError(seconds));
        return;
      }
      next(error);
    }
  };
}

/** Undefined: not counted. */
function callerOf(
  credentials: BackstageCredentials,
  address: string | undefined,
): string | undefined {
  const principal = credentials.principal as
    | BackstageUserPrincipal
    | BackstageServicePrincipal
    | { type: 'none' };
  if (principal.type === 'user') return principal.userEntityRef;
  if (principal.type === 'none') return address ?? 'unknown';
  return principal.subject.startsWith('external:')
    ? principal.subject
    : undefined;
}
