import type { WorkloadTask } from '@astrolabe/plugin-workloads-common';
import { findEnvironment } from '@astrolabe/plugin-workloads-node/environments';

/**
 * A task runs in its image when it has one, unless it says how it runs without:
 * a command in an environment that this portal has.
 */
export function runsInContainer(
  task: WorkloadTask,
  environmentRoots: string[],
): boolean {
  if (!task.image) return false;
  if (!task.command || !task.environment) return true;
  return findEnvironment(task.environment, environmentRoots) === undefined;
}
