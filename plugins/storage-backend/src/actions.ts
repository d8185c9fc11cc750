import type { ActionsRegistryService } from '@backstage/backend-plugin-api/alpha';
import {
  HOME_STORAGE,
  storageReadPermission,
  storageWritePermission,
} from '@astrolabe/plugin-storage-common';
import type { AuthorizedStorages } from './service';

const readOnly = { readOnly: true, destructive: false, idempotent: true };

/** What an assistant may do with the files of whoever it works for. */
export function registerActions(
  registry: ActionsRegistryService,
  storages: AuthorizedStorages,
): void {
  registry.register({
    name: 'list-storages',
    title: 'Storages',
    description:
      "The caller's storages: 'home', which is of this portal, and those that they have linked, with whether each works.",
    attributes: readOnly,
    schema: {
      input: z => z.object({}),
      output: z => z.object({}).passthrough(),
    },
    action: async ({ credentials }) => ({
      output: { ...(await storages.list(credentials)) },
    }),
  });
  registry.register({
    name: 'list-files',
    title: 'Files of a storage',
    description: 'What is in a folder of one of the caller’s storages.',
    attributes: readOnly,
    schema: {
      input: z =>
        z.object({
          storage: z.string().default(HOME_STORAGE),
          path: z.string().default('').describe('Names with / between them'),
          limit: z.number().int().min(1).max(1000).default(200),
          cursor: z.string().optional(),
        }),
      output: z => z.object({}).passthrough(),
    },
    action: async ({ input: { storage, ...query }, credentials }) => {
      const files = await storages.open(
        ...([storage, storageReadPermission, credentials] as const),
      );
      return { output: { ...(await files.list(query)) } };
    },
  });
  registry.register({
    name: 'read-file',
    title: 'Beginning of a file',
    description:
      'The beginning of a text or table in one of the caller’s storages.',
    attributes: readOnly,
    schema: {
      input: z =>
        z.object({
          storage: z.string().default(HOME_STORAGE),
          path: z.string(),
        }),
      output: z => z.object({}).passthrough(),
    },
    action: async ({ input: { storage, path }, credentials }) => {
      const files = await storages.open(
        ...([storage, storageReadPermission, credentials] as const),
      );
      const { signal } = new AbortController();
      return { output: { ...(await files.preview(path, signal)) } };
    },
  });
  registry.register({
    name: 'move-file',
    title: 'Move or rename a file',
    description:
      'Moves or renames a file or folder in the caller’s storages, or copies it. Replaces nothing.',
    attributes: { readOnly: false, destructive: false, idempotent: false },
    schema: {
      input: z =>
        z.object({
          storage: z.string().default(HOME_STORAGE),
          from: z.string(),
          to: z.string().describe('Where it is afterwards, with its name'),
          toStorage: z
            .string()
            .optional()
            .describe('Another storage; the same one unless told'),
          copy: z.boolean().default(false).describe('Leaves it where it is'),
        }),
      output: z => z.object({}).passthrough(),
    },
    action: async ({ input, credentials }) => {
      const { storage, toStorage = storage, copy, ...wish } = input;
      const from = copy ? storageReadPermission : storageWritePermission;
      const [files, target] = await Promise.all([
        storages.open(storage, from, credentials),
        storages.open(toStorage, storageWritePermission, credentials),
      ]);
      const task = copy ? files.copy(wish, target) : files.move(wish, target);
      return { output: { ...(await task) } };
    },
  });
}
