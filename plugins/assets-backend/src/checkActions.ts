import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import {
  assetCreatePermission,
  assetReadPermission,
} from '@astrolabe/plugin-assets-common';
import type { Checks } from './checks';

const NAME = 'Name of the module, such as plankton';
const LOG_LENGTH = 20_000;

/** What the pages do with checks, for MCP clients and the CLI. */
export function registerCheckActions(
  registry: ActionsRegistryService,
  checks: Checks,
): void {
  registry.register({
    name: 'list-checks',
    title: 'List checks of a module',
    description:
      'How the commits of a module were checked, the newest first, by whom and with what result of each check; with `run` and `check`, the end of the log of one check of a run.',
    attributes: { readOnly: true, destructive: false, idempotent: true },
    visibilityPermission: assetReadPermission,
    schema: {
      input: z =>
        z.object({
          name: z.string().describe(NAME),
          run: z.string().max(36).optional().describe('Id of one of the runs'),
          check: z
            .string()
            .max(200)
            .optional()
            .describe('One of its checks, of which there is a log'),
        }),
      output: z => z.object({}).passthrough(),
    },
    action: async ({ input: { name, run, check }, credentials }) => {
      const asset = { kind: 'module' as const, name };
      if (run === undefined) {
        return { output: { ...(await checks.list(asset, { credentials })) } };
      }
      const found = await checks.get({ ...asset, run }, { credentials });
      const log =
        check === undefined
          ? undefined
          : await checks.log({ ...asset, run, check }, { credentials });
      return { output: { ...found, log: log?.slice(-LOG_LENGTH) } };
    },
  });
  registry.register({
    name: 'run-checks',
    title: 'Run the checks of a module',
    description:
      'Has a commit of a module checked now, in the name of whose repository it is. The same key gives the same run; `list-checks` tells what comes of it.',
    attributes: { readOnly: false, destructive: false, idempotent: true },
    visibilityPermission: assetCreatePermission,
    schema: {
      input: z =>
        z.object({
          name: z.string().describe(NAME),
          idempotencyKey: z
            .string()
            .min(8)
            .max(100)
            .describe('New for each wish; a UUID does'),
          revision: z
            .string()
            .max(255)
            .regex(/^[A-Za-z0-9_][A-Za-z0-9._/+-]*$/)
            .optional()
            .describe('A branch, or a commit with all 40 digits'),
        }),
      output: z => z.object({ id: z.string() }).passthrough(),
    },
    action: async ({ input, credentials }) => {
      const { name, revision, idempotencyKey: key } = input;
      const wish = { kind: 'module' as const, name, revision, key };
      return { output: { ...(await checks.run(wish, { credentials })) } };
    },
  });
}
