import { isDatabaseConflictError } from '@backstage/backend-plugin-api';
import type {
  SecretEvent,
  SecretKind,
  SecretScope,
} from '@astrolabe/plugin-accounts-common';
import type { Knex } from 'knex';
import { v7 as uuid } from 'uuid';

/** Of a history, and of an answer. */
const MOST_EVENTS = 200;

/** Which secret is meant when it is named. */
export interface SecretKey {
  scope: SecretScope;
  /** Empty for one of a community. */
  ownerRef: string;
  /** Empty for one in all communities. */
  community: string;
  /** Of the scope `workload`: which one, or which array. */
  workloadId?: string;
  name: string;
}

/** What is being done to a secret; another portal process may be doing it. */
export type Doing = 'create' | 'rotate' | 'delete';

/** What is said of a secret that ends. */
export type EndNews = 'soon' | 'over';

/** What is known of a secret. */
export interface SecretRecord extends SecretKey {
  id: string;
  kind: SecretKind;
  /** As it was when nothing was being done. */
  version: number;
  doing?: Doing;
  doingBy?: string;
  doingSince?: string;
  createdAt: string;
  changedAt: string;
  expiresAt?: string;
}

interface Row {
  id: string;
  scope: SecretScope;
  owner_ref: string;
  community: string;
  workload_id: string;
  name: string;
  kind: SecretKind;
  version: number;
  doing: Doing | null;
  doing_by: string | null;
  doing_since: string | null;
  created_at: string;
  changed_at: string;
  expires_at: string | null;
  told?: EndNews | null;
}

interface EventRow {
  id: string;
  secret_id: string;
  what: SecretEvent['what'];
  version: number;
  by: string;
  object_id: string | null;
  at: string;
}

/** All about secrets but their values, on SQLite and PostgreSQL. */
export class DatabaseSecrets {
  readonly #db: Knex;

  constructor(db: Knex) {
    this.#db = db;
  }

  async find(id: string): Promise<SecretRecord | undefined> {
    const row = await this.#secrets().where({ id }).first();
    return row && toRecord(row);
  }

  async named(key: SecretKey): Promise<SecretRecord | undefined> {
    const row = await this.#secrets().where(whereOf(key)).first();
    return row && toRecord(row);
  }

  /** Those of a person, and those of communities; what is not whole is not among them. */
  async list(of: {
    ownerRef: string;
    communities: readonly string[];
  }): Promise<SecretRecord[]> {
    const rows = await this.#secrets()
      .where(any =>
        any
          .where({ owner_ref: of.ownerRef })
          .orWhere(each =>
            each
              .where({ scope: 'community' })
              .whereIn('community', [...of.communities]),
          ),
      )
      .where('version', '>', 0)
      .where(any => any.whereNull('doing').orWhereNot({ doing: 'delete' }))
      .orderBy(['name', 'scope', 'community']);
    return rows.map(toRecord);
  }

