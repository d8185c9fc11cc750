import Docker from 'dockerode';
import type { Wish } from '../../folder/types';
import { filterOf } from '../../supervisor/runners/containerSpec';
import { statusOf } from '../../supervisor/runners/containerErrors';

const REPOSITORY = 'localhost/astrolabe-snapshot';

/** The name of a snapshot's image in the container engine of this machine. */
export function imageOf(snapshotId: string): string {
  return `${REPOSITORY}:${snapshotId}`;
}

/** What the container of a task has written outside of mounts, in bytes. */
export async function writtenBytes(wish: Wish, task: string): Promise<number> {
  const { container } = await findContainer(wish, task);
  // The types know neither the option nor the answer.
  const inspect = container.inspect.bind(container) as unknown as (options: {
    size: boolean;
  }) => Promise<{ SizeRw?: number }>;
  return (await inspect({ size: true })).SizeRw ?? 0;
}

/**
 * Makes an image of what the container of a task has become. It has the
 * variables, program and arguments of the image that the container was made of,
 * and of the container's own variables the names alone: their values may be
 * secrets.
 */
export async function commitImage(
  wish: Wish,
  { task, snapshotId }: { task: string; snapshotId: string },
): Promise<string> {
  const { docker, container } = await findContainer(wish, task);
  const { Config, Image } = await container.inspect();
  const { Config: base } = await docker.getImage(Image).inspect();
  const known = new Set(base.Env);
  const added = Config.Env.filter(text => !known.has(text))
    .map(text => text.split('=', 1)[0])
    .filter(name => /^[A-Za-z_][A-Za-z0-9_]*$/.test(name));
  const query = new URLSearchParams({
    container: container.id,
    repo: REPOSITORY,
    tag: snapshotId,
    pause: 'true',
  });
  const changes = [
    ...added.map(name => `ENV ${name}=""`),
    `ENTRYPOINT ${JSON.stringify([base.Entrypoint ?? []].flat())}`,
    `CMD ${JSON.stringify(base.Cmd ?? [])}`,
    `LABEL dev.astrolabe.snapshot=${snapshotId}`,
  ];
  for (const change of changes) query.append('changes', change);
  await dial(docker, {
    path: `/commit?${query}&`,
    method: 'POST',
    options: {},
    // Podman wants a body, though nothing stands in it.
    allowEmpty: true,
    statusCodes: { 201: true, 404: 'no such container', 500: 'refused' },
  });
  return imageOf(snapshotId);
}

/**
 * Removes a snapshot's image.
 *
 * @returns false while a container that was made of it is there
 */
export async function removeImage(
  socketPath: string,
  snapshotId: string,
): Promise<boolean> {
  try {
    // Never by force: Podman would remove the containers with it.
    await new Docker({ socketPath }).getImage(imageOf(snapshotId)).remove();
    return true;
  } catch (error) {
    if (statusOf(error) === 404) return true;
    if (statusOf(error) === 409) return false;
    throw error;
  }
}

async function findContainer(
  { workload, containerSocket }: Wish,
  task: string,
): Promise<{ docker: Docker; container: Docker.Container }> {
  const docker = new Docker({ socketPath: containerSocket });
  const [found] = await docker.listContainers({
    filters: { label: filterOf(workload.id, task) },
  });
  if (!found) throw new Error(`No container of the task '${task}' runs`);
  return { docker, container: docker.getContainer(found.Id) };
}

function dial(docker: Docker, options: object): Promise<unknown> {
  return new Promise((resolve, reject) =>
    docker.modem.dial(options as never, (error: unknown, answer: unknown) =>
      error ? reject(error) : resolve(answer),
    ),
  );
}
