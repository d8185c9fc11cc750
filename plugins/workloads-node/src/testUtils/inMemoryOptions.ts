import type { WorkloadResources } from '@astrolabe/plugin-workloads-common';
import type { WorkloadEngine } from '../engine';

/** Methods that can be told to fail or to take long. @public */
export type FakeableMethod = Exclude<
  keyof WorkloadEngine,
  'id' | 'capabilities' | 'watch'
>;

/** @public */
export interface InMemoryEngineOptions {
  id?: string;
  siteId?: string;
  total?: WorkloadResources;
  logLimitBytes?: number;
  /** Names of endpoints stand before its host. */
  endpointBase?: string;
  /** True: what is submitted stays `starting` until `observe` says otherwise. */
  manual?: boolean;
  /** False: what has ended begins with an empty folder when it is started again. */
  keepsFiles?: boolean;
  /** What it says of itself; it takes them anyway. */
  takesSnapshots?: boolean;
}
