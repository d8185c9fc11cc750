import { withAdvice } from '@astrolabe/http';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';

/** Lets whoever asks try only so often in a time. */
export function fewTries(options: { points: number; seconds: number }) {
  const limiter = new RateLimiterMemory({
    points: options.points,
    duration: options.seconds,
  });
  return async (who: string): Promise<void> => {
    try {
      await limiter.consume(who);
    } catch (error) {
      if (!(error instanceof RateLimiterRes)) throw error;
      const seconds = Math.ceil(error.msBeforeNext / 1000);
      throw withAdvice(
        Object.assign(new Error('Too many tries'), {
          name: 'TooManyRequestsError',
          status: 429,
        }),
        {
          code: 'TOO_MANY_REQUESTS',
          nextStep: `Try again in ${seconds} seconds.`,
        },
      );
    }
  };
}
