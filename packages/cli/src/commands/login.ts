import { text as readAll } from 'node:stream/consumers';
import type { Terminal } from '../lib/app';
import { command, type CommandFactory } from '../lib/app';
import { usageError } from '../lib/errors';
import { demoSignIn, portalOf, portalUrl, tokenEnd } from '../lib/portal';
import { sessionFilePath, writeSession } from '../lib/sessionFile';

/** Signs in to a portal and keeps the session. */
export const login: CommandFactory = app =>
  command('login', 'Sign in to a portal')
    .argument('[url]', 'address of the portal', 'http://localhost:7007')
    .option('--person <name>', 'development sign-in as this person, e.g. ada')
    .option('--token <token>', 'a token; - reads it from standard input')
    .action(async (address: string, options) => {
      const url = portalUrl(address);
      const session = options.person
        ? await demoSignIn(url, options.person)
        : await withToken(url, options.token, app.terminal);
      const me = await portalOf(session).me();
      await writeSession(app.terminal.env, session);
      app.print({
        json: options.json,
        value: { url, ...me },
        text: `Signed in to ${url} as ${me.displayName} (${me.userRef}, tier ${
          me.tier
        }).\nKept in ${sessionFilePath(app.terminal.env)}`,
      });
    });

async function withToken(
  url: string,
  given: string | undefined,
  terminal: Terminal,
) {
  if (!given) {
    throw usageError(
      'Say who signs in',
      'Add --person <name> where the portal has development sign-in, or --token - with a token on standard input',
    );
  }
  const token =
    given === '-' ? (await readAll(terminal.stdin)).trim() : given.trim();
  if (!/^[\x21-\x7e]+$/.test(token)) {
    throw usageError('What was given is not a token');
  }
  return { url, token, expiresAt: tokenEnd(token) };
}
