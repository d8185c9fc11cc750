import type {
  BackstageCredentials,
  BackstageServicePrincipal,
  BackstageUserPrincipal,
  HttpAuthService,
} from '@backstage/backend-plugin-api';
import type { Request, RequestHandler } from 'express';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { withAdvice } from './advice';
import { networkOf } from './networkOf';

/** Status 429 of RFC 6585. */
class TooManyRequestsError extends Error {
  readonly status = 429;

  constructor(limit: number, seconds: number) {
    super(`More than ${limit} requests in a minute`);
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
 *
 * @public
 */
export function rateLimit(options: {
  httpAuth: HttpAuthService;
  /** Of one person, or of one address where nobody is signed in. */
  requestsPerMinute: number;
}): RequestHandler {
  const { httpAuth, requestsPerMinute } = options;
  return limited(requestsPerMinute, async req => {
    const credentials = await httpAuth.credentials(req, {
      allow: ['user', 'service', 'none'],
    });
    return callerOf(credentials, req.ip);
  });
}

/**
 * As {@link rateLimit}, of those alone who have not signed in, by their address.
 *
 * @public
 */
export function rateLimitOfNobody(options: {
  httpAuth: HttpAuthService;
  requestsPerMinute: number;
}): RequestHandler {
  const { httpAuth, requestsPerMinute } = options;
  return limited(requestsPerMinute, async req => {
    const { principal } = await httpAuth.credentials(req, {
      allow: ['user', 'service', 'none'],
    });
    return (principal as { type: string }).type === 'none'
      ? networkOf(req.ip)
      : undefined;
  });
}

/**
 * As {@link rateLimit}, of whatever a request is about.
 *
 * @public
 */
export function rateLimitOf(
  requestsPerMinute: number,
  keyOf: (request: Request) => string,
): RequestHandler {
  return limited(requestsPerMinute, async request => keyOf(request));
}

/**
 * As {@link rateLimit}, of an address, whoever asks.
 *
 * @public
 */
export function rateLimitOfAddress(requestsPerMinute: number): RequestHandler {
  return rateLimitOf(requestsPerMinute, ({ ip }) => networkOf(ip));
}

/** @param keyOf - undefined: it is not counted */
function limited(
  requestsPerMinute: number,
  keyOf: (request: Request) => Promise<string | undefined>,
): RequestHandler {
  const limiter = new RateLimiterMemory({
    points: requestsPerMinute,
    duration: 60,
  });
  return async (req, res, next) => {
    try {
      const key = await keyOf(req);
      if (key !== undefined) await limiter.consume(key);
      next();
    } catch (error) {
      if (error instanceof RateLimiterRes) {
        const seconds = Math.ceil(error.msBeforeNext / 1000);
        res.set('retry-after', String(seconds));
        next(new TooManyRequestsError(requestsPerMinute, seconds));
        return;
      }
      next(error);
    }
  };
}

/**
 * Whether a service is a backend of the portal: what comes from outside has
 * whatever other name the configuration gives it.
 *
 * @public
 */
export function isOwnBackend({ subject }: BackstageServicePrincipal): boolean {
  return subject.startsWith('plugin:');
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
  if (principal.type === 'none') return networkOf(address);
  return isOwnBackend(principal) ? undefined : principal.subject;
}
