import type { PermissionsService } from '@backstage/backend-plugin-api';
import { withAdvice } from '@astrolabe/http';
import { tierGranting } from '@astrolabe/plugin-communities-common';
import { workloadCreatePermission } from '@astrolabe/plugin-workloads-common';
import { NotAllowedError } from '@backstage/errors';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import type { UserOptions } from './types';

/** @throws what {@link denied} says, where the caller may launch nothing */
export async function requireCreate(
  permissions: PermissionsService,
  options: UserOptions,
): Promise<void> {
  const permission = workloadCreatePermission;
  const [{ result }] = await permissions.authorize([{ permission }], options);
  if (result !== AuthorizeResult.ALLOW) throw denied(permission.name);
}

/** A refusal that says who grants it. */
export function denied(permission: string): Error {
  const tier = tierGranting(permission);
  return withAdvice(
    new NotAllowedError(`Your tier does not grant '${permission}'`),
    {
      code: 'PERMISSION_DENIED',
      nextStep: tier
        ? `The tier '${tier}' grants it; your preferences page says how to get it.`
        : 'No tier grants it.',
    },
  );
}
