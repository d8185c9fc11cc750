import {
  shareRoles,
  type Share,
  type ShareList,
  type ShareWish,
} from '@astrolabe/plugin-communities-common';
import { Option, type Command } from 'commander';
import { command, type App } from './app';
import { ago, table } from './text';

const DAY_MS = 86_400_000;

/** Where the shares of one thing are read and changed. */
interface SharesOfThing {
  list(): Promise<ShareList>;
  share(wish: ShareWish): Promise<Share>;
  unshare(shareId: string): Promise<void>;
}

/** What sharing is called of one kind of thing, and how it is found. */
export interface SharedKind {
  /** As in a sentence. */
  thing: string;
  id: string;
  more?: (each: Command) => Command;
  of(
    app: App,
    id: string,
    options: Record<string, boolean | undefined>,
  ): Promise<SharesOfThing>;
}

/** `shares`, `share` and `unshare`, the same for all that can be shared. */
export function shareCommands(
  { thing, id, more = each => each, of }: SharedKind,
  app: App,
): Command[] {
  const shares = command('shares', `With whom ${thing} of yours is shared`)
    .argument('<id>', id)
    .action(async (name: string, options) => {
      const value = await (await of(app, name, options)).list();
      const groups = `Groups: ${value.groups.join(', ')}`;
      const text = [describe(value.items), groups].join('\n');
      app.print({ json: options.json, value, text });
    });

  const share = command('share', `Share ${thing} of yours`)
    .argument('<id>', id)
    .argument('<with>', 'name of a person, or the ref of a group')
    .addOption(
      new Option('--role <role>', 'what they may')
        .choices([...shareRoles])
        .default('view'),
    )
    .option('--days <n>', 'for how long; else until you end it', Number)
    .action(async (name: string, who: string, options) => {
      const { json, days, role } = options;
      const endsAt = days
        ? new Date(Date.now() + days * DAY_MS).toISOString()
        : undefined;
      const wish = { subjectRef: refOf(who), role, endsAt };
      const value = await (await of(app, name, options)).share(wish);
      app.print({ json, value, text: `Shared with ${who} to ${role} it` });
    });

  const unshare = command('unshare', 'End a share')
    .argument('<id>', id)
    .argument('<with>', 'as it was shared')
    .action(async (name: string, who: string, options) => {
      const found = await of(app, name, options);
      const subjectRef = refOf(who);
      const { items } = await found.list();
      const its = items.find(each => each.subjectRef === subjectRef);
      await found.unshare(its?.id ?? who);
      const value = { subjectRef, ended: true };
      const text = `Not shared with ${who} any more`;
      app.print({ json: options.json, value, text });
    });

  return [shares, share, unshare].map(more);
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
