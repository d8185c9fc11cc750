import type { NomadClient } from '../client/NomadClient';
import type { JobView } from '../region/Mirror';
import { findJob, register } from './register';

/** Whether somebody has told Nomad, past the portal, to run it twice, or not at all. */
export function isScaled({ job }: JobView): boolean {
  return !job.Stop && job.Count !== undefined && job.Count !== 1;
}

/** A workload is one run, whatever else somebody has told Nomad. */
export async function keepToOne(
  client: NomadClient,
  jobId: string,
): Promise<void> {
  const job = await findJob(client, jobId);
  const isOne = job?.TaskGroups?.every(({ Count }) => Count === 1);
  if (!job || job.Stop || isOne) return;
  const TaskGroups = job.TaskGroups?.map(group => ({ ...group, Count: 1 }));
  await register(client, { ...job, TaskGroups }, job);
}
