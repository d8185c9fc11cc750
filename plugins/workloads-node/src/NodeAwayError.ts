import { ServiceUnavailableError } from '@backstage/errors';

/** An engine answers, and the node that has what was asked for does not. @public */
export class NodeAwayError extends ServiceUnavailableError {
  /** @param said - what shows it */
  constructor(said: string) {
    super(said);
    this.name = 'ServiceUnavailableError';
  }
}
