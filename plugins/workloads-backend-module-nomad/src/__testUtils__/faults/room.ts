/*
 * The workloads room behind its own door would need a whole portal for each
 * replica; what a fault can break is its store and its reconciler, on a real
 * database and a real engine.
 */
/* eslint-disable @backstage/no-relative-monorepo-imports, @backstage/no-mixed-plugin-imports -- see above */
export {
  connect,
  DatabaseLogStore,
  DatabaseWorkloadStore,
} from '../../../../workloads-backend/src/database';
export { LogKeeper } from '../../../../workloads-backend/src/LogKeeper';
export { Reconciler } from '../../../../workloads-backend/src/reconcile';
export { readLogs } from '../../../../workloads-backend/src/service/readLogs';
export { wish } from '../../../../workloads-backend/src/service/wishes';
