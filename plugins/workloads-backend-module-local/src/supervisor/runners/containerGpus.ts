import type Docker from 'dockerode';
import { because } from '@astrolabe/plugin-workloads-common/reasons';
import { Refusal } from '../refusal.ts';
import { refused } from './containerErrors.ts';

/** How a kind of daemon is asked for GPUs. It names itself in its answer to `/version`. */
interface GpuWay {
  component: string;
  /** Older ones make the container and leave the GPUs out, without a word. */
  since: [major: number, minor: number];
  driver: string;
  /** One GPU by its index, never a number of them: that would be the same ones for everybody. */
  deviceId: (index: number) => string;
}

const WAYS: GpuWay[] = [
  {
    component: 'Engine', // Docker
    since: [19, 3],
    driver: 'nvidia',
    deviceId: String,
  },
  {
    component: 'Podman Engine', // By CDI alone: containers/podman, 18e29076f7.
    since: [5, 4],
    driver: 'cdi',
    deviceId: index => `nvidia.com/gpu=${index}`,
  },
];

/** What a container has to ask its daemon for. Throws a Refusal when the daemon cannot give it. */
export async function deviceRequests(
  docker: Docker,
  gpus: number[],
): Promise<Docker.DeviceRequest[]> {
  if (gpus.length === 0) return [];
  const { driver, deviceId } = await gpuWayOf(docker);
  return [
    {
      Driver: driver,
      DeviceIDs: gpus.map(deviceId),
      Capabilities: [['gpu']],
    },
  ];
}

/** Throws a Refusal when no container of this daemon can have a GPU. */
export async function gpuWayOf(docker: Docker): Promise<GpuWay> {
  const { Components = [] } = await docker.version().catch(error => {
    throw refused(error);
  });
  for (const way of WAYS) {
    const found = Components.find(({ Name }) => Name === way.component);
    if (found && isSince(found.Version, way.since)) return way;
  }
  throw new Refusal({
    ...because('missing-runtime.oldContainers'),
    evidence: Components.map(({ Name, Version }) => `${Name} ${Version}`).join(
      ', ',
    ),
  });
}

function isSince(version: string, [major, minor]: GpuWay['since']): boolean {
  const [found, foundMinor] = version
    .split('.')
    .map(part => parseInt(part, 10));
  return found > major || (found === major && foundMinor >= minor);
}
