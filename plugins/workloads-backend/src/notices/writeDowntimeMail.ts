import type { NoticeLanguage } from '@astrolabe/plugin-workloads-common';
import type { DowntimeNotice } from '../database';
import type { Writing } from './letters';
import { instantIn, oneLine } from './words';

type Words = Record<
  DowntimeNotice['kind'] | 'from' | 'until' | 'why' | 'yours' | 'open' | 'when',
  string
>;

const words: Record<NoticeLanguage, Words> = {
  en: {
    announced: 'Planned downtime',
    cancelled: 'There will be no downtime after all',
    from: 'From',
    until: 'Until',
    why: 'Why',
    yours: 'Your workloads there',
    open: 'Take along what you need before. Your workloads',
    when: 'When you get such mails is up to you',
  },
  es: {
    announced: 'Parada prevista',
    cancelled: 'Al final no habrá parada',
    from: 'Desde',
    until: 'Hasta',
    why: 'Motivo',
    yours: 'Sus cargas de trabajo allí',
    open: 'Llévese antes lo que necesite. Sus cargas de trabajo',
    when: 'Usted decide cuándo recibe estos correos',
  },
};

/** What is told of a downtime, as plain text; nothing of the workloads but their number. */
export function writeDowntimeMail(
  { kind, downtime, workloads }: DowntimeNotice,
  { language, portalUrl }: Writing,
): { subject: string; text: string } {
  const say = words[language];
  const subject = `${say[kind]}: ${oneLine(downtime.siteTitle)}`;
  const text = [
    subject,
    `${say.from}: ${instantIn(language, downtime.from)}`,
    `${say.until}: ${instantIn(language, downtime.until)}`,
    `${say.why}: ${oneLine(downtime.why, 500)}`,
    '',
    `${say.yours}: ${workloads}`,
    `${say.open}: ${portalUrl}/workloads`,
    '',
    `${say.when}: ${portalUrl}/preferences`,
    '',
  ].join('\n');
  return { subject, text };
}
