import type {
  BackstageCredentials,
  BackstageUserPrincipal,
} from '@backstage/backend-plugin-api';
import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import { accessStates } from '@astrolabe/plugin-communities-common';
import { NotAllowedError } from '@backstage/errors';
import type { AccessDesk } from './AccessDesk';
import type { Credentials } from './Managers';

/** An assistant may look at requests; to ask and to decide takes a person. */
export function registerAccessAction(
  registry: ActionsRegistryService,
  desk: AccessDesk,
): void {
  registry.register({
    name: 'list-access-requests',
    title: 'Requests for access',
    description:
      "The caller's requests for access, newest first, or (whose: managed) those to communities that they manage.",
    attributes: { readOnly: true, destructive: false, idempotent: true },
    schema: {
      input: z =>
        z.object({
          whose: z.enum(['mine', 'managed']).optional(),
          state: z.enum(accessStates).optional(),
          limit: z.number().int().min(1).max(200).optional(),
          cursor: z.string().uuid().optional(),
        }),
      output: z => z.object({}).passthrough(),
    },
    action: async ({ input, credentials }) => {
      const { whose = 'mine', ...filter } = input;
      const person = personOf(credentials);
      return { output: { ...(await desk.list(whose, filter, person)) } };
    },
  });
}

function personOf(credentials: BackstageCredentials): Credentials {
  const principal = credentials.principal as Partial<BackstageUserPrincipal>;
  if (principal.type === 'user') return credentials as Credentials;
  throw new NotAllowedError('Only a person can do this, not a service');
}
