import { ConflictError } from '@backstage/errors';
import type {
  Holding,
  LaunchRequest,
  LifetimeKind,
  WorkloadEvent,
  WorkloadGroup,
  WorkloadReason,
  WorkloadSpec,
  WorkloadState,
} from '@astrolabe/plugin-workloads-common';
import type { Knex } from 'knex';
import { v7 as uuid } from 'uuid';
import { addCriteria, narrow } from './criteria';
import { sumHeld, writeHolders } from './holdings';
import { noteNotice } from './noteNotice';
import { removeKept } from './DatabaseArtefactStore';
import { removeShares } from '@astrolabe/sharing';
import { noteEnd, noteRun } from './noteRun';
import { takeTurns } from './turns';
import {
  changedColumns,
  fromRow,
  recordColumns,
  specOf,
  toRow,
  type EventRow,
  type HolderRow,
  type RecordRow,
  type WorkloadRow,
} from './rows';
import type {
  HeldQuery,
  ListQuery,
  NewWorkload,
  WorkloadChange,
  WorkloadRecord,
  WorkloadStore,
} from './types';

/** More lines of a time line than anyone reads. */
const MAX_EVENTS = 500;

/** How often an update is decided again when others are faster. */
const MAX_ATTEMPTS = 20;

interface DepartedRow {
  id: string;
  departed_at: string;
}

/** Workloads and their time lines, on SQLite and PostgreSQL. */
export class DatabaseWorkloadStore implements WorkloadStore {
  readonly #db: Knex;

  constructor(db: Knex) {
    this.#db = db;
  }

