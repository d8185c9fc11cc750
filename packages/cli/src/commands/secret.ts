import {
  generatedKinds,
  madeScopes,
  secretKinds,
  secretScopes,
  type NewSecretValue,
  type Secret,
  type SecretKind,
  type WrittenSecret,
} from '@astrolabe/plugin-accounts-common';
import { isSettled, type Workload } from '@astrolabe/plugin-workloads-common';
import { Command, Option } from 'commander';
import { command, type App, type CommandFactory } from '../lib/app';
import { CliError, exitCodes, usageError } from '../lib/errors';
import { everyPage } from '../lib/everyPage';
import type { Portal } from '../lib/portal';
import { readSecret } from '../lib/readSecret';
import { ago, table } from '../lib/text';
import { importSecrets } from './importSecrets';

/** Keys and passwords for one's workloads: they go in, and do not come out. */
export const secret: CommandFactory = app =>
  new Command('secret')
    .description('Keys and passwords for your workloads')
    .addCommand(list(app))
    .addCommand(set(app))
    .addCommand(rotate(app))
    .addCommand(history(app))
    .addCommand(remove(app))
    .addCommand(importSecrets(app));

function list(app: App): Command {
  return command('list', 'Your secrets, without their values').action(
    async ({ json }) => {
      const { secrets } = await app.portal();
      const value = await secrets.listSecrets();
      const { state, reason } = value.store;
      if (state !== 'ready' && !json) {
        app.note(`They cannot be changed at present: ${reason ?? state}`);
      }
      const text = value.items.length ? columns(value.items) : 'No secrets.';
      app.print({ json, value, text });
    },
  );
}

function set(app: App): Command {
  return withValue(
    command('set', 'Keep a secret; its value is read from standard input'),
  )
    .argument('<name>', 'how workloads name it')
    .addOption(
      new Option('--kind <kind>').choices([...secretKinds]).default('token'),
    )
    .addOption(
      new Option('--scope <scope>', 'whose it is')
        .choices([...madeScopes])
        .default('personal'),
    )
    .option('--community <id>', 'for the scopes member and community')
    .action(async (name: string, options) => {
      const { kind, scope, community } = options;
      const value = await valueOf(app, kind, options);
      const { secrets } = await app.portal();
      const wish = { name, kind, scope, community, ...value };
      tell(app, await secrets.createSecret(wish), options);
    });
}

function rotate(app: App): Command {
  return withChoice(
    withValue(
      command('rotate', 'Give it another value, read from standard input'),
    )
      .argument('<name>', 'its name or id')
      .option('--restart', 'also restart what runs with the value before'),
  ).action(async (name: string, options) => {
    const { id, kind } = await find(app, name, options);
    const value = await valueOf(app, kind, options);
    const portal = await app.portal();
    const written = await portal.secrets.rotateSecret(id, value);
    tell(app, written, options);
    const old = await usersOfOld(portal, written);
    for (const workload of old) {
      if (options.restart) await portal.workloads.restart(workload.id);
      const does = options.restart ? 'Restarting' : 'With the value before';
      const how = options.restart ? '' : `: astrolabe restart ${workload.id}`;
      app.note(`${does}: ${workload.title}${how}`);
    }
  });
}

/** What runs of one's own with a value before the one that was written. */
async function usersOfOld(
  portal: Portal,
  { id, version }: WrittenSecret,
): Promise<Workload[]> {
  const events = await portal.secrets.secretHistory(id);
  const old = events.filter(
    each => each.what === 'use' && each.version < version,
  );
  if (old.length === 0) return [];
  const { items } = await everyPage(portal);
  return items.filter(
    workload =>
      !isSettled(workload.state) &&
      old.some(({ objectId }) => objectId === workload.id),
  );
}