  /** Of one workload, whatever is being done to them. */
  async ofWorkload(workloadId: string): Promise<SecretRecord[]> {
    const rows = await this.#secrets().where({
      ...{ scope: 'workload', workload_id: workloadId },
    });
    return rows.map(toRecord);
  }

  /** Workloads that have had secrets since before then. */
  async workloadsBefore(before: string): Promise<string[]> {
    return this.#secrets()
      .where({ scope: 'workload' })
      .where('created_at', '<', before)
      .distinct()
      .pluck('workload_id');
  }

  /** What ends before then, and was not said to. */
  async ending(before: string, news: EndNews): Promise<SecretRecord[]> {
    const rows = await this.#secrets()
      .where('expires_at', '<', before)
      .where('version', '>', 0)
      .where(any =>
        news === 'over'
          ? any.whereNull('told').orWhereNot({ told: 'over' })
          : any.whereNull('told'),
      );
    return rows.map(toRecord);
  }

  /** @returns false where it has another value meanwhile */
  async noteTold(
    { id, version }: SecretRecord,
    told: EndNews,
  ): Promise<boolean> {
    const changed = await this.#secrets()
      .where({ id, version })
      .update({ told });
    return changed > 0;
  }

  /** What somebody began, and did not end. */
  async begun(before: string): Promise<SecretRecord[]> {
    const rows = await this.#secrets()
      .whereNotNull('doing')
      .where('doing_since', '<', before);
    return rows.map(toRecord);
  }

  /** Of a person or of a community, or of one workload. */
  async count(
    of: Pick<SecretKey, 'ownerRef' | 'community' | 'workloadId'>,
  ): Promise<number> {
    const where = of.ownerRef
      ? { owner_ref: of.ownerRef }
      : { owner_ref: '', community: of.community };
    const [{ n }] = await this.#secrets()
      .where({ ...where, workload_id: of.workloadId ?? '' })
      .count({ n: '*' });
    return Number(n);
  }

  /** @returns false where another has that name */
  async insert(record: SecretRecord): Promise<boolean> {
    try {
      await this.#secrets().insert(toRow(record));
      return true;
    } catch (error) {
      if (isDatabaseConflictError(error)) return false;
      throw error;
    }
  }

  /** @returns false where something is being done to it, or it is gone */
  async begin(
    { id, version }: SecretRecord,
    { doing, by, at }: { doing: Doing; by: string; at: string },
  ): Promise<boolean> {
    const changed = await this.#secrets()
      .where({ id, version })
      .whereNull('doing')
      .update({ doing, doing_by: by, doing_since: at });
    return changed > 0;
  }

  /** Nothing has come of it. */
  async giveUp({ id }: SecretRecord): Promise<void> {
    await this.#secrets()
      .where({ id })
      .update({ doing: null, doing_by: null, doing_since: null });
  }

  /** It has a new value, and its history says so. */
  async commit(
    { id, createdAt }: SecretRecord,
    change: {
      what: 'create' | 'rotate';
      version: number;
      by: string;
      at: string;
      expiresAt?: string;
    },
  ): Promise<SecretRecord> {
    const { what, version, by, at, expiresAt } = change;
    await this.#db.transaction(async tx => {
      await tx<Row>('secrets')
        .where({ id })
        .update({
          ...{ doing: null, doing_by: null, doing_since: null },
          ...{ version, changed_at: at, expires_at: expiresAt ?? null },
          told: null,
          created_at: what === 'create' ? at : createdAt,
        });
      await tx<EventRow>('secret_events').insert({
        ...{ id: uuid(), secret_id: id, what, version, by, at },
        object_id: null,
      });
    });
    return (await this.find(id))!;
  }

  async drop({ id }: SecretRecord): Promise<void> {
    await this.#db.transaction(async tx => {
      await tx('secret_events').where({ secret_id: id }).delete();
      await tx('secrets').where({ id }).delete();
    });
  }

  /** A use by the same thing again takes the place of the one before. */
  async noteUse(
    { id, version }: SecretRecord,
    use: { by: string; objectId: string; at: string },
  ): Promise<void> {
    const { by, objectId, at } = use;
    const row = { secret_id: id, what: 'use' as const, object_id: objectId };
    await this.#db.transaction(async tx => {
      await tx<EventRow>('secret_events').where(row).delete();
      await tx<EventRow>('secret_events').insert({
        ...{ ...row, id: uuid(), version, by, at },
      });
    });
  }

  /** Of some secrets, the newest first. */
  async events(
    ids: readonly string[],
    { what }: { what?: 'use' } = {},
  ): Promise<(SecretEvent & { secretId: string })[]> {
    const rows = await this.#db<EventRow>('secret_events')
      .whereIn('secret_id', [...ids])
      .where(what ? { what } : {})
      .orderBy('id', 'desc')
      .limit(MOST_EVENTS * Math.max(ids.length, 1));
    return rows.map(row => ({
      secretId: row.secret_id,
      ...{ what: row.what, version: row.version, by: row.by, at: row.at },
      ...(row.object_id !== null && { objectId: row.object_id }),
    }));
  }

  #secrets() {
    return this.#db<Row>('secrets');
  }
}

function whereOf(key: SecretKey) {
  const { scope, ownerRef, community, workloadId = '', name } = key;
  const of = { owner_ref: ownerRef, community, workload_id: workloadId };
  return { scope, ...of, name };
}

function toRow(record: SecretRecord): Row {
  return {
    ...whereOf(record),
    id: record.id,
    kind: record.kind,
    version: record.version,
    doing: record.doing ?? null,
    doing_by: record.doingBy ?? null,
    doing_since: record.doingSince ?? null,
    created_at: record.createdAt,
    changed_at: record.changedAt,
    expires_at: record.expiresAt ?? null,
  };
}

function toRecord(row: Row): SecretRecord {
  const { id, scope, community, name, kind, version } = row;
  return {
    ...{ id, scope, community, name, kind, version },
    ownerRef: row.owner_ref,
    ...(row.workload_id && { workloadId: row.workload_id }),
    createdAt: row.created_at,
    changedAt: row.changed_at,
    ...(row.doing && { doing: row.doing }),
    ...(row.doing_by && { doingBy: row.doing_by }),
    ...(row.doing_since && { doingSince: row.doing_since }),
    ...(row.expires_at && { expiresAt: row.expires_at }),
  };
}
