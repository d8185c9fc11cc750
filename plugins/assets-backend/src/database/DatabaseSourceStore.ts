import type { Knex } from 'knex';
import { v7 as uuid } from 'uuid';
import { removeAssets } from './DatabaseAssetStore';
import { assetKey, type SourceStatus, type SourceStore } from './types';

/** A replica that dies lets go of a source after this long. */
const LEASE_MS = 6_000;

/** @see SourceStore */
export class DatabaseSourceStore implements SourceStore {
  readonly #db: Knex;
  readonly #holder = uuid();
  /** When each was last taken, by this one. */
  readonly #claimed = new Map<string, string>();

  constructor(db: Knex) {
    this.#db = db;
  }

  async register(ids: string[]): Promise<void> {
    await this.#db.transaction(async tx => {
      for (const id of ids) {
        await tx('asset_sources')
          .insert({ id, due_at: new Date(0).toISOString() })
          .onConflict('id')
          .ignore();
      }
      const gone = await tx('assets')
        .select('kind', 'name', 'source')
        .where({ removed: false })
        .whereNotIn('source', ids);
      for (const row of gone) {
        await removeAssets(tx, row.source, [assetKey(row)]);
      }
      await tx('asset_sources').whereNotIn('id', ids).delete();
    });
  }

  async claim(id: string): Promise<boolean> {
    const now = new Date().toISOString();
    const claimed = await this.#db('asset_sources')
      .where({ id })
      .where('due_at', '<=', now)
      .where(free =>
        free.whereNull('lease_until').orWhere('lease_until', '<', now),
      )
      .update({
        ...{ lease_holder: this.#holder, lease_until: leaseEnd() },
        due_at: now,
      });
    if (claimed === 1) this.#claimed.set(id, now);
    return claimed === 1;
  }

  async renew(id: string): Promise<void> {
    await this.#db('asset_sources')
      .where({ id, lease_holder: this.#holder })
      .update({ lease_until: leaseEnd() });
  }

  async state(id: string): Promise<unknown> {
    const row = await this.#db('asset_sources').where({ id }).first('state');
    return JSON.parse(row?.state ?? 'null') ?? undefined;
  }

  async finish(
    id: string,
    outcome: {
      dueAt: Date;
      result: 'ok' | 'paused' | 'failed';
      message?: string;
      note?: string;
    },
  ): Promise<void> {
    const { dueAt, result, message, note } = outcome;
    const next = dueAt.toISOString();
    // What was made due while it was read is read again; but a pause is a pause.
    const due_at =
      result === 'paused'
        ? next
        : this.#db.raw('case when due_at < ? then due_at else ? end', [
            this.#claimed.get(id) ?? '',
            next,
          ]);
    await this.#db('asset_sources')
      .where({ id })
      .update({
        due_at,
        paused_until: result === 'paused' ? next : null,
        message: result === 'ok' ? null : message,
        ...(result === 'ok'
          ? { read_at: new Date().toISOString(), note: note ?? null }
          : {}),
        lease_holder: null,
        lease_until: null,
      });
  }

  async makeDue(ids: string[]): Promise<void> {
    await this.#db('asset_sources')
      .whereIn('id', ids)
      .where(free =>
        free
          .whereNull('paused_until')
          .orWhere('paused_until', '<', new Date().toISOString()),
      )
      .update({ due_at: new Date(0).toISOString() });
  }

  async list(): Promise<SourceStatus[]> {
    const rows = await this.#db('asset_sources').orderBy('id');
    return rows.map(row => ({
      id: row.id,
      state: stateOf(row),
      ...(row.read_at ? { readAt: row.read_at } : {}),
      dueAt: row.due_at,
      ...(row.paused_until ? { pausedUntil: row.paused_until } : {}),
      ...(row.message ? { message: row.message } : {}),
      ...(row.note ? { note: row.note } : {}),
      conflicts: JSON.parse(row.conflicts ?? '[]'),
    }));
  }
}

function stateOf(row: {
  paused_until?: string;
  message?: string;
  read_at?: string;
}): SourceStatus['state'] {
  if (row.paused_until) return 'paused';
  if (row.message) return 'failed';
  return row.read_at ? 'ok' : 'waiting';
}

function leaseEnd(): string {
  return new Date(Date.now() + LEASE_MS).toISOString();
}
