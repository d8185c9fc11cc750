import type {
  ShareableKind,
  ShareRole,
} from '@astrolabe/plugin-workloads-common';
import type { PermissionCriteria } from '@backstage/plugin-permission-common';
import type { Knex } from 'knex';
import { isPresent } from '@astrolabe/sharing';
import type { ListQuery, WorkloadFilter } from './types';

const columns = { ownerRef: 'owner_ref', community: 'community' } as const;

const tables: Record<ShareableKind, string> = {
  workload: 'workloads',
  snapshot: 'snapshots',
};

/** A policy's conditions as part of a `where` on the table of this kind. */
export function addCriteria(
  query: Knex.QueryBuilder,
  criteria: PermissionCriteria<WorkloadFilter>,
  kind: ShareableKind,
): void {
  if ('anyOf' in criteria) {
    query.where(any => {
      for (const each of criteria.anyOf) {
        any.orWhere(one => addCriteria(one, each, kind));
      }
    });
  } else if ('allOf' in criteria) {
    for (const each of criteria.allOf) {
      query.where(one => addCriteria(one, each, kind));
    }
  } else if ('not' in criteria) {
    query.whereNot(one => addCriteria(one, criteria.not, kind));
  } else if (criteria.property === 'sharedWith') {
    query.whereExists(shares => sharedWith(shares, criteria, kind));
  } else {
    query.whereIn(columns[criteria.property], criteria.values);
  }
}

/** Whose things of this kind these are, as somebody asks. */
export function narrow(
  query: Knex.QueryBuilder,
  { ownerRef, whose = 'mine', subjects = [] }: WhoseQuery,
  kind: ShareableKind,
): void {
  const shared = (others: Knex.QueryBuilder) =>
    others
      .whereNot({ owner_ref: ownerRef })
      .whereExists(shares => sharedWith(shares, { subjects }, kind));
  if (whose === 'mine') query.where({ owner_ref: ownerRef });
  else if (whose === 'shared') query.where(shared);
  else query.where(any => any.where({ owner_ref: ownerRef }).orWhere(shared));
}

type WhoseQuery = Pick<ListQuery, 'ownerRef' | 'whose' | 'subjects'>;

function sharedWith(
  shares: Knex.QueryBuilder,
  { subjects, roles }: { subjects: string[]; roles?: ShareRole[] },
  kind: ShareableKind,
): void {
  isPresent(shares.from('shares').select('shares.id'))
    .where('resource_kind', kind)
    .whereRaw(`shares.resource_id = ${tables[kind]}.id`)
    .whereIn('subject_ref', subjects);
  if (roles) shares.whereIn('role', roles);
}
