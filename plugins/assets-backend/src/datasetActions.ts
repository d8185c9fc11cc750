import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import {
  assetImportPermission,
  assetReadPermission,
} from '@astrolabe/plugin-assets-common';
import type { DatasetService } from './datasets';

const readOnly = { readOnly: true, destructive: false, idempotent: true };
const SOURCE = 'A DOI, or the http(s) address of a dataset or file';

/** What the pages do with datasets, for the scaffolder, MCP clients and the CLI. */
export function registerDatasetActions(
  registry: ActionsRegistryService,
  datasets: DatasetService,
): void {
  registry.register({
    name: 'search-datasets',
    title: 'Search a repository for datasets',
    description: 'Finds open datasets of Zenodo by words, best first.',
    attributes: readOnly,
    visibilityPermission: assetReadPermission,
    schema: {
      input: z =>
        z.object({
          text: z.string().min(1).max(200),
          repository: z.string().max(50).optional(),
          page: z.number().int().min(1).max(100).optional(),
        }),
      output: z => z.object({}).passthrough(),
    },
    action: async ({ input, credentials }) => {
      return { output: { ...(await datasets.search(input, { credentials })) } };
    },
  });
  registry.register({
    name: 'describe-dataset',
    title: 'Describe a dataset',
    description:
      'Licence, size, files and checksums of a dataset, as its repository says them, before anything is fetched.',
    attributes: readOnly,
    visibilityPermission: assetReadPermission,
    schema: {
      input: z => z.object({ source: z.string().max(2048).describe(SOURCE) }),
      output: z => z.object({}).passthrough(),
    },
    action: async ({ input, credentials }) => {
      const found = await datasets.describe(input.source, { credentials });
      return { output: { ...found } };
    },
  });
  registry.register({
    name: 'import-dataset',
    title: 'Import a dataset into the catalogue',
    description:
      'Makes a dataset of a repository an asset, with its origin, licence and checksums. Importing it again reads them anew.',
    attributes: { readOnly: false, destructive: false, idempotent: true },
    visibilityPermission: assetImportPermission,
    schema: {
      input: z => z.object({ source: z.string().max(2048).describe(SOURCE) }),
      output: z => z.object({ entityRef: z.string() }).passthrough(),
    },
    action: async ({ input, credentials }) => {
      const imported = await datasets.import(input.source, { credentials });
      return { output: { ...imported } };
    },
  });
}
