import {
  because,
  STORAGE_FOLDER,
  type WorkloadSpec,
  type WorkloadTask,
} from '@astrolabe/plugin-workloads-common';
import { RefusedError } from '@astrolabe/plugin-workloads-node';
import type { NomadEngineOptions } from '../config';
import type { Container } from './containers';

/** What images commonly need to change to their own user; all else is dropped. */
const CAPABILITIES = [
  'chown',
  'dac_override',
  'fowner',
  'kill',
  'net_bind_service',
  'setgid',
  'setuid',
];

/** The powers of a container that mounts nothing. */
export const MOUNTING_NOTHING = {
  cap_add: CAPABILITIES,
  security_opt: ['no-new-privileges'],
};

/**
 * The powers of one that does, and no more: to mount, and the device. Docker's
 * own profile of AppArmor would forbid it whatever the powers.
 */
export const MOUNTING = {
  cap_add: ['sys_admin'],
  security_opt: ['no-new-privileges', 'apparmor=unconfined'],
  devices: [{ host_path: '/dev/fuse', container_path: '/dev/fuse' }],
};

/**
 * Where storages are mounted: in the folder for passing things that an
 * allocation has anyway, seen from each task in the workload's own.
 */
const SOURCE = '../alloc/tmp';
const TARGET = `/alloc/data/${STORAGE_FOLDER}`;

/** What is bound into a container, so that all see what one mounts. */
export function mountsOf({ mounts }: WorkloadTask, { tasks }: WorkloadSpec) {
  if (!tasks.some(task => task.mounts)) return {};
  // No `mount`: Podman would leave out what is mounted there already.
  return { volumes: [`${SOURCE}:${TARGET}:${mounts ? 'rshared' : 'rslave'}`] };
}

/**
 * Storages are mounted where an operator allows it, and for the user of our
 * images alone: the kernel lets nobody else in.
 *
 * @throws RefusedError that says what is in the way
 */
export function requireMounts(
  { tasks }: WorkloadSpec,
  {
    containers,
    options,
  }: { containers: Map<string, Container>; options: NomadEngineOptions },
): void {
  if (!tasks.some(({ mounts }) => mounts)) return;
  if (!options.mounts)
    throw new RefusedError(because('engine-refused.noMounts'));
  const foreign = tasks.find(({ name }) => !containers.get(name)?.environment);
  if (!foreign) return;
  const { name } = foreign;
  throw new RefusedError(
    because('engine-refused.mountsForeign', { task: name }),
  );
}
