import { withAdvice } from '@astrolabe/http';
import {
  workloadReadPermission,
  type LaunchRequest,
  type WorkloadSpec,
} from '@astrolabe/plugin-workloads-common';
import { ConflictError, InputError, NotFoundError } from '@backstage/errors';
import { validate } from 'uuid';
import type { SnapshotRecord } from '../database';
import type { Person } from './types';

const { name: read } = workloadReadPermission;

/** Where snapshots are looked up. */
export interface SnapshotSource {
  get(id: string): Promise<SnapshotRecord | undefined>;
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
  { snapshots, person }: { snapshots: SnapshotSource; person: Person },
): Promise<WorkloadSpec> {
  const { fromSnapshot: id, entityRef } = request;
  if (id === undefined) return spec;
  const found = validate(id) ? await snapshots.get(id) : undefined;
  if (found?.ownerRef !== person.ref || !person.mayIn(found.community, read)) {
    throw withAdvice(new NotFoundError(`No snapshot '${id}'`), {
      code: 'SNAPSHOT_NOT_FOUND',
      nextStep: 'Your snapshots are listed under My workloads.',
    });
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
