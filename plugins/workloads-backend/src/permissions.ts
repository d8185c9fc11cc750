import {
  RESOURCE_TYPE_WORKLOAD,
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

type Owned = Pick<Workload, 'ownerRef'>;

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

export const workloadRules = [isWorkloadOwner];

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
