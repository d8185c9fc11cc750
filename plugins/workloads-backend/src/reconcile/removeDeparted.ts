import type { LoggerService } from '@backstage/backend-plugin-api';
import type {
  Observation,
  WorkloadEngine,
} from '@astrolabe/plugin-workloads-node';
import { isSettled } from '@astrolabe/plugin-workloads-common';
import type { WorkloadStore } from '../database';

/**
 * What was deleted goes, with its secrets: a submit of it came too late. What this database never knew goes
 * on: it may be the wrong one, or one that was restored; an operator has to decide.
 */
export async function removeDeparted(
  engine: WorkloadEngine,
  /** What it has and the database does not. */
  unknown: Observation[],
  options: {
    store: WorkloadStore;
    logger: LoggerService;
    /** Those that were told of, once each. */
    strangers: Set<string>;
  },
): Promise<void> {
  const { store, logger, strangers } = options;
  const ids = unknown.map(({ workloadId }) => workloadId);
  const departed = await store.departed(ids);
  for (const { workloadId: id, state } of unknown) {
    const where = `at engine '${engine.id}'`;
    if (departed.has(id)) {
      logger.warn(`Removing ${id} ${where}: it was deleted`);
      await engine
        .remove(id)
        .catch(error => logger.warn(`Could not remove ${id}`, error));
    } else if (!isSettled(state) && !strangers.has(id)) {
      strangers.add(id);
      logger.warn(
        `${id} runs ${where}, and this database never knew it. It is left alone: is this the right database, or was an older one restored? If nobody needs it, stop it at the engine.`,
      );
    }
  }
}
