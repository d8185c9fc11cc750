import { createHash } from 'node:crypto';
import type { Knex } from 'knex';

/** An entry of another portal, and where it went. */
export interface TakenOver {
  ownerRef: string;
  organisation: string;
  path: string;
  /** Empty: it is personal. */
  community: string;
}

/** What was taken over from another portal, whatever became of it since. */
export class DatabaseImports {
  readonly #db: Knex;

  constructor(db: Knex) {
    this.#db = db;
  }

  async has(entry: TakenOver): Promise<boolean> {
    const row = await this.#db('taken_over')
      .where({ id: idOf(entry) })
      .first('id');
    return row !== undefined;
  }

  async note(entry: TakenOver, by: string): Promise<void> {
    const { ownerRef, organisation, path, community } = entry;
    await this.#db('taken_over')
      .insert({
        ...{ id: idOf(entry), owner_ref: ownerRef },
        ...{ organisation, path, community },
        ...{ by, at: new Date().toISOString() },
      })
      .onConflict('id')
      .ignore();
  }
}

function idOf({ ownerRef, organisation, path, community }: TakenOver): string {
  return createHash('sha256')
    .update(JSON.stringify([ownerRef, organisation, path, community]))
    .digest('hex');
}
