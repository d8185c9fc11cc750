import type {
  EndpointPassword,
  NewEndpointPassword,
} from '@astrolabe/plugin-workloads-common';
import {
  findEndpoint,
  type AuthorizedWorkloadService,
  type UserOptions,
} from '../service';
import type { Standing } from '../standing';
import type { Passwords } from './Passwords';

/** What owners do with the passwords of their endpoints. */
export class OwnPasswords {
  readonly #workloads: AuthorizedWorkloadService;
  readonly #passwords: Passwords;
  readonly #standing: Standing;

  constructor(
    workloads: AuthorizedWorkloadService,
    { passwords, standing }: { passwords: Passwords; standing: Standing },
  ) {
    this.#workloads = workloads;
    this.#passwords = passwords;
    this.#standing = standing;
  }

  async list(id: string, options: UserOptions): Promise<EndpointPassword[]> {
    await this.#workloads.may('passwords', id, options);
    return this.#passwords.list(id);
  }

  /** @param password - undefined: one is made */
  async set(
    place: { id: string; endpoint: string; password?: string },
    options: UserOptions,
  ): Promise<NewEndpointPassword> {
    const { id, endpoint, password } = place;
    const workload = await this.#workloads.may('passwords', id, options);
    const { name } = findEndpoint(workload, endpoint);
    await this.#standing.note(options);
    return this.#passwords.set(id, name, password);
  }

  async remove(
    { id, endpoint }: { id: string; endpoint: string },
    options: UserOptions,
  ): Promise<void> {
    await this.#workloads.may('passwords', id, options);
    await this.#passwords.remove(id, endpoint);
  }
}
