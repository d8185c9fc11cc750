import {
  shareRoles,
  type Share,
  type SharedThing,
  type ShareRole,
} from '@astrolabe/plugin-workloads-common';
import { Option } from 'commander';
import { command, type App, type CommandFactory } from '../lib/app';
import { ago, table } from '../lib/text';

const DAY_MS = 86_400_000;

/** With whom one's things are shared. */
export const shares: CommandFactory = app =>
  command('shares', 'With whom a workload or snapshot of yours is shared')
    .argument('<id>', 'id of the workload')
    .option('--snapshot', 'it is the id of a snapshot')
    .action(async (id: string, { json, snapshot }) => {
      const { workloads } = await app.portal();
      const value = await workloads.shares(thingOf(id, snapshot));
      const text = [
        describe(value.items),
        `Groups: ${value.groups.join(', ')}`,
      ].join('\n');
      app.print({ json, value, text });
    });

export const share: CommandFactory = app =>
  command('share', 'Share a workload or snapshot of yours')
    .argument('<id>', 'id of the workload')
    .argument('<with>', 'name of a person, or the ref of a group')
    .addOption(
      new Option('--role <role>', 'what they may')
        .choices([...shareRoles])
        .default('view'),
    )
    .option('--days <n>', 'for how long; else until you end it', Number)
    .option('--snapshot', 'it is the id of a snapshot')
    .action(async (id: string, who: string, options) => {
      const { json, days, snapshot } = options;
      const role: ShareRole = options.role;
      const endsAt = days
        ? new Date(Date.now() + days * DAY_MS).toISOString()
        : undefined;
      const { workloads } = await app.portal();
      const wish = { subjectRef: refOf(who), role, endsAt };
      const value = await workloads.share(thingOf(id, snapshot), wish);
      app.print({ json, value, text: `Shared with ${who} to ${role} it` });
    });

export const unshare: CommandFactory = app =>
  command('unshare', 'End a share')
    .argument('<id>', 'id of the workload')
    .argument('<with>', 'as it was shared')
    .option('--snapshot', 'it is the id of a snapshot')
    .action(async (id: string, who: string, { json, snapshot }) => {
      const thing = thingOf(id, snapshot);
      const found = await findShare(app, thing, refOf(who));
      const { workloads } = await app.portal();
      await workloads.unshare(thing, found?.id ?? who);
      const value = { subjectRef: refOf(who), ended: true };
      app.print({ json, value, text: `Not shared with ${who} any more` });
    });

async function findShare(
  app: App,
  thing: SharedThing,
  subjectRef: string,
): Promise<Share | undefined> {
  const { workloads } = await app.portal();
  const { items } = await workloads.shares(thing);
  return items.find(each => each.subjectRef === subjectRef);
}

function thingOf(id: string, isSnapshot?: boolean): SharedThing {
  return { kind: isSnapshot ? 'snapshot' : 'workload', id };
}

/** A person by their name alone. */
function refOf(who: string): string {
  return who.includes(':') ? who : `user:default/${who}`;
}

function describe(items: Share[]): string {
  if (items.length === 0) return 'Shared with nobody.';
  return table(
    ['WITH', 'ROLE', 'SINCE', 'UNTIL'],
    items.map(({ subjectRef, role, createdAt, endsAt }) => [
      subjectRef,
      role,
      ago(createdAt),
      endsAt ?? '',
    ]),
  );
}