  async insert(workload: NewWorkload): Promise<'key' | 'slug' | undefined> {
    try {
      await this.#db.transaction(async tx => {
        await tx<WorkloadRow>('workloads').insert(toRow(workload));
        await writeHolders(tx, workload.id, workload.holders);
        await addEvent(tx, workload.id, {
          at: workload.createdAt,
          state: workload.state,
          reason: workload.reason,
        });
        await noteRun(tx, { after: workload, at: workload.createdAt });
      });
      return undefined;
    } catch (error) {
      const taken = await this.#taken(workload);
      if (taken) return taken;
      throw error;
    }
  }

  async get(id: string): Promise<WorkloadRecord | undefined> {
    const row = await this.#records().where({ id }).first();
    return row && fromRow(row);
  }

  async getRequest(id: string): Promise<LaunchRequest | undefined> {
    const row = await this.#db<WorkloadRow>('workloads')
      .where({ id })
      .first('request');
    return row && JSON.parse(row.request);
  }

  async getSpec(id: string): Promise<WorkloadSpec | undefined> {
    const row = await this.#db<WorkloadRow>('workloads')
      .where({ id })
      .first('spec', 'follow');
    return row && specOf(row);
  }

  async findByKey(
    ownerRef: string,
    key: string,
  ): Promise<{ record: WorkloadRecord; requestHash: string } | undefined> {
    const row = await this.#db<WorkloadRow>('workloads')
      .where({ owner_ref: ownerRef, idempotency_key: key })
      .first();
    return row && { record: fromRow(row), requestHash: row.request_hash };
  }

  async findBySlugs(slugs: string[]): Promise<WorkloadRecord[]> {
    const rows = await this.#records().whereIn('slug', slugs);
    return rows.map(fromRow);
  }

  async list(
    query: ListQuery,
  ): Promise<{ items: WorkloadRecord[]; totalItems: number }> {
    const page = this.#listed(query)
      .select(...recordColumns)
      .orderBy('id', 'desc')
      .limit(query.limit);
    if (query.after) page.where('id', '<', query.after);
    const rows: RecordRow[] = await page;
    const [{ count }] = await this.#listed(query).count({ count: '*' });
    return { items: rows.map(fromRow), totalItems: Number(count) };
  }

  async countKinds(
    query: ListQuery,
  ): Promise<Partial<Record<LifetimeKind, number>>> {
    const rows: { kind: LifetimeKind; count: string | number }[] =
      await this.#listed({ ...query, kinds: undefined })
        .select('kind')
        .count({ count: '*' })
        .groupBy('kind');
    return Object.fromEntries(
      rows.map(({ kind, count }) => [kind, Number(count)]),
    );
  }

  async countStates(
    groupIds: string[],
  ): Promise<Map<string, NonNullable<WorkloadGroup['states']>>> {
    const rows: {
      group_id: string;
      state: WorkloadState;
      count: string | number;
    }[] = await this.#db('workloads')
      .whereIn('group_id', groupIds)
      .select('group_id', 'state')
      .count({ count: '*' })
      .groupBy('group_id', 'state');
    const counts = new Map(
      groupIds.map(id => [id, {} as NonNullable<WorkloadGroup['states']>]),
    );
    for (const { group_id, state, count } of rows) {
      counts.get(group_id)![state] = Number(count);
    }
    return counts;
  }

  held(query: HeldQuery): Promise<Holding> {
    return sumHeld(this.#db, query);
  }

  async setHolders(id: string, holders: string[]): Promise<void> {
    await this.#db.transaction(async tx => {
      await tx<HolderRow>('workload_holders')
        .where({ workload_id: id })
        .delete();
      await writeHolders(tx, id, holders);
    });
  }

  async inTurn<T>(
    turns: string[],
    work: (store: WorkloadStore) => Promise<T>,
  ): Promise<T> {
    return takeTurns(this.#db, turns, tx =>
      work(new DatabaseWorkloadStore(tx)),
    );
  }

  async listFollowing(): Promise<WorkloadRecord[]> {
    const rows = await this.#records()
      .where({ follows: true, desired: 'run' })
      .orderBy('id');
    return rows.map(fromRow);
  }

  async listByEngine(engine: string): Promise<WorkloadRecord[]> {
    const rows = await this.#records().where({ engine }).orderBy('id');
    return rows.map(fromRow);
  }

  async engineIds(): Promise<string[]> {
    return this.#db<WorkloadRow>('workloads').distinct().pluck('engine');
  }

  async update(
    id: string,
    decide: (record: WorkloadRecord) => WorkloadChange | undefined,
  ): Promise<WorkloadRecord | undefined> {
    for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
      const record = await this.get(id);
      const change = record && decide(record);
      if (!change) return undefined;
      const after = await this.#write(record, change);
      if (after) return after;
    }
    throw new ConflictError(`Workload '${id}' changes too fast`);
  }

  async delete(id: string): Promise<boolean> {
    return this.#db.transaction(async tx => {
      const doomed = tx<WorkloadRow>('workloads')
        .where({ id, desired: 'delete' })
        .select('id');
      // Said in words too: SQLite cascades only where it was told to.
      await tx('workload_events').whereIn('workload_id', doomed).delete();
      await tx('kept_logs').whereIn('workload_id', doomed).delete();
      await removeKept(tx, doomed);
      await tx('artefact_copies').whereIn('workload_id', doomed).delete();
      await tx('endpoint_passes').whereIn('workload_id', doomed).delete();
      await tx('workload_holders').whereIn('workload_id', doomed).delete();
      await removeShares(tx, 'workload', doomed);
      await tx('notices').whereIn('workload_id', doomed).delete();
      await tx('usage_samples').whereIn('workload_id', doomed).delete();
      await tx('workload_activity').whereIn('workload_id', doomed).delete();
      await noteEnd(tx, doomed, {
        at: new Date().toISOString(),
        ending: 'stopped-by-person',
      });
      const count = await tx<WorkloadRow>('workloads')
        .where({ id, desired: 'delete' })
        .delete();
      if (count === 0) return false;
      await tx<DepartedRow>('departed_workloads')
        .insert({ id, departed_at: new Date().toISOString() })
        .onConflict('id')
        .ignore();
      return true;
    });
  }

  async departed(ids: string[]): Promise<Set<string>> {
    const rows = () => this.#db<DepartedRow>('departed_workloads');
    return pickAmong(ids, some => rows().whereIn('id', some).pluck('id'));
  }

  async launchesAmong(ids: string[]): Promise<Set<string>> {
    const rows = () => this.#db<WorkloadRow>('workloads');
    return pickAmong(ids, async some => [
      ...(await rows().whereIn('id', some).pluck('id')),
      ...(await rows()
        .whereIn('group_id', some)
        .distinct()
        .pluck<string[]>('group_id')),
    ]);
  }

  async events(id: string): Promise<WorkloadEvent[]> {
    const rows = await this.#db<EventRow>('workload_events')
      .where({ workload_id: id })
      .orderBy('id', 'desc')
      .limit(MAX_EVENTS);
    return rows.reverse().map(({ at, state, reason }) => ({
      at,
      state,
      reason: JSON.parse(reason),
    }));
  }

  /** @returns undefined when somebody else was faster */
  async #write(
    record: WorkloadRecord,
    change: WorkloadChange,
  ): Promise<WorkloadRecord | undefined> {
    const at = new Date().toISOString();
    const state = change.state ?? record.state;
    const reason = change.reason ?? record.reason;
    const isOther =
      state !== record.state ||
      JSON.stringify(reason) !== JSON.stringify(record.reason);
    return this.#db.transaction(async tx => {
      // Read by the same statement: a moment later it may be somebody else's.
      const [row] = await tx<WorkloadRow>('workloads')
        .where({ id: record.id, revision: record.revision })
        .update(
          {
            ...changedColumns(change),
            ...(isOther && { changed_at: at }),
            revision: record.revision + 1,
          },
          [...recordColumns],
        );
      if (!row) return undefined;
      if (isNewLine(record, { state, reason })) {
        await addEvent(tx, record.id, { at, state, reason });
      }
      const after = fromRow(row);
      await noteRun(tx, { before: record, after, at });
      await noteNotice(tx, { before: record, after, at });
      return after;
    });
  }

  async #taken({
    ownerRef,
    idempotencyKey,
    slug,
  }: NewWorkload): Promise<'key' | 'slug' | undefined> {
    if (await this.findByKey(ownerRef, idempotencyKey)) return 'key';
    return (await this.findBySlugs([slug])).length > 0 ? 'slug' : undefined;
  }

  #listed(query: ListQuery) {
    const { ownerRef, where, kinds, community, group, grouped } = query;
    const rows = this.#db<WorkloadRow>('workloads');
    narrow(rows, query, 'workload');
    if (where) addCriteria(rows, where, 'workload');
    if (kinds) rows.whereIn('kind', kinds);
    if (community !== undefined) rows.where({ community });
    if (group) rows.where({ group_id: group });
    // A group is its owner's: what others share of one stands for itself.
    if (grouped) {
      rows.where(one =>
        one.where(firstOfGroup).orWhereNot({ owner_ref: ownerRef }),
      );
    }
    return rows;
  }

  #records() {
    return this.#db<WorkloadRow>('workloads').select(...recordColumns);
  }
}

