import { setTimeout as sleep } from 'node:timers/promises';
import type {
  Account,
  LinkableService,
} from '@astrolabe/plugin-accounts-common';
import type { Command } from 'commander';
import { command, type App, type CommandFactory } from '../lib/app';
import { usageError } from '../lib/errors';
import { collect } from '../lib/options';
import { readSecret } from '../lib/readSecret';
import { shareCommands, type SharedKind } from '../lib/shares';
import { ago, table } from '../lib/text';

const POLL_MS = 2000;

const shared: SharedKind = {
  thing: 'a linked service',
  id: 'as in astrolabe account list',
  async of(app, id) {
    const { accounts } = await app.portal();
    return {
      list: () => accounts.shares(id),
      share: wish => accounts.share(id, wish),
      unshare: shareId => accounts.unshare(id, shareId),
    };
  },
};

/** The services that one has linked. */
export const account: CommandFactory = app => {
  const root = command('account', 'The services that you have linked');
  const subs = [list, services, link, verify, unlink];
  for (const sub of subs) root.addCommand(sub(app));
  for (const sub of shareCommands(shared, app)) root.addCommand(sub);
  return root;
};

function list(app: App): Command {
  return command('list', 'What you have linked, and whether it works').action(
    async ({ json }) => {
      const { accounts } = await app.portal();
      const value = await accounts.accounts();
      const { items, incomplete } = value;
      const text = items.length === 0 ? 'Nothing is linked.' : tableOf(items);
      if (incomplete) app.note('What others share cannot be told at present.');
      app.print({ json, value, text });
    },
  );
}

function services(app: App): Command {
  return command('services', 'What can be linked, and what it asks for').action(
    async ({ json }) => {
      const { accounts } = await app.portal();
      const items = await accounts.services();
      const text = table(
        ['ID', 'SERVICE', 'FIELDS'],
        items.map(({ id, title, form }) => [
          id,
          title,
          Object.keys(form.properties)
            .map(name => (form.required.includes(name) ? name : `[${name}]`))
            .join(' '),
        ]),
      );
      app.print({ json, value: { items }, text });
    },
  );
}

function link(app: App): Command {
  return command('link', 'Link a service; what is secret comes from stdin')
    .argument('<service>', 'its id, as in astrolabe account services')
    .option(
      '--set <field=value>',
      'a field that is not secret; may be given more than once',
      collect,
    )
    .option('--secret <field>', 'the secret field that is read')
    .option('--name <name>', 'what it is to be called')
    .option('--sign-in', 'sign in there in your browser instead')
    .action(async (id: string, options) => {
      const { accounts } = await app.portal();
      const values = valuesOf(options.set ?? []);
      if (options.signIn) {
        const value = await signIn(app, id, values.url);
        app.print({ json: options.json, value, text: lineOf(value) });
        return;
      }
      const service = (await accounts.services()).find(each => each.id === id);
      const field = options.secret ?? (service && secretOf(service));
      if (field) values[field] = await readSecret(app, field);
      const { name } = options;
      const value = await accounts.link({ service: id, values, name });
      app.print({ json: options.json, value, text: lineOf(value) });
    });
}

function verify(app: App): Command {
  return command('verify', 'Ask a service whether it still lets you in')
    .argument('<id>', 'as in astrolabe account list')
    .action(async (id: string, { json }) => {
      const { accounts } = await app.portal();
      const value = await accounts.verify(id);
      app.print({ json, value, text: lineOf(value) });
    });
}

function unlink(app: App): Command {
  return command('unlink', 'Unlink a service')
    .argument('<id>', 'as in astrolabe account list')
    .action(async (id: string, { json }) => {
      const { accounts } = await app.portal();
      await accounts.unlink(id);
      app.print({ json, value: { unlinked: id }, text: `Unlinked '${id}'` });
    });
}

/** Where the person goes is said beside the result, which comes when they are done. */
async function signIn(app: App, service: string, url?: string) {
  const { accounts } = await app.portal();
  const begun = await accounts.beginLogin(service, url);
  app.note(`Sign in at ${begun.url}`);
  for (;;) {
    await sleep(POLL_MS, undefined, { signal: app.signal });
    const { account: linked } = await accounts.continueLogin(begun.id);
    if (linked) return linked;
  }
}

/** The one that has to be filled in, or the only one. */
function secretOf({ form }: LinkableService): string | undefined {
  const { properties, required } = form;
  const secrets = Object.keys(properties).filter(
    name => properties[name].writeOnly,
  );
  return secrets.find(name => required.includes(name)) ?? secrets[0];
}

function valuesOf(given: string[]): Record<string, string> {
  return Object.fromEntries(
    given.map(each => {
      const [name, ...rest] = each.split('=');
      if (name && rest.length > 0) return [name, rest.join('=')];
      throw usageError(
        `'${each}' is no field=value`,
        'Write --set url=https://…',
      );
    }),
  );
}

function lineOf({ title, health, user }: Account): string {
  const { state, reason } = health;
  const who = user ? ` as ${user}` : '';
  return state === 'working'
    ? `${title}${who}: works`
    : `${title}${who}: ${state}${reason ? ` (${reason})` : ''}`;
}

function tableOf(items: Account[]): string {
  return table(
    ['ID', 'SERVICE', 'USER', 'STATE', 'ASKED', 'ENDS', 'WHOSE', 'WHY'],
    items.map(({ health, expiresAt = '', ...each }) => [
      ...[each.id, each.service, each.user ?? '', health.state],
      health.checkedAt ? ago(health.checkedAt) : 'never',
      ...[expiresAt, whoseOf(each), health.reason ?? ''],
    ]),
  );
}

function whoseOf({
  ownerRef,
  shared: share,
}: Pick<Account, 'ownerRef' | 'shared'>): string {
  if (!share) return '';
  return `${ownerRef.slice(ownerRef.lastIndexOf('/') + 1)} (${share.role})`;
}
