import type { AuditorService } from '@backstage/backend-plugin-api';
import { audited } from '@astrolabe/http';
import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import {
  ARRAY_MOST,
  purposes,
  SNOOZE_MOST_HOURS,
  workloadCreatePermission,
  whoses,
  type Deletion,
} from '@astrolabe/plugin-workloads-common';
import {
  asUser,
  changes,
  destroys,
  nameOf,
  reader,
  type Zod,
} from './actionHelpers';
import type { Downtimes } from './downtimes';
import { eachOfGroup, type UserOptions, type WorkloadService } from './service';
import { registerFollowActions } from './followActions';
import type { OwnFollowing } from './follow';
import { registerShareActions } from './shareActions';
import { registerSnapshotActions } from './snapshotActions';
import type { WorkloadShares } from './sharing';
import type { Snapshots } from './snapshots';

const valuesOf = (z: Zod) =>
  z
    .record(z.record(z.any()))
    .describe('Groups of fields, as get-launch-form names them');

const siteIdOf = (z: Zod) =>
  z
    .string()
    .min(1)
    .max(128)
    .optional()
    .describe('Where it shall run, as get-capacity names it; else the best');

const variantOf = (z: Zod) =>
  z
    .string()
    .regex(/^[a-z][a-z0-9-]{0,31}$/)
    .optional()
    .describe('Which way to launch it, as get-launch-form names it');

const communityOf = (z: Zod) =>
  z
    .string()
    .max(64)
    .optional()
    .describe("Id of one of the caller's communities; else the first");

const parametersOf = (z: Zod) => z.record(z.string().max(4096));

/** What is launched, and how. */
const requestOf = (z: Zod) => ({
  entityRef: z.string().max(200),
  values: valuesOf(z),
  siteId: siteIdOf(z),
  variant: variantOf(z),
  community: communityOf(z),
  parameters: parametersOf(z)
    .optional()
    .describe('Variables of its environment; for what ends by itself'),
  array: z
    .union([
      z.object({ count: z.number().int().min(1).max(ARRAY_MOST) }).strict(),
      z
        .object({ rows: z.array(parametersOf(z)).min(1).max(ARRAY_MOST) })
        .strict(),
    ])
    .optional()
    .describe('Several at once: so many, or one for each row of parameters'),
  fromSnapshot: z
    .string()
    .min(1)
    .max(64)
    .optional()
    .describe('The id of a snapshot of it, which it begins with'),
  follow: z
    .boolean()
    .optional()
    .describe('It goes on with newer commits of its module that have passed'),
});

/*
 * Actions are shown to whoever may launch; what they may do with one workload is
 * decided when they do it.
 */

/** What the pages do, for the scaffolder, MCP clients and the CLI. */
export function registerActions(
  registry: ActionsRegistryService,
  parts: ActionParts,
): void {
  registerLaunch(registry, parts);
  registerReads(registry, parts);
  registerWishes(registry, parts);
  registerSnapshotActions(registry, parts);
  registerFollowActions(registry, parts);
  registerShareActions(registry, parts);
  registerSnooze(registry, parts);
}

/** What actions stand on. */
export interface ActionParts {
  workloads: WorkloadService;
  snapshots: Snapshots;
  shares: WorkloadShares;
  downtimes: Downtimes;
  following: OwnFollowing;
  auditor: AuditorService;
}

function registerLaunch(
  registry: ActionsRegistryService,
  { workloads, auditor }: ActionParts,
): void {
  registry.register({
    name: 'launch-workload',
    title: 'Launch a workload',
    description:
      'Launches a module or tool. The same idempotency key and request give the same workload, however often they are sent.',
    attributes: changes,
    visibilityPermission: workloadCreatePermission,
    schema: {
      input: z =>
        z.object({
          ...requestOf(z),
          idempotencyKey: z
            .string()
            .min(8)
            .max(100)
            .regex(/^[\x20-\x7e]*$/, 'has to be plain text'),
        }),
      output: z => z.object({}).passthrough(),
    },
    action: async ({ input, credentials }) => {
      const { idempotencyKey, ...request } = input;
      const options = { ...asUser(credentials), idempotencyKey };
      const meta = { entityRef: request.entityRef, by: nameOf(options) };
      const event = { auditor, eventId: 'workload-launch', meta };
      const act = () => workloads.launch(request, options);
      return { output: { ...(await audited(event, act)) } };
    },
  });
}

