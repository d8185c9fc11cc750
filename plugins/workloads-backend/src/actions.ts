import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import { workloadCreatePermission } from '@astrolabe/plugin-workloads-common';
import { NotAllowedError } from '@backstage/errors';
import type { UserOptions, WorkloadService } from './service';

type Register = Parameters<ActionsRegistryService['register']>[0];
type Attributes = NonNullable<Register['attributes']>;

const reads: Attributes = {
  readOnly: true,
  destructive: false,
  idempotent: true,
};
const changes: Attributes = {
  readOnly: false,
  destructive: false,
  idempotent: true,
};
const destroys: Attributes = {
  readOnly: false,
  destructive: true,
  idempotent: true,
};

/*
 * Actions are shown to whoever may launch; what they may do with one workload is
 * decided when they do it.
 */

/** What the pages do, for the scaffolder, MCP clients and the CLI. */
export function registerActions(
  registry: ActionsRegistryService,
  workloads: WorkloadService,
): void {
  registerLaunch(registry, workloads);
  registerReads(registry, workloads);
  registerWishes(registry, workloads);
}

function registerLaunch(
  registry: ActionsRegistryService,
  workloads: WorkloadService,
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
          entityRef: z.string().max(200),
          values: z
            .record(z.record(z.any()))
            .describe('Groups of fields, as get-launch-form names them'),
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
      return { output: { ...(await workloads.launch(request, options)) } };
    },
  });
  registry.register({
    name: 'get-launch-form',
    title: 'Show a launch form',
    description: 'JSON Schema of what to fill in to launch a module or tool.',
    attributes: reads,
    visibilityPermission: workloadCreatePermission,
    schema: {
      input: z => z.object({ entityRef: z.string().max(200) }),
      output: z => z.object({}).passthrough(),
    },
    action: async ({ input, credentials }) => {
      const form = await workloads.launchForm(
        input.entityRef,
        asUser(credentials),
      );
      return { output: { ...form } };
    },
  });
}

function registerReads(
  registry: ActionsRegistryService,
  workloads: WorkloadService,
): void {
  registry.register({
    name: 'list-workloads',
    title: 'List my workloads',
    description: "The caller's own workloads, newest first.",
    attributes: reads,
    visibilityPermission: workloadCreatePermission,
    schema: {
      input: z =>
        z.object({
          cursor: z.string().max(100).optional(),
          limit: z.number().int().min(1).max(200).optional(),
        }),
      output: z => z.object({}).passthrough(),
    },
    action: async ({ input, credentials }) => ({
      output: { ...(await workloads.list(input, asUser(credentials))) },
    }),
  });
  registry.register({
    name: 'get-workload',
    title: 'Show a workload',
    description: 'Its state, the reason for it, and its endpoints.',
    attributes: reads,
    visibilityPermission: workloadCreatePermission,
    schema: {
      input: z => z.object({ id: z.string().max(64) }),
      output: z => z.object({}).passthrough(),
    },
    action: async ({ input, credentials }) => ({
      output: { ...(await workloads.get(input.id, asUser(credentials))) },
    }),
  });
  registry.register({
    name: 'read-workload-logs',
    title: 'Read logs',
    description: "The end of a task's output, or a stretch from an offset.",
    attributes: reads,
    visibilityPermission: workloadCreatePermission,
    schema: {
      input: z =>
        z.object({
          id: z.string().max(64),
          task: z.string().max(32).optional(),
          offset: z.number().int().min(0).optional(),
        }),
      output: z => z.object({}).passthrough(),
    },
    action: async ({ input: { id, ...stretch }, credentials }) => ({
      output: { ...(await workloads.logs(id, stretch, asUser(credentials))) },
    }),
  });
}

function registerWishes(
  registry: ActionsRegistryService,
  workloads: WorkloadService,
): void {
  const wishes = [
    {
      name: 'stop-workload',
      title: 'Stop a workload',
      description: 'Ends it and keeps its files.',
      attributes: changes,
      visibilityPermission: workloadCreatePermission,
      act: (id: string, options: UserOptions) => workloads.stop(id, options),
    },
    {
      name: 'restart-workload',
      title: 'Restart a workload',
      description: 'Ends it if it runs, and starts it again with its files.',
      attributes: { ...changes, idempotent: false },
      visibilityPermission: workloadCreatePermission,
      act: (id: string, options: UserOptions) => workloads.restart(id, options),
    },
    {
      name: 'delete-workload',
      title: 'Delete a workload',
      description: 'Ends it and removes all that it wrote.',
      attributes: destroys,
      visibilityPermission: workloadCreatePermission,
      act: (id: string, options: UserOptions) => workloads.delete(id, options),
    },
  ];
  for (const { act, ...wish } of wishes) {
    registry.register({
      ...wish,
      schema: {
        input: z => z.object({ id: z.string().max(64) }),
        output: z => z.object({}).passthrough(),
      },
      action: async ({ input, credentials }) => ({
        output: { ...(await act(input.id, asUser(credentials))) },
      }),
    });
  }
}

/** Workloads are people's; a backend that calls for itself has none. */
function asUser(credentials: BackstageCredentials): UserOptions {
  if ((credentials.principal as { type?: string }).type !== 'user') {
    throw new NotAllowedError('Only a person can do this, not a service');
  }
  return { credentials } as UserOptions;
}
