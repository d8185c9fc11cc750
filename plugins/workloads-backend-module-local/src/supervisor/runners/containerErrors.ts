import type { WorkloadTask } from '@astrolabe/plugin-workloads-common';
import { because } from '@astrolabe/plugin-workloads-common/reasons';
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
      ...because('missing-program.image', { image: task.image ?? '' }),
      evidence: message,
    });
  }
  if (/address already in use|port is already allocated/i.test(message)) {
    return new Refusal(
      { ...because('port-in-use.starting'), evidence: message },
      { mayRetry: true },
    );
  }
  // Docker without, then Podman without a description of its GPUs (CDI).
  if (/could not select device driver|unresolvable CDI/i.test(message)) {
    return new Refusal({
      ...because('missing-runtime.containerGpus'),
      evidence: message,
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
      ...because(
        answered
          ? 'engine-refused.containers'
          : 'engine-unreachable.containers',
      ),
      evidence: messageOf(error),
    },
    { mayRetry: true },
  );
}

export function messageOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return message.slice(0, 1000);
}
