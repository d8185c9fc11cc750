import {
  RESOURCE_TYPE_WORKLOAD,
  shareRoles,
  type Share,
  type Workload,
} from '@astrolabe/plugin-workloads-common';
import {
  AuthorizeResult,
  type PermissionCriteria,
  type PolicyDecision,
} from '@backstage/plugin-permission-common';
import {
  createConditionAuthorizer,
  createConditionTransformer,
  createPermissionResourceRef,
  createPermissionRule,
  type ConditionTransformer,
} from '@backstage/plugin-permission-node';
import { z } from 'zod/v3';
import type { WorkloadFilter } from './database';

/** What conditions look at. */
export interface Owned extends Pick<Workload, 'ownerRef' | 'community'> {
  /** That hold now. */
  shares: readonly Pick<Share, 'subjectRef' | 'role'>[];
}

export const workloadResourceRef = createPermissionResourceRef<
  Owned,
  WorkloadFilter
>().with({ pluginId: 'workloads', resourceType: RESOURCE_TYPE_WORKLOAD });

/** Whose a workload is; policies name it `IS_WORKLOAD_OWNER`. */
export const isWorkloadOwner = createPermissionRule({
  name: 'IS_WORKLOAD_OWNER',
  description: 'Allows workloads that one of these people launched',
  resourceRef: workloadResourceRef,
  paramsSchema: z.object({
    owners: z.array(z.string()).describe('User entity refs'),
  }),
  apply: ({ ownerRef }, { owners }) => owners.includes(ownerRef),
  toQuery: ({ owners }) => ({ property: 'ownerRef' as const, values: owners }),
});

/** With whom a workload is shared; policies name it `IS_WORKLOAD_SHARED_WITH`. */
export const isWorkloadSharedWith = createPermissionRule({
  name: 'IS_WORKLOAD_SHARED_WITH',
  description:
    'Allows workloads that are shared with one of these, in one of these roles',
  resourceRef: workloadResourceRef,
  paramsSchema: z.object({
    subjects: z.array(z.string()).describe('Refs of people and groups'),
    roles: z.array(z.enum(shareRoles)).describe('Roles of shares'),
  }),
  apply: ({ shares }, { subjects, roles }) =>
    shares.some(
      ({ subjectRef, role }) =>
        subjects.includes(subjectRef) && roles.includes(role),
    ),
  toQuery: wanted => ({ property: 'sharedWith' as const, ...wanted }),
});

/** Which community a workload is of; policies name it `IS_WORKLOAD_OF_COMMUNITY`. */
export const isWorkloadOfCommunity = createPermissionRule({
  name: 'IS_WORKLOAD_OF_COMMUNITY',
  description:
    'Allows workloads that were launched in one of these communities',
  resourceRef: workloadResourceRef,
  paramsSchema: z.object({
    communities: z.array(z.string()).describe('Ids of communities'),
  }),
  apply: ({ community }, { communities }) => communities.includes(community),
  toQuery: ({ communities }) => ({
    property: 'community' as const,
    values: communities,
  }),
});

export const workloadRules = [
  isWorkloadOwner,
  isWorkloadSharedWith,
  isWorkloadOfCommunity,
];

const transform: ConditionTransformer<WorkloadFilter> =
  createConditionTransformer(workloadRules);

/** The part of a `where` that a decision adds; none when it allows all. */
export function toCriteria(
  decision: PolicyDecision,
): PermissionCriteria<WorkloadFilter> | undefined {
  return decision.result === AuthorizeResult.CONDITIONAL
    ? transform(decision.conditions)
    : undefined;
}

/** Whether a decision holds for a workload. */
export const authorizeWorkload: (
  decision: PolicyDecision,
  workload: Owned,
) => boolean = createConditionAuthorizer(workloadRules);
