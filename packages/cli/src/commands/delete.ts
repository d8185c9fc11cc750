import { setTimeout as sleep } from 'node:timers/promises';
import { command, type App, type CommandFactory } from '../lib/app';
import { CliError, exitCodes, toCliError, usageError } from '../lib/errors';
import { withWait } from '../lib/options';
import type { Portal } from '../lib/portal';

/** Removes a workload with all that it wrote. */
export const deleteWorkload: CommandFactory = app =>
  withWait(
    command('delete', 'Remove a workload and all that it wrote')
      .alias('rm')
      .argument('<id>', 'id of the workload')
      .option('--group', 'the id is of a group: delete all of it')
      .option(
        '--give-up-files',
        'also with what could not be copied back into its storage',
      )
      .option('--yes', 'do not ask'),
    'it is gone',
  ).action(async (id: string, options) => {
    const portal = await app.portal();
    const title = options.group
      ? `all of the group ${id}`
      : await titleOf(portal, id);
    if (options.json && !options.yes) {
      throw usageError('A program has to be sure', 'Add --yes');
    }
    const sure =
      options.yes ||
      (await app.confirm(`Delete ${title} and all that was written?`));
    if (!sure) {
      throw new CliError(exitCodes.failure, { message: 'Nothing was deleted' });
    }
    const { giveUpFiles } = options;
    await portal.workloads[options.group ? 'deleteGroup' : 'delete'](id, {
      giveUpFiles,
    });
    if (options.wait && !options.group) {
      await untilGone({ app, portal }, id, options.timeout);
    }
    app.print({
      json: options.json,
      value: { id, deleted: true, gone: options.wait === true },
      text: `${title}: ${options.wait ? 'gone' : 'being deleted'}`,
    });
  });

async function titleOf(portal: Portal, id: string): Promise<string> {
  const { title, state } = await portal.workloads.get(id);
  return `'${title}' (${state})`;
}

async function untilGone(
  { app, portal }: { app: App; portal: Portal },
  id: string,
  timeoutSeconds: number,
) {
  const deadline = Date.now() + timeoutSeconds * 1000;
  for (;;) {
    try {
      const { state, reason } = await portal.workloads.get(id);
      if (Date.now() > deadline) {
        throw new CliError(exitCodes.failure, {
          name: 'TimeoutError',
          message: `It is still ${state} after ${timeoutSeconds} s`,
          cause: reason.message,
          nextStep: `It goes on by itself: astrolabe show ${id}`,
        });
      }
    } catch (error) {
      if (toCliError(error).exitCode === exitCodes.notFound) return;
      throw error;
    }
    await sleep(500, undefined, { signal: app.signal });
  }
}
