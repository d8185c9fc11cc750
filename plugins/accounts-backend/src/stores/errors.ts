import { ConflictError, ServiceUnavailableError } from '@backstage/errors';
import { withAdvice } from '@astrolabe/http';
import type { StoreHealth } from './SecretStore';

/** The store cannot be used at present. */
export class StoreAwayError extends ServiceUnavailableError {
  // Private, since an error's own properties are in the answer.
  readonly #health: StoreHealth;
  readonly #mayHaveChanged: boolean;

  constructor(health: StoreHealth, { mayHaveChanged = false } = {}) {
    super('Secrets can be neither read nor changed at present');
    this.name = 'ServiceUnavailableError';
    this.#health = health;
    this.#mayHaveChanged = mayHaveChanged;
    withAdvice(this, {
      code: 'SECRET_STORE_AWAY',
      cause: health.reason,
      nextStep: mayHaveChanged
        ? 'Look at it again in two minutes: whether it was changed is not known.'
        : 'Try again later. Nothing has been changed.',
    });
  }

  get health(): StoreHealth {
    return this.#health;
  }

  /** Whether a change that was asked for may have been made, or may still be. */
  get mayHaveChanged(): boolean {
    return this.#mayHaveChanged;
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
