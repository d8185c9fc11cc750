import {
  noticeLanguages,
  type NoticeInbox,
  type NoticeSettings,
} from '@astrolabe/plugin-workloads-common';
import { InvalidArgumentError, Option } from 'commander';
import { command, type CommandFactory } from '../lib/app';
import { ago, facts, table } from '../lib/text';

const seconds = { s: 1, m: 60, h: 3600, d: 86_400 };
const MOST_SECONDS = 30 * seconds.d;

/** When one is told of one's workloads; with options, from now on. */
export const notices: CommandFactory = app =>
  command('notices', 'When the portal tells you of your workloads, and what')
    .option('--list', 'what you were told, the newest first; it is read then')
    .option(
      '--after <time>',
      'tell me of what took so long: such as 90s, 10m, 2h or 1d; always or never',
      afterOf,
    )
    .addOption(
      new Option('--mail <on|off>', 'by mail, or not').choices(['on', 'off']),
    )
    .addOption(
      new Option('--language <language>', 'of what I am told').choices(
        noticeLanguages,
      ),
    )
    .action(async ({ json, list, after, mail, language }) => {
      const { workloads } = await app.portal();
      if (list) {
        const inbox = await workloads.inbox();
        app.print({ json, value: inbox, text: inboxText(inbox) });
        const [newest] = inbox.items;
        if (inbox.unread > 0) await workloads.readNotices(newest.at);
        return;
      }
      const change = {
        ...after,
        ...(mail && { mail: mail === 'on' }),
        ...(language && { language }),
      };
      const now = await workloads.notices();
      const value = Object.keys(change).length
        ? await workloads.setNotices({ ...now, ...change })
        : now;
      app.print({ json, value, text: textOf(value) });
    });

function inboxText({ items }: NoticeInbox): string {
  return table(
    ['WHAT', 'WORKLOAD', 'ID', 'WHEN', ''],
    items.map(({ kind, title, workloadId, at, isRead }) => [
      ...[kind, title, workloadId, ago(at)],
      isRead ? '' : 'new',
    ]),
  );
}

/** A time as a person writes it; in an object, as commander makes `''` of null. */
function afterOf(text: string): Pick<NoticeSettings, 'afterSeconds'> {
  if (text === 'never') return { afterSeconds: null };
  if (text === 'always') return { afterSeconds: 0 };
  const [, count, unit] = /^(\d{1,7})([smhd])$/.exec(text) ?? [];
  const time = Number(count) * seconds[unit as keyof typeof seconds];
  if (time <= MOST_SECONDS) return { afterSeconds: time };
  throw new InvalidArgumentError(
    'It is none of always, never, and a time such as 90s, 10m, 2h or 1d, up to 30d.',
  );
}

function textOf({ afterSeconds, mail, mailAddress, ...more }: NoticeSettings) {
  const when =
    afterSeconds === 0 ? 'always' : `of what took ${afterSeconds} s or longer`;
  const noMail = more.sendsMail
    ? 'the portal knows no address of yours'
    : 'this portal sends no mail';
  return facts([
    ['told', afterSeconds === null ? 'never' : when],
    ['by mail', mail ? `to ${mailAddress ?? `nobody: ${noMail}`}` : 'no'],
    ['language', more.language],
  ]);
}
