import { setTimeout as sleep } from 'node:timers/promises';
import {
  isSettled,
  type Workload,
  type WorkloadState,
} from '@astrolabe/plugin-workloads-common';
import type { App } from './app';
import { CliError, exitCodes } from './errors';
import type { Portal } from './portal';

export interface WaitOptions {
  states: WorkloadState[];
  timeoutSeconds: number;
  /** As it was before a restart was asked for: that state settles nothing. */
  before?: Workload;
}

/**
 * Watches a workload until it is in one of `states`, with a line on stderr at
 * each change. Settling in another state is a failure; being lost is not, for
 * what was lost from sight may be found again.
 */
export async function waitFor(
  { app, portal }: { app: App; portal: Portal },
  first: Workload,
  options: WaitOptions,
): Promise<Workload> {
  const deadline = Date.now() + options.timeoutSeconds * 1000;
  let workload = first;
  let told = '';
  for (;;) {
    const line = progressLine(workload);
    if (line !== told) app.note(line);
    told = line;
    const isNew = workload.changedAt !== options.before?.changedAt;
    if (isNew && options.states.includes(workload.state)) return workload;
    if (isNew && isSettled(workload.state)) throw endedOtherwise(workload);
    if (Date.now() > deadline) throw tooLong(workload, options.timeoutSeconds);
    await sleep(500, undefined, { signal: app.signal });
    workload = await portal.workloads.get(workload.id);
  }
}

function progressLine({ state, reason }: Workload): string {
  const percent =
    reason.progress === undefined
      ? ''
      : ` (${Math.round(reason.progress * 100)} %)`;
  return `${state}: ${reason.message}${percent}`;
}

function endedOtherwise(workload: Workload): CliError {
  return new CliError(exitCodes.failure, {
    name: 'WorkloadError',
    message: `'${workload.title}' is ${workload.state}: ${workload.reason.message}`,
    code: workload.reason.code,
    evidence: workload.reason.evidence,
    nextStep: workload.reason.nextStep ?? `astrolabe logs ${workload.id}`,
  });
}

function tooLong(workload: Workload, seconds: number): CliError {
  return new CliError(exitCodes.failure, {
    name: 'TimeoutError',
    message: `'${workload.title}' is still ${workload.state} after ${seconds} s`,
    cause: workload.reason.message,
    nextStep: `It goes on by itself: astrolabe show ${workload.id}`,
  });
}
