import {
  assetCreatePermission,
  projectActions,
} from '@astrolabe/plugin-assets-common';
import {
  AuthorizeResult,
  type PermissionCriteria,
  type PermissionCondition,
  type PolicyDecision,
} from '@backstage/plugin-permission-common';

/** Gathers what a dry run has made; it exists in dry runs alone. */
const DRY_RUN_ACTION = 'dry-run:extract';

const action = (actionId: string): PermissionCondition => ({
  rule: 'HAS_ACTION_ID',
  resourceType: 'scaffolder-action',
  params: { actionId },
});

const own = (ref: string): PermissionCondition => ({
  rule: 'IS_TASK_OWNER',
  resourceType: 'scaffolder-task',
  params: { createdBy: [ref] },
});

const conditions: Record<
  string,
  {
    resourceType: string;
    of(ref: string): PermissionCriteria<PermissionCondition>;
  }
> = {
  'scaffolder.action.execute': {
    resourceType: 'scaffolder-action',
    of: () => ({
      anyOf: [
        action(DRY_RUN_ACTION),
        ...Object.values(projectActions).map(action),
      ],
    }),
  },
  'scaffolder.task.read': { resourceType: 'scaffolder-task', of: own },
  'scaffolder.task.cancel': { resourceType: 'scaffolder-task', of: own },
};

/** What running a template asks for; dry runs of any template are not in it. */
const ofTemplates = [
  ...Object.keys(conditions),
  'scaffolder.task.create',
  'scaffolder.template.parameter.read',
  'scaffolder.template.step.read',
];

/** Whoever may make projects may have templates make them: what grants a permission beside itself. */
export const grantedWith = (permission: string) =>
  ofTemplates.includes(permission) ? assetCreatePermission.name : permission;

/**
 * Of what a tier grants of Backstage's scaffolder: the actions of projects alone, and nobody's
 * tasks but the person's own. Undefined: it is nothing of that.
 */
export function whatTemplatesDo(
  permission: string,
  ref: string,
): PolicyDecision | undefined {
  const found = conditions[permission];
  return (
    found && {
      result: AuthorizeResult.CONDITIONAL,
      pluginId: 'scaffolder',
      resourceType: found.resourceType,
      conditions: found.of(ref),
    }
  );
}
