import { isDatabaseConflictError } from '@backstage/backend-plugin-api';
import type { AccountHealth } from '@astrolabe/plugin-accounts-common';
import { removeShares } from '@astrolabe/sharing';
import type { Knex } from 'knex';

/** A linked service, without what is secret of it. */
export interface AccountRecord {
  id: string;
  ownerRef: string;
  /** A DNS label, its owner's alone. */
  name: string;
  service: string;
  /** Where it is and who one is there, as a hash. */
  identity: string;
  title: string;
  settings: Record<string, string>;
  user?: string;
  /** Where in the secret store the rest is. */
  secretId: string;
  health: AccountHealth;
  dueAt: string;
  failures: number;
  /** What its owner was warned of last. */
  told?: string;
  expiresAt?: string;
  linkedAt: string;
}

/** What may be changed of one. */
export type AccountChange = Partial<
  Omit<AccountRecord, 'id' | 'ownerRef' | 'name' | 'service'>
>;

interface Row {
  id: string;
  owner_ref: string;
  name: string;
  service: string;
  identity: string;
  title: string;
  settings: string;
  user: string | null;
  secret_id: string;
  state: AccountHealth['state'];
  trouble: AccountHealth['trouble'] | null;
  reason: string | null;
  checked_at: string | null;
  due_at: string;
  failures: number;
  told: string | null;
  expires_at: string | null;
  linked_at: string;
}

/** Linked services, on SQLite and PostgreSQL. */
export class DatabaseAccountStore {
  readonly #db: Knex;

  constructor(db: Knex) {
    this.#db = db;
  }

  /** @returns false where the owner has one of this name, or the same one */
  async insert(record: AccountRecord): Promise<boolean> {
    try {
      await this.#rows().insert(toRow(record) as Row);
      return true;
    } catch (error) {
      if (isDatabaseConflictError(error)) return false;
      throw error;
    }
  }

  async list(ownerRef: string): Promise<AccountRecord[]> {
    const rows = await this.#rows()
      .where({ owner_ref: ownerRef })
      .orderBy('name');
    return rows.map(fromRow);
  }

  async find(
    ownerRef: string,
    name: string,
  ): Promise<AccountRecord | undefined> {
    const row = await this.#rows().where({ owner_ref: ownerRef, name }).first();
    return row && fromRow(row);
  }

  /**
   * Changes one that still has these secrets: whoever was slower than a new link
   * changes nothing.
   *
   * @returns whether it was so
   */
  async update(
    { id, secretId }: Pick<AccountRecord, 'id' | 'secretId'>,
    change: AccountChange,
  ): Promise<boolean> {
    const count = await this.#rows()
      .where({ id, secret_id: secretId })
      .update(toRow(change));
    return count === 1;
  }

  /** Whoever has linked them. */
  async listByIds(ids: readonly string[]): Promise<AccountRecord[]> {
    const rows = await this.#rows()
      .whereIn('id', [...ids])
      .orderBy(['title', 'id']);
    return rows.map(fromRow);
  }

  /**
   * With what it is shared.
   *
   * @returns whether it was there until now
   */
  remove(id: string): Promise<boolean> {
    return this.#db.transaction(async db => {
      await removeShares(db, 'account', [id]);
      return (await db<Row>('linked_accounts').where({ id }).delete()) === 1;
    });
  }

  /** Those to be asked about, the longest due first. */
  async due(now: string, limit: number): Promise<AccountRecord[]> {
    const rows = await this.#rows()
      .where('due_at', '<=', now)
      .orderBy('due_at')
      .limit(limit);
    return rows.map(fromRow);
  }

  /** Which of these places of secrets belong to an account. */
  async usedSecrets(ids: readonly string[]): Promise<Set<string>> {
    const used = await this.#rows()
      .whereIn('secret_id', [...ids])
      .pluck('secret_id');
    return new Set(used);
  }

  #rows() {
    return this.#db<Row>('linked_accounts');
  }
}

/** Of what is named; a key whose value is undefined is emptied. */
function toRow(record: Partial<AccountRecord>): Partial<Row> {
  const row: Partial<Row> = {};
  const put = <K extends keyof Row>(
    key: keyof AccountRecord,
    column: K,
    value: unknown,
  ) => {
    if (key in record) row[column] = (value ?? null) as Row[K];
  };
  put('id', 'id', record.id);
  put('ownerRef', 'owner_ref', record.ownerRef);
  put('name', 'name', record.name);
  put('service', 'service', record.service);
  put('identity', 'identity', record.identity);
  put('title', 'title', record.title);
  put('settings', 'settings', JSON.stringify(record.settings));
  put('user', 'user', record.user);
  put('secretId', 'secret_id', record.secretId);
  put('health', 'state', record.health?.state);
  put('health', 'trouble', record.health?.trouble);
  put('health', 'reason', record.health?.reason);
  put('health', 'checked_at', record.health?.checkedAt);
  put('dueAt', 'due_at', record.dueAt);
  put('failures', 'failures', record.failures);
  put('told', 'told', record.told);
  put('expiresAt', 'expires_at', record.expiresAt);
  put('linkedAt', 'linked_at', record.linkedAt);
  return row;
}

function fromRow(row: Row): AccountRecord {
  return {
    id: row.id,
    ownerRef: row.owner_ref,
    name: row.name,
    service: row.service,
    identity: row.identity,
    title: row.title,
    settings: JSON.parse(row.settings),
    user: row.user ?? undefined,
    secretId: row.secret_id,
    health: {
      state: row.state,
      ...(row.checked_at && { checkedAt: row.checked_at }),
      ...(row.trouble && { trouble: row.trouble }),
      ...(row.reason && { reason: row.reason }),
    },
    dueAt: row.due_at,
    failures: row.failures,
    told: row.told ?? undefined,
    expiresAt: row.expires_at ?? undefined,
    linkedAt: row.linked_at,
  };
}
