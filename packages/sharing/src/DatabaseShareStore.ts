import type {
  Share,
  SharedThing,
  ShareRole,
} from '@astrolabe/plugin-communities-common';
import type { Knex } from 'knex';
import { v7 as uuid } from 'uuid';

interface ShareRow {
  id: string;
  resource_kind: string;
  resource_id: string;
  subject_ref: string;
  role: ShareRole;
  granted_by: string;
  created_at: string;
  ends_at: string | null;
}

/** What somebody has of a thing by one of those as whom they get it. */
export interface HeldShare {
  id: string;
  subjectRef: string;
  role: ShareRole;
}

/** With whom things are shared. What has ended is as if it were not there. */
export class DatabaseShareStore {
  readonly #db: Knex;

  constructor(db: Knex) {
    this.#db = db;
  }

  /** The first one first. */
  async list(thing: SharedThing): Promise<Share[]> {
    const rows = await this.#present()
      .where(keyOf(thing))
      .orderBy('id')
      .select('*');
    return (rows as ShareRow[]).map(fromRow);
  }

  /** In place of one before with the same subject, even if that has ended. */
  async put(
    thing: SharedThing,
    share: Omit<Share, 'id' | 'createdAt'>,
  ): Promise<Share> {
    const row = {
      id: uuid(),
      ...keyOf(thing),
      subject_ref: share.subjectRef,
      role: share.role,
      granted_by: share.grantedBy,
      created_at: new Date().toISOString(),
      ends_at: share.endsAt ?? null,
    };
    await this.#db<ShareRow>('shares')
      .insert(row)
      .onConflict(['resource_kind', 'resource_id', 'subject_ref'])
      .merge(['role', 'granted_by', 'created_at', 'ends_at']);
    const written = await this.#db<ShareRow>('shares')
      .where({ ...keyOf(thing), subject_ref: share.subjectRef })
      .first();
    return fromRow(written ?? row);
  }

  /** @returns what it was, if there was one */
  async remove(thing: SharedThing, id: string): Promise<Share | undefined> {
    const one = { ...keyOf(thing), id };
    const row = await this.#db<ShareRow>('shares').where(one).first();
    await this.#db<ShareRow>('shares').where(one).delete();
    return row && fromRow(row);
  }

  /** Of each of these things, what some of these subjects may. */
  async rolesOf(
    kind: string,
    ids: readonly string[],
    subjects: readonly string[],
  ): Promise<Map<string, ShareRole[]>> {
    const rows: Pick<ShareRow, 'resource_id' | 'role'>[] = await this.#present()
      .where({ resource_kind: kind })
      .whereIn('resource_id', [...ids])
      .whereIn('subject_ref', [...subjects])
      .select('resource_id', 'role');
    const roles = new Map<string, ShareRole[]>();
    for (const { resource_id, role } of rows) {
      roles.set(resource_id, [...(roles.get(resource_id) ?? []), role]);
    }
    return roles;
  }

  /** What is shared with some of these subjects, by the id of the thing. */
  async heldBy(
    kind: string,
    subjects: readonly string[],
  ): Promise<HeldShare[]> {
    const rows: ShareRow[] = await this.#present()
      .where({ resource_kind: kind })
      .whereIn('subject_ref', [...subjects])
      .select('resource_id', 'subject_ref', 'role');
    return rows.map(({ resource_id: id, subject_ref: subjectRef, role }) => ({
      ...{ id, subjectRef, role },
    }));
  }

  /** Whether anything of this kind is shared with anybody. */
  async isUsed(kind: string): Promise<boolean> {
    const row = await this.#present().where({ resource_kind: kind }).first();
    return row !== undefined;
  }

  #present(): Knex.QueryBuilder {
    return isPresent(this.#db('shares'));
  }
}

/** Those that have not ended. */
export function isPresent(shares: Knex.QueryBuilder): Knex.QueryBuilder {
  return shares.where(present =>
    present
      .whereNull('ends_at')
      .orWhere('ends_at', '>', new Date().toISOString()),
  );
}

/** For whoever deletes things. */
export async function removeShares(
  db: Knex,
  kind: string,
  ids: Knex.QueryBuilder | string[],
): Promise<void> {
  await db('shares')
    .where({ resource_kind: kind })
    .whereIn('resource_id', ids as string[])
    .delete();
}

function keyOf({ kind, id }: SharedThing) {
  return { resource_kind: kind, resource_id: id };
}

function fromRow(row: ShareRow): Share {
  return {
    id: row.id,
    subjectRef: row.subject_ref,
    role: row.role,
    grantedBy: row.granted_by,
    createdAt: row.created_at,
    ...(row.ends_at !== null && { endsAt: row.ends_at }),
  };
}
