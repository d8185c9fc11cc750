import type {
  AuditorService,
  LoggerService,
} from '@backstage/backend-plugin-api';
import type {
  CheckedModule,
  CheckedModules,
} from '@astrolabe/plugin-assets-node';
import { MODULE_CHECKED_TOPIC } from '@astrolabe/plugin-assets-common';
import type { LimitTable } from '@astrolabe/plugin-communities-common';
import {
  workloadUsePermission,
  type WorkloadReason,
} from '@astrolabe/plugin-workloads-common';
import { NotAllowedError } from '@backstage/errors';
import type { PresentPeople } from '@astrolabe/sharing';
import type { EventsService } from '@backstage/plugin-events-node';
import type { WorkloadRecord, WorkloadStore } from '../database';
import { findOwner } from '../launch';
import type { Notifier } from '../Notifier';
import { Rounds } from '../Rounds';
import { inTurn } from '../service/inTurn';
import { followStep, notAllowed, type FollowStep } from './followStep';

const { name: USE } = workloadUsePermission;

interface Parts {
  store: WorkloadStore;
  checked: CheckedModules;
  events: EventsService;
  notifier: Pick<Notifier, 'changed'>;
  auditor: AuditorService;
  logger: LoggerService;
  people: Pick<PresentPeople, 'refsInAbsenceOf'>;
  /** Quotas, as they are at present. */
  limits(): LimitTable;
  /** How often it is looked. */
  resyncSeconds: number;
}

/**
 * Has workloads that follow their module go on with its newer commits. What it knows is
 * in the database: it may be killed anywhere, and there may be several.
 */
export class FollowWatch {
  readonly #parts: Parts;
  readonly #rounds = new Rounds();
  #onWish: (id: string) => void = () => {};

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** @param onWish - a wish was recorded: it is seen to at once */
  start(onWish: (id: string) => void): void {
    this.#onWish = onWish;
    const { events, resyncSeconds, logger } = this.#parts;
    events
      .subscribe({
        id: 'workloads.follow',
        topics: [MODULE_CHECKED_TOPIC],
        onEvent: async () => this.wake(),
      })
      .catch(error => logger.warn('Checks are not heard of at once', error));
    this.#rounds.start(
      resyncSeconds,
      () => this.#lookAll(),
      error => logger.warn('Could not look for newer commits', error),
    );
  }

  /** Looks at once: something has come up, has ended, or was wished for. */
  wake(): void {
    this.#rounds.wake();
  }

  stop(): Promise<void> {
    return this.#rounds.stop();
  }

  async #lookAll(): Promise<void> {
    const { checked, logger, store } = this.#parts;
    const asked = new Map<string, Promise<CheckedModule | undefined>>();
    for (const record of await store.listFollowing()) {
      if (this.#rounds.isOver) return;
      const { entityRef } = record;
      // What is on its way comes to its end, whatever is known of its module.
      const module =
        asked.get(entityRef) ??
        checked.get(entityRef).catch(error => {
          logger.warn(`${entityRef} is not followed now`, error);
          return undefined;
        });
      asked.set(entityRef, module);
      // One that cannot be looked at keeps no other waiting.
      await this.#look(record, await module).catch(error =>
        logger.warn(`${record.id} follows nothing`, error),
      );
    }
  }

  async #look(record: WorkloadRecord, module?: CheckedModule): Promise<void> {
    const { store, notifier } = this.#parts;
    const step = followStep(record, module);
    if (!step) return;
    const { id } = record;
    const decide = (present: WorkloadRecord) => {
      const now = followStep(present, module);
      // Another replica was faster: what it has begun is looked at in the next round.
      return now?.kind === step.kind ? now.change : undefined;
    };
    const { tried } = step;
    const after = tried
      ? await this.#restart(record, tried, decide)
      : await store.update(id, decide);
    if (!after) return;
    notifier.changed(after);
    if (!tried) return;
    this.#onWish(id);
    await this.#audit(after, step);
  }

  /** Within what its owner may now, as if they restarted it. */
  async #restart(
    record: WorkloadRecord,
    tried: string,
    decide: Parameters<WorkloadStore['update']>[1],
  ): Promise<WorkloadRecord | undefined> {
    const { resources, lifetime } = record.summary;
    const asked = [{ kind: lifetime.kind, resources }];
    try {
      const person = await findOwner(this.#parts, record);
      if (!person.mayIn(record.community, USE)) {
        throw new NotAllowedError('Its owner may not restart it any more');
      }
      return await inTurn(
        { store: this.#parts.store, person, asked },
        async (turn, hold) => {
          const after = await turn.update(record.id, decide);
          if (!after) return undefined;
          await turn.setHolders(record.id, person.holders);
          await hold({ isCounted: true });
          return after;
        },
      );
    } catch (error) {
      if ((error as Error).name !== 'NotAllowedError') throw error;
      return this.#refuse(record, tried, error as Error);
    }
  }

  async #refuse(
    { id, generation }: WorkloadRecord,
    commit: string,
    error: Error,
  ): Promise<undefined> {
    const { store, notifier } = this.#parts;
    const reason: WorkloadReason = {
      code: 'quota-exceeded',
      message: `${error.message}.`,
    };
    const at = new Date().toISOString();
    const after = await store.update(id, present =>
      present.generation === generation
        ? notAllowed(present, { commit, reason, at })
        : undefined,
    );
    if (after) notifier.changed(after);
    return undefined;
  }

  async #audit({ id, ownerRef, follow }: WorkloadRecord, { kind }: FollowStep) {
    const event = await this.#parts.auditor.createEvent({
      eventId: 'workload-follow',
      severityLevel: 'medium',
      meta: { workloadId: id, ownerRef, kind, commit: follow?.commit ?? '' },
    });
    await event.success();
  }
}
