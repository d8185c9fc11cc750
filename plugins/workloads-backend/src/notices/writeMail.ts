import type {
  FilesFate,
  NoticeKind,
  NoticeLanguage,
} from '@astrolabe/plugin-workloads-common';
import type { Notice } from '../database';
import { instantIn, oneLine } from './words';

type Words = Record<NoticeKind, string> &
  Record<'open' | 'group' | 'why' | 'keep', string> & {
    stopsAt: Record<FilesFate, string>;
  };

const words: Record<NoticeLanguage, Words> = {
  en: {
    ready: 'Ready',
    completed: 'Done',
    failed: 'Failed',
    'idle-first': 'Nobody uses it',
    'idle-last': 'Nobody uses it, last warning',
    'idle-stopped': 'Stopped, because nobody used it',
    updated: 'Goes on with a newer version of its module',
    'update-failed': 'A newer version of its module did not come up',
    stopsAt: {
      kept: 'It will be stopped, with its files kept, at',
      lost: 'It will be stopped, and its files are then lost, at',
      saved:
        'It will be stopped, and its files are then lost; where you have room, a snapshot is taken before, at',
    },
    keep: 'To keep it running, open its page',
    group: 'All that were launched together have ended',
    open: 'Its page',
    why: 'When you get such mails is up to you',
  },
  es: {
    ready: 'Disponible',
    completed: 'Terminado',
    failed: 'Ha fallado',
    'idle-first': 'Nadie la usa',
    'idle-last': 'Nadie la usa, último aviso',
    'idle-stopped': 'Detenida porque nadie la usaba',
    updated: 'Sigue con una versión más nueva de su módulo',
    'update-failed': 'Una versión más nueva de su módulo no se puso en marcha',
    stopsAt: {
      kept: 'Se detendrá, conservando sus ficheros, el',
      lost: 'Se detendrá, y entonces se perderán sus ficheros, el',
      saved:
        'Se detendrá, y entonces se perderán sus ficheros; si tiene sitio, antes se toma una instantánea, el',
    },
    keep: 'Para que siga en marcha, abra su página',
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
  notice: Pick<
    Notice,
    'kind' | 'at' | 'title' | 'workloadId' | 'groupSize' | 'stopsAt'
  > & { files: FilesFate },
  { language, portalUrl }: { language: NoticeLanguage; portalUrl: string },
): { subject: string; text: string } {
  const say = words[language];
  const subject = `${say[notice.kind]}: ${oneLine(notice.title)}`;
  const isWarning = notice.stopsAt && notice.kind !== 'idle-stopped';
  const text = [
    subject,
    instantIn(language, notice.at),
    ...(isWarning
      ? [
          `${say.stopsAt[notice.files]}: ${instantIn(
            language,
            notice.stopsAt!,
          )}`,
        ]
      : []),
    ...(notice.groupSize ? [`${say.group}: ${notice.groupSize}`] : []),
    '',
    `${isWarning ? say.keep : say.open}: ${portalUrl}/workloads/${
      notice.workloadId
    }`,
    '',
    `${say.why}: ${portalUrl}/preferences`,
    '',
  ].join('\n');
  return { subject, text };
}
