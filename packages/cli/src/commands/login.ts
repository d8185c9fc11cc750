import { text as readAll } from 'node:stream/consumers';
import type { Terminal } from '../lib/app';
import { command, type CommandFactory } from '../lib/app';
import { usageError } from '../lib/errors';
import { deviceSignIn } from '../lib/device';
import { collect } from '../lib/options';
import { demoSignIn, portalOf, portalUrl, tokenEnd } from '../lib/portal';
import { sessionFilePath, writeSession } from '../lib/sessionFile';

/** Signs in to a portal and keeps the session. */
export const login: CommandFactory = app =>
  command('login', 'Sign in to a portal, by a page of it')
    .argument('[url]', 'address of the portal', 'http://localhost:7007')
    .option('--person <name>', 'development sign-in as this person, e.g. ada')
    .option('--token <token>', 'a token; - reads it from standard input')
    .option(
      '--scope <scope>',
      'let it do this alone, e.g. workloads:read; may be given more than once',
      collect,
    )
    .action(async (address: string, options) => {
      const url = portalUrl(address);
      const { person, token, scope: scopes } = options;
      const signIn = () => {
        if (person) return demoSignIn(url, person);
        if (token) return withToken(url, token, app.terminal);
        return deviceSignIn(app, { url, scopes });
      };
      const session = await signIn();
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

async function withToken(url: string, given: string, terminal: Terminal) {
  const token =
    given === '-' ? (await readAll(terminal.stdin)).trim() : given.trim();
  if (!/^[\x21-\x7e]+$/.test(token)) {
    throw usageError('What was given is not a token');
  }
  return { url, token, expiresAt: tokenEnd(token) };
}
