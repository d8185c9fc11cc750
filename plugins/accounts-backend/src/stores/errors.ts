import { ConflictError, ServiceUnavailableError } from '@backstage/errors';
import { withAdvice } from '@astrolabe/http';
import type { StoreHealth } from './SecretStore';

/** The store cannot be used at present. */
export class StoreAwayError extends ServiceUnavailableError {
  readonly health: StoreHealth;

  constructor(health: StoreHealth) {
    super('Secrets can be neither read nor changed at present');
    this.name = 'ServiceUnavailableError';
    this.health = health;
    withAdvice(this, {
      code: 'SECRET_STORE_AWAY',
      cause: health.reason,
      nextStep: 'Try again later. Nothing has been changed.',
    });
  }
}

/** Somebody else has changed a secret meanwhile. */
export class VersionError extends ConflictError {
  constructor() {
    super('The secret has been changed meanwhile');
    this.name = 'ConflictError';
    withAdvice(this, {
      code: 'SECRET_CHANGED',
      nextStep: 'Look at it again, and repeat it if it is still needed.',
    });
  }
}
