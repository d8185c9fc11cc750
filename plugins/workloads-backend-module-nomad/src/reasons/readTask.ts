import { constants } from 'node:os';
import type { WorkloadReason } from '@astrolabe/plugin-workloads-common';
import { exitReason } from '@astrolabe/plugin-workloads-node';
import type { NomadTaskEvent, NomadTaskState } from '../client/types';

const IMAGE = /image|pull|manifest unknown/i;
const PROGRAM = /no such file|not (be )?found|executable file/i;

/** Where a task is on its way to run. */
export function startingReason(task: NomadTaskState): WorkloadReason {
  const event = task.Events?.at(-1);
  const failure = whyNotStarted(task);
  if (failure && /Failure|Restarting/.test(event!.Type)) {
    return {
      code: 'restarting',
      message: 'It could not be started; it may be tried again.',
      evidence: failure,
    };
  }
  if (task.Restarts > 0 && event?.Type === 'Restarting') {
    return {
      code: 'restarting',
      message: 'It has ended and is started again.',
      evidence: event.DisplayMessage,
    };
  }
  if (event?.Type === 'Driver' && IMAGE.test(event.DisplayMessage)) {
    return {
      code: 'pulling-image',
      message: 'Its image is fetched to the node.',
      evidence: event.DisplayMessage,
    };
  }
  return {
    code: 'starting-process',
    message: 'It is being started.',
    evidence: event?.DisplayMessage,
  };
}

/** How a task failed: what is told of it before its log is read. */
export function failedReason(
  task: NomadTaskState,
  { memoryBytes, tail }: { memoryBytes: number; tail: string },
): WorkloadReason {
  const last = (type: string) => lastOf(task, type);
  const setup = last('Setup Failure') ?? last('Failed Artifact Download');
  const ended = last('Terminated');
  const failure = whyNotStarted(task);
  if (failure) return notStartedReason(failure);
  if (setup && !ended) {
    return {
      code: 'environment-failed',
      message: 'Nomad could not prepare what it needs.',
      evidence: setup.DisplayMessage,
      nextStep: 'Restart it; if it fails again, ask who operates this portal.',
    };
  }
  if (ended) return endedReason(ended, { memoryBytes, tail });
  return {
    code: 'killed',
    message: 'It was ended from outside.',
    evidence: [task.Events?.at(-1)?.DisplayMessage, tail]
      .filter(Boolean)
      .join('\n'),
    nextStep: 'Restart it; if it happens again, ask who operates this portal.',
  };
}

/** What its driver said, when it was the last to fail. */
function whyNotStarted(task: NomadTaskState): string | undefined {
  const driver = lastOf(task, 'Driver Failure');
  const ended = lastOf(task, 'Terminated');
  if (!driver || (ended && ended.Time > driver.Time)) return undefined;
  return driver.DriverError || driver.DisplayMessage;
}

function lastOf({ Events }: NomadTaskState, type: string) {
  return Events?.findLast(({ Type }) => Type === type);
}

function notStartedReason(evidence: string): WorkloadReason {
  if (PROGRAM.test(evidence) && !/pull|manifest/i.test(evidence)) {
    return {
      code: 'missing-program',
      message: 'The program that it starts is not there.',
      evidence,
      nextStep:
        'Choose an image that has it, or tell the author of this asset.',
    };
  }
  if (IMAGE.test(evidence)) {
    return {
      code: 'image-pull-failed',
      message: 'Its image could not be fetched.',
      evidence,
      nextStep:
        'Check the name and tag of the image, and whether this site may read its registry; then restart.',
    };
  }
  return {
    code: 'exited-with-error',
    message: 'It could not be started.',
    evidence,
    nextStep: 'Restart it; if it fails again, ask who operates this portal.',
  };
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
