import { withAdvice } from '@astrolabe/http';
import { lifetimes } from '@astrolabe/plugin-workloads-common';
import { ConflictError } from '@backstage/errors';
import type { WorkloadChange, WorkloadRecord } from '../database';
import { assertCan } from './wishes';

/**
 * Puts off that it is stopped because nobody uses it.
 *
 * @throws ConflictError for what is never stopped so, or does not run
 */
export function snooze(
  record: WorkloadRecord,
  { hours, isIdleStopped }: { hours: number; isIdleStopped: boolean },
): WorkloadChange {
  assertCan('snooze', record);
  if (!isIdleStopped || !lifetimes[record.summary.lifetime.kind].canIdle) {
    throw withAdvice(
      new ConflictError(
        `'${record.title}' is not stopped for being idle: there is nothing to put off`,
      ),
      {
        code: 'NOTHING_TO_SNOOZE',
        cause: isIdleStopped
          ? 'What ends by itself is never stopped so.'
          : 'This portal stops nothing for being idle.',
        nextStep: 'Nothing has to be done.',
      },
    );
  }
  const until = Date.now() + hours * 3_600_000;
  return { idle: { snoozedUntil: new Date(until).toISOString() } };
}
