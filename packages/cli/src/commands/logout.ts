import { command, type CommandFactory } from '../lib/app';
import { removeSession } from '../lib/sessionFile';

/** Forgets the session. */
export const logout: CommandFactory = app =>
  command('logout', 'Forget the session').action(async options => {
    const signedOut = await removeSession(app.terminal.env);
    app.print({
      json: options.json,
      value: { signedOut },
      text: signedOut ? 'Signed out.' : 'You were not signed in.',
    });
  });
