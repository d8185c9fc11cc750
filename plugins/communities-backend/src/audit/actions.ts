import type { BackstageUserPrincipal } from '@backstage/backend-plugin-api';
import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import { auditOutcomes } from '@astrolabe/plugin-communities-common';
import { NotAllowedError } from '@backstage/errors';
import type { DatabaseAuditStore } from '../database';

/** What one's programs did is told to one's assistants, too. */
export function registerAuditAction(
  registry: ActionsRegistryService,
  audit: DatabaseAuditStore,
): void {
  registry.register({
    name: 'list-my-audit',
    title: 'What I did',
    description:
      "The caller's own part of the audit log, newest first: event, object, outcome, from where.",
    attributes: { readOnly: true, destructive: false, idempotent: true },
    schema: {
      input: z =>
        z.object({
          event: z.string().max(128).optional(),
          object: z.string().max(255).optional(),
          outcome: z.enum(auditOutcomes).optional(),
          limit: z.number().int().min(1).max(200).optional(),
          cursor: z.string().uuid().optional(),
        }),
      output: z => z.object({}).passthrough(),
    },
    action: async ({ input, credentials }) => {
      const principal =
        credentials.principal as Partial<BackstageUserPrincipal>;
      if (principal.type !== 'user') {
        throw new NotAllowedError('Only a person can do this, not a service');
      }
      const actor = principal.userEntityRef;
      return { output: { ...(await audit.list({ ...input, actor })) } };
    },
  });
}
