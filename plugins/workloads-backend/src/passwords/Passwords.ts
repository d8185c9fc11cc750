import type { AuditorService } from '@backstage/backend-plugin-api';
import type { EndpointPassword } from '@astrolabe/plugin-workloads-common';
import { v7 as uuid } from 'uuid';
import type { PasswordStore } from '../database';
import { Guesses } from './Guesses';
import { hashPassword, isPassword, makePassword } from './hash';

interface Place {
  workloadId: string;
  endpoint: string;
}

/** What became of a password that somebody gave. */
export type Entry =
  | { kind: 'right'; passwordId: string }
  | { kind: 'wrong' }
  | { kind: 'wait'; seconds: number };

/** Passwords of endpoints: owners set them, others come in with them. */
export class Passwords {
  readonly #store: PasswordStore;
  readonly #auditor: AuditorService;
  readonly #guesses = new Guesses();

  constructor(options: { store: PasswordStore; auditor: AuditorService }) {
    this.#store = options.store;
    this.#auditor = options.auditor;
  }

  async list(workloadId: string): Promise<EndpointPassword[]> {
    const passwords = await this.#store.list(workloadId);
    return passwords.map(({ endpoint, setAt }) => ({ endpoint, setAt }));
  }

  /**
   * Sets it, and ends all sessions of one before.
   *
   * @returns it: nobody can read it any more after this
   */
  async set(
    workloadId: string,
    endpoint: string,
    password: string = makePassword(),
  ): Promise<EndpointPassword & { password: string }> {
    const setAt = new Date().toISOString();
    const hash = await hashPassword(password);
    await this.#store.set(workloadId, { endpoint, id: uuid(), hash, setAt });
    return { endpoint, setAt, password };
  }

  /** Ends its sessions as well. */
  remove(workloadId: string, endpoint: string): Promise<void> {
    return this.#store.remove(workloadId, endpoint);
  }

  /** Whether a session came without a password, or that is still the one. */
  async isCurrent(session: Place & { passwordId?: string }): Promise<boolean> {
    const { passwordId } = session;
    if (passwordId === undefined) return true;
    return (await this.#find(session))?.id === passwordId;
  }

  /**
   * Tries a password.
   *
   * @param label - what the request names; wrong ones are counted by it, so
   *   that what does not exist looks the same
   * @param place - undefined: there is none
   */
  enter(
    label: string,
    place: Place | undefined,
    password: string,
  ): Promise<Entry> {
    return this.#guesses.try<Entry>(label, async () => {
      const stored = place && (await this.#find(place));
      const isRight = await isPassword(password, stored?.hash);
      if (place && stored) await this.#note(place, isRight);
      return isRight
        ? { isRight, value: { kind: 'right', passwordId: stored!.id } }
        : { isRight, value: { kind: 'wrong' } };
    });
  }

  async #find({ workloadId, endpoint }: Place) {
    const passwords = await this.#store.list(workloadId);
    return passwords.find(each => each.endpoint === endpoint);
  }

  async #note(place: Place, isRight: boolean): Promise<void> {
    const event = await this.#auditor.createEvent({
      eventId: 'workload-password-entry',
      severityLevel: 'medium',
      meta: { ...place },
    });
    if (isRight) await event.success();
    else await event.fail({ error: new Error('The password was wrong') });
  }
}
