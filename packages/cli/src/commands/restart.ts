import { isSettled } from '@astrolabe/plugin-workloads-common';
import { command, type CommandFactory } from '../lib/app';
import { withWait } from '../lib/options';
import { waitFor } from '../lib/wait';

/** Starts a workload anew, with the files that its site has kept. */
export const restart: CommandFactory = app =>
  withWait(
    command(
      'restart',
      'Start a workload anew, with the files that its site has kept',
    ).argument('<id>', 'id of the workload'),
    'it runs, or has failed',
  ).action(async (id: string, options) => {
    const portal = await app.portal();
    const before = await portal.workloads.get(id);
    if (!before.keepsFiles && isSettled(before.state)) {
      app.note('Its site has kept no files: it begins with an empty folder.');
    }
    const asked = await portal.workloads.restart(id);
    const workload = options.wait
      ? await waitFor({ app, portal }, asked, {
          states: ['running', 'completed'],
          timeoutSeconds: options.timeout,
          before,
        })
      : asked;
    app.print({
      json: options.json,
      value: workload,
      text: `${workload.title}: ${workload.state}`,
    });
  });
