import { createHash } from 'node:crypto';
import type {
  FilesFate,
  NoticeLanguage,
} from '@astrolabe/plugin-workloads-common';
import type {
  DatabaseDowntimeStore,
  DatabaseNoticeStore,
  Notice,
  Owed,
} from '../database';
import { writeDowntimeMail } from './writeDowntimeMail';
import { writeMail } from './writeMail';

/** How and where a mail is written. */
export interface Writing {
  language: NoticeLanguage;
  portalUrl: string;
}

/** A mail that is owed to somebody. */
export interface Letter extends Owed {
  /** The same for the same mail, however often it is sent. */
  id: string;
  ownerRef: string;
  /** When it happened. */
  at: string;
  /** What it would tell of is over. */
  isOver: boolean;
  write(writing: Writing): { subject: string; text: string };
}

/**
 * What is owed of workloads.
 *
 * @param fateOf - what becomes of files at an engine, where nobody uses them
 */
export async function lettersOfWorkloads(
  store: Pick<DatabaseNoticeStore, 'listDue'>,
  fateOf: (engine: string) => FilesFate,
): Promise<Letter[]> {
  const due = await store.listDue('mail');
  return due.map(notice => ({
    ...notice,
    id: [
      notice.workloadId,
      notice.generation,
      notice.kind,
      Date.parse(notice.at),
    ].join('.'),
    // It was used since: what it would be warned of is over.
    isOver: isWarning(notice) && !notice.stopsAt,
    write: writing =>
      writeMail({ ...notice, files: fateOf(notice.engine) }, writing),
  }));
}

/** What is owed of the downtime of sites. */
export async function lettersOfDowntimes(
  store: Pick<DatabaseDowntimeStore, 'listDue'>,
): Promise<Letter[]> {
  const due = await store.listDue();
  return due.map(notice => {
    const { downtime, kind, ownerRef } = notice;
    // Nobody else learns from it who it is for.
    const owner = createHash('sha256').update(ownerRef).digest('hex');
    return {
      ...notice,
      id: `${downtime.id}.${kind}.${owner.slice(0, 16)}`,
      isOver: downtime.until <= new Date().toISOString(),
      write: writing => writeDowntimeMail(notice, writing),
    };
  });
}

function isWarning({ kind }: Notice): boolean {
  return kind === 'idle-first' || kind === 'idle-last';
}
