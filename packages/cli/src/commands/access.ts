import {
  accessStates,
  type AccessGrant,
  type AccessPage,
  type AccessRequest,
} from '@astrolabe/plugin-communities-common';
import { Command, Option } from 'commander';
import { command, type App, type CommandFactory } from '../lib/app';
import { positiveInteger } from '../lib/options';
import { ago, table } from '../lib/text';

/** Asking to be more than one is, for a while, and deciding on what others ask for. */
export const access: CommandFactory = app =>
  new Command('access')
    .description('Requests for access: yours, and those that you decide on')
    .addCommand(ask(app))
    .addCommand(list(app))
    .addCommand(decide(app, 'approve', 'Grant what somebody asks for'))
    .addCommand(decide(app, 'refuse', 'Refuse what somebody asks for'))
    .addCommand(withdraw(app))
    .addCommand(grants(app))
    .addCommand(end(app));

function ask(app: App): Command {
  return command('request', 'Ask to be of a tier in a community')
    .argument('<community>', 'id of the community')
    .argument('<tier>', 'such as full')
    .requiredOption('--reason <text>', 'whoever decides reads it')
    .option('--days <n>', 'for how long', positiveInteger)
    .action(async (community: string, tier: string, options) => {
      const { communities } = await app.portal();
      const { reason, days, json } = options;
      const wish = { community, tier, reason, days };
      const path = '/access-requests';
      const value = await communities<AccessRequest>('POST', path, wish);
      app.print({ json, value, text: columns([value]) });
    });
}

function list(app: App): Command {
  return command('list', 'What you asked for; --managed: what others ask you')
    .option('--managed', 'of everybody, to communities that you manage')
    .addOption(new Option('--state <state>').choices(accessStates))
    .option('--limit <n>', 'how many, 1 to 200', positiveInteger, 50)
    .option('--cursor <cursor>', 'go on where a page ended (nextCursor)')
    .action(async ({ json, ...options }) => {
      const page = await pageOf<AccessRequest>(
        app,
        '/access-requests',
        options,
      );
      const text = page.items.length ? columns(page.items) : 'No requests.';
      app.print({ json, value: page, text });
      if (page.nextCursor && !json) {
        app.note(`There is more: --cursor ${page.nextCursor}`);
      }
    });
}

function decide(
  app: App,
  how: 'approve' | 'refuse',
  description: string,
): Command {
  const made = command(how, description)
    .argument('<id>', 'id of the request')
    .option('--note <text>', 'whoever asked reads it');
  if (how === 'approve') {
    made.option('--days <n>', 'for how long', positiveInteger);
  }
  return made.action(async (id: string, { json, note, days }) => {
    const body = { note, days };
    const value = await change(app, `${encodeURIComponent(id)}/${how}`, body);
    app.print({ json, value, text: columns([value]) });
  });
}

function withdraw(app: App): Command {
  return command('withdraw', 'Ask no more')
    .argument('<id>', 'id of the request')
    .action(async (id: string, { json }) => {
      const value = await change(app, `${encodeURIComponent(id)}/withdraw`);
      app.print({ json, value, text: columns([value]) });
    });
}

function grants(app: App): Command {
  return command('grants', 'What you were granted, and when it ends')
    .option('--managed', 'of everybody, in communities that you manage')
    .option('--limit <n>', 'how many, 1 to 200', positiveInteger, 50)
    .option('--cursor <cursor>', 'go on where a page ended (nextCursor)')
    .action(async ({ json, ...options }) => {
      const page = await pageOf<AccessGrant>(app, '/grants', options);
      const rows = page.items.map(each => [
        ...[each.id, each.personRef, each.community, each.tier],
        each.endsAt,
      ]);
      const header = ['ID', 'WHO', 'COMMUNITY', 'TIER', 'ENDS'];
      const text = rows.length ? table(header, rows) : 'Nothing.';
      app.print({ json, value: page, text });
      if (page.nextCursor && !json) {
        app.note(`There is more: --cursor ${page.nextCursor}`);
      }
    });
}

function end(app: App): Command {
  return command('end', 'End access before its time')
    .argument('<id>', 'id of what was granted, as grants shows it')
    .action(async (id: string, { json }) => {
      const { communities } = await app.portal();
      await communities('DELETE', `/grants/${encodeURIComponent(id)}`);
      app.print({ json, value: { ended: id }, text: 'It has ended.' });
    });
}

async function change(
  app: App,
  path: string,
  body?: object,
): Promise<AccessRequest> {
  const { communities } = await app.portal();
  return communities<AccessRequest>('POST', `/access-requests/${path}`, body);
}

async function pageOf<T>(
  app: App,
  path: string,
  { managed, ...query }: { managed?: boolean },
): Promise<AccessPage<T>> {
  const { communities } = await app.portal();
  const wanted = Object.entries({
    ...query,
    whose: managed ? 'managed' : 'mine',
  }).map(([name, value]) => [name, String(value)]);
  const search = new URLSearchParams(wanted);
  return communities<AccessPage<T>>('GET', `${path}?${search}`);
}

function columns(items: AccessRequest[]): string {
  return table(
    ['ID', 'WHO', 'COMMUNITY', 'TIER', 'STATE', 'ASKED', 'WHY'],
    items.map(each => [
      ...[each.id, each.personRef, each.community, each.tier, each.state],
      ...[ago(each.createdAt), each.note ?? each.reason],
    ]),
  );
}
