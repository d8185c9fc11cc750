import type { RepositoryVisibility } from '@astrolabe/plugin-assets-common';
import type { Knex } from 'knex';

const TABLE = 'published_repositories';

/** A repository that is an asset. */
export interface RepositoryRow {
  /** Of the asset. */
  name: string;
  personRef: string;
  /** By which it is read: a linked forge of the person. */
  account: string;
  owner: string;
  repository: string;
  /** Its page. */
  url: string;
  visibility: RepositoryVisibility;
  /** Its metadata file. */
  content: string;
  documentation: string;
  /** Why it cannot be read; empty: it can. */
  trouble: string;
}

/** What was read of one; what is not said stays. */
export type RepositoryFacts = Partial<
  Pick<RepositoryRow, 'content' | 'documentation' | 'trouble'>
>;

/** Repositories that were made here and are assets, in the room's own tables. */
export class RepositoryStore {
  readonly #db: Knex;

  constructor(db: Knex) {
    this.#db = db;
  }

  /** When each has changed, by name. */
  async stamps(): Promise<Record<string, string>> {
    const rows = await this.#db(TABLE).select('name', 'changed_at');
    return Object.fromEntries(rows.map(row => [row.name, row.changed_at]));
  }

  /** Those that were not read since then (ISO 8601), longest ago first. */
  async due(before: string): Promise<RepositoryRow[]> {
    const rows = await this.#db(TABLE)
      .where('read_at', '<', before)
      .orderBy('read_at')
      .limit(100);
    return rows.map(fromRow);
  }

  async get(name: string): Promise<RepositoryRow | undefined> {
    const row = await this.#db(TABLE).where({ name }).first();
    return row && fromRow(row);
  }

  async put(row: RepositoryRow): Promise<void> {
    const { personRef: person_ref, ...rest } = row;
    const now = new Date().toISOString();
    await this.#db(TABLE)
      .insert({ ...rest, person_ref, read_at: now, changed_at: now })
      .onConflict('name')
      .merge();
  }

  async update(name: string, facts: RepositoryFacts): Promise<void> {
    const read_at = new Date().toISOString();
    await this.#db(TABLE).where({ name }).update({ read_at });
    const isOld = (each: Knex.QueryBuilder) => {
      for (const [key, value] of Object.entries(facts)) {
        void each.orWhereNot(key, value);
      }
    };
    await this.#db(TABLE)
      .where({ name })
      .andWhere(isOld)
      .update({ ...facts, changed_at: read_at });
  }

  async remove(name: string): Promise<void> {
    await this.#db(TABLE).where({ name }).delete();
  }
}

type Row = Omit<RepositoryRow, 'personRef'> & { person_ref: string };

function fromRow({ person_ref: personRef, ...rest }: Row): RepositoryRow {
  return { ...rest, personRef };
}
