import { command, type CommandFactory } from '../lib/app';
import { launchAndShow, withLaunch } from '../lib/launch';
import { parseRef } from '../lib/refs';
import { formValues } from '../lib/values';

/** Launches a module or a tool. */
export const run: CommandFactory = app =>
  withLaunch(
    command('run', 'Launch a module or a tool')
      .alias('deploy')
      .argument('<ref>', 'kind/name or entity ref of a module or tool')
      .option(
        '--snapshot <id>',
        'begin with this snapshot of it, and its values',
      )
      .option(
        '--follow',
        'go on with each newer commit of the module that has passed its checks',
      ),
    'it runs, or has failed',
  ).action(async (ref: string, options) => {
    const portal = await app.portal(options);
    const { entityRef } = parseRef(ref);
    const before =
      options.snapshot && (await portal.workloads.snapshot(options.snapshot));
    const variant: string | undefined = before?.request.variant;
    const values = await formValues(
      await portal.workloads.getLaunchForm(entityRef, variant),
      options,
      before?.request.values,
    );
    const fromSnapshot: string | undefined = before?.id;
    const follow = options.follow === true || undefined;
    await launchAndShow(
      { app, portal },
      {
        ...{ entityRef, values, siteId: options.site, variant },
        ...{ fromSnapshot, follow },
      },
      { ...options, states: ['running', 'completed'] },
    );
  });
