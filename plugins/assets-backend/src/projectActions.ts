import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import {
  assetCreatePermission,
  assetReadPermission,
} from '@astrolabe/plugin-assets-common';
import type { FormValues } from '@astrolabe/plugin-workloads-common';
import type { Projects } from './projects';
import type { Publisher } from './publishing';

const readOnly = { readOnly: true, destructive: false, idempotent: true };
const VALUES =
  'Groups of fields, as the form of the template has them; what is left out is as the form has it';

const MEND = 'Mends in its metadata what there is no doubt about';

/** What the pages do with projects, for MCP clients and the CLI. */
export function registerProjectActions(
  registry: ActionsRegistryService,
  { projects, publisher }: { projects: Projects; publisher: Publisher },
): void {
  registry.register({
    name: 'list-project-templates',
    title: 'List templates of projects',
    description:
      'What projects of modules and tools can be made, with the form of each as JSON Schema.',
    attributes: readOnly,
    visibilityPermission: assetReadPermission,
    schema: {
      input: z => z.object({}),
      output: z => z.object({ items: z.array(z.object({}).passthrough()) }),
    },
    action: async ({ credentials }) => {
      const items = await projects.list({ credentials });
      return { output: { items: items.map(item => ({ ...item })) } };
    },
  });
  registry.register({
    name: 'make-project',
    title: 'Make the files of a project',
    description:
      'The files of a module or tool, valid from their first commit. Nothing is kept.',
    attributes: readOnly,
    visibilityPermission: assetCreatePermission,
    schema: {
      input: z =>
        z.object({
          template: z.string().max(100),
          values: z.object({}).passthrough().describe(VALUES),
          mend: z.boolean().optional().describe(MEND),
        }),
      output: z => z.object({ name: z.string() }).passthrough(),
    },
    action: async ({ input, credentials }) => {
      const values = input.values as FormValues;
      const wish = { ...input, values };
      return { output: { ...(await projects.make(wish, { credentials })) } };
    },
  });
  registerPublish(registry, publisher);
}

function registerPublish(
  registry: ActionsRegistryService,
  publisher: Publisher,
): void {
  registry.register({
    name: 'publish-project',
    title: 'Make a repository of a project',
    description:
      'Makes a repository at a forge that you have linked, with one commit. The same key and wish give the same repository; what is there already is left alone. Begin with `dryRun`, which changes nothing.',
    attributes: { readOnly: false, destructive: false, idempotent: true },
    visibilityPermission: assetCreatePermission,
    schema: {
      input: z =>
        z.object({
          idempotencyKey: z
            .string()
            .min(8)
            .max(100)
            .describe('New for each wish; a UUID does'),
          template: z.string().max(100),
          values: z.object({}).passthrough().describe(VALUES),
          to: z.object({
            account: z.string().max(63).describe('Id of a linked forge'),
            owner: z.string().min(1).max(255).optional(),
            visibility: z.enum(['private', 'public']),
            inCatalogue: z.boolean().optional(),
          }),
          mend: z.boolean().optional().describe(MEND),
          dryRun: z.boolean().optional(),
        }),
      output: z => z.object({ url: z.string() }).passthrough(),
    },
    action: async ({ input, credentials }) => {
      const { idempotencyKey: key, values, ...rest } = input;
      const wish = { ...rest, values: values as FormValues };
      const published = await publisher.publish(wish, { credentials, key });
      return { output: { ...published } };
    },
  });
}
