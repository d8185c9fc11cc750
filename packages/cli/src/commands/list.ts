import { whoses, type WorkloadPage } from '@astrolabe/plugin-workloads-common';
import { Option } from 'commander';
import { command, type CommandFactory } from '../lib/app';
import { everyPage } from '../lib/everyPage';
import { positiveInteger } from '../lib/options';
import { ago, table } from '../lib/text';

/** One's own workloads, newest first. */
export const list: CommandFactory = app =>
  command('list', 'Your workloads, newest first')
    .alias('ls')
    .option('--limit <n>', 'how many, 1 to 200', positiveInteger, 50)
    .option('--cursor <cursor>', 'go on where a page ended (nextCursor)')
    .option('--all', 'every page')
    .option('--community <id>', 'those of this community alone')
    .addOption(
      new Option('--whose <whose>', 'also what others share with you')
        .choices([...whoses])
        .default('mine'),
    )
    .action(async options => {
      const portal = await app.portal();
      const page = await (options.all
        ? everyPage(portal, {
            community: options.community,
            whose: options.whose,
          })
        : portal.workloads.list({
            limit: options.limit,
            cursor: options.cursor,
            community: options.community,
            whose: options.whose,
          }));
      app.print({ json: options.json, value: page, text: describe(page) });
      if (page.nextCursor && !options.json) {
        app.note(
          `${page.items.length} of ${page.totalItems}; --all shows every one`,
        );
      }
    });

function describe({ items }: WorkloadPage): string {
  if (items.length === 0) {
    return 'No workloads. Find something to run: astrolabe assets search --kind tool';
  }
  return table(
    ['ID', 'TITLE', 'STATE', 'REASON', 'FROM', 'CREATED'],
    items.map(workload => [
      workload.id,
      workload.title,
      workload.state,
      workload.reason.code,
      workload.entityRef,
      ago(workload.createdAt),
    ]),
  );
}
