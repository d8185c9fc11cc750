import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type {
  LaunchRequest,
  Workload,
} from '@astrolabe/plugin-workloads-common';
import { command, type App, type CommandFactory } from '../lib/app';
import { exitCodes, toCliError } from '../lib/errors';
import { withSite, withValues, withWait } from '../lib/options';
import type { Portal } from '../lib/portal';
import { parseRef } from '../lib/refs';
import { formValues } from '../lib/values';
import { waitFor } from '../lib/wait';
import { describe } from './show';

/** Launches a module or a tool. */
export const deploy: CommandFactory = app =>
  withWait(
    withSite(
      withValues(
        command('deploy', 'Launch a module or a tool')
          .argument('<ref>', 'kind/name or entity ref of a module or tool')
          .option(
            '--idempotency-key <key>',
            'calls with the same key launch once; random unless told',
          ),
      ),
    ),
    'it runs, or has failed',
  ).action(async (ref: string, options) => {
    const portal = await app.portal();
    const { entityRef } = parseRef(ref);
    const values = await formValues(
      await portal.workloads.getLaunchForm(entityRef),
      options,
    );
    const launched = await launch(
      { app, portal },
      { entityRef, values, siteId: options.site },
      options.idempotencyKey ?? randomUUID(),
    );
    const workload = options.wait
      ? await waitFor({ app, portal }, launched, {
          states: ['running', 'completed'],
          timeoutSeconds: options.timeout,
        })
      : launched;
    app.print({
      json: options.json,
      value: workload,
      text: describe(workload),
    });
    if (!options.wait && !options.json) {
      app.note(`\nWatch it: astrolabe logs -f ${workload.id}`);
    }
  });

/** A lost answer is asked for again: with the same key that is still one workload. */
export async function launch(
  { app, portal }: { app: App; portal: Portal },
  request: LaunchRequest,
  key: string,
): Promise<Workload> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await portal.workloads.launch(request, key);
    } catch (error) {
      const { exitCode, message } = toCliError(error);
      if (exitCode !== exitCodes.unavailable || attempt === 3) throw error;
      app.note(`${message}; trying again`);
      await sleep(attempt * 500, undefined, { signal: app.signal });
    }
  }
}
