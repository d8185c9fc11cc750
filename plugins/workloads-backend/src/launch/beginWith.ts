import { withAdvice } from '@astrolabe/http';
import {
  bestRole,
  roleCovers,
  snapshotNeeds,
  type LaunchRequest,
  type ShareRole,
  type WorkloadSpec,
} from '@astrolabe/plugin-workloads-common';
import { ConflictError, InputError, NotFoundError } from '@backstage/errors';
import { validate } from 'uuid';
import { roleTooLow, type DatabaseShareStore } from '@astrolabe/sharing';
import type { DatabaseSnapshotStore, SnapshotRecord } from '../database';
import type { Person } from './types';

const { name: read } = snapshotNeeds.launch.permission;

/** Where snapshots are looked up, and with whom they are shared. */
export interface SnapshotSource {
  snapshots: Pick<DatabaseSnapshotStore, 'get'>;
  shares: Pick<DatabaseShareStore, 'rolesOf'>;
}

/**
 * What a workload begins with, when its request names a snapshot. What a manifest
 * says of one is nobody's to say: it could be another person's.
 *
 * @throws NotFoundError for what is not a snapshot that this person may read
 * @throws InputError for one of another asset
 * @throws ConflictError for one that is not complete
 */
export async function beginWith(
  { snapshot: _, ...spec }: WorkloadSpec,
  request: Pick<LaunchRequest, 'fromSnapshot' | 'entityRef'>,
  { person, ...source }: SnapshotSource & { person: Person },
): Promise<WorkloadSpec> {
  const { fromSnapshot: id, entityRef } = request;
  if (id === undefined) return spec;
  const found = validate(id) ? await source.snapshots.get(id) : undefined;
  const role = found && (await roleOf(found, person, source));
  if (!found || !role || !person.mayIn(found.community, read)) {
    throw withAdvice(new NotFoundError(`No snapshot '${id}'`), {
      code: 'SNAPSHOT_NOT_FOUND',
      nextStep: 'Your snapshots are listed under My workloads.',
    });
  }
  const { launch } = snapshotNeeds;
  if (role !== 'owner' && !roleCovers(role, launch.role)) {
    throw roleTooLow(role, launch.role);
  }
  if (found.entityRef !== entityRef) {
    throw withAdvice(new InputError(`This snapshot is not of '${entityRef}'`), {
      code: 'SNAPSHOT_MISMATCH',
      cause: `It is of '${found.entityRef}'`,
      nextStep: 'Launch that, or take another snapshot.',
    });
  }
  if (found.state !== 'complete' || !found.place) {
    throw withAdvice(new ConflictError('This snapshot is not complete'), {
      code: 'SNAPSHOT_NOT_READY',
      cause: `It is ${found.state}`,
      nextStep: 'Wait until it is complete, or take another.',
    });
  }
  return { ...spec, snapshot: { id, place: found.place } };
}

async function roleOf(
  { id, ownerRef }: SnapshotRecord,
  person: Person,
  { shares }: SnapshotSource,
): Promise<ShareRole | 'owner' | undefined> {
  if (ownerRef === person.ref) return 'owner';
  const roles = await shares.rolesOf('snapshot', [id], person.subjects);
  return bestRole(roles.get(id) ?? []);
}
