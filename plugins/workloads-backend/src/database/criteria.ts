import type { PermissionCriteria } from '@backstage/plugin-permission-common';
import type { Knex } from 'knex';
import type { WorkloadFilter } from './types';

const columns: Record<WorkloadFilter['property'], string> = {
  ownerRef: 'owner_ref',
  community: 'community',
};

/** A policy's conditions as part of a `where`. */
export function addCriteria(
  query: Knex.QueryBuilder,
  criteria: PermissionCriteria<WorkloadFilter>,
): void {
  if ('anyOf' in criteria) {
    query.where(any => {
      for (const each of criteria.anyOf) {
        any.orWhere(one => addCriteria(one, each));
      }
    });
  } else if ('allOf' in criteria) {
    for (const each of criteria.allOf) {
      query.where(one => addCriteria(one, each));
    }
  } else if ('not' in criteria) {
    query.whereNot(one => addCriteria(one, criteria.not));
  } else {
    query.whereIn(columns[criteria.property], criteria.values);
  }
}
