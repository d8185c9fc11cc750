import { SNOOZE_MOST_HOURS } from '@astrolabe/plugin-workloads-common';
import { InvalidArgumentError } from 'commander';
import { command, type CommandFactory } from '../lib/app';

/** Puts off that a workload is stopped because nobody uses it. */
export const snooze: CommandFactory = app =>
  command('snooze', 'Keep a workload running that nobody uses')
    .argument('<id>', 'id of the workload')
    .option('--hours <number>', 'for how long', hours, 24)
    .action(async (id: string, options) => {
      const { workloads } = await app.portal();
      const workload = await workloads.snooze(id, options.hours);
      app.print({
        json: options.json,
        value: workload,
        text: `${workload.title}: kept running until ${workload.idle?.snoozedUntil}`,
      });
    });

function hours(text: string): number {
  const number = Number(text);
  if (number > 0 && number <= SNOOZE_MOST_HOURS) return number;
  throw new InvalidArgumentError(
    `It is not a number of hours up to ${SNOOZE_MOST_HOURS}.`,
  );
}
