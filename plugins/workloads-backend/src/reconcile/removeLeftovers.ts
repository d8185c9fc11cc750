import type { LoggerService } from '@backstage/backend-plugin-api';
import type { WorkloadEngine } from '@astrolabe/plugin-workloads-node';
import type { WorkloadStore } from '../database';

/**
 * Takes away what a submit has left at an engine that was killed, or came too
 * late, while another replica deleted its workload: nobody else will. What this
 * database never knew is another's, or its own from after a backup.
 */
export async function removeLeftovers(
  engine: WorkloadEngine,
  { store, logger }: { store: WorkloadStore; logger: LoggerService },
): Promise<void> {
  const ids = (await engine.leftovers?.()) ?? [];
  if (ids.length === 0) return;
  for (const id of await store.departed(ids)) {
    const what = `what is left of ${id} at engine '${engine.id}'`;
    logger.info(`Removing ${what}`);
    // One that stays does not keep the others.
    await engine
      .remove(id)
      .catch(error => logger.warn(`Could not remove ${what}`, error));
  }
}
