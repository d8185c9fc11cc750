import type { NomadClient } from '../client/NomadClient';
import type { NomadJob } from '../client/types';
import { ignoreMissing } from './Secrets';

/** An answer to a change of a job. */
export interface Changed {
  JobModifyIndex: number;
}

/** A job as it is now. */
export function findJob(
  client: NomadClient,
  jobId: string,
): Promise<NomadJob | undefined> {
  return client
    .get<NomadJob>(`/job/${jobId}`)
    .then(({ body }) => body, ignoreMissing);
}

/**
 * Registers a job in the place of one that was seen, or of none: refused, where
 * it was changed since.
 *
 * @returns the index at which it was changed
 */
export async function register(
  client: NomadClient,
  job: object,
  seen?: NomadJob,
): Promise<number> {
  const { JobModifyIndex } = await client.send<Changed>('POST', '/jobs', {
    body: {
      Job: job,
      EnforceIndex: true,
      JobModifyIndex: seen?.JobModifyIndex ?? 0,
    },
  });
  return JobModifyIndex;
}
