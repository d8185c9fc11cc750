import { ConflictError } from '@backstage/errors';
import {
  isSnapshotMoving,
  snapshotStates,
  type LaunchRequest,
  type SnapshotState,
} from '@astrolabe/plugin-workloads-common';
import type { Knex } from 'knex';
import { addCriteria, narrow } from './criteria';
import { removeShares } from '@astrolabe/sharing';
import {
  changedSnapshotColumns,
  fromSnapshotRow,
  toSnapshotRow,
  type NewSnapshot,
  type SnapshotChange,
  type SnapshotRecord,
  type SnapshotRow,
} from './snapshotRows';
import { takeTurns } from './turns';
import type { ListQuery } from './types';

/** How often an update is decided again when others are faster. */
const MAX_ATTEMPTS = 20;

const moving = snapshotStates.filter(isSnapshotMoving);
/** What has failed keeps nothing. */
const holding = snapshotStates.filter(state => state !== 'failed');

/** Snapshots, on SQLite and PostgreSQL. Rows in, rows out. */
export class DatabaseSnapshotStore {
  readonly #db: Knex;

  constructor(db: Knex) {
    this.#db = db;
  }

  /**
   * Does this while nobody else does so for the same person, in all replicas, and
   * takes everything back when it throws. It has to use the store that it is given.
   */
  async inTurn<T>(
    ownerRef: string,
    work: (store: DatabaseSnapshotStore) => Promise<T>,
  ): Promise<T> {
    return takeTurns(this.#db, [`snapshots:${ownerRef}`], tx =>
      work(new DatabaseSnapshotStore(tx)),
    );
  }

  async insert(snapshot: NewSnapshot): Promise<void> {
    await this.#rows().insert(toSnapshotRow(snapshot));
  }

  async get(id: string): Promise<SnapshotRecord | undefined> {
    const row = await this.#rows().where({ id }).first();
    return row && fromSnapshotRow(row);
  }

  async getRequest(id: string): Promise<LaunchRequest | undefined> {
    const row = await this.#rows().where({ id }).first('request');
    return row && JSON.parse(row.request);
  }

  /** Newest first. */
  async list(
    query: Pick<ListQuery, 'ownerRef' | 'whose' | 'subjects' | 'where'>,
  ): Promise<SnapshotRecord[]> {
    const rows = this.#rows();
    narrow(rows, query, 'snapshot');
    if (query.where) addCriteria(rows, query.where, 'snapshot');
    const found: SnapshotRow[] = await rows.orderBy('id', 'desc');
    return found.map(fromSnapshotRow);
  }

  /** What is on its way, of all people, the oldest first. */
  listMoving(): Promise<SnapshotRecord[]> {
    return this.#inStates(moving);
  }

  /** What is to be taken of a workload, or is being taken. */
  async findMovingOf(workloadId: string): Promise<SnapshotRecord | undefined> {
    const row = await this.#rows()
      .where({ workload_id: workloadId })
      .whereIn('state', ['queued', 'saving'])
      .first();
    return row && fromSnapshotRow(row);
  }

  /** What a person's snapshots take, but for one; those on their way by what was measured. */
  async held(
    ownerRef: string,
    exceptId: string = '',
  ): Promise<{ bytes: number; count: number }> {
    const [sum]: Record<string, unknown>[] = await this.#db('snapshots')
      .where({ owner_ref: ownerRef })
      .whereNot({ id: exceptId })
      .whereIn('state', holding)
      .select(this.#db.raw('sum(coalesce(bytes, bytes_before)) as bytes'))
      .count({ count: '*' });
    return { bytes: Number(sum.bytes ?? 0), count: Number(sum.count) };
  }

  /**
   * Changes what `decide` says of the present record. Decides again when
   * somebody else was faster.
   *
   * @returns the record after, or undefined when nothing was to change
   */
  async update(
    id: string,
    decide: (record: SnapshotRecord) => SnapshotChange | undefined,
  ): Promise<SnapshotRecord | undefined> {
    for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
      const record = await this.get(id);
      const change = record && decide(record);
      if (!change) return undefined;
      const { revision } = record;
      const [row] = await this.#rows()
        .where({ id, revision })
        .update(
          {
            ...changedSnapshotColumns(change),
            ...((change.state || change.reason) && {
              changed_at: new Date().toISOString(),
            }),
            revision: revision + 1,
          },
          '*',
        );
      if (row) return fromSnapshotRow(row as SnapshotRow);
    }
    throw new ConflictError(`Snapshot '${id}' changes too fast`);
  }

  /** Forgets one that is being deleted. */
  async delete(id: string): Promise<boolean> {
    const count = await this.#rows().where({ id, state: 'deleting' }).delete();
    if (count > 0) await removeShares(this.#db, 'snapshot', [id]);
    return count > 0;
  }

  async #inStates(states: SnapshotState[]): Promise<SnapshotRecord[]> {
    const rows: SnapshotRow[] = await this.#rows()
      .whereIn('state', states)
      .orderBy('id');
    return rows.map(fromSnapshotRow);
  }

  #rows() {
    return this.#db<SnapshotRow>('snapshots');
  }
}
