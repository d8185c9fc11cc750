import type { SavedSearchQuery } from '@astrolabe/plugin-assets-common';
import type { Knex } from 'knex';

const TABLE = 'saved_searches';

/** A search as somebody saved it. */
export interface SavedRow {
  id: string;
  name: string;
  query: SavedSearchQuery;
  /** Instants, ISO 8601. */
  createdAt: string;
  lookedAt: string;
}

interface Row {
  id: string;
  owner: string;
  name: string;
  query: string;
  created_at: string;
  looked_at: string;
}

/** Saved searches, each of one person: whoever asks for another's finds none. */
export class SavedSearchStore {
  readonly #db: Knex;

  constructor(db: Knex) {
    this.#db = db;
  }

  async list(owner: string): Promise<SavedRow[]> {
    const rows = await this.#table().where({ owner }).orderBy('name');
    return rows.map(fromRow);
  }

  async count(owner: string): Promise<number> {
    const [{ count }] = await this.#db(TABLE)
      .where({ owner })
      .count({ count: '*' });
    return Number(count);
  }

  /** False when the person has one of this name. */
  async add(owner: string, row: SavedRow): Promise<boolean> {
    const added = await this.#table()
      .insert({
        ...{ id: row.id, owner, name: row.name },
        query: JSON.stringify(row.query),
        ...{ created_at: row.createdAt, looked_at: row.lookedAt },
      })
      .onConflict(['owner', 'name'])
      .ignore()
      .returning('id');
    return added.length > 0;
  }

  async named(owner: string, name: string): Promise<SavedRow | undefined> {
    const row = await this.#table().where({ owner, name }).first();
    return row && fromRow(row);
  }

  /** Whether there is one. */
  async change(
    owner: string,
    id: string,
    news: { name?: string; lookedAt?: string },
  ): Promise<boolean> {
    const { name, lookedAt } = news;
    const changed = await this.#table()
      .where({ owner, id })
      .update({
        ...(name !== undefined && { name }),
        ...(lookedAt !== undefined && { looked_at: lookedAt }),
      });
    return changed > 0;
  }

  async remove(owner: string, id: string): Promise<void> {
    await this.#table().where({ owner, id }).delete();
  }

  #table() {
    return this.#db<Row>(TABLE);
  }
}

function fromRow(row: Row): SavedRow {
  return {
    ...{ id: row.id, name: row.name, query: JSON.parse(row.query) },
    ...{ createdAt: row.created_at, lookedAt: row.looked_at },
  };
}
