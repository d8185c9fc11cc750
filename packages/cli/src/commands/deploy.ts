import { command, type CommandFactory } from '../lib/app';
import { launchAndShow, withLaunch } from '../lib/launch';
import { parseRef } from '../lib/refs';
import { formValues } from '../lib/values';

/** Launches a module or a tool. */
export const deploy: CommandFactory = app =>
  withLaunch(
    command('deploy', 'Launch a module or a tool').argument(
      '<ref>',
      'kind/name or entity ref of a module or tool',
    ),
    'it runs, or has failed',
  ).action(async (ref: string, options) => {
    const portal = await app.portal();
    const { entityRef } = parseRef(ref);
    const values = await formValues(
      await portal.workloads.getLaunchForm(entityRef),
      options,
    );
    await launchAndShow(
      { app, portal },
      { entityRef, values, siteId: options.site },
      { ...options, states: ['running', 'completed'] },
    );
  });
