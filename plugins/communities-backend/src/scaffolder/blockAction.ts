import type { CommunityDirectory } from '@astrolabe/plugin-communities-common';
import { InputError } from '@backstage/errors';
import { createTemplateAction } from '@backstage/plugin-scaffolder-node';
import { makeBlock } from './makeBlock';

/** The one action that templates have. */
export const BLOCK_ACTION = 'community:block';

/** Makes the files of a community's block from what a person filled in. */
export const blockAction = (communities: CommunityDirectory) =>
  createTemplateAction({
    id: BLOCK_ACTION,
    description: 'Makes the block of a community, and checks it',
    supportsDryRun: true,
    schema: {
      input: { values: z => z.record(z.unknown()) },
      output: {
        files: z => z.array(z.object({ name: z.string(), text: z.string() })),
      },
    },
    async handler(ctx) {
      const files = makeBlock(ctx.input.values);
      const { id } = ctx.input.values;
      if (communities.list().some(each => each.id === id)) {
        throw new InputError(
          `Invalid value for id: there is a '${id}' already`,
        );
      }
      ctx.output('files', files);
    },
  });
