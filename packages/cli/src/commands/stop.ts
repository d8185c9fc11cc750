import { command, type CommandFactory } from '../lib/app';
import { withWait } from '../lib/options';
import { waitFor } from '../lib/wait';

/** Ends a workload, keeping its files. */
export const stop: CommandFactory = app =>
  withWait(
    command('stop', 'Stop a workload; its files are kept')
      .argument('<id>', 'id of the workload')
      .option('--group', 'the id is of a group: stop all of it'),
    'it has stopped',
  ).action(async (id: string, options) => {
    const portal = await app.portal();
    if (options.group) {
      await portal.workloads.stopGroup(id);
      const value = { group: id, stopped: true };
      app.print({ json: options.json, value, text: 'All are being stopped.' });
      return;
    }
    const asked = await portal.workloads.stop(id);
    const workload = options.wait
      ? await waitFor({ app, portal }, asked, {
          states: ['stopped', 'completed', 'failed'],
          timeoutSeconds: options.timeout,
        })
      : asked;
    app.print({
      json: options.json,
      value: workload,
      text: `${workload.title}: ${workload.state}`,
    });
  });
