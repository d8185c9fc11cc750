import {
  gpuLinesOf,
  type Capacity,
  type SiteCapacity,
} from '@astrolabe/plugin-workloads-common';
import { command, type CommandFactory } from '../lib/app';
import { bytes, facts, plain, table } from '../lib/text';

/** What each site has, and what of it is free. */
export const capacity: CommandFactory = app =>
  command('capacity', 'The sites, and what is free there').action(
    async options => {
      const { workloads } = await app.portal();
      const answer = await workloads.capacity();
      app.print({ json: options.json, value: answer, text: describe(answer) });
    },
  );

function describe({ items, unreachable }: Capacity): string {
  const sites =
    items.length === 0
      ? 'No site answers.'
      : table(
          [
            ...['SITE', 'TITLE', 'ENGINE', 'MACHINES'],
            ...['CORES', 'MEMORY', 'DISK', 'GPUS'],
          ],
          items.map(site => [
            site.siteId,
            site.title,
            site.engine,
            machines(site),
            ...amounts(site),
          ]),
        );
  const gpus = gpuRows(items);
  const models =
    gpus.length === 0
      ? []
      : [table(['SITE', 'GPU', 'TOTAL', 'ELIGIBLE', 'USED', 'FREE'], gpus)];
  const downtimes = items
    .flatMap(site => site.downtimes ?? [])
    .map(
      ({ siteId, from, until, why }) =>
        `${plain(siteId)} will be down from ${from} until ${until}: ${plain(
          why,
        )}`,
    );
  const silent = unreachable.map(({ reason }) =>
    facts([
      ['silent', reason.message],
      ['evidence', reason.evidence],
    ]),
  );
  return [sites, ...models, ...downtimes, ...silent].join('\n\n');
}

/** A row for each model of each site. */
function gpuRows(sites: SiteCapacity[]): string[][] {
  return sites.flatMap(site =>
    gpuLinesOf(site).map(({ model, total, eligible, used, free }) => [
      ...[site.siteId, model ?? '(any)'],
      ...[total, eligible, used, free].map(String),
    ]),
  );
}

/** Each as `free of total`. */
function amounts({ free, total }: SiteCapacity): string[] {
  const of = (one: string, all: string) => `${one} of ${all}`;
  return [
    of(cores(free.cpuCores), cores(total.cpuCores)),
    of(bytes(free.memoryBytes), bytes(total.memoryBytes)),
    of(bytes(free.diskBytes), bytes(total.diskBytes)),
    of(`${free.gpu?.count ?? 0}`, `${total.gpu?.count ?? 0}`),
  ];
}

/** How many take work, of all, and what keeps the others from it. */
function machines({ nodes }: SiteCapacity): string {
  if (!nodes) return '';
  const { ready, closed, down } = nodes;
  const away = [
    ...(closed > 0 ? [`${closed} closed`] : []),
    ...(down > 0 ? [`${down} down`] : []),
  ];
  const why = away.length > 0 ? ` (${away.join(', ')})` : '';
  return `${ready} of ${ready + closed + down}${why}`;
}

/** Some engines have fractions of cores. */
function cores(count: number): string {
  return String(Math.round(count * 10) / 10);
}
