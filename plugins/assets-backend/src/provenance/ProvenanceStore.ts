import type { Deed } from '@astrolabe/profiles';
import type { Knex } from 'knex';
import { v7 as uuid } from 'uuid';
import type { Checked } from '../checks/RunStore';

const TABLE = 'provenance';
/** More deeds than anybody reads at once. */
const LISTED = 200;

/**
 * What is recorded of a deed; `once`: of the same deed, however often it is told. It
 * begins with its kind and a colon.
 */
export type NewDeed = Omit<Deed, 'id'> & { once: string };

/** What was done with repositories: added once, and never changed. */
export class ProvenanceStore {
  readonly #db: Knex;

  constructor(db: Knex) {
    this.#db = db;
  }

  async add(
    { entityRef, forge, forgeId }: Checked,
    { once, ...deed }: NewDeed,
  ): Promise<void> {
    const id = uuid();
    const of = { entity_ref: entityRef, forge, forge_id: forgeId };
    await this.#db(TABLE)
      .insert({ id, ...of, once, deed: JSON.stringify({ ...deed, id }) })
      .onConflict('once')
      .ignore();
  }

  /** Newest first. */
  async list(of: Checked): Promise<Deed[]> {
    const rows = await this.#newestOf(of).limit(LISTED);
    return rows.map(({ deed }) => JSON.parse(deed));
  }

  /** The newest of a kind. */
  async last(of: Checked, kind: Deed['kind']): Promise<Deed | undefined> {
    const row = await this.#newestOf(of)
      .andWhere('once', 'like', `${kind}:%`)
      .first();
    return row && JSON.parse(row.deed);
  }

  #newestOf({ entityRef, forge, forgeId }: Checked) {
    const its = { entity_ref: entityRef, forge, forge_id: forgeId };
    return this.#db(TABLE).where(its).orderBy('id', 'desc');
  }
}
