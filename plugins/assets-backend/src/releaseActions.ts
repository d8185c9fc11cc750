import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import { assetCreatePermission } from '@astrolabe/plugin-assets-common';
import type { Releases } from './releases';

/** What the page does with releases, for MCP clients and the CLI. */
export function registerReleaseActions(
  registry: ActionsRegistryService,
  releases: Releases,
): void {
  registry.register({
    name: 'release-module',
    title: 'Release a module',
    description:
      'Makes a version of a module whose repository was made or registered here: changelog, commit, tag and release at its forge and, with `archive`, a DOI. It goes on by itself; ask again with the same key for how far it is. What an archive publishes is never taken back. Begin with `dryRun`, which changes nothing.',
    attributes: { readOnly: false, destructive: true, idempotent: true },
    visibilityPermission: assetCreatePermission,
    schema: {
      input: z =>
        z.object({
          idempotencyKey: z
            .string()
            .min(8)
            .max(100)
            .describe('New for each wish; a UUID does'),
          name: z.string().max(63).describe('Of the module'),
          version: z
            .string()
            .max(50)
            .describe('Higher than the one before, such as 1.1.0'),
          notes: z.string().max(20_000).optional().describe('Markdown'),
          archive: z
            .string()
            .max(63)
            .optional()
            .describe('Id of a linked Zenodo'),
          dryRun: z.boolean().optional(),
        }),
      output: z => z.object({ state: z.string() }).passthrough(),
    },
    action: async ({ input, credentials }) => {
      const { idempotencyKey: key, name, ...wish } = input;
      const release = await releases.release(name, wish, { credentials, key });
      return { output: { ...release } };
    },
  });
}
