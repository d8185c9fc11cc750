import { createHash } from 'node:crypto';
import { projectActions } from '@astrolabe/plugin-assets-common';
import type { AssetsClients } from '@astrolabe/plugin-assets-node';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import { groupsOf, told } from './lib';

/**
 * Makes a repository of a project, once for each task: one that is tried again goes
 * on. In a dry run it says what it would make, and makes nothing.
 */
export const publishAction = (clients: AssetsClients) =>
  createTemplateAction({
    id: projectActions.publish,
    description:
      'Makes a repository of a project, at a forge that whoever runs it has linked',
    supportsDryRun: true,
    schema: {
      input: {
        template: z => z.string({ description: 'Its id in the hub' }),
        values: z =>
          z.record(z.unknown(), {
            description: 'Groups of fields of its form',
          }),
        mend: z => z.boolean({ description: 'Mends its metadata' }).optional(),
        account: z => z.string({ description: 'Id of a linked forge' }),
        owner: z =>
          z
            .string({ description: 'The person themselves unless said' })
            .optional(),
        visibility: z => z.enum(['private', 'public']).default('private'),
        inCatalogue: z => z.boolean().optional(),
        dryRun: z =>
          z.boolean({ description: 'Says what would be made' }).optional(),
      },
      output: {
        url: z => z.string(),
        cloneUrl: z => z.string().optional(),
        entityRef: z => z.string().optional(),
        steps: z => z.array(z.record(z.unknown())),
        dryRun: z => z.boolean(),
      },
    },
    async handler(ctx) {
      const { template, values, mend, dryRun, ...to } = ctx.input;
      const client = await clients(await ctx.getInitiatorCredentials());
      const request = {
        ...{ template, values: groupsOf(values), mend },
        to: { ...to, visibility: to.visibility ?? 'private' },
        dryRun: ctx.isDryRun || dryRun,
      };
      const wish = [ctx.task.id, ctx.step?.id, ctx.each?.key];
      const key = createHash('sha256').update(JSON.stringify(wish));
      const made = await told(
        client.publishProject(request, key.digest('hex')),
      );
      const state = made.dryRun ? 'would be there' : 'is there';
      ctx.logger.info(`${made.url} ${state}`);
      ctx.output('url', made.url);
      ctx.output('cloneUrl', made.cloneUrl);
      ctx.output('entityRef', made.entityRef);
      ctx.output(
        'steps',
        made.steps.map(step => ({ ...step })),
      );
      ctx.output('dryRun', made.dryRun);
    },
  });
