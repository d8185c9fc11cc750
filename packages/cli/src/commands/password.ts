import { createInterface } from 'node:readline/promises';
import { command, type App, type CommandFactory } from '../lib/app';
import { endpointOf } from '../lib/endpoints';
import { facts } from '../lib/text';

/** A password with which people without an account come in. */
export const password: CommandFactory = app =>
  command(
    'password',
    'Set a password for an endpoint, for people without an account',
  )
    .argument('<id>', 'id of the workload')
    .argument('[endpoint]', 'name of the endpoint; the first unless told')
    .option('--own', 'read the password from standard input; else one is made')
    .option('--remove', 'remove it, and end the sessions of all who came by it')
    .action(async (id: string, name: string | undefined, options) => {
      const { json, own, remove } = options;
      const { workloads } = await app.portal();
      const endpoint = endpointOf(await workloads.get(id), name);
      if (remove) {
        await workloads.removePassword(id, endpoint.name);
        const value = { endpoint: endpoint.name, removed: true };
        app.print({ json, value, text: `Removed from ${endpoint.name}` });
        return;
      }
      const wanted = own ? await readPassword(app) : undefined;
      const set = await workloads.setPassword(id, endpoint.name, wanted);
      app.print({
        json,
        value: { ...set, url: endpoint.url },
        text: facts([
          ['address', endpoint.url],
          ['password', set.password],
        ]),
      });
    });

/** One line: an argument would stay in the history of the shell. */
async function readPassword({ terminal, note, signal }: App): Promise<string> {
  if (terminal.stdin.isTTY) note('Password, at least 10 characters:');
  const lines = createInterface({ input: terminal.stdin });
  try {
    return await lines.question('', { signal });
  } finally {
    lines.close();
  }
}
