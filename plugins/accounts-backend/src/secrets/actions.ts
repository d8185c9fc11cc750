import type {
  BackstageCredentials,
  BackstageUserPrincipal,
} from '@backstage/backend-plugin-api';
import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import { NotAllowedError } from '@backstage/errors';
import { listSecrets } from './listSecrets';
import type { SecretRoom } from './openSecrets';
import type { Credentials } from './SecretAccess';

/** An assistant sees what there is to name; a value is no matter for it. */
export function registerSecretAction(
  registry: ActionsRegistryService,
  room: SecretRoom,
): void {
  registry.register({
    name: 'list-secrets',
    title: 'My secrets',
    description:
      "The caller's secrets and those of communities that they manage: names, kinds, for what they are, when they expire and what used them. Never a value; to keep one takes the page Secrets or the command line.",
    attributes: { readOnly: true, destructive: false, idempotent: true },
    schema: {
      input: z => z.object({}),
      output: z => z.object({}).passthrough(),
    },
    action: async ({ credentials }) => {
      const list = await listSecrets(personOf(credentials), room);
      return { output: { ...list } };
    },
  });
}

function personOf(credentials: BackstageCredentials): Credentials {
  const principal = credentials.principal as Partial<BackstageUserPrincipal>;
  if (principal.type === 'user') return credentials as Credentials;
  throw new NotAllowedError('Only a person can do this, not a service');
}
