import { isDatabaseConflictError } from '@backstage/backend-plugin-api';
import type { PublishedProject } from '@astrolabe/plugin-assets-common';
import type { Knex } from 'knex';
import { v7 as uuid } from 'uuid';

const TABLE = 'publications';

/** What somebody wants, once. */
export interface Wish {
  personRef: string;
  /** Of the caller; the same for the same wish. */
  key: string;
  /** Forge, owner and name. */
  target: string;
  /** Digest of what is asked. */
  wish: string;
}

export interface Publication extends Wish {
  /** What is made for it is marked with this. */
  id: string;
  /** Undefined until it is done. */
  result?: PublishedProject;
  /** Until when it is the caller's alone. */
  busyUntil: string;
}

/** What people have had made at forges, and what of it was cut short. */
export class PublicationStore {
  readonly #db: Knex;

  constructor(db: Knex) {
    this.#db = db;
  }

  async byKey(wish: Wish): Promise<Publication | undefined> {
    const { personRef: person_ref, key } = wish;
    return toPublication(
      await this.#db(TABLE).where({ person_ref, key }).first(),
    );
  }

  async byTarget(wish: Wish): Promise<Publication | undefined> {
    const { personRef: person_ref, target } = wish;
    return toPublication(
      await this.#db(TABLE).where({ person_ref, target }).first(),
    );
  }

  /**
   * The one of this wish, for the caller alone until they give it back or time is
   * over. One of the same target that was cut short goes on under the new key.
   *
   * @returns undefined while another is at it
   */
  async take(wish: Wish, forMs: number): Promise<Publication | undefined> {
    const { personRef: person_ref, target, key } = wish;
    const now = new Date().toISOString();
    const busy_until = new Date(Date.now() + forMs).toISOString();
    const row = await this.#db(TABLE).where({ person_ref, target }).first();
    if (!row) return this.#insert(wish, busy_until);
    const isOther = row.result !== null && row.key !== key;
    const changes = {
      ...{ key, busy_until },
      ...(isOther && { id: uuid(), result: null }),
      ...(row.result === null || isOther ? { wish: wish.wish } : {}),
    };
    const taken = await unlessInConflict(
      this.#db(TABLE)
        .where({ id: row.id, busy_until: row.busy_until })
        .andWhere('busy_until', '<', now)
        .update(changes),
    );
    return taken === 1 ? toPublication({ ...row, ...changes }) : undefined;
  }

  async #insert(
    wish: Wish,
    busy_until: string,
  ): Promise<Publication | undefined> {
    const { personRef: person_ref, ...rest } = wish;
    const row = { ...rest, person_ref, id: uuid(), busy_until, result: null };
    const made = await unlessInConflict(this.#db(TABLE).insert(row));
    return made && toPublication(row);
  }

  /**
   * With what came of it; without, the next try goes on. What another has taken
   * since, because time was over, is theirs.
   */
  async giveBack(
    { id, busyUntil: busy_until }: Publication,
    result?: PublishedProject,
  ): Promise<void> {
    await this.#db(TABLE)
      .where({ id, busy_until })
      .update({
        busy_until: '',
        ...(result && { result: JSON.stringify(result) }),
      });
  }
}

interface Row {
  id: string;
  person_ref: string;
  key: string;
  target: string;
  wish: string;
  result: string | null;
  busy_until: string;
}

/** Undefined where another was there first, by key or by target. */
async function unlessInConflict<T>(act: Promise<T>): Promise<T | undefined> {
  try {
    return await act;
  } catch (error) {
    if (isDatabaseConflictError(error)) return undefined;
    throw error;
  }
}

function toPublication(row: Row | undefined): Publication | undefined {
  if (!row) return undefined;
  const { id, key, target, wish, result } = row;
  const { person_ref: personRef, busy_until: busyUntil } = row;
  return {
    ...{ id, personRef, key, target, wish, busyUntil },
    ...(result && { result: JSON.parse(result) }),
  };
}
