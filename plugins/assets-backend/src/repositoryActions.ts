import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import { assetCreatePermission } from '@astrolabe/plugin-assets-common';
import type { Publishing } from './publishing';

/** Sent twice, both of them are one. */
const writing = { readOnly: false, destructive: false, idempotent: true };

/** What the pages do with repositories that are there already, for MCP clients and the CLI. */
export function registerRepositoryActions(
  registry: ActionsRegistryService,
  { proposals, registrar }: Pick<Publishing, 'proposals' | 'registrar'>,
): void {
  registry.register({
    name: 'register-repository',
    title: 'Make a module or a tool of a repository',
    description:
      'Shows a repository that is there already in the catalogue: you may write to it, and it has a valid ai4-metadata.yml, or a tool.yaml. Begin with `dryRun`, which changes nothing.',
    attributes: writing,
    visibilityPermission: assetCreatePermission,
    schema: {
      input: z =>
        z.object({
          account: z.string().max(63).describe('Id of a linked forge'),
          repository: z
            .string()
            .min(3)
            .max(1000)
            .describe('Its address at the forge, or owner/name'),
          showsPrivate: z
            .boolean()
            .optional()
            .describe('Shows what is private, to everybody here'),
          mend: z
            .boolean()
            .optional()
            .describe(
              'Where its metadata have errors, proposes a change that mends them',
            ),
          dryRun: z.boolean().optional(),
        }),
      output: z => z.object({ entityRef: z.string() }).passthrough(),
    },
    action: async ({ input, credentials }) => ({
      output: { ...(await registrar.register(input, { credentials })) },
    }),
  });
  registry.register({
    name: 'propose-metadata',
    title: 'Propose a change of metadata',
    description:
      'Opens a pull or merge request that changes the ai4-metadata.yml of a repository that you put here. Begin with `dryRun`, which changes nothing.',
    attributes: writing,
    visibilityPermission: assetCreatePermission,
    schema: {
      input: z =>
        z.object({
          name: z.string().max(63).describe('Of the module'),
          text: z.string().max(200_000).describe('All of the file'),
          commit: z
            .string()
            .regex(/^([0-9a-f]{40}|[0-9a-f]{64})$/)
            .describe('The commit that the file was read at'),
          title: z
            .string()
            .min(1)
            .max(200)
            .regex(/^[^\r\n]*$/)
            .optional(),
          dryRun: z.boolean().optional(),
        }),
      output: z => z.object({ branch: z.string() }).passthrough(),
    },
    action: async ({ input, credentials }) => {
      const { name, ...change } = input;
      const proposed = await proposals.propose(name, change, { credentials });
      return { output: { ...proposed } };
    },
  });
}
