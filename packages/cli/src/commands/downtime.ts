import type { Downtime } from '@astrolabe/plugin-workloads-common';
import { Command } from 'commander';
import { command, type App, type CommandFactory } from '../lib/app';
import { table } from '../lib/text';

/** When sites will be down; operators announce it. */
export const downtime: CommandFactory = app =>
  new Command('downtime')
    .description('When sites will be down; operators announce it')
    .addCommand(list(app))
    .addCommand(announce(app))
    .addCommand(cancel(app));

function list(app: App): Command {
  return command('list', 'What is announced, the first one first')
    .option('--history', 'also what is over or was taken back')
    .action(async options => {
      const { workloads } = await app.portal();
      const { history } = options;
      const answer = await workloads.downtimes({ history });
      app.print({
        json: options.json,
        value: answer,
        text: answer.items.length > 0 ? columns(answer.items) : 'None.',
      });
    });
}

function announce(app: App): Command {
  return command('announce', 'Announce that a site will be down')
    .argument('<site>', 'id of the site, as capacity shows it')
    .requiredOption('--from <instant>', 'such as 2026-12-24T08:00:00Z')
    .requiredOption('--until <instant>', 'when it is back')
    .requiredOption('--why <text>', 'what people read')
    .action(async (siteId: string, options) => {
      const { workloads } = await app.portal();
      const { from, until, why } = options;
      const value = await workloads.announceDowntime({
        siteId,
        from,
        until,
        why,
      });
      app.print({ json: options.json, value, text: columns([value]) });
    });
}

function cancel(app: App): Command {
  return command('cancel', 'Take back what was announced')
    .argument('<id>', 'id of the downtime')
    .action(async (id: string, options) => {
      const { workloads } = await app.portal();
      const value = await workloads.cancelDowntime(id);
      app.print({ json: options.json, value, text: columns([value]) });
    });
}

function columns(items: Downtime[]): string {
  return table(
    ['ID', 'SITE', 'FROM', 'UNTIL', 'WHY'],
    items.map(({ id, siteId, from, until, why, cancelledAt }) => [
      id,
      siteId,
      from,
      until,
      cancelledAt ? `taken back: ${why}` : why,
    ]),
  );
}
