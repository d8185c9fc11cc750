import type {
  AccessToken,
  TokenScope,
} from '@astrolabe/plugin-communities-common';
import type { Knex } from 'knex';

interface TokenRow {
  id: string;
  hash: string;
  person_ref: string;
  title: string;
  scopes: string;
  created_at: string;
  expires_at: string;
  last_used_at: string | null;
}

/** A token, and whose it is. */
export interface TokenRecord extends AccessToken {
  personRef: string;
}

/** Access tokens by their hashes, on SQLite and PostgreSQL. */
export class DatabaseTokenStore {
  readonly #db: Knex;

  constructor(db: Knex) {
    this.#db = db;
  }

  async insert(record: TokenRecord, hash: string): Promise<void> {
    await this.#rows().insert({
      id: record.id,
      hash,
      person_ref: record.personRef,
      title: record.title,
      scopes: record.scopes.join(' '),
      created_at: record.createdAt,
      expires_at: record.expiresAt,
      last_used_at: null,
    });
  }

  /** Newest first. */
  async list(personRef: string): Promise<AccessToken[]> {
    const rows = await this.#rows()
      .where({ person_ref: personRef })
      .orderBy([
        { column: 'created_at', order: 'desc' },
        { column: 'id', order: 'desc' },
      ]);
    return rows.map(row => {
      const { personRef: _, ...token } = fromRow(row);
      return token;
    });
  }

  async findByHash(hash: string): Promise<TokenRecord | undefined> {
    const row = await this.#rows().where({ hash }).first();
    return row && fromRow(row);
  }

  /** It was used, which is written once a minute at most. */
  async noteUse(id: string, at: Date): Promise<void> {
    const before = new Date(at.getTime() - 60_000).toISOString();
    await this.#rows()
      .where({ id })
      .where(any =>
        any.whereNull('last_used_at').orWhere('last_used_at', '<', before),
      )
      .update({ last_used_at: at.toISOString() });
  }

  /** @returns whether it was there */
  async remove(personRef: string, id: string): Promise<boolean> {
    const where = { person_ref: personRef, id };
    return (await this.#rows().where(where).delete()) > 0;
  }

  /** Those that ended before then, of everybody. */
  async removeExpired(before: string): Promise<void> {
    await this.#rows().where('expires_at', '<', before).delete();
  }

  #rows() {
    return this.#db<TokenRow>('access_tokens');
  }
}

function fromRow(row: TokenRow): TokenRecord {
  return {
    id: row.id,
    personRef: row.person_ref,
    title: row.title,
    scopes: row.scopes.split(' ') as TokenScope[],
    createdAt: row.created_at,
    expiresAt: row.expires_at,
    lastUsedAt: row.last_used_at ?? undefined,
  };
}
