import type {
  NoticeKind,
  NoticePreferences,
} from '@astrolabe/plugin-workloads-common';
import type { Knex } from 'knex';
import {
  readPreferences,
  type NoticePreferencesRow,
  type NoticeRow,
} from './noteNotice';

const AT_ONCE = 50;

/** What somebody is to be told. */
export interface Notice {
  workloadId: string;
  generation: number;
  kind: NoticeKind;
  channel: string;
  /** When it happened. */
  at: string;
  /** How often it was tried to tell it. */
  tries: number;
  ownerRef: string;
  title: string;
  /** How many were launched together, when it tells of all of them. */
  groupSize?: number;
}

/** What is owed to whom, and how they want it; on SQLite and PostgreSQL. */
export class DatabaseNoticeStore {
  readonly #db: Knex;

  constructor(db: Knex) {
    this.#db = db;
  }

  preferences(ownerRef: string): Promise<NoticePreferences> {
    return readPreferences(this.#db, ownerRef);
  }

  async setPreferences(
    ownerRef: string,
    { afterSeconds, mail, language }: NoticePreferences,
  ): Promise<void> {
    await this.#db<NoticePreferencesRow>('notice_preferences')
      .insert({
        owner_ref: ownerRef,
        after_seconds: afterSeconds,
        mail,
        language,
      })
      .onConflict('owner_ref')
      .merge();
  }

  /** What is to be told now, the oldest first. */
  async listDue(channel: string): Promise<Notice[]> {
    const rows = await this.#db<NoticeRow>('notices')
      .join('workloads', 'workloads.id', 'notices.workload_id')
      .where({ channel })
      .where('due_at', '<=', new Date().toISOString())
      .orderBy('due_at')
      .limit(AT_ONCE)
      .select(
        'notices.*',
        'workloads.owner_ref',
        'workloads.title',
        'workloads.group_size',
      );
    return rows.map(row => ({
      workloadId: row.workload_id,
      generation: row.generation,
      kind: row.kind,
      channel: row.channel,
      at: row.at,
      tries: row.tries,
      ownerRef: row.owner_ref,
      title: row.title,
      groupSize: row.group_size ?? undefined,
    }));
  }

  /**
   * Takes it, so that nobody else tells it meanwhile. Who dies with it has it
   * for that long.
   *
   * @returns whether it was still there to be taken
   */
  async take(notice: Notice, seconds: number): Promise<boolean> {
    const count = await this.#row(notice)
      .where({ tries: notice.tries })
      .update({ tries: notice.tries + 1, due_at: inSeconds(seconds) });
    return count > 0;
  }

  /** It was told, or never will be. */
  async settle(notice: Notice): Promise<void> {
    await this.#row(notice).update({ due_at: null });
  }

  async postpone(notice: Notice, seconds: number): Promise<void> {
    await this.#row(notice).update({ due_at: inSeconds(seconds) });
  }

  #row({ workloadId, generation, kind, channel }: Notice) {
    return this.#db<NoticeRow>('notices')
      .where({ workload_id: workloadId, generation, kind, channel })
      .whereNotNull('due_at');
  }
}

function inSeconds(seconds: number): string {
  return new Date(Date.now() + seconds * 1000).toISOString();
}
