import {
  because,
  type EndpointView,
  type WorkloadEndpoint,
  type WorkloadReason,
  type WorkloadResources,
  type WorkloadSpec,
} from '@astrolabe/plugin-workloads-common';
import type { EndpointRoute, EngineWorkload } from '../engine';
import { endpointUrl, resolveText } from '../text';

const GIB = 1024 ** 3;

/** What the fake has, where nobody says otherwise. */
export const plenty: WorkloadResources = {
  cpuCores: 64,
  memoryBytes: 256 * GIB,
  diskBytes: 1024 * GIB,
};

/** Why the fake could never run this. */
export function neverBecause(
  { tasks, snapshot }: WorkloadSpec,
  { cpuCores, memoryBytes }: WorkloadResources = plenty,
): WorkloadReason | undefined {
  const isTooBig = tasks.some(
    ({ resources }) =>
      resources.memoryBytes > memoryBytes || resources.cpuCores > cpuCores,
  );
  if (isTooBig) {
    return {
      code: 'engine-refused',
      message: 'No machine here is large enough.',
      nextStep: 'Ask for less.',
    };
  }
  return snapshot && snapshot.place !== 'memory'
    ? because('engine-refused.snapshotElsewhere')
    : undefined;
}

export function fakeEndpoints(
  { slug, spec }: EngineWorkload,
  { ready, endpointBase }: { ready: boolean; endpointBase: string },
): EndpointView[] {
  return (spec.endpoints ?? []).map(({ name, title = name, path }) => ({
    name,
    title,
    url: endpointUrl(endpointBase, { slug, name, path }),
    ready,
  }));
}

/** All endpoints of a workload, at the one place that there is. */
export function fakeRoutes(
  { id: workloadId, slug, spec }: EngineWorkload,
  origin: string,
): EndpointRoute[] {
  return (spec.endpoints ?? []).map(({ name, forwardHeaders = {} }) => ({
    workloadId,
    slug,
    endpoint: name,
    origin,
    headers: Object.keys(forwardHeaders),
  }));
}

/** With the fake's secrets: their names, and whose they are. */
export function fakeHeaders(
  { forwardHeaders = {} }: WorkloadEndpoint,
  workloadId: string,
): Record<string, string> {
  const headers = Object.entries(forwardHeaders).map(([name, text]) => [
    name,
    resolveText(text, value => `${Object.values(value)[0]}-${workloadId}`),
  ]);
  return Object.fromEntries(headers);
}
