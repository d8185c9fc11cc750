import { setTimeout as sleep } from 'node:timers/promises';
import {
  isSnapshotMoving,
  type Snapshot,
} from '@astrolabe/plugin-workloads-common';
import type { App } from './app';
import { CliError, exitCodes, toCliError } from './errors';
import type { Portal } from './portal';
import { bytes } from './text';

interface Context {
  app: App;
  portal: Portal;
}

/** Watches one with a line on stderr at each change; failing is a failure. */
export async function untilSaved(
  { app, portal }: Context,
  first: Snapshot,
  timeoutSeconds: number,
): Promise<Snapshot> {
  let told = '';
  const found = await watch({ app, portal }, timeoutSeconds, async () => {
    const now = await portal.workloads.snapshot(first.id);
    const line = progress(now);
    if (line !== told) app.note(line);
    told = line;
    return isSnapshotMoving(now.state) ? undefined : now;
  });
  if (found.state === 'complete') return found;
  const { message, code, evidence, nextStep } = found.reason;
  throw new CliError(exitCodes.failure, {
    name: 'SnapshotError',
    ...{ message, code, evidence, nextStep },
  });
}

/** Waits until it is there no more. */
export async function untilGone(
  context: Context,
  id: string,
  seconds: number,
): Promise<void> {
  await watch(context, seconds, async () => {
    try {
      await context.portal.workloads.snapshot(id);
      return undefined;
    } catch (error) {
      if (toCliError(error).exitCode === exitCodes.notFound) return true;
      throw error;
    }
  });
}

async function watch<T>(
  { app }: Context,
  timeoutSeconds: number,
  look: () => Promise<T | undefined>,
): Promise<T> {
  const deadline = Date.now() + timeoutSeconds * 1000;
  for (;;) {
    const found = await look();
    if (found !== undefined) return found;
    if (Date.now() > deadline) {
      throw new CliError(exitCodes.failure, {
        name: 'TimeoutError',
        message: `It is not so after ${timeoutSeconds} s`,
        nextStep: 'It goes on by itself: astrolabe snapshot list',
      });
    }
    await sleep(500, undefined, { signal: app.signal });
  }
}

function progress({ state, reason, bytesDone, bytesBefore }: Snapshot): string {
  const done =
    bytesDone === undefined
      ? ''
      : ` (${bytes(bytesDone)} of ${bytes(bytesBefore)})`;
  return `${state}: ${reason.message}${done}`;
}
