import type {
  WorkloadResources,
  WorkloadSpec,
} from '@astrolabe/plugin-workloads-common';
import type { SpecSummary } from '../database';

const roleOrder = ['main', 'beside', 'before', 'after'];

/** What lists show of a workload, so that they need not read all of it. */
export function summarize(spec: WorkloadSpec): SpecSummary {
  return {
    resources: sumResources(spec),
    lifetime: spec.lifetime,
    tasks: [...spec.tasks]
      .sort((a, b) => roleOrder.indexOf(a.role) - roleOrder.indexOf(b.role))
      .map(task => task.name),
  };
}

/** What the tasks that run at the same time need together. */
function sumResources(spec: WorkloadSpec): WorkloadResources {
  const together = spec.tasks.filter(
    ({ role }) => role === 'main' || role === 'beside',
  );
  const sum = (pick: (resources: WorkloadResources) => number) =>
    together.reduce((total, task) => total + pick(task.resources), 0);
  const gpus = sum(r => r.gpu?.count ?? 0);
  const model = together.find(t => t.resources.gpu?.model)?.resources.gpu
    ?.model;
  return {
    cpuCores: sum(r => r.cpuCores),
    memoryBytes: sum(r => r.memoryBytes),
    diskBytes: sum(r => r.diskBytes),
    ...(gpus > 0 && { gpu: { count: gpus, ...(model && { model }) } }),
  };
}
