import { withAdvice } from '@astrolabe/http';
import { ServiceUnavailableError } from '@backstage/errors';

/** Nobody can say now what a person may do. */
export class StandingUnknownError extends ServiceUnavailableError {
  constructor() {
    super('The portal cannot find out what you may do');
    withAdvice(this, {
      code: 'STANDING_UNKNOWN',
      nextStep: 'Try again in a moment.',
    });
  }
}
