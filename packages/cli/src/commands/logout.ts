import { command, type CommandFactory } from '../lib/app';
import { endToken } from '../lib/device';
import { readSession, removeSession } from '../lib/sessionFile';

/** Forgets the session, and ends its access token if it is one. */
export const logout: CommandFactory = app =>
  command('logout', 'Forget the session, and end its access token').action(
    async options => {
      const session = await readSession(app.terminal.env);
      const signedOut = await removeSession(app.terminal.env);
      // Forgotten first: what the portal says of it changes nothing here.
      if (session) await endToken(session);
      app.print({
        json: options.json,
        value: { signedOut },
        text: signedOut ? 'Signed out.' : 'You were not signed in.',
      });
    },
  );
