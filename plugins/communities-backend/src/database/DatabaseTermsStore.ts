import type { Knex } from 'knex';

/** One person and one version of a community's terms. */
export interface TermsKey {
  personRef: string;
  community: string;
  version: string;
}

/** Who accepted what, and when first. */
export class DatabaseTermsStore {
  readonly #db: Knex;

  constructor(db: Knex) {
    this.#db = db;
  }

  /** When it was; undefined: never. */
  async acceptedAt(key: TermsKey): Promise<string | undefined> {
    const row = await this.#db('terms_acceptances')
      .where(toRow(key))
      .first('accepted_at');
    return row?.accepted_at;
  }

  /** Accepting twice is once: the first time stays. */
  async accept(key: TermsKey): Promise<void> {
    await this.#db('terms_acceptances')
      .insert({ ...toRow(key), accepted_at: new Date().toISOString() })
      .onConflict(['person_ref', 'community', 'version'])
      .ignore();
  }
}

function toRow({ personRef, community, version }: TermsKey) {
  return { person_ref: personRef, community, version };
}
