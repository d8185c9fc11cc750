import type {
  NoticeInbox,
  NoticeKind,
  NoticePreferences,
} from '@astrolabe/plugin-workloads-common';
import type { Knex } from 'knex';
import { owedRow, type Owed } from './dueRow';
import {
  PORTAL_CHANNEL,
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
  ownerRef: string;
  /** What it runs on. */
  engine: string;
  title: string;
  /** How many were launched together, when it tells of all of them. */
  groupSize?: number;
  /** When it will be stopped, if it lies idle now. */
  stopsAt?: string;
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
  async listDue(channel: string): Promise<(Notice & Owed)[]> {
    const rows = await this.#db<NoticeRow>('notices')
      .join('workloads', 'workloads.id', 'notices.workload_id')
      .where({ channel })
      .where('due_at', '<=', new Date().toISOString())
      .orderBy('due_at')
      .limit(AT_ONCE)
      .select(
        'notices.*',
        'workloads.owner_ref',
        'workloads.engine',
        'workloads.title',
        'workloads.group_size',
        'workloads.idle',
      );
    return rows.map(row => ({
      workloadId: row.workload_id,
      generation: row.generation,
      kind: row.kind,
      channel: row.channel,
      at: row.at,
      ...owedRow(() => this.#row(row), row.tries),
      ownerRef: row.owner_ref,
      engine: row.engine,
      title: row.title,
      groupSize: row.group_size ?? undefined,
      stopsAt: row.idle ? JSON.parse(row.idle).stopsAt : undefined,
    }));
  }

  /** What somebody was told in the portal, the newest first. */
  async inbox(ownerRef: string): Promise<NoticeInbox> {
    const told = () =>
      this.#db<NoticeRow>('notices')
        .join('workloads', 'workloads.id', 'notices.workload_id')
        .where({ channel: PORTAL_CHANNEL, owner_ref: ownerRef });
    const rows = await told()
      .orderBy('notices.at', 'desc')
      .limit(AT_ONCE)
      .select('notices.*', 'workloads.title', 'workloads.group_size');
    const [{ unread }] = await told()
      .whereNotNull('due_at')
      .count({ unread: '*' });
    return {
      items: rows.map(row => ({
        workloadId: row.workload_id,
        title: row.title,
        kind: row.kind,
        at: row.at,
        isRead: row.due_at === null,
        ...(row.group_size && { groupSize: row.group_size }),
      })),
      unread: Number(unread),
    };
  }

  /** What happened until then is read. */
  async markRead(ownerRef: string, until: string): Promise<void> {
    const theirs = this.#db('workloads')
      .where({ owner_ref: ownerRef })
      .select('id');
    await this.#db<NoticeRow>('notices')
      .where({ channel: PORTAL_CHANNEL })
      .whereIn('workload_id', theirs)
      .where('at', '<=', until)
      .update({ due_at: null });
  }

  #row({ workload_id, generation, kind, channel }: NoticeRow) {
    const key = { workload_id, generation, kind, channel };
    return this.#db<NoticeRow>('notices').where(key);
  }
}
