import type { AuditorService } from '@backstage/backend-plugin-api';
import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import { audited } from '@astrolabe/http';
import { workloadCreatePermission } from '@astrolabe/plugin-workloads-common';
import { asUser, changes, nameOf } from './actionHelpers';
import type { OwnFollowing } from './follow';

/** Following modules, for MCP and others. */
export function registerFollowActions(
  registry: ActionsRegistryService,
  { auditor, following }: { auditor: AuditorService; following: OwnFollowing },
): void {
  registry.register({
    name: 'follow-workload',
    title: 'Let a workload follow its module',
    description:
      'Switches on or off that it goes on with each newer commit of its module that has passed the checks of the portal. What does not come up is given up for the version before.',
    attributes: changes,
    visibilityPermission: workloadCreatePermission,
    schema: {
      input: z => z.object({ id: z.string().max(64), isOn: z.boolean() }),
      output: z => z.object({}).passthrough(),
    },
    action: async ({ input: { id, isOn }, credentials }) => {
      const options = asUser(credentials);
      const meta = { workloadId: id, isOn: String(isOn), by: nameOf(options) };
      const event = { auditor, eventId: 'workload-follow-set', meta };
      const act = () => following.set(id, isOn, options);
      return { output: { ...(await audited(event, act)) } };
    },
  });
}
