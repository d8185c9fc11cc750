import { constants } from 'node:os';
import {
  because,
  type WorkloadReason,
} from '@astrolabe/plugin-workloads-common';
import { exitReason, imageTroubleOf } from '@astrolabe/plugin-workloads-node';
import type { NomadTaskEvent, NomadTaskState } from '../client/types';

const IMAGE = /image|pull|manifest unknown/i;
const PROGRAM = /no such file|not (be )?found|executable file/i;

/** Where a task is on its way to run. */
export function startingReason(task: NomadTaskState): WorkloadReason {
  const event = task.Events?.at(-1);
  const failure = whyNotStarted(task);
  if (failure && /Failure|Restarting/.test(event!.Type)) {
    return {
      ...because('restarting.notStarted'),
      evidence: failure,
    };
  }
  if (event?.Type === 'Restarting' && silenceOf(task)) {
    return { ...because('restarting.silent'), evidence: silenceOf(task) };
  }
  if (task.Restarts > 0 && event?.Type === 'Restarting') {
    return {
      ...because('restarting.ended'),
      evidence: event.DisplayMessage,
    };
  }
  if (event?.Type === 'Driver' && IMAGE.test(event.DisplayMessage)) {
    return {
      ...because('pulling-image.toNode'),
      evidence: event.DisplayMessage,
    };
  }
  return {
    ...because('starting-process.starting'),
    evidence: event?.DisplayMessage,
  };
}

/** How a task failed: what is told of it before its log is read. */
export function failedReason(
  task: NomadTaskState,
  {
    memoryBytes,
    environment,
    tail,
  }: { memoryBytes: number; environment?: string; tail: string },
): WorkloadReason {
  const last = (type: string) => lastOf(task, type);
  const setup = last('Setup Failure') ?? last('Failed Artifact Download');
  const ended = last('Terminated');
  const failure = whyNotStarted(task);
  const silence = silenceOf(task);
  if (failure) return notStartedReason(failure, environment);
  if (silence) {
    return {
      ...because('health-check-failed.hung'),
      evidence: [silence, tail].filter(Boolean).join('\n'),
    };
  }
  if (setup && !ended) {
    return {
      ...because('environment-failed.node'),
      evidence: setup.DisplayMessage,
    };
  }
  if (ended) return endedReason(ended, { memoryBytes, tail });
  return {
    ...because('killed.unknown'),
    evidence: [task.Events?.at(-1)?.DisplayMessage, tail]
      .filter(Boolean)
      .join('\n'),
  };
}

/** What its driver said, when it was the last to fail. */
function whyNotStarted(task: NomadTaskState): string | undefined {
  const driver = lastOf(task, 'Driver Failure');
  const ended = lastOf(task, 'Terminated');
  if (!driver || (ended && ended.Time > driver.Time)) return undefined;
  return driver.DriverError || driver.DisplayMessage;
}

/** What Nomad said when it ended the task because it did not answer; undefined, when it ended otherwise. */
export function silenceOf(task: NomadTaskState): string | undefined {
  const signaled = lastOf(task, 'Restart Signaled');
  const started = lastOf(task, 'Started');
  const isLast = signaled && !(started && started.Time > signaled.Time);
  return isLast && /^healthcheck/.test(signaled.DisplayMessage)
    ? signaled.DisplayMessage
    : undefined;
}

function lastOf({ Events }: NomadTaskState, type: string) {
  return Events?.findLast(({ Type }) => Type === type);
}

function notStartedReason(
  evidence: string,
  environment?: string,
): WorkloadReason {
  if (PROGRAM.test(evidence) && !/pull|manifest/i.test(evidence)) {
    return { ...because('missing-program.node'), evidence };
  }
  if (IMAGE.test(evidence)) {
    return { ...imageReason(evidence, environment), evidence };
  }
  return { ...because('exited-with-error.notStarted'), evidence };
}

const imageTexts = {
  refused: 'registry-refused.node',
  missing: 'image-pull-failed.missing',
  unreachable: 'image-pull-failed.unreachable',
} as const;

/** An environment's image has one name, and somebody has to build it first. */
function imageReason(evidence: string, environment?: string): WorkloadReason {
  const trouble = imageTroubleOf(evidence);
  if (environment && trouble !== 'refused') {
    return because('image-pull-failed.environment', { environment });
  }
  return because(trouble ? imageTexts[trouble] : 'image-pull-failed.node');
}

/** What a container ends with that was killed: Nomad knows no signals of containers. */
const KILLED = 128 + 9;

const signalNames = new Map(
  Object.entries(constants.signals).map(([name, number]) => [number, name]),
);

function endedReason(
  { ExitCode, Signal, Details }: NomadTaskEvent,
  { memoryBytes, tail }: { memoryBytes: number; tail: string },
): WorkloadReason {
  const number =
    Signal || (ExitCode === KILLED ? constants.signals.SIGKILL : 0);
  return exitReason({
    code: ExitCode,
    signal: number ? signalNames.get(number) ?? String(number) : undefined,
    outOfMemory:
      Details?.oom_killed === 'true' ? 'The kernel ended it.' : undefined,
    memoryBytes,
    tail,
  });
}
