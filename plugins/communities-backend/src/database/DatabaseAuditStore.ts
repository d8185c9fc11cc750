import type {
  AuditEntry,
  AuditPage,
  AuditQuery,
} from '@astrolabe/plugin-communities-common';
import type { Knex } from 'knex';

/** At a time, so that nobody waits for it. */
const REMOVED_AT_ONCE = 2000;

const LONGEST_PAGE = 200;

interface AuditRow {
  id: string;
  at: string;
  plugin: string;
  event: string;
  severity: string;
  actor: string | null;
  token_id: string | null;
  address: string | null;
  user_agent: string | null;
  method: string | null;
  path: string | null;
  object: string | null;
  meta: string | null;
  outcome: AuditEntry['outcome'];
  error: string | null;
}

/** Where entries are kept. There is no way to change one. */
export interface AuditStore {
  /** Writes them once, even when told again. */
  append(entries: AuditEntry[]): Promise<void>;
}

/** The audit log, on SQLite and PostgreSQL. */
export class DatabaseAuditStore implements AuditStore {
  readonly #db: Knex;

  constructor(db: Knex) {
    this.#db = db;
  }

  async append(entries: AuditEntry[]): Promise<void> {
    if (entries.length === 0) return;
    await this.#db<AuditRow>('audit_log')
      .insert(entries.map(toRow))
      .onConflict('id')
      .ignore();
  }

  /** Newest first. */
  async list(query: AuditQuery): Promise<AuditPage> {
    const { from, until, cursor, limit = 50 } = query;
    const { actor, plugin, event, object, outcome } = query;
    const equal = Object.entries({ actor, plugin, event, object, outcome });
    const most = Math.min(limit, LONGEST_PAGE);
    const rows = await this.#db<AuditRow>('audit_log')
      .where(
        Object.fromEntries(equal.filter(([, value]) => value !== undefined)),
      )
      .modify(all => {
        if (from) all.where('at', '>=', from);
        if (until) all.where('at', '<', until);
        if (cursor) all.where('id', '<', cursor);
      })
      .orderBy('id', 'desc')
      .limit(most + 1);
    const items = rows.slice(0, most).map(fromRow);
    return rows.length > most
      ? { items, nextCursor: items.at(-1)!.id }
      : { items };
  }

  /**
   * Removes what is older, and nothing else can.
   *
   * @returns how many
   */
  async removeBefore(at: string): Promise<number> {
    let removed = 0;
    for (;;) {
      const count = await this.#db.transaction(
        async (transaction): Promise<number> => {
          if (transaction.client.config.client === 'pg') {
            await transaction.raw(
              `SET LOCAL astrolabe.removes_old_audit = 'on'`,
            );
          }
          const old = await transaction<AuditRow>('audit_log')
            .where('at', '<', at)
            .limit(REMOVED_AT_ONCE)
            .pluck('id');
          return transaction<AuditRow>('audit_log').whereIn('id', old).delete();
        },
      );
      removed += count;
      if (count < REMOVED_AT_ONCE) return removed;
    }
  }
}

function toRow(entry: AuditEntry): AuditRow {
  return {
    id: entry.id,
    at: entry.at,
    plugin: entry.plugin,
    event: entry.event,
    severity: entry.severity,
    actor: entry.actor ?? null,
    token_id: entry.tokenId ?? null,
    address: entry.address ?? null,
    user_agent: entry.userAgent ?? null,
    method: entry.method ?? null,
    path: entry.path ?? null,
    object: entry.object ?? null,
    meta: entry.meta ? JSON.stringify(entry.meta) : null,
    outcome: entry.outcome,
    error: entry.error ?? null,
  };
}

function fromRow(row: AuditRow): AuditEntry {
  return {
    id: row.id,
    at: row.at,
    plugin: row.plugin,
    event: row.event,
    severity: row.severity,
    actor: row.actor ?? undefined,
    tokenId: row.token_id ?? undefined,
    address: row.address ?? undefined,
    userAgent: row.user_agent ?? undefined,
    method: row.method ?? undefined,
    path: row.path ?? undefined,
    object: row.object ?? undefined,
    meta: row.meta ? JSON.parse(row.meta) : undefined,
    outcome: row.outcome,
    error: row.error ?? undefined,
  };
}
