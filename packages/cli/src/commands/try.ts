import { setTimeout as sleep } from 'node:timers/promises';
import {
  isSettled,
  lifetimes,
  type WorkloadDetail,
} from '@astrolabe/plugin-workloads-common';
import { command, type App, type CommandFactory } from '../lib/app';
import { CliError, exitCodes, usageError } from '../lib/errors';
import { launch } from '../lib/launch';
import type { Portal } from '../lib/portal';
import { withCommunity } from '../lib/options';
import { parseRef } from '../lib/refs';
import { waitFor } from '../lib/wait';

/** How long something may take to begin; its page says why. */
const PATIENCE_SECONDS = 900;

/** Starts a trial, and gives the link to its page when it answers. */
export const tryOut: CommandFactory = app =>
  withCommunity(command('try', 'Try a module for some minutes'))
    .argument('<ref>', 'kind/name or entity ref of a module or tool')
    .action(async (ref: string, options) => {
      const portal = await app.portal(options);
      const { entityRef } = parseRef(ref);
      const { variants } = await portal.workloads.getLaunchForm(entityRef);
      const way = variants.find(({ kind }) => lifetimes[kind].isOneClick);
      if (!way) {
        throw usageError(
          `'${ref}' offers no trial`,
          `Deploy it instead: astrolabe run ${ref}`,
        );
      }
      const launched = await launch(
        { app, portal },
        { entityRef, variant: way.name, values: {} },
      );
      const running = await waitFor({ app, portal }, launched, {
        states: ['running'],
        timeoutSeconds: PATIENCE_SECONDS,
      });
      const endpoint = await untilReady({ app, portal }, running.id);
      const ticket = await portal.workloads.openEndpoint(running.id, endpoint);
      app.print({
        json: options.json,
        value: { id: running.id, ...ticket },
        text: ticket.url,
      });
    });

/** The first endpoint that answers. */
async function untilReady(
  { app, portal }: { app: App; portal: Portal },
  id: string,
): Promise<string> {
  for (;;) {
    const workload = await portal.workloads.get(id);
    const ready = workload.endpoints.find(endpoint => endpoint.ready);
    if (ready) return ready.name;
    if (isSettled(workload.state)) throw over(workload);
    await sleep(500, undefined, { signal: app.signal });
  }
}

function over({ id, state, reason }: WorkloadDetail): CliError {
  return new CliError(exitCodes.failure, {
    message: `The trial is ${state}: ${reason.message}`,
    code: reason.code,
    evidence: reason.evidence,
    nextStep: reason.nextStep ?? `astrolabe logs ${id}`,
  });
}
