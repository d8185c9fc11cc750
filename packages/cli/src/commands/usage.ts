import {
  usageRanges,
  type UsageRange,
} from '@astrolabe/plugin-workloads-common';
import { Option } from 'commander';
import { command, type CommandFactory } from '../lib/app';
import { describeUsage, usageTable } from '../lib/describeUsage';
import { positiveInteger } from '../lib/options';

/** What a workload uses of what it has. */
export const usage: CommandFactory = app =>
  command('usage', 'What a workload uses of what it has')
    .argument('<id>', 'id of the workload')
    .addOption(
      new Option('--range <range>', 'how far back')
        .choices(Object.keys(usageRanges))
        .default('hour'),
    )
    .option(
      '--run <number>',
      'which run; the present one unless told',
      positiveInteger,
    )
    .option('--table', 'every figure, oldest first')
    .action(async (id: string, options) => {
      const { workloads } = await app.portal();
      const report = await workloads.usage(id, {
        range: options.range as UsageRange,
        generation: options.run,
      });
      app.print({
        json: options.json,
        value: report,
        text: options.table
          ? usageTable(report.samples)
          : describeUsage(report),
      });
    });
