import type { WorkloadTask } from '@astrolabe/plugin-workloads-common';
import { diskFull, Refusal } from '../refusal.ts';

/** The status that the daemon answered with; undefined when it did not answer. */
export function statusOf(error: unknown): number | undefined {
  return error instanceof Error &&
    'statusCode' in error &&
    typeof error.statusCode === 'number'
    ? error.statusCode
    : undefined;
}

/** 304: ended already. 404: gone. 409: being removed. Anything else is thrown again. */
export function ignoreGone(error: unknown): void {
  if (![304, 404, 409].includes(statusOf(error) ?? 0)) throw error;
}

/** What it means to the owner that a container could not be started. */
export function refusalOf(error: unknown, task: WorkloadTask): Refusal {
  if (error instanceof Refusal) return error;
  const message = messageOf(error);
  if (/executable file not found|no such file or directory/i.test(message)) {
    return new Refusal({
      code: 'missing-program',
      message: `The image '${task.image}' does not have the program to run.`,
      evidence: message,
      nextStep: 'Check the command of the task against the image.',
    });
  }
  if (/address already in use|port is already allocated/i.test(message)) {
    return new Refusal(
      {
        code: 'port-in-use',
        message: 'Another program took the port first.',
        evidence: message,
        nextStep: 'Restart it: it gets other ports.',
      },
      { mayRetry: true },
    );
  }
  // Docker without, then Podman without a description of its GPUs (CDI).
  if (/could not select device driver|unresolvable CDI/i.test(message)) {
    return new Refusal({
      code: 'missing-runtime',
      message:
        'Containers of this machine cannot use its GPUs: the container engine does not know them.',
      evidence: message,
      nextStep:
        'Install the NVIDIA Container Toolkit and make the container engine known to it.',
    });
  }
  if (/no space left/i.test(message)) return diskFull(message);
  return refused(error);
}

/** The daemon has refused, or does not answer. */
export function refused(error: unknown): Refusal {
  const answered = statusOf(error) !== undefined;
  return new Refusal(
    {
      code: answered ? 'engine-refused' : 'engine-unreachable',
      message: answered
        ? 'The container engine of this machine refused.'
        : 'The container engine of this machine does not answer.',
      evidence: messageOf(error),
      nextStep: answered
        ? 'Look at the log of Docker or Podman on this machine.'
        : 'Start Docker or Podman again, then restart this workload.',
    },
    { mayRetry: true },
  );
}

export function messageOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return message.slice(0, 1000);
}