/** Ids sort by their time: the first of a group is the one that none is before. */
function firstOfGroup(rows: Knex.QueryBuilder): void {
  rows
    .whereNull('group_id')
    .orWhereNotExists(earlier =>
      earlier
        .select('earlier.id')
        .from('workloads as earlier')
        .whereRaw('earlier.group_id = workloads.group_id')
        .whereRaw('earlier.id < workloads.id'),
    );
}

/** Progress of one step is no line of its own. */
function isNewLine(
  before: WorkloadRecord,
  after: { state: WorkloadState; reason: WorkloadReason },
): boolean {
  return (
    after.state !== before.state ||
    after.reason.code !== before.reason.code ||
    after.reason.message !== before.reason.message
  );
}

async function addEvent(
  db: Knex,
  workloadId: string,
  { at, state, reason }: WorkloadEvent,
): Promise<void> {
  await db<EventRow>('workload_events').insert({
    id: uuid(),
    workload_id: workloadId,
    at,
    state,
    reason: JSON.stringify(reason),
  });
}

/** SQLite takes few values at once. */
async function pickAmong(
  ids: string[],
  pick: (some: string[]) => Promise<string[]>,
): Promise<Set<string>> {
  const found: string[] = [];
  for (let at = 0; at < ids.length; at += 500) {
    found.push(...(await pick(ids.slice(at, at + 500))));
  }
  return new Set(found);
}
