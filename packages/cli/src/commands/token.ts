import type {
  AccessTokenList,
  NewAccessToken,
} from '@astrolabe/plugin-communities-common';
import type { Command } from 'commander';
import { command, type App, type CommandFactory } from '../lib/app';
import { usageError } from '../lib/errors';
import { collect, positiveInteger } from '../lib/options';
import { ago, table } from '../lib/text';

/** The token in use, and access tokens for other programs. */
export const token: CommandFactory = app => {
  const root = command('token', 'Print your token, for curl and programs');
  for (const sub of [create(app), list(app), revoke(app)]) root.addCommand(sub);
  return root.action(async options => {
    const portal = await app.portal();
    const current = await portal.token();
    app.print({
      json: options.json,
      value: { url: portal.url, ...current },
      text: current.token,
    });
  });
};

function create(app: App): Command {
  return command('create', 'Make an access token, which is shown once')
    .argument('<title>', 'what it is for')
    .option(
      '--scope <scope>',
      'what it may do, e.g. workloads:read; may be given more than once',
      collect,
    )
    .option('--days <n>', 'how long it lives', positiveInteger)
    .action(async (title: string, options) => {
      const { scope: scopes, days } = options;
      if (!scopes) {
        throw usageError(
          'Say what it may do',
          'Add --scope, such as --scope workloads:read --scope assets:read',
        );
      }
      const { communities } = await app.portal();
      const wish = { title, scopes, days };
      const made = await communities<NewAccessToken>('POST', '/tokens', wish);
      app.print({ json: options.json, value: made, text: made.token });
    });
}

function list(app: App): Command {
  return command('list', 'Your access tokens, newest first').action(
    async options => {
      const { communities } = await app.portal();
      const found = await communities<AccessTokenList>('GET', '/tokens');
      app.print({
        json: options.json,
        value: found,
        text: found.items.length
          ? table(
              ['ID', 'TITLE', 'MAY', 'LAST USED', 'ENDS'],
              found.items.map(item => [
                item.id,
                item.title,
                item.scopes.join(' '),
                item.lastUsedAt ? ago(item.lastUsedAt) : 'never',
                item.expiresAt,
              ]),
            )
          : 'No access tokens.',
      });
    },
  );
}

function revoke(app: App): Command {
  return command('revoke', 'End an access token')
    .argument('<id>', 'id of the access token')
    .action(async (id: string, options) => {
      const { communities } = await app.portal();
      await communities('DELETE', `/tokens/${encodeURIComponent(id)}`);
      app.print({
        json: options.json,
        value: { revoked: id },
        text: 'Revoked: it opens nothing any more.',
      });
    });
}
