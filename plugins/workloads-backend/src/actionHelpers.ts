import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import { workloadCreatePermission } from '@astrolabe/plugin-workloads-common';
import { NotAllowedError } from '@backstage/errors';
import type { UserOptions } from './service';

type Register = Parameters<ActionsRegistryService['register']>[0];
type Attributes = NonNullable<Register['attributes']>;

const reads: Attributes = {
  readOnly: true,
  destructive: false,
  idempotent: true,
};
export const changes: Attributes = {
  readOnly: false,
  destructive: false,
  idempotent: true,
};
export const destroys: Attributes = {
  readOnly: false,
  destructive: true,
  idempotent: true,
};

export type Zod = Parameters<NonNullable<Register['schema']>['input']>[0];

type AnyObject = ReturnType<Zod['object']>;

/** Registers what only reads; all that differs is what is asked and who is called. */
export function reader(registry: ActionsRegistryService) {
  return <T extends AnyObject>({
    input,
    act,
    ...about
  }: {
    name: string;
    title: string;
    description: string;
    input(z: Zod): T;
    act(input: T['_output'], options: UserOptions): Promise<object>;
  }): void =>
    registry.register({
      ...about,
      attributes: reads,
      visibilityPermission: workloadCreatePermission,
      schema: { input, output: z => z.object({}).passthrough() },
      action: async context => ({
        output: {
          ...(await act(context.input, asUser(context.credentials))),
        },
      }),
    });
}

/** There is no request to take it from. */
export function nameOf({ credentials }: UserOptions): string {
  return credentials.principal.userEntityRef;
}

/** Workloads are people's; a backend that calls for itself has none. */
export function asUser(credentials: BackstageCredentials): UserOptions {
  if ((credentials.principal as { type?: string }).type !== 'user') {
    throw new NotAllowedError('Only a person can do this, not a service');
  }
  return { credentials } as UserOptions;
}
