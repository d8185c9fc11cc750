import type {
  AccessGrant,
  AccessPage,
  AccessRequest,
  AccessState,
  Membership,
} from '@astrolabe/plugin-communities-common';
import { isDatabaseConflictError } from '@backstage/backend-plugin-api';
import type { Knex } from 'knex';
import { byPerson } from './byPerson';
import { isoTime } from './isoTime';

/** Without what people are called. */
export type RequestRecord = Omit<AccessRequest, 'displayName'>;
export type GrantRecord = Omit<AccessGrant, 'displayName'>;

/** Which ones; all that is said has to hold. */
export interface AccessFilter {
  personRef?: string;
  communities?: readonly string[];
  state?: AccessState;
  limit?: number;
  cursor?: string;
}

/** What becomes of a request, and through whom. */
export interface Decision {
  state: 'approved' | 'refused' | 'withdrawn';
  by: string;
  note?: string;
}

interface RequestRow {
  id: string;
  person_ref: string;
  community: string;
  tier: string;
  reason: string;
  days: number | null;
  state: AccessState;
  created_at: string;
  expires_at: string;
  decided_at: string | null;
  decided_by: string | null;
  note: string | null;
}

interface GrantRow {
  id: string;
  request_id: string;
  person_ref: string;
  community: string;
  tier: string;
  granted_by: string;
  granted_at: string;
  ends_at: string;
  revoked_at: string | null;
  revoked_by: string | null;
}

/** Requests for access and what was granted, on SQLite and PostgreSQL. */
export class DatabaseAccessStore {
  readonly #db: Knex;

  constructor(db: Knex) {
    this.#db = db;
  }

  /** @returns false where another of this person waits in this community */
  async insert(record: RequestRecord): Promise<boolean> {
    const { personRef, community } = record;
    // One that nobody decided on in time stands in no other's way.
    await this.#requests()
      .where({ person_ref: personRef, community, state: 'pending' })
      .where('expires_at', '<=', isoTime())
      .update({ state: 'expired' });
    try {
      await this.#requests().insert(toRow(record));
      return true;
    } catch (error) {
      if (isDatabaseConflictError(error)) return false;
      throw error;
    }
  }

  async countSince(personRef: string, since: string): Promise<number> {
    const rows = await this.#requests()
      .where({ person_ref: personRef })
      .where('created_at', '>', since)
      .count({ count: '*' });
    return Number(rows[0].count);
  }

  async find(id: string): Promise<RequestRecord | undefined> {
    const row = await this.#requests().where({ id }).first();
    return row && fromRow(row);
  }

