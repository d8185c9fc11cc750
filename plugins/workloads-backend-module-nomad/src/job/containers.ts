import {
  because,
  type WorkloadEnvironment,
  type WorkloadSnapshot,
  type WorkloadSpec,
  type WorkloadTask,
} from '@astrolabe/plugin-workloads-common';
import { RefusedError } from '@astrolabe/plugin-workloads-node';
import {
  findEnvironment,
  imageTag,
} from '@astrolabe/plugin-workloads-node/environments';
import type { NomadEngineOptions } from '../config';

/** What a task runs in. */
export interface Container {
  image: string;
  /** When the image is one of ours, made of it. */
  environment?: WorkloadEnvironment;
}

/** The name of an environment as `npm run images` takes it. */
export function environmentName({ id, version }: WorkloadEnvironment): string {
  return version ? `${id}@${version}` : id;
}

/**
 * The containers of a workload by the names of tasks; those without one are programs.
 *
 * @throws RefusedError when an environment has no image here
 */
export function containersOf(
  { tasks, snapshot }: WorkloadSpec,
  options: NomadEngineOptions,
): Map<string, Container> {
  return new Map(
    tasks.flatMap(task => {
      const container =
        snapshot && task.role === 'main'
          ? snapshotContainer(snapshot, { task, options })
          : containerOf(task, options);
      return container ? [[task.name, container]] : [];
    }),
  );
}

/** The image of a snapshot puts its files in place by itself. */
function snapshotContainer(
  { id, place }: WorkloadSnapshot,
  { task, options }: { task: WorkloadTask; options: NomadEngineOptions },
): Container {
  // A community may have a place of its own in the registry.
  const [within] = options.snapshots?.registry.split('/') ?? [];
  if (place.split('/')[0] !== within) {
    throw new RefusedError(because('engine-refused.snapshotElsewhere'));
  }
  const { image, environment } = task;
  return { image: `${place}:${id}`, ...(!image && { environment }) };
}

function containerOf(
  { name, image, environment }: WorkloadTask,
  { environments }: NomadEngineOptions,
): Container | undefined {
  if (image) return { image };
  if (!environment) return undefined;
  const { id } = environment;
  if (!environments) {
    throw new RefusedError(
      because('engine-refused.noImages', { task: name, environment: id }),
    );
  }
  const found = findEnvironment(environment, environments.roots);
  if (!found) {
    const roots = 'workloads.nomad.environments.roots';
    throw new RefusedError(
      because('environment-failed.unknown', { id, roots }),
    );
  }
  const tag = imageTag(environment, found);
  return { image: `${environments.registry}/${id}:${tag}`, environment };
}