function history(app: App): Command {
  return withChoice(
    command('history', 'What was done with it, newest first').argument(
      '<name>',
      'its name or id',
    ),
  ).action(async (name: string, options) => {
    const { id } = await find(app, name, options);
    const { secrets } = await app.portal();
    const items = await secrets.secretHistory(id);
    const rows = items.map(({ at, what, version, by, objectId = '' }) => [
      ...[ago(at), what, String(version), by, objectId],
    ]);
    const text = table(['WHEN', 'WHAT', 'VALUE', 'BY', 'FOR'], rows);
    app.print({ json: options.json, value: { items }, text });
  });
}

function remove(app: App): Command {
  return withChoice(
    command('rm', 'Remove it; it cannot be brought back')
      .argument('<name>', 'its name or id')
      .option('--yes', 'do not ask'),
  ).action(async (name: string, options) => {
    const { json, yes } = options;
    const { id } = await find(app, name, options);
    if (!yes && !json) {
      const isSure = await app.confirm(`Remove the secret '${name}'?`);
      const message = 'Nothing was removed';
      if (!isSure) throw new CliError(exitCodes.failure, { message });
    }
    const { secrets } = await app.portal();
    await secrets.deleteSecret(id);
    app.print({ json, value: { removed: id }, text: `Removed: ${name}` });
  });
}

function withValue(sub: Command): Command {
  return sub
    .option('--user <name>', 'of the kind password')
    .option('--generate', 'the portal makes the value, and shows it once')
    .option(
      '--expires <time>',
      'such as 2027-01-31: it is not used after that',
    );
}

/** Which one, where several have that name. */
function withChoice(sub: Command): Command {
  return sub
    .addOption(new Option('--scope <scope>').choices([...secretScopes]))
    .option('--community <id>', 'of which community it is');
}

async function valueOf(
  app: App,
  kind: SecretKind,
  options: { user?: string; generate?: boolean; expires?: string },
): Promise<NewSecretValue> {
  const { user, generate, expires } = options;
  if (generate && !generatedKinds.includes(kind)) {
    throw usageError(`No ${kind} can be made`, 'Leave out --generate');
  }
  if (kind === 'password' && !user) {
    throw usageError('Say whose password it is', 'Add --user');
  }
  if (expires && Number.isNaN(Date.parse(expires))) {
    throw usageError(`'${expires}' is no time`, 'Write it as 2027-01-31');
  }
  const expiresAt = expires && new Date(expires).toISOString();
  const when = { ...(expiresAt && { expiresAt }) };
  if (generate) return { ...when, generate, ...(user && { value: { user } }) };
  const isWhole = kind === 'file';
  const text = await readSecret(app, `The ${kind}`, { isWhole });
  const value = kind === 'password' ? { user, password: text } : { text };
  return { ...when, value };
}

async function find(
  app: App,
  name: string,
  { scope, community }: { scope?: string; community?: string },
): Promise<Secret> {
  const { secrets } = await app.portal();
  const { items } = await secrets.listSecrets();
  const found = items.filter(
    each =>
      (each.name === name || each.id === name) &&
      (scope ?? each.scope) === each.scope &&
      (community ?? each.community) === each.community,
  );
  if (found.length === 1) return found[0];
  if (found.length === 0) {
    throw new CliError(exitCodes.notFound, {
      message: `You have no secret '${name}'`,
      nextStep: 'astrolabe secret list',
    });
  }
  throw usageError(
    `${found.length} secrets are called '${name}'`,
    'Add --scope, --community, or give the id',
  );
}

function tell(app: App, value: WrittenSecret, { json }: { json?: boolean }) {
  const { name, version, generated } = value;
  const text = generated ?? `Kept: ${name}, value ${version}`;
  app.print({ json, value, text });
}

function columns(items: Secret[]): string {
  return table(
    [
      'NAME',
      'KIND',
      'SCOPE',
      'COMMUNITY',
      'CHANGED',
      'EXPIRES',
      'LAST USED BY',
    ],
    items.map(each => [
      ...[each.name, each.kind, each.scope, each.community ?? ''],
      ...[ago(each.changedAt), each.expiresAt ?? ''],
      each.usedBy[0]?.objectId ?? '',
    ]),
  );
}
