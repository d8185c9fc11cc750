import type {
  NoticeKind,
  NoticeLanguage,
} from '@astrolabe/plugin-workloads-common';
import type { Notice } from '../database';

type Words = Record<NoticeKind, string> &
  Record<'open' | 'group' | 'why', string>;

const words: Record<NoticeLanguage, Words> = {
  en: {
    ready: 'Ready',
    completed: 'Done',
    failed: 'Failed',
    group: 'All that were launched together have ended',
    open: 'Its page',
    why: 'When you get such mails is up to you',
  },
  es: {
    ready: 'Disponible',
    completed: 'Terminado',
    failed: 'Ha fallado',
    group: 'Han acabado todas las que se lanzaron juntas',
    open: 'Su página',
    why: 'Usted decide cuándo recibe estos correos',
  },
};

/**
 * What a notice says, as plain text. Nothing of the workload is in it but its
 * title: mail is read by others on the way.
 */
export function writeMail(
  notice: Pick<Notice, 'kind' | 'at' | 'title' | 'workloadId' | 'groupSize'>,
  { language, portalUrl }: { language: NoticeLanguage; portalUrl: string },
): { subject: string; text: string } {
  const say = words[language];
  const subject = `${say[notice.kind]}: ${oneLine(notice.title)}`;
  const at = new Intl.DateTimeFormat(language, {
    dateStyle: 'long',
    timeStyle: 'short',
    timeZone: 'UTC',
  }).format(new Date(notice.at));
  const text = [
    subject,
    `${at} UTC`,
    ...(notice.groupSize ? [`${say.group}: ${notice.groupSize}`] : []),
    '',
    `${say.open}: ${portalUrl}/workloads/${notice.workloadId}`,
    '',
    `${say.why}: ${portalUrl}/preferences`,
    '',
  ].join('\n');
  return { subject, text };
}

/** A title may hold whatever a person typed: it has to stay one line of a mail. */
function oneLine(text: string): string {
  const [...letters] = text.replace(/[\p{C}\p{Z}]+/gu, ' ').trim();
  return letters.slice(0, 120).join('');
}
