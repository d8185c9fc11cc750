import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import {
  assetFacets,
  assetKinds,
  assetReadPermission,
  assetSorts,
  MAX_IMPORT_LENGTH,
  MAX_METADATA_LENGTH,
} from '@astrolabe/plugin-assets-common';
import type { AssetService } from './service';

const readOnly = { readOnly: true, destructive: false, idempotent: true };
const kinds = assetKinds.map(({ id }) => id) as [string, ...string[]];

/** What the pages do, for the scaffolder, MCP clients and the CLI. */
export function registerActions(
  registry: ActionsRegistryService,
  assets: AssetService,
): void {
  registerSearch(registry, assets);
  registry.register({
    name: 'get-asset',
    title: 'Show an asset',
    description:
      'Everything that is known of one AI module, tool, model or dataset: description, links, resources it needs, problems of its metadata.',
    attributes: readOnly,
    visibilityPermission: assetReadPermission,
    schema: {
      input: z => z.object({ kind: z.enum(kinds), name: z.string() }),
      output: z => z.object({}).passthrough(),
    },
    action: async ({ input, credentials }) => {
      const name = { kind: input.kind as 'module', name: input.name };
      return { output: { ...(await assets.get(name, { credentials })) } };
    },
  });
  registry.register({
    name: 'check-metadata',
    title: 'Check a metadata file',
    description:
      'Checks the text of an ai4-metadata.yml or of one of our own asset files, and says on which line what is wrong and how to mend it.',
    attributes: readOnly,
    visibilityPermission: assetReadPermission,
    schema: {
      input: z => z.object({ content: z.string().max(MAX_METADATA_LENGTH) }),
      output: z => z.object({}).passthrough(),
    },
    action: async ({ input, credentials }) => {
      const check = await assets.check(input, { credentials });
      return { output: { ...check } };
    },
  });
  registerMend(registry, assets);
  registerImport(registry, assets);
}

function registerMend(
  registry: ActionsRegistryService,
  assets: AssetService,
): void {
  registry.register({
    name: 'mend-metadata',
    title: 'Mend a metadata file',
    description:
      'The text of a metadata file after all mends that there is no doubt about, or brought to the newest version; with what is left to a person. Nothing is kept.',
    attributes: readOnly,
    visibilityPermission: assetReadPermission,
    schema: {
      input: z =>
        z.object({
          content: z.string().max(MAX_METADATA_LENGTH),
          newest: z
            .boolean()
            .optional()
            .describe('Brings it to the newest version'),
        }),
      output: z => z.object({ content: z.string() }).passthrough(),
    },
    action: async ({ input, credentials }) => ({
      output: { ...(await assets.mend(input, { credentials })) },
    }),
  });
}

function registerImport(
  registry: ActionsRegistryService,
  assets: AssetService,
): void {
  registry.register({
    name: 'import-metadata',
    title: 'Import metadata of a standard',
    description:
      'Makes a draft of a metadata file of a CITATION.cff, codemeta.json, Croissant, RO-Crate, schema.org, FAIR4ML, MLDCAT-AP document or Hugging Face card, and says what is not in it and what is missing.',
    attributes: readOnly,
    visibilityPermission: assetReadPermission,
    schema: {
      input: z =>
        z.object({
          content: z.string().max(MAX_IMPORT_LENGTH),
          profile: z.string().max(100).optional(),
          format: z.enum(['ai4', 'own']).optional(),
        }),
      output: z => z.object({}).passthrough(),
    },
    action: async ({ input, credentials }) => {
      const imported = await assets.importMetadata(input, { credentials });
      return { output: { ...imported } };
    },
  });
}

function registerSearch(
  registry: ActionsRegistryService,
  assets: AssetService,
): void {
  registry.register({
    name: 'search-assets',
    title: 'Search assets',
    description:
      'Finds AI modules, tools, models and datasets by words and facets. Values are OR-ed inside a facet, facets are AND-ed.',
    attributes: readOnly,
    visibilityPermission: assetReadPermission,
    schema: {
      input: z =>
        z.object({
          kind: z.enum(kinds).optional(),
          text: z.string().max(200).optional(),
          facets: z
            .object(
              Object.fromEntries(
                assetFacets.map(facet => [
                  facet,
                  z.array(z.string()).max(20).optional(),
                ]),
              ),
            )
            .optional(),
          sort: z.enum(assetSorts).optional(),
          cursor: z.string().optional(),
          limit: z.number().int().min(1).max(100).optional(),
        }),
      output: z => z.object({}).passthrough(),
    },
    action: async ({ input, credentials }) => {
      const query = { ...input, kind: input.kind as 'module' | undefined };
      return { output: { ...(await assets.query(query, { credentials })) } };
    },
  });
}
