import { ServiceUnavailableError } from '@backstage/errors';

/** Nobody can say now what a person may do. */
export class StandingUnknownError extends ServiceUnavailableError {
  readonly code = 'STANDING_UNKNOWN';

  constructor(cause?: unknown) {
    super('The portal cannot find out what you may do', cause as Error);
  }
}
