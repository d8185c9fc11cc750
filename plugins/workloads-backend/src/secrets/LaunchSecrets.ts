import type { LoggerService } from '@backstage/backend-plugin-api';
import type {
  GivenTo,
  PersonalSecrets,
} from '@astrolabe/plugin-workloads-node';
import type {
  LaunchSecret,
  Manifest,
  WorkloadSpec,
} from '@astrolabe/plugin-workloads-common';
import type {
  DatabaseChores,
  WorkloadRecord,
  WorkloadStore,
} from '../database';
import { Rounds } from '../Rounds';
import { launchIdOf } from './launchIdOf';
import { keepsNoSecrets, secretExpired, secretNeeded } from './problems';
import { withGiven } from './withGiven';

/** Values by the names of secrets in the workload. Never log them. */
export type GivenSecrets = Readonly<Record<string, string>>;

const CLEAR_SECONDS = 600;
/** A launch is recorded long before. */
const LEFT_MS = 3600_000;

interface Parts {
  personal?: PersonalSecrets;
  store: Pick<WorkloadStore, 'launchesAmong'>;
  chores: DatabaseChores;
  logger: LoggerService;
}

/** Whose secrets a launch needs. */
type Owner = Pick<WorkloadRecord, 'ownerRef' | 'community'>;

/** Secrets that come with a launch: asked for, kept for that workload alone, and gone with it. */
export class LaunchSecrets {
  readonly #parts: Parts;
  readonly #rounds = new Rounds();

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** What one may give with a launch, and what one keeps of it already. */
  async offer({ workload }: Manifest, owner: Owner): Promise<LaunchSecret[]> {
    const { secrets = [] } = workload as Pick<WorkloadSpec, 'secrets'>;
    // What is named by an expression is known when it is launched.
    const kept = secrets.flatMap(({ from }) =>
      from && !from.includes('{') ? from : [],
    );
    const states = await this.#states(kept, owner);
    return secrets
      .filter(({ from, given }) => from ?? given)
      .map(({ name, title, from }) => ({
        ...{ name, title, from, isRequired: !from },
        state: states.find(each => each.name === from)?.state,
      }));
  }

  /**
   * A workload that says which of its secrets are given.
   *
   * @throws InputError for values that it does not take, or that are missing
   */
  take(spec: WorkloadSpec, given: GivenSecrets = {}): WorkloadSpec {
    return withGiven(spec, given);
  }

  /** @throws ConflictError where one that it names is not kept, or has expired */
  async assertThere(
    { secrets = [] }: WorkloadSpec,
    owner: Owner,
  ): Promise<void> {
    const names = secrets.flatMap(({ from, given }) =>
      from && !given ? from : [],
    );
    for (const { name, state } of await this.#states(names, owner)) {
      if (state === 'missing') throw secretNeeded(name);
      if (state === 'expired') throw secretExpired(name);
    }
  }

  /** Before the launch is recorded, so that nothing starts without them. */
  async keep(to: GivenTo, given: GivenSecrets = {}): Promise<void> {
    if (Object.keys(given).length === 0) return;
    const { personal } = this.#parts;
    if (!personal) throw keepsNoSecrets();
    await personal.keep(to, { ...given }).catch(async error => {
      await this.forget(to.launchId);
      throw error;
    });
  }

  /** Nothing has come of a launch, or all of it is gone. What fails is done later. */
  async forget(launchId: string): Promise<void> {
    const { personal, logger } = this.#parts;
    await personal
      ?.forget(launchId)
      .catch(error =>
        logger.warn(`Secrets of launch ${launchId} stay for now`, error),
      );
  }

  /** One of a launch is deleted, or came to nothing. */
  async departed(record: Pick<WorkloadRecord, 'id' | 'group'>): Promise<void> {
    const launchId = launchIdOf(record);
    const living = await this.#parts.store.launchesAmong([launchId]);
    if (!living.has(launchId)) await this.forget(launchId);
  }

  start(): void {
    const { logger } = this.#parts;
    this.#rounds.start(
      CLEAR_SECONDS,
      () => this.clear(),
      error => logger.warn('Secrets of past launches stay for now', error),
    );
  }

  async stop(): Promise<void> {
    await this.#rounds.stop();
  }

  /** What a process left that is no more. */
  async clear(): Promise<void> {
    const { personal, chores, store } = this.#parts;
    if (!personal) return;
    if (!(await chores.take('clear-secrets', CLEAR_SECONDS))) return;
    const before = new Date(Date.now() - LEFT_MS).toISOString();
    const kept = await personal.launches(before);
    const living = await store.launchesAmong(kept);
    for (const id of kept) if (!living.has(id)) await this.forget(id);
  }

  async #states(names: readonly string[], owner: Owner) {
    const { personal } = this.#parts;
    if (!personal || names.length === 0) return [];
    const { ownerRef, community } = owner;
    return personal.states(ownerRef, names, { community });
  }
}
