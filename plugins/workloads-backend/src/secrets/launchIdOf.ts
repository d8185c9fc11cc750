import type { WorkloadRecord } from '../database';

/** What was launched at once has its secrets once. */
export function launchIdOf({
  id,
  group,
}: Pick<WorkloadRecord, 'id' | 'group'>): string {
  return group?.id ?? id;
}
