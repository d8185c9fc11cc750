import { audited } from '@astrolabe/http';
import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import {
  shareableKinds,
  shareRoles,
  workloadCreatePermission,
} from '@astrolabe/plugin-workloads-common';
import { asUser, changes, nameOf, reader, type Zod } from './actionHelpers';
import type { ActionParts } from './actions';

const thingOf = (z: Zod) => ({
  kind: z.enum(shareableKinds),
  id: z.string().max(64),
});
const output = (z: Zod) => z.object({}).passthrough();

/** What programs do with shares. */
export function registerShareActions(
  registry: ActionsRegistryService,
  { shares, auditor }: Pick<ActionParts, 'shares' | 'auditor'>,
): void {
  reader(registry)({
    name: 'list-shares',
    title: 'Show with whom something is shared',
    description:
      "Of a workload or snapshot of the caller's, and with which groups it can be.",
    input: z => z.object(thingOf(z)),
    act: (thing, options) => shares.list(thing, options),
  });
  registry.register({
    name: 'share',
    title: 'Share a workload or snapshot',
    description:
      'Lets a member of its community (user:default/<name>) or a group view it, use it, or manage it.',
    attributes: changes,
    visibilityPermission: workloadCreatePermission,
    schema: {
      input: z =>
        z.object({
          ...thingOf(z),
          subjectRef: z.string().max(255),
          role: z.enum(shareRoles),
          endsAt: z.string().datetime().optional(),
        }),
      output,
    },
    action: async ({ input: { kind, id, ...wish }, credentials }) => {
      const options = asUser(credentials);
      const { subjectRef: subject, role } = wish;
      const meta = { [`${kind}Id`]: id, subject, role, by: nameOf(options) };
      const event = { auditor, eventId: `${kind}-share`, meta };
      const act = () => shares.put({ kind, id }, wish, options);
      return { output: { ...(await audited(event, act)) } };
    },
  });
  registry.register({
    name: 'unshare',
    title: 'End a share',
    description: 'Closes what is open by it, within seconds.',
    attributes: changes,
    visibilityPermission: workloadCreatePermission,
    schema: {
      input: z => z.object({ ...thingOf(z), shareId: z.string().max(64) }),
      output,
    },
    action: async ({ input: { kind, id, shareId }, credentials }) => {
      const options = asUser(credentials);
      const meta = { [`${kind}Id`]: id, shareId, by: nameOf(options) };
      const event = { auditor, eventId: `${kind}-unshare`, meta };
      await audited(event, () => shares.remove({ kind, id }, shareId, options));
      return { output: {} };
    },
  });
}
