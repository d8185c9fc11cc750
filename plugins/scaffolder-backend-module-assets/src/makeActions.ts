import {
  COOKIECUTTER_GROUP,
  projectActions,
} from '@astrolabe/plugin-assets-common';
import type { AssetsClients } from '@astrolabe/plugin-assets-node';
import {
  createTemplateAction,
  type ActionContext,
} from '@backstage/plugin-scaffolder-node';
import { groupsOf, told, writeFiles } from './lib';

type Client = Awaited<ReturnType<AssetsClients>>;

/** Makes the files of a project of the hub, also in a dry run: nothing of them is kept. */
export const makeAction = (clients: AssetsClients) =>
  createTemplateAction({
    id: projectActions.make,
    description: 'Makes the files of a project, by a template of the hub',
    supportsDryRun: true,
    schema: {
      input: {
        template: z => z.string({ description: 'Its id in the hub' }),
        values: z =>
          z.record(z.unknown(), {
            description: 'Groups of fields of its form',
          }),
        mend: z => z.boolean({ description: 'Mends its metadata' }).optional(),
      },
      output: {
        name: z => z.string(),
        files: z => z.array(z.record(z.unknown())),
        metadata: z => z.record(z.unknown()).optional(),
      },
    },
    async handler(ctx) {
      const { template, values, mend } = ctx.input;
      const wish = { template, values: groupsOf(values), mend };
      const { name, files, metadata } = await make(clients, ctx, wish);
      ctx.output('name', name);
      ctx.output('files', files);
      ctx.output('metadata', metadata && { ...metadata });
    },
  });

/** Runs a real cookiecutter of the hub in its sandbox. */
export const cookiecutterAction = (clients: AssetsClients) =>
  createTemplateAction({
    id: projectActions.cookiecutter,
    description: 'Has cookiecutter make a project, by a template of the hub',
    supportsDryRun: true,
    schema: {
      input: {
        template: z => z.string({ description: 'Its id in the hub' }),
        answers: z =>
          z.record(z.unknown(), {
            description: 'By the names of its variables',
          }),
      },
      output: {
        name: z => z.string(),
        files: z => z.array(z.record(z.unknown())),
      },
    },
    async handler(ctx) {
      const { template, answers } = ctx.input;
      const values = { [COOKIECUTTER_GROUP]: answers };
      const made = await make(clients, ctx, { template, values });
      ctx.output('name', made.name);
      ctx.output('files', made.files);
    },
  });

/** In the folder of the task, and as its output has it. */
async function make(
  clients: AssetsClients,
  ctx: Pick<
    ActionContext<Record<string, never>>,
    'getInitiatorCredentials' | 'workspacePath'
  >,
  wish: Parameters<Client['makeProject']>[0],
) {
  const client = await clients(await ctx.getInitiatorCredentials());
  const project = await told(client.makeProject(wish));
  await writeFiles(ctx.workspacePath, project.files);
  return { ...project, files: project.files.map(file => ({ ...file })) };
}