  /** Newest first. */
  async list(filter: AccessFilter): Promise<AccessPage<RequestRecord>> {
    const { state } = filter;
    const now = isoTime();
    const rows = await this.#requests().modify(all => {
      narrow(all, filter);
      if (state === 'pending') {
        all.where({ state }).where('expires_at', '>', now);
      } else if (state === 'expired') {
        all.whereIn('state', ['pending', state]).where('expires_at', '<=', now);
      } else if (state) {
        all.where({ state });
      }
    });
    return pageOf(rows.map(fromRow), filter);
  }

  /**
   * Once: only of one that waits, whoever else decides at the same time.
   *
   * @param grant - what comes of it, in the same transaction
   * @returns whether it was so
   */
  async decide(
    id: string,
    { state, by, note }: Decision,
    grant?: GrantRecord,
  ): Promise<boolean> {
    return this.#db.transaction(async trx => {
      const count = await trx<RequestRow>('access_requests')
        .where({ id, state: 'pending' })
        .where('expires_at', '>', isoTime())
        .update({
          ...{ state, note: note || null },
          ...{ decided_by: by, decided_at: isoTime() },
        });
      if (count === 1 && grant) {
        await trx<GrantRow>('access_grants').insert(toGrantRow(grant));
      }
      return count === 1;
    });
  }

  /** Those that hold now, newest first. */
  async grants(filter: AccessFilter): Promise<AccessPage<GrantRecord>> {
    const rows = await this.#holding().modify(all => narrow(all, filter));
    return pageOf(rows.map(fromGrantRow), filter);
  }

  async findGrant(id: string): Promise<GrantRecord | undefined> {
    const row = await this.#holding().where({ id }).first();
    return row && fromGrantRow(row);
  }

  /** What was granted to somebody and holds now. */
  async membershipsOf(personRef: string): Promise<Membership[]> {
    const found = await this.membershipsOfAll([personRef]);
    return found.get(personRef) ?? [];
  }

  /** The same of several, without those who have nothing. */
  async membershipsOfAll(
    personRefs: readonly string[],
  ): Promise<Map<string, Membership[]>> {
    const rows = await this.#holding()
      .whereIn('person_ref', [...personRefs])
      .select('person_ref', 'community', 'tier');
    return byPerson(rows);
  }

  /** Whom such tiers of a community were granted to, as far as it holds now. */
  async membersOf(
    community: string,
    tiers: readonly string[],
  ): Promise<string[]> {
    return this.#holding()
      .where({ community })
      .whereIn('tier', [...tiers])
      .pluck('person_ref');
  }

  /** @returns whether it held until now */
  async revoke(id: string, by: string): Promise<boolean> {
    const now = isoTime();
    const count = await this.#holding()
      .where({ id })
      .update({ revoked_at: now, revoked_by: by });
    return count === 1;
  }

  #requests() {
    return this.#db<RequestRow>('access_requests');
  }

  /** Nothing has to be done for one to end. */
  #holding() {
    return this.#db<GrantRow>('access_grants')
      .whereNull('revoked_at')
      .where('ends_at', '>', isoTime());
  }
}

function narrow(
  all: Knex.QueryBuilder,
  { personRef, communities, cursor, limit = 50 }: AccessFilter,
): void {
  if (personRef) all.where({ person_ref: personRef });
  if (communities) all.whereIn('community', [...communities]);
  if (cursor) all.where('id', '<', cursor);
  all.orderBy('id', 'desc').limit(limit + 1);
}

/** Of one row more than fits. */
function pageOf<T extends { id: string }>(
  found: T[],
  { limit = 50 }: AccessFilter,
): AccessPage<T> {
  const items = found.slice(0, limit);
  return found.length > limit
    ? { items, nextCursor: items.at(-1)!.id }
    : { items };
}

function toRow(record: RequestRecord): RequestRow {
  return {
    id: record.id,
    person_ref: record.personRef,
    community: record.community,
    tier: record.tier,
    reason: record.reason,
    days: record.days ?? null,
    state: record.state,
    created_at: record.createdAt,
    expires_at: record.expiresAt,
    decided_at: null,
    decided_by: null,
    note: null,
  };
}

function fromRow(row: RequestRow): RequestRecord {
  const isLate = row.state === 'pending' && row.expires_at <= isoTime();
  return {
    id: row.id,
    personRef: row.person_ref,
    community: row.community,
    tier: row.tier,
    reason: row.reason,
    days: row.days ?? undefined,
    state: isLate ? 'expired' : row.state,
    createdAt: row.created_at,
    expiresAt: row.expires_at,
    decidedAt: row.decided_at ?? undefined,
    decidedBy: row.decided_by ?? undefined,
    note: row.note ?? undefined,
  };
}

function toGrantRow(grant: GrantRecord): GrantRow {
  return {
    id: grant.id,
    request_id: grant.requestId,
    person_ref: grant.personRef,
    community: grant.community,
    tier: grant.tier,
    granted_by: grant.grantedBy,
    granted_at: grant.grantedAt,
    ends_at: grant.endsAt,
    revoked_at: null,
    revoked_by: null,
  };
}

function fromGrantRow(row: GrantRow): GrantRecord {
  return {
    id: row.id,
    requestId: row.request_id,
    personRef: row.person_ref,
    community: row.community,
    tier: row.tier,
    grantedBy: row.granted_by,
    grantedAt: row.granted_at,
    endsAt: row.ends_at,
  };
}
