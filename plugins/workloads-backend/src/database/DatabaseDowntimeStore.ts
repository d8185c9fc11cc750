import {
  isSettled,
  workloadStates,
  type Downtime,
} from '@astrolabe/plugin-workloads-common';
import type { Knex } from 'knex';
import { owedRow, type Owed } from './dueRow';
import { readPreferences } from './noteNotice';
import type { WorkloadRow } from './rows';

interface DowntimeRow {
  id: string;
  site_id: string;
  site_title: string;
  from_at: string;
  until_at: string;
  why: string;
  announced_at: string;
  announced_by: string;
  cancelled_at: string | null;
}

/** One row of `downtime_notices`. */
export interface DowntimeNoticeRow {
  downtime_id: string;
  owner_ref: string;
  kind: 'announced' | 'cancelled';
  workloads: number;
  at: string;
  tries: number;
  due_at: string | null;
}

const living = workloadStates.filter(state => !isSettled(state));
const MOST_OF_HISTORY = 200;
const AT_ONCE = 50;

/** Whom to tell what of a downtime. */
export interface DowntimeNotice {
  downtime: Downtime;
  kind: 'announced' | 'cancelled';
  ownerRef: string;
  /** How many of theirs it hits. */
  workloads: number;
  at: string;
}

/** Planned downtimes and whom they hit, on SQLite and PostgreSQL. */
export class DatabaseDowntimeStore {
  readonly #db: Knex;

  constructor(db: Knex) {
    this.#db = db;
  }

  /** What is announced and not over, the first one first. */
  async listAhead(now = new Date().toISOString()): Promise<Downtime[]> {
    const rows = await this.#ahead(now).orderBy(['from_at', 'id']);
    return rows.map(fromRow);
  }

  async countAhead(now = new Date().toISOString()): Promise<number> {
    const [{ count }] = await this.#ahead(now).count({ count: '*' });
    return Number(count);
  }

  /** All, the last announced first. */
  async listAll(): Promise<Downtime[]> {
    const rows = await this.#db<DowntimeRow>('downtimes')
      .orderBy('announced_at', 'desc')
      .limit(MOST_OF_HISTORY);
    return rows.map(fromRow);
  }

  /** What a site is called that workloads are or were at. */
  async titleOfSite(siteId: string): Promise<string | undefined> {
    const row = await this.#db<WorkloadRow>('workloads')
      .where({ site_id: siteId })
      .orderBy('id', 'desc')
      .first('site_title');
    return row && (row.site_title ?? siteId);
  }

  /** Announces it, and notes whom to tell: everybody who has something there that lives. */
  async announce(downtime: Downtime, announcedBy: string): Promise<void> {
    const { id, siteId, announcedAt: at } = downtime;
    await this.#db.transaction(async tx => {
      await tx<DowntimeRow>('downtimes').insert({
        id,
        site_id: siteId,
        site_title: downtime.siteTitle,
        from_at: downtime.from,
        until_at: downtime.until,
        why: downtime.why,
        announced_at: at,
        announced_by: announcedBy,
        cancelled_at: null,
      });
      const owners: { owner_ref: string; count: string | number }[] =
        await tx<WorkloadRow>('workloads')
          .where({ site_id: siteId })
          .whereIn('state', living)
          .where(any =>
            any.whereNull('ends_at').orWhere('ends_at', '>', downtime.from),
          )
          .groupBy('owner_ref')
          .select('owner_ref')
          .count({ count: '*' });
      for (const { owner_ref, count } of owners) {
        const wish = await readPreferences(tx, owner_ref);
        if (!wish.mail || wish.afterSeconds === null) continue;
        await tx<DowntimeNoticeRow>('downtime_notices').insert({
          downtime_id: id,
          owner_ref,
          kind: 'announced',
          workloads: Number(count),
          at,
          tries: 0,
          due_at: at,
        });
      }
    });
  }

  /**
   * Takes it back. Who was told of it is told so; who was not yet, is told
   * nothing.
   *
   * @returns it, unless there is none that could be taken back
   */
  async cancel(
    id: string,
    at = new Date().toISOString(),
  ): Promise<Downtime | undefined> {
    return this.#db.transaction(async tx => {
      const [row] = await tx<DowntimeRow>('downtimes')
        .where({ id, cancelled_at: null })
        .where('until_at', '>', at)
        .update({ cancelled_at: at }, '*');
      if (!row) return undefined;
      const announced = () =>
        tx<DowntimeNoticeRow>('downtime_notices').where({
          downtime_id: id,
          kind: 'announced',
        });
      const told = await announced().whereNull('due_at');
      await announced().update({ due_at: null });
      for (const notice of told) {
        await tx<DowntimeNoticeRow>('downtime_notices').insert({
          ...notice,
          kind: 'cancelled',
          at,
          tries: 0,
          due_at: at,
        });
      }
      return fromRow(row);
    });
  }

  /** What is to be told now, the oldest first. */
  async listDue(): Promise<(DowntimeNotice & Owed)[]> {
    const rows: (DowntimeRow & DowntimeNoticeRow)[] = await this.#db(
      'downtime_notices',
    )
      .join('downtimes', 'downtimes.id', 'downtime_notices.downtime_id')
      .where('due_at', '<=', new Date().toISOString())
      .orderBy('due_at')
      .limit(AT_ONCE)
      .select('downtimes.*', 'downtime_notices.*');
    return rows.map(row => {
      const { downtime_id, owner_ref, kind } = row;
      return {
        downtime: fromRow(row),
        kind,
        ownerRef: owner_ref,
        workloads: row.workloads,
        at: row.at,
        ...owedRow(
          () =>
            this.#db('downtime_notices').where({
              downtime_id,
              owner_ref,
              kind,
            }),
          row.tries,
        ),
      };
    });
  }

  #ahead(now: string) {
    return this.#db<DowntimeRow>('downtimes')
      .whereNull('cancelled_at')
      .where('until_at', '>', now);
  }
}

function fromRow(row: DowntimeRow): Downtime {
  return {
    id: row.id,
    siteId: row.site_id,
    siteTitle: row.site_title,
    from: row.from_at,
    until: row.until_at,
    why: row.why,
    announcedAt: row.announced_at,
    ...(row.cancelled_at !== null && { cancelledAt: row.cancelled_at }),
  };
}
