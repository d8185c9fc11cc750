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
import { toWorkload } from './service/toWorkload';
import { tellOwner } from './tellOwner';

/**
 * Tells the owner's pages of changes, and other rooms of launches. Nothing
 * waits for it, and nothing fails when it does.
 */
export class Notifier {
  readonly #signals: SignalsService;
  readonly #events: EventsService;
  readonly #queue: Pick<QueueBoard, 'of' | 'changed'>;
  readonly #logger: LoggerService;

  constructor(options: {
    signals: SignalsService;
    events: EventsService;
    queue: Pick<QueueBoard, 'of' | 'changed'>;
    logger: LoggerService;
  }) {
    this.#signals = options.signals;
    this.#events = options.events;
    this.#queue = options.queue;
    this.#logger = options.logger;
  }

  changed(record: WorkloadRecord): void {
    this.#queue.changed();
    this.moved(record);
  }

  /** Only its place in a queue is another. */
  moved(record: WorkloadRecord): void {
    const workload = toWorkload(record, this.#queue.of(record));
    this.#tell(record.ownerRef, { kind: 'changed', workload });
  }

  deleted({ id, ownerRef }: WorkloadRecord): void {
    this.#queue.changed();
    this.#tell(ownerRef, { kind: 'deleted', id });
  }

  launched({ id, entityRef, createdAt }: WorkloadRecord): void {
    const eventPayload = { entityRef, workloadId: id, at: createdAt };
    this.#events
      .publish({ topic: WORKLOAD_LAUNCHED_TOPIC, eventPayload })
      .catch(error => this.#logger.warn('A launch was not announced', error));
  }

  #tell(ownerRef: string, signal: WorkloadSignal): void {
    const parts = { signals: this.#signals, logger: this.#logger };
    tellOwner(parts, { ownerRef, channel: WORKLOADS_CHANNEL, signal });
  }
}
