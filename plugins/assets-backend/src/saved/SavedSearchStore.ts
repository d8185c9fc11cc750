import type { SavedSearchQuery } from '@astrolabe/plugin-assets-common';
import { isDatabaseConflictError } from '@backstage/backend-plugin-api';
import type { Knex } from 'knex';

const TABLE = 'saved_searches';

/** A search as somebody saved it. */
export interface SavedRow {
  id: string;
  name: string;
  query: SavedSearchQuery;
  /** ISO 8601. */
  createdAt: string;
  /** The last change of assets that they saw when they last looked. */
  lookedSeq: number;
}

interface Row {
  id: string;
  owner: string;
  name: string;
  query: string;
  created_at: string;
  looked_seq: number | string;
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

  /** What keeps it from being added, if anything does. */
  async add(
    owner: string,
    row: SavedRow,
    most: number,
  ): Promise<'taken' | 'full' | undefined> {
    return this.#db.transaction(async tx => {
      // Who adds another meanwhile waits here, so that both are counted.
      await tx(TABLE).where({ owner }).select('id').forUpdate();
      const present = await tx(TABLE).where({ owner }).select('id');
      if (present.length >= most) return 'full';
      const added = await tx<Row>(TABLE)
        .insert({
          ...{ id: row.id, owner, name: row.name },
          query: JSON.stringify(row.query),
          ...{ created_at: row.createdAt, looked_seq: row.lookedSeq },
        })
        .onConflict(['owner', 'name'])
        .ignore()
        .returning('id');
      return added.length > 0 ? undefined : 'taken';
    });
  }

  async rename(
    owner: string,
    id: string,
    name: string,
  ): Promise<'taken' | 'unknown' | undefined> {
    try {
      const renamed = await this.#table().where({ owner, id }).update({ name });
      return renamed > 0 ? undefined : 'unknown';
    } catch (error) {
      if (isDatabaseConflictError(error)) return 'taken';
      throw error;
    }
  }

  /** Whether there is one. */
  async looked(
    owner: string,
    id: string,
    looked_seq: number,
  ): Promise<boolean> {
    const changed = await this.#table()
      .where({ owner, id })
      .update({ looked_seq });
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
    ...{ createdAt: row.created_at, lookedSeq: Number(row.looked_seq) },
  };
}
