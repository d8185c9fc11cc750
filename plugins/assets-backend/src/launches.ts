import type { LoggerService } from '@backstage/backend-plugin-api';
import { WORKLOAD_LAUNCHED_TOPIC } from '@astrolabe/plugin-workloads-common';
import type { EventsService } from '@backstage/plugin-events-node';
import type { AssetStore } from './database';

/** Counts launches, which the sort "most used" goes by. */
export async function countLaunches(options: {
  events: EventsService;
  store: AssetStore;
  logger: LoggerService;
  onChange: () => Promise<void>;
}): Promise<void> {
  await options.events.subscribe({
    id: 'assets.launches',
    topics: [WORKLOAD_LAUNCHED_TOPIC],
    async onEvent({ eventPayload }) {
      const launch = readLaunch(eventPayload);
      if (!launch) {
        options.logger.warn('A launch event says neither what nor which', {
          topic: WORKLOAD_LAUNCHED_TOPIC,
        });
        return;
      }
      await options.store.countLaunch(launch);
      await options.onChange();
    },
  });
}

function readLaunch(payload: unknown) {
  const { entityRef, workloadId, at } = (payload ?? {}) as Record<
    string,
    unknown
  >;
  if (typeof entityRef !== 'string' || typeof workloadId !== 'string') {
    return undefined;
  }
  return {
    entityRef,
    workloadId,
    at: typeof at === 'string' ? at : new Date().toISOString(),
  };
}
