import type { Knex } from 'knex';
import { isoTime } from './isoTime';

interface ChoreRow {
  name: string;
  due_at: string;
}

/** What one of all replicas does now and then: whoever takes it does it. */
export class DatabaseChores {
  readonly #db: Knex;

  constructor(db: Knex) {
    this.#db = db;
  }

  /**
   * Takes a chore that is due, so that it is due again only in so many seconds.
   * Who dies with it has it for that long.
   *
   * @returns whether it was there to be taken
   */
  async take(name: string, seconds: number): Promise<boolean> {
    const taken = await this.#db<ChoreRow>('chores')
      .where({ name })
      .where('due_at', '<=', isoTime())
      .update({ due_at: isoTime(seconds) });
    if (taken > 0) return true;
    if (await this.#db('chores').where({ name }).first('name')) return false;
    // Of two who begin at once, one inserts; the other takes it when it is due.
    await this.#db<ChoreRow>('chores')
      .insert({ name, due_at: isoTime() })
      .onConflict('name')
      .ignore();
    return this.take(name, seconds);
  }

  /** It takes longer: it is due again in so many seconds from now. */
  async keep(name: string, seconds: number): Promise<void> {
    await this.#db<ChoreRow>('chores')
      .where({ name })
      .update({ due_at: isoTime(seconds) });
  }
}
