import {
  because,
  type EndpointView,
  type WorkloadEndpoint,
  type WorkloadReason,
  type WorkloadResources,
  type WorkloadSpec,
} from '@astrolabe/plugin-workloads-common';
import type { EngineWorkload } from '../engine';
import { resolveText } from '../text';

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
  { ready, host }: { ready: boolean; host: string },
): EndpointView[] {
  return (spec.endpoints ?? []).map(({ name, title, path = '/' }) => ({
    name,
    title: title ?? name,
    url: `http://${slug}-${name}.${host}${path}`,
    ready,
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
