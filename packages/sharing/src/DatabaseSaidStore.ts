import type { Knex } from 'knex';

/** What sessions said of people of whom nothing else is known. */
export interface SaidStore {
  /** In place of what was said before. */
  note(personRef: string, refs: readonly string[]): Promise<void>;
  forget(personRef: string): Promise<void>;
  /** Ownership claims; none where nothing was said. */
  refsOf(personRef: string): Promise<string[]>;
}

interface SaidRow {
  person_ref: string;
  refs: string;
  said_at: string;
}

/** What sessions said of people, on SQLite and PostgreSQL. */
export class DatabaseSaidStore implements SaidStore {
  readonly #db: Knex;

  constructor(db: Knex) {
    this.#db = db;
  }

  async note(personRef: string, refs: readonly string[]): Promise<void> {
    const row = {
      refs: JSON.stringify(refs),
      said_at: new Date().toISOString(),
    };
    await this.#rows()
      .insert({ person_ref: personRef, ...row })
      .onConflict('person_ref')
      .merge(row);
  }

  async forget(personRef: string): Promise<void> {
    await this.#rows().where({ person_ref: personRef }).delete();
  }

  async refsOf(personRef: string): Promise<string[]> {
    const row = await this.#rows().where({ person_ref: personRef }).first();
    return row ? JSON.parse(row.refs) : [];
  }

  #rows() {
    return this.#db<SaidRow>('said_refs');
  }
}
