import type { LifetimeKind } from '@astrolabe/plugin-workloads-common';
import type { Knex } from 'knex';
import type { WorkloadRow } from './rows';

interface ActivityRow {
  workload_id: string;
  used_at: string;
  looked_at: string;
}

/** When a workload was last used, and when that was last looked for. */
export interface Activity {
  id: string;
  usedAt: string;
  lookedAt: string;
}

/** When workloads were last used, on SQLite and PostgreSQL. */
export class DatabaseActivityStore {
  readonly #db: Knex;

  constructor(db: Knex) {
    this.#db = db;
  }

  /** Somebody uses it. What is not there any more is nobody's. */
  async noteUse(id: string, at = new Date().toISOString()): Promise<void> {
    const used = await this.#rows()
      .where({ workload_id: id })
      .update({ used_at: at });
    if (used > 0) return;
    await this.#begin([id], at);
  }

  /**
   * These were looked at. Of those that were busy, and of those that nobody had
   * looked at since `blindBefore`, nobody can say that they lay idle.
   */
  async noteLooks(
    looks: { id: string; isBusy: boolean }[],
    { at, blindBefore }: { at: string; blindBefore: string },
  ): Promise<void> {
    const ids = looks.map(({ id }) => id);
    const busy = looks.filter(({ isBusy }) => isBusy).map(({ id }) => id);
    await this.#rows()
      .whereIn('workload_id', ids)
      .where('looked_at', '<', blindBefore)
      .update({ used_at: at });
    await this.#rows().whereIn('workload_id', busy).update({ used_at: at });
    await this.#rows().whereIn('workload_id', ids).update({ looked_at: at });
    const known = await this.#rows()
      .whereIn('workload_id', ids)
      .pluck('workload_id');
    await this.#begin(
      ids.filter(id => !known.includes(id)),
      at,
    );
  }

  async get(id: string): Promise<Activity | undefined> {
    const row = await this.#rows().where({ workload_id: id }).first();
    return row && fromRow(row);
  }

  /** Those that run and were not used since then, or about which something was said. */
  async listDoubtful(
    kinds: LifetimeKind[],
    unusedSince: string,
  ): Promise<Activity[]> {
    const rows: ActivityRow[] = await this.#rows()
      .join('workloads', 'workloads.id', 'workload_activity.workload_id')
      .where({ state: 'running', desired: 'run' })
      .whereIn('kind', kinds)
      .where(any =>
        any.where('used_at', '<=', unusedSince).orWhereNotNull('idle'),
      )
      .select('workload_activity.*');
    return rows.map(fromRow);
  }

  /** The first that is known of these, of which some may be gone. */
  async #begin(ids: string[], at: string): Promise<void> {
    const there: string[] = await this.#db<WorkloadRow>('workloads')
      .whereIn('id', ids)
      .pluck('id');
    if (there.length === 0) return;
    await this.#rows()
      .insert(
        there.map(id => ({ workload_id: id, used_at: at, looked_at: at })),
      )
      .onConflict('workload_id')
      .ignore();
  }

  #rows() {
    return this.#db<ActivityRow>('workload_activity');
  }
}

function fromRow({ workload_id, used_at, looked_at }: ActivityRow): Activity {
  return { id: workload_id, usedAt: used_at, lookedAt: looked_at };
}
