import type { LoggerService } from '@backstage/backend-plugin-api';
import {
  WORKLOAD_LAUNCHED_TOPIC,
  WORKLOADS_CHANNEL,
  type WorkloadSignal,
} from '@astrolabe/plugin-workloads-common';
import type { EventsService } from '@backstage/plugin-events-node';
import type { SignalsService } from '@backstage/plugin-signals-node';
import type { WorkloadRecord } from './database';
import type { QueueBoard } from './queue';
import { toWorkload, type Surroundings } from './service/toWorkload';
import { tellOwner } from './tellOwner';

interface NotifierOptions extends Surroundings {
  signals: SignalsService;
  events: EventsService;
  queue: Pick<QueueBoard, 'of' | 'changed'>;
  logger: LoggerService;
}

/**
 * Tells the owner's pages of changes, and other rooms of launches. Nothing
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
  }

  deleted({ id, ownerRef }: WorkloadRecord): void {
    this.#options.queue.changed();
    this.#tell(ownerRef, { kind: 'deleted', id });
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
