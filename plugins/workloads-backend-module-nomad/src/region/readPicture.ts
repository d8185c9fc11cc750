import type { NomadClient } from '../client/NomadClient';
import type {
  NomadAllocation,
  NomadEvaluation,
  NomadJob,
  NomadNode,
} from '../client/types';
import type { Snapshot } from './Mirror';

/** Up to where a list of each topic tells all that has happened. */
type Indexes = Record<'Job' | 'Allocation' | 'Evaluation' | 'Node', number>;

/** What the list of jobs does not say of them. */
interface JobStatus {
  ID: string;
  Namespace: string;
  Version: number;
  GroupCountSum: number;
}

/** All that there is in a region, as lists tell it. */
export interface Picture {
  lists: Snapshot;
  indexes: Indexes;
}

/** Reads every list of a region, page by page. */
export async function readPicture(client: NomadClient): Promise<Picture> {
  const every = { namespace: '*' };
  const [jobs, statuses, allocations, evaluations, nodes] = await Promise.all([
    client.list<NomadJob>('/jobs', { ...every, meta: true }),
    client.list<JobStatus>('/jobs/statuses', every),
    client.list<NomadAllocation>('/allocations', {
      ...every,
      resources: true,
      task_states: true,
    }),
    client.list<NomadEvaluation>('/evaluations', {
      ...every,
      status: 'blocked',
    }),
    client.list<NomadNode>('/nodes', { resources: true }),
  ]);
  const known = new Map(
    statuses.body.map(({ ID, Namespace, Version, GroupCountSum }) => [
      `${Namespace}/${ID}`,
      { Version, Count: GroupCountSum },
    ]),
  );
  return {
    lists: {
      jobs: jobs.body.map(job => ({
        ...job,
        ...known.get(`${job.Namespace}/${job.ID}`),
      })),
      allocations: allocations.body,
      evaluations: evaluations.body,
      nodes: nodes.body,
    },
    indexes: {
      Job: jobs.index,
      Allocation: allocations.index,
      Evaluation: evaluations.index,
      Node: nodes.index,
    },
  };
}
