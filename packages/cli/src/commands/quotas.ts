import { command, type CommandFactory } from '../lib/app';
import { withCommunity } from '../lib/options';
import { quotaTable } from '../lib/quotas';

/** What the caller's workloads hold of what they may. */
export const quotas: CommandFactory = app =>
  withCommunity(
    command('quotas', 'What you may use, and what of it is in use'),
  ).action(async options => {
    const { workloads } = await app.portal(options);
    const items = await workloads.quotas();
    app.print({
      json: options.json,
      value: { items },
      text: quotaTable(items),
    });
  });