/** What changes nothing: before a launch, and of what was launched. */
function registerReads(
  registry: ActionsRegistryService,
  { workloads, downtimes }: ActionParts,
): void {
  const read = reader(registry);
  read({
    name: 'list-downtimes',
    title: 'Show when sites will be down',
    description: 'The planned downtime of sites, as operators announced it.',
    input: z => z.object({}),
    act: (_input, options) => downtimes.list({}, options),
  });
  read({
    name: 'get-launch-form',
    title: 'Show a launch form',
    description: 'JSON Schema of what to fill in to launch a module or tool.',
    input: z =>
      z.object({
        entityRef: z.string().max(200),
        variant: variantOf(z),
        community: communityOf(z),
      }),
    act: ({ community: asked, ...launched }, options) =>
      workloads.launchForm(launched, { ...options, wish: { asked } }),
  });
  read({
    name: 'plan-workload',
    title: 'Ask where something would run',
    description:
      'Says per site whether it can start now, later or never, and why. Launches nothing.',
    input: z => z.object(requestOf(z)),
    act: (input, options) => workloads.plan(input, options),
  });
  read({
    name: 'advise-workload',
    title: 'Ask where something could start now',
    description:
      'Asks the dry run of each site about a launch and about less than it, and suggests what can start now. Launches nothing.',
    input: z => z.object(requestOf(z)),
    act: (input, options) => workloads.advise(input, options),
  });
  read({
    name: 'get-capacity',
    title: 'Show what is free',
    description: 'Total and free resources of each site.',
    input: z => z.object({}),
    act: (_input, options) => workloads.capacity(options),
  });
  read({
    name: 'get-quotas',
    title: 'Show my quotas',
    description:
      "Each quota that the caller's workloads count in: limit and use.",
    input: z => z.object({ community: communityOf(z) }),
    act: async ({ community: asked }, options) => ({
      items: await workloads.quotas({ ...options, wish: { asked } }),
    }),
  });
  read({
    name: 'list-workloads',
    title: 'List my workloads',
    description:
      "The caller's own workloads, newest first; by `whose` also what others share with them.",
    input: z =>
      z.object({
        cursor: z.string().max(100).optional(),
        limit: z.number().int().min(1).max(200).optional(),
        purpose: z.enum(purposes).optional(),
        community: z.string().max(64).optional(),
        group: z.string().max(64).optional(),
        grouped: z.boolean().optional().describe('One of each group'),
        whose: z.enum(whoses).optional(),
      }),
    act: (input, options) => workloads.list(input, options),
  });
  registerReadsOfOne(read, workloads);
}

function registerReadsOfOne(
  read: ReturnType<typeof reader>,
  workloads: WorkloadService,
): void {
  read({
    name: 'get-workload',
    title: 'Show a workload',
    description: 'Its state, the reason for it, and its endpoints.',
    input: z => z.object({ id: z.string().max(64) }),
    act: ({ id }, options) => workloads.get(id, options),
  });
  read({
    name: 'read-workload-logs',
    title: 'Read logs',
    description: "The end of a task's output, or a stretch from an offset.",
    input: z =>
      z.object({
        id: z.string().max(64),
        task: z.string().max(32).optional(),
        offset: z.number().int().min(0).optional(),
      }),
    act: ({ id, ...stretch }, options) => workloads.logs(id, stretch, options),
  });
  read({
    name: 'get-workload-usage',
    title: 'Show what a workload uses',
    description:
      'Processors, memory, disk and GPUs that a run used, beside what it has.',
    input: z =>
      z.object({
        id: z.string().max(64),
        range: z.enum(['hour', 'day', 'month']).optional(),
        generation: z.number().int().min(1).max(1_000_000).optional(),
      }),
    act: ({ id, ...wanted }, options) => workloads.usage(id, wanted, options),
  });
  read({
    name: 'list-artefacts',
    title: 'List artefacts',
    description: 'The files that a program left, while it runs and after.',
    input: z => z.object({ id: z.string().max(64) }),
    act: ({ id }, options) => workloads.artefacts(id, options),
  });
}

