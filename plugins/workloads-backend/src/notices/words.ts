import type { NoticeLanguage } from '@astrolabe/plugin-workloads-common';

/** An instant for people who may be anywhere. */
export function instantIn(language: NoticeLanguage, iso: string): string {
  const format = new Intl.DateTimeFormat(language, {
    dateStyle: 'long',
    timeStyle: 'short',
    timeZone: 'UTC',
  });
  return `${format.format(new Date(iso))} UTC`;
}

/** A text may hold whatever a person typed: it has to stay one line of a mail. */
export function oneLine(text: string, most = 120): string {
  const [...letters] = text.replace(/[\p{C}\p{Z}]+/gu, ' ').trim();
  return letters.slice(0, most).join('');
}
