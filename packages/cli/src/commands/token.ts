import { command, type CommandFactory } from '../lib/app';

/** The token, for programs that speak HTTP themselves. */
export const token: CommandFactory = app =>
  command('token', 'Print your token, for curl and programs').action(
    async options => {
      const portal = await app.portal();
      const current = await portal.token();
      app.print({
        json: options.json,
        value: { url: portal.url, ...current },
        text: current.token,
      });
    },
  );