function registerSnooze(
  registry: ActionsRegistryService,
  { workloads, auditor }: ActionParts,
): void {
  registry.register({
    name: 'snooze-workload',
    title: 'Keep a workload running',
    description: 'For so many hours it is not stopped because nobody uses it.',
    attributes: changes,
    visibilityPermission: workloadCreatePermission,
    schema: {
      input: z =>
        z.object({
          id: z.string().max(64),
          hours: z.number().positive().max(SNOOZE_MOST_HOURS),
        }),
      output: z => z.object({}).passthrough(),
    },
    action: async ({ input, credentials }) => {
      const options = asUser(credentials);
      const meta = { workloadId: input.id, by: nameOf(options) };
      const event = { auditor, eventId: 'workload-snooze', meta };
      const act = () => workloads.snooze(input.id, input.hours, options);
      return { output: { ...(await audited(event, act)) } };
    },
  });
}

function registerWishes(
  registry: ActionsRegistryService,
  { workloads, auditor }: ActionParts,
): void {
  const wishes = [
    {
      name: 'stop-workload',
      eventId: 'workload-stop',
      title: 'Stop a workload',
      description:
        'Ends it. Its files stay where its keepsFiles is true; else they are lost: offer a snapshot first.',
      attributes: changes,
      visibilityPermission: workloadCreatePermission,
      act: (id: string, options: UserOptions) => workloads.stop(id, options),
    },
    {
      name: 'restart-workload',
      eventId: 'workload-restart',
      title: 'Restart a workload',
      description:
        'Ends it if it runs, and starts it again; with its files, unless it had ended and keepsFiles is false.',
      attributes: { ...changes, idempotent: false },
      visibilityPermission: workloadCreatePermission,
      act: (id: string, options: UserOptions) => workloads.restart(id, options),
    },
    {
      name: 'delete-workload',
      eventId: 'workload-delete',
      title: 'Delete a workload',
      description:
        'Ends it and removes all that it wrote. Refused while files that it changed are not in its storage, unless giveUpFiles is true.',
      attributes: destroys,
      visibilityPermission: workloadCreatePermission,
      act: (id: string, options: UserOptions, how: Deletion) =>
        workloads.delete(id, options, how),
    },
  ];
  const ofGroups = (['stop', 'delete'] as const).map(action => ({
    name: `${action}-group`,
    eventId: `group-${action}`,
    title: `${action === 'stop' ? 'Stop' : 'Delete'} a group`,
    description: `Does to all that were launched together what ${action}-workload does to one.`,
    attributes: action === 'stop' ? changes : destroys,
    visibilityPermission: workloadCreatePermission,
    act: (group: string, options: UserOptions, how: Deletion) =>
      eachOfGroup(workloads, { ...how, action, group }, options),
  }));
  for (const { act, eventId, ...wish } of [...wishes, ...ofGroups]) {
    registry.register({
      ...wish,
      schema: {
        input: z =>
          z.object({
            id: z.string().max(64),
            ...(wish.attributes === destroys && {
              giveUpFiles: z
                .boolean()
                .optional()
                .describe('Also with what was not copied back'),
            }),
          }),
        output: z => z.object({}).passthrough(),
      },
      action: async ({ input: { id, ...how }, credentials }) => {
        const options = asUser(credentials);
        const meta = {
          ...{ workloadId: id, by: nameOf(options) },
          ...(how.giveUpFiles === true && { giveUpFiles: 'true' }),
        };
        const done = await audited({ auditor, eventId, meta }, async () => ({
          ...(await act(id, options, how as Deletion)),
        }));
        return { output: done };
      },
    });
  }
}
