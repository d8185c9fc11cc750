import { RESOURCE_TYPE_WORKLOAD } from '@astrolabe/plugin-workloads-common';
import {
  createConditionAuthorizer,
  createConditionTransformer,
  createPermissionResourceRef,
  createPermissionRule,
  type ConditionTransformer,
} from '@backstage/plugin-permission-node';
import { z } from 'zod/v3';
import type { WorkloadFilter, WorkloadRecord } from './database';

export const workloadResourceRef = createPermissionResourceRef<
  WorkloadRecord,
  WorkloadFilter
>().with({ pluginId: 'workloads', resourceType: RESOURCE_TYPE_WORKLOAD });

const isWorkloadOwner = createPermissionRule({
  name: 'IS_WORKLOAD_OWNER',
  description: 'Launched by one of these people',
  resourceRef: workloadResourceRef,
  paramsSchema: z.object({ owners: z.array(z.string()) }),
  apply: (workload, { owners }) => owners.includes(workload.ownerRef),
  toQuery: ({ owners }) => ({ property: 'ownerRef' as const, values: owners }),
});

export const rules = [isWorkloadOwner];

export const isAuthorized = createConditionAuthorizer(rules);

export const toFilter: ConditionTransformer<WorkloadFilter> =
  createConditionTransformer(rules);
