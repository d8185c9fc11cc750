import { command, type CommandFactory } from '../lib/app';
import { endpointOf } from '../lib/endpoints';

/** A way into an endpoint for a browser or a program. */
export const open: CommandFactory = app =>
  command(
    'open',
    'A link that opens an endpoint in a browser, once, within a minute',
  )
    .alias('ticket')
    .argument('<id>', 'id of the workload')
    .argument('[endpoint]', 'name of the endpoint; the first unless told')
    .action(async (id: string, name: string | undefined, options) => {
      const { workloads } = await app.portal();
      const endpoint = endpointOf(await workloads.get(id), name);
      const ticket = await workloads.openEndpoint(id, endpoint.name);
      app.print({ json: options.json, value: ticket, text: ticket.url });
    });
