import type { NomadClient } from '../client/NomadClient';
import type { NomadJob } from '../client/types';
import type { JobView } from '../region/Mirror';
import { ignoreMissing } from './Secrets';

/** Whether somebody has told Nomad, past the portal, to run it twice, or not at all. */
export function isScaled({ job }: JobView): boolean {
  return !job.Stop && job.Count !== undefined && job.Count !== 1;
}

/** A workload is one run, whatever else somebody has told Nomad. */
export async function keepToOne(
  client: NomadClient,
  jobId: string,
): Promise<void> {
  const job = await client
    .get<NomadJob>(`/job/${jobId}`)
    .then(({ body }) => body, ignoreMissing);
  const isOne = job?.TaskGroups?.every(({ Count }) => Count === 1);
  if (!job || job.Stop || isOne) return;
  const TaskGroups = job.TaskGroups?.map(group => ({ ...group, Count: 1 }));
  await client.send('POST', '/jobs', {
    body: {
      Job: { ...job, TaskGroups },
      EnforceIndex: true,
      JobModifyIndex: job.JobModifyIndex,
    },
  });
}
