import type { LogChunk } from '@astrolabe/plugin-workloads-common';
import { command, type CommandFactory } from '../lib/app';
import { positiveInteger } from '../lib/options';
import { saveTo } from '../lib/saveTo';
import { asJson, written } from '../lib/text';

/** The output of a workload's task, as it was written. */
export const logs: CommandFactory = app =>
  command('logs', 'The output of a workload')
    .argument('<id>', 'id of the workload')
    .option('-f, --follow', 'go on until it ends or Ctrl-C')
    .option('--task <name>', 'which task; the main one unless told')
    .option('--bytes <n>', 'how much of its end', positiveInteger)
    .option('-o, --output <file>', 'write all that there is of it to this file')
    .action(async (id: string, options) => {
      const { workloads } = await app.portal();
      const { stdout } = app.terminal;
      if (options.output) {
        const whole = await workloads.wholeLog(id, options.task);
        await saveTo(app, options.output, whole);
        if (whole.headers.has('x-astrolabe-truncated')) {
          app.note('(older lines are gone)');
        }
        return;
      }
      const where = { task: options.task, maxBytes: options.bytes };
      const show = (chunk: LogChunk) => {
        if (options.json) stdout.write(`${asJson(chunk)}\n`);
        else stdout.write(written(chunk.text, stdout));
      };
      if (!options.follow) {
        const chunk = await workloads.logs(id, where);
        show(chunk);
        if (chunk.truncated && !options.json) {
          app.note('(older lines are gone)');
        }
        return;
      }
      await workloads.followLogs(id, {
        ...where,
        signal: app.signal,
        onChunk: show,
      });
    });
