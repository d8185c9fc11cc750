import type { Knex } from 'knex';

const TABLE = 'imported_datasets';

/** A dataset that somebody imported. */
export interface ImportedRow {
  name: string;
  /** What names it: a DOI or an address. */
  source: string;
  /** Its metadata file, which the source `imported` hands over. */
  content: string;
  importedBy: string;
  /** Instant, ISO 8601. */
  importedAt: string;
}

/** Datasets that were imported, in the room's own tables. */
export class DatasetStore {
  readonly #db: Knex;

  constructor(db: Knex) {
    this.#db = db;
  }

  /** When each was last imported, by name. */
  async stamps(): Promise<Record<string, string>> {
    const rows = await this.#db(TABLE).select('name', 'imported_at');
    return Object.fromEntries(rows.map(row => [row.name, row.imported_at]));
  }

  async get(name: string): Promise<ImportedRow | undefined> {
    const row = await this.#db(TABLE).where({ name }).first();
    return (
      row && {
        name: row.name,
        source: row.source,
        content: row.content,
        importedBy: row.imported_by,
        importedAt: row.imported_at,
      }
    );
  }

  /** Whether there is one of this name. */
  async has(name: string): Promise<boolean> {
    return (await this.#db(TABLE).where({ name }).first('name')) !== undefined;
  }

  /** Who imported it first stays who imported it. */
  async put(row: ImportedRow): Promise<void> {
    await this.#db(TABLE)
      .insert({
        name: row.name,
        source: row.source,
        content: row.content,
        imported_by: row.importedBy,
        imported_at: row.importedAt,
      })
      .onConflict('name')
      .merge(['source', 'content', 'imported_at']);
  }

  async remove(name: string): Promise<void> {
    await this.#db(TABLE).where({ name }).delete();
  }
}
