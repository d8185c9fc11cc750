import {
  createServiceFactory,
  createServiceRef,
} from '@backstage/backend-plugin-api';
import { JobsSlot } from './JobsSlot';

/** What the workloads room of this process runs for other rooms. @public */
export const jobsServiceRef = createServiceRef<JobsSlot>({
  id: 'astrolabe.jobs',
  scope: 'root',
  defaultFactory: async service =>
    createServiceFactory({ service, deps: {}, factory: () => new JobsSlot() }),
});
