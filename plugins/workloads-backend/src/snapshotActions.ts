import { audited } from '@astrolabe/http';
import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import { workloadCreatePermission } from '@astrolabe/plugin-workloads-common';
import {
  asUser,
  changes,
  destroys,
  nameOf,
  reader,
  type Zod,
} from './actionHelpers';
import type { ActionParts } from './actions';

const idOf = (z: Zod) => z.object({ id: z.string().max(64) });

/** What programs do with snapshots. */
export function registerSnapshotActions(
  registry: ActionsRegistryService,
  { snapshots, auditor }: Pick<ActionParts, 'snapshots' | 'auditor'>,
): void {
  const read = reader(registry);
  read({
    name: 'measure-snapshot',
    title: 'Measure a snapshot',
    description:
      'How large a snapshot of a workload would be now, and what there is room for.',
    input: idOf,
    act: ({ id }, options) => snapshots.measure(id, options),
  });
  read({
    name: 'list-snapshots',
    title: 'List my snapshots',
    description: "The caller's own, newest first, and what there is room for.",
    input: z => z.object({}),
    act: (_input, options) => snapshots.list({}, options),
  });
  read({
    name: 'get-snapshot',
    title: 'Show a snapshot',
    description: 'Its state, its size, and what was asked of its workload.',
    input: idOf,
    act: ({ id }, options) => snapshots.get(id, options),
  });
  const output = (z: Zod) => z.object({}).passthrough();
  registry.register({
    name: 'take-snapshot',
    title: 'Take a snapshot',
    description:
      'Saves the file system of a workload that runs, without its secrets. Asked again while one of it is on its way, it is that one.',
    attributes: changes,
    visibilityPermission: workloadCreatePermission,
    schema: {
      input: z =>
        z.object({
          id: z.string().max(64).describe('Of the workload'),
          title: z.string().min(1).max(80).optional(),
        }),
      output,
    },
    action: async ({ input: { id, title }, credentials }) => {
      const options = asUser(credentials);
      const meta = { workloadId: id, by: nameOf(options) };
      const event = { auditor, eventId: 'snapshot-take', meta };
      const act = () => snapshots.take(id, { title }, options);
      return { output: { ...(await audited(event, act)) } };
    },
  });
  registry.register({
    name: 'delete-snapshot',
    title: 'Delete a snapshot',
    description: 'What was launched from it goes on.',
    attributes: destroys,
    visibilityPermission: workloadCreatePermission,
    schema: { input: idOf, output },
    action: async ({ input: { id }, credentials }) => {
      const options = asUser(credentials);
      const meta = { snapshotId: id, by: nameOf(options) };
      const event = { auditor, eventId: 'snapshot-delete', meta };
      await audited(event, () => snapshots.delete(id, options));
      return { output: {} };
    },
  });
}
