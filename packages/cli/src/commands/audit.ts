import {
  auditOutcomes,
  type AuditPage,
} from '@astrolabe/plugin-communities-common';
import { Option } from 'commander';
import { command, type CommandFactory } from '../lib/app';
import { positiveInteger } from '../lib/options';
import { table } from '../lib/text';

/** Who did what: one's own part, and everybody's for operators. */
export const audit: CommandFactory = app =>
  command('audit', 'What you did; operators see what everybody did')
    .option('--all', 'of everybody')
    .option('--actor <ref>', 'of one person or service; with --all')
    .option('--plugin <id>', 'in this room')
    .option('--event <id>', 'such as workload-launch')
    .option('--object <id>', 'done to this')
    .addOption(new Option('--outcome <outcome>').choices(auditOutcomes))
    .option('--from <time>', 'not before')
    .option('--until <time>', 'before')
    .option('--limit <n>', 'how many, 1 to 200', positiveInteger, 50)
    .option('--cursor <cursor>', 'go on where a page ended (nextCursor)')
    .action(async ({ json, all, ...query }) => {
      const { communities } = await app.portal();
      const wanted = Object.entries(query).map(([name, value]) => [
        name,
        String(value),
      ]);
      const path = all || query.actor ? '/audit' : '/audit/mine';
      const page = await communities<AuditPage>(
        'GET',
        `${path}?${new URLSearchParams(wanted)}`,
      );
      app.print({ json, value: page, text: describe(page) });
      if (page.nextCursor && !json) {
        app.note(`There is more: --cursor ${page.nextCursor}`);
      }
    });

function describe({ items }: AuditPage): string {
  if (items.length === 0) return 'Nothing of this kind.';
  return table(
    ['AT', 'WHO', 'ROOM', 'EVENT', 'OBJECT', 'OUTCOME', 'FROM'],
    items.map(entry => [
      entry.at,
      entry.actor ?? '',
      entry.plugin,
      entry.event,
      entry.object ?? '',
      entry.error ? `${entry.outcome}: ${entry.error}` : entry.outcome,
      entry.address ?? '',
    ]),
  );
}
