import type { LoggerService } from '@backstage/backend-plugin-api';
import {
  WORKLOAD_LAUNCHED_TOPIC,
  WORKLOADS_CHANNEL,
  workloadNeeds,
  type ShareRole,
  type Workload,
  type WorkloadSignal,
} from '@astrolabe/plugin-workloads-common';
import type { EventsService } from '@backstage/plugin-events-node';
import type { SignalsService } from '@backstage/plugin-signals-node';
import { isPerson, type DatabaseShareStore } from '@astrolabe/sharing';
import type { WorkloadRecord } from './database';
import type { QueueBoard } from './queue';
import { toWorkload, type Surroundings } from './service/toWorkload';
import { asSeen } from './sharing';
import type { Standing } from './standing';
import { tellOwner } from './tellOwner';

interface NotifierOptions extends Surroundings {
  signals: SignalsService;
  events: EventsService;
  queue: Pick<QueueBoard, 'of' | 'changed'>;
  shares: Pick<DatabaseShareStore, 'list'>;
  standing: Pick<Standing, 'may'>;
  logger: LoggerService;
}

/**
 * Tells pages of the owner, and of people with whom it is shared, of changes, and
 * other rooms of launches. Nothing
 * waits for it, and nothing fails when it does.
 */
export class Notifier {
  readonly #options: NotifierOptions;

  constructor(options: NotifierOptions) {
    this.#options = options;
  }

  changed(record: WorkloadRecord): void {
    this.#options.queue.changed();
    this.moved(record);
  }

  /** Only its place in a queue is another. */
  moved(record: WorkloadRecord): void {
    const workload = toWorkload(record, this.#options);
    this.#tell(record.ownerRef, { kind: 'changed', workload });
    this.#tellOthers(workload).catch(error =>
      this.#options.logger.warn('A change was told to its owner alone', error),
    );
  }

  deleted({ id, ownerRef }: WorkloadRecord): void {
    this.#options.queue.changed();
    this.#tell(ownerRef, { kind: 'deleted', id });
  }

  /** What somebody is to it from now on; without a role, nothing. */
  shared(workload: Workload, personRef: string, role?: ShareRole): void {
    const signal: WorkloadSignal = role
      ? { kind: 'changed', workload: asSeen(workload, role) }
      : { kind: 'deleted', id: workload.id };
    this.#tell(personRef, signal);
  }

  /** People with whom it is shared by name, who may see it still; whoever is of a group reads again. */
  async #tellOthers(workload: Workload): Promise<void> {
    const { shares, standing } = this.#options;
    const { id } = workload;
    for (const share of await shares.list({ kind: 'workload', id })) {
      const { subjectRef, role } = share;
      if (!isPerson(subjectRef)) continue;
      if (await standing.may(subjectRef, workloadNeeds.see, workload)) {
        this.shared(workload, subjectRef, role);
      }
    }
  }

  launched({ id, entityRef, createdAt }: WorkloadRecord): void {
    const eventPayload = { entityRef, workloadId: id, at: createdAt };
    this.#options.events
      .publish({ topic: WORKLOAD_LAUNCHED_TOPIC, eventPayload })
      .catch(error =>
        this.#options.logger.warn('A launch was not announced', error),
      );
  }

  #tell(ownerRef: string, signal: WorkloadSignal): void {
    tellOwner(this.#options, { ownerRef, channel: WORKLOADS_CHANNEL, signal });
  }
}
