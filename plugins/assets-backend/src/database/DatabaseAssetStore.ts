import { parseAssetRef, type AssetKind } from '@astrolabe/plugin-assets-common';
import type { Knex } from 'knex';
import {
  assetKey,
  type AssetDetails,
  type AssetRecord,
  type AssetStore,
  type HandedOver,
  type StoreChange,
  type StoredAsset,
  type StoredManifest,
} from './types';

interface AssetRow {
  kind: AssetKind;
  name: string;
  source: string;
  /** A text on PostgreSQL, where it has 64 bits. */
  seq: number | string;
  removed: boolean | number;
  valid: boolean | number;
  digest: string;
  launches: number;
  added_at: string | null;
  added_seq: number | string | null;
  changed_at: string | null;
  summary: string;
  details: string;
}

type PresentRow = Pick<AssetRow, 'removed' | 'added_at' | 'added_seq'>;

/** Rows per statement: well below what SQLite and PostgreSQL take as bindings. */
const BATCH = 200;

/** @see AssetStore */
export class DatabaseAssetStore implements AssetStore {
  readonly #db: Knex;
  readonly #rank: Map<string, number>;

  /** `sources`: ids, the one that prevails over a shared name first. */
  constructor(db: Knex, sources: string[]) {
    this.#db = db;
    this.#rank = new Map(sources.map((id, rank) => [id, rank]));
  }

  async apply(source: string, change: StoreChange): Promise<void> {
    await this.#db.transaction(async tx => {
      const conflicts: string[] = [];
      for (const batch of batches(change.upserted)) {
        conflicts.push(...(await this.#upsert(tx, source, batch)));
      }
      for (const batch of batches(change.removed)) {
        await removeAssets(tx, source, batch);
      }
      await this.#applyManifests(tx, source, change);
      await rememberConflicts(tx, source, {
        found: conflicts,
        settled: change.removed,
      });
      await tx('asset_sources')
        .where({ id: source })
        .update({ state: JSON.stringify(change.state ?? null) });
    });
  }

  async handedOver(source: string): Promise<HandedOver> {
    const rows = await this.#db<AssetRow>('assets')
      .select('kind', 'name')
      .where({ source, removed: false });
    const row = await this.#db('asset_sources').where({ id: source }).first();
    const manifests = await this.#db('asset_manifests')
      .select('id')
      .where({ source, removed: false });
    return {
      assets: [...rows.map(assetKey), ...JSON.parse(row?.conflicts ?? '[]')],
      manifests: manifests.map(({ id }) => id),
    };
  }

  async assetsSince(seq: number, limit: number): Promise<StoredAsset[]> {
    const rows = await this.#db<AssetRow>('assets')
      .select('kind', 'name', 'source', 'seq', 'removed', 'launches', 'summary')
      .select('added_at', 'added_seq', 'changed_at')
      .where('seq', '>', seq)
      .orderBy('seq')
      .limit(limit);
    return rows.map(row => ({
      kind: row.kind,
      name: row.name,
      source: row.source,
      seq: Number(row.seq),
      removed: Boolean(row.removed),
      launches: row.launches,
      ...(row.added_at ? { addedAt: row.added_at } : {}),
      ...(row.changed_at ? { changedAt: row.changed_at } : {}),
      ...(row.added_seq ? { addedSeq: Number(row.added_seq) } : {}),
      indexed: JSON.parse(row.summary),
    }));
  }

  async manifestsSince(seq: number): Promise<StoredManifest[]> {
    const rows = await this.#db('asset_manifests')
      .where('seq', '>', seq)
      .orderBy('seq');
    return rows.map(row => ({
      ...JSON.parse(row.manifest),
      seq: Number(row.seq),
      removed: Boolean(row.removed),
    }));
  }

  async newest(): Promise<number> {
    const row = await this.#db('asset_counter').where({ id: 1 }).first();
    return Number(row?.value ?? 0);
  }

  async details(
    kind: AssetKind,
    name: string,
  ): Promise<AssetDetails | undefined> {
    const row = await this.#db<AssetRow>('assets')
      .where({ kind, name, removed: false })
      .first('details');
    return row && JSON.parse(row.details);
  }

  async countLaunch(launch: {
    workloadId: string;
    entityRef: string;
    at: string;
  }): Promise<void> {
    const asset = parseAssetRef(launch.entityRef);
    if (!asset) return;
    await this.#db.transaction(async tx => {
      const inserted = await tx('asset_launches')
        .insert({
          workload_id: launch.workloadId,
          entity_ref: launch.entityRef,
          launched_at: launch.at,
        })
        .onConflict('workload_id')
        .ignore()
        .returning('workload_id');
      if (inserted.length === 0) return;
      const [seq] = await nextNumbers(tx, 1);
      await tx('assets')
        .where({ kind: asset.kind, name: asset.name })
        .update({ launches: tx.raw('launches + 1'), seq });
    });
  }

  /** Answers the names that another source prevails in. */
  async #upsert(
    tx: Knex.Transaction,
    source: string,
    records: AssetRecord[],
  ): Promise<string[]> {
    const present = new Map(
      (
        await tx<AssetRow>('assets')
          .select('kind', 'name', 'source', 'removed', 'digest')
          .select('added_at', 'added_seq')
          .whereIn(
            ['kind', 'name'],
            records.map(r => [r.kind, r.name]),
          )
      ).map(row => [assetKey(row), row]),
    );
    const conflicts: string[] = [];
    const losers = new Map<string, string[]>();
    const changed = new Map<string, AssetRecord>();
    for (const record of records) {
      const key = assetKey(record);
      const row = present.get(key);
      const isOthers = row && !row.removed && row.source !== source;
      if (isOthers && this.#rankOf(row.source) < this.#rankOf(source)) {
        conflicts.push(key);
        continue;
      }
      if (isOthers) {
        losers.set(row.source, [...(losers.get(row.source) ?? []), key]);
      }
      const isSame =
        row?.digest === record.digest && !row.removed && row.source === source;
      if (!isSame) changed.set(key, record);
    }
    await insertAssets(tx, source, {
      records: [...changed.values()],
      present,
    });
    for (const [loser, found] of losers) {
      await rememberConflicts(tx, loser, { found, settled: [] });
    }
    return conflicts;
  }

  async #applyManifests(
    tx: Knex.Transaction,
    source: string,
    change: StoreChange,
  ): Promise<void> {
    for (const record of change.manifests) {
      const [seq] = await nextNumbers(tx, 1);
      await tx('asset_manifests')
        .insert({
          id: record.id,
          source,
          seq,
          removed: false,
          manifest: JSON.stringify(record),
        })
        .onConflict('id')
        .merge();
    }
    for (const id of change.removedManifests) {
      const [seq] = await nextNumbers(tx, 1);
      await tx('asset_manifests')
        .where({ id, source })
        .update({ removed: true, seq });
    }
  }

  #rankOf(source: string): number {
    return this.#rank.get(source) ?? Infinity;
  }
}

async function insertAssets(
  tx: Knex.Transaction,
  source: string,
  {
    records,
    present,
  }: { records: AssetRecord[]; present: Map<string, PresentRow> },
): Promise<void> {
  if (records.length === 0) return;
  const now = new Date().toISOString();
  const numbers = await nextNumbers(tx, records.length);
  const rows = records.map((record, i) => ({
    kind: record.kind,
    name: record.name,
    source,
    seq: numbers[i],
    removed: false,
    ...added(present.get(assetKey(record)), { at: now, seq: numbers[i] }),
    changed_at: now,
    valid: record.valid,
    digest: record.digest,
    summary: JSON.stringify(record.indexed),
    details: JSON.stringify(record.details),
  }));
  await tx('assets').insert(rows).onConflict(['kind', 'name']).merge();
}

/** Kept while it is there, also where it is of before this was remembered. */
function added(
  row: PresentRow | undefined,
  now: { at: string; seq: number },
): Pick<AssetRow, 'added_at' | 'added_seq'> {
  const { added_at, added_seq } =
    row && !row.removed ? row : { added_at: now.at, added_seq: now.seq };
  return { added_at, added_seq };
}

/** Also used when a source is no longer configured. */
export async function removeAssets(
  tx: Knex.Transaction,
  source: string,
  keys: string[],
): Promise<void> {
  for (const key of keys) {
    const [kind, name] = key.split('/');
    const [seq] = await nextNumbers(tx, 1);
    await tx('assets')
      .where({ kind, name, source, removed: false })
      .update({ removed: true, seq });
  }
  await letOthersIn(tx, source, keys);
}

/** Sources that had lost a name that is now free are read again from the start. */
async function letOthersIn(
  tx: Knex.Transaction,
  source: string,
  keys: string[],
): Promise<void> {
  const freed = new Set(keys);
  const others = await tx('asset_sources')
    .whereNot({ id: source })
    .whereNotNull('conflicts');
  for (const other of others) {
    const conflicts: string[] = JSON.parse(other.conflicts);
    if (!conflicts.some(key => freed.has(key))) continue;
    const left = conflicts.filter(key => !freed.has(key));
    await tx('asset_sources')
      .where({ id: other.id })
      .update({
        state: forgotten(other.state),
        due_at: new Date(0).toISOString(),
        conflicts: left.length > 0 ? JSON.stringify(left) : null,
      });
  }
}

/** No checks have seen it: what a source remembers says by then only how it calls things. */
function forgotten(state: string | null): string | null {
  return state && JSON.stringify({ ...JSON.parse(state), checks: 0 });
}

async function rememberConflicts(
  tx: Knex.Transaction,
  id: string,
  change: { found: string[]; settled: string[] },
): Promise<void> {
  if (change.found.length + change.settled.length === 0) return;
  const row = await tx('asset_sources').where({ id }).first('conflicts');
  const known = new Set<string>(JSON.parse(row?.conflicts ?? '[]'));
  change.found.forEach(key => known.add(key));
  change.settled.forEach(key => known.delete(key));
  await tx('asset_sources')
    .where({ id })
    .update({ conflicts: known.size > 0 ? JSON.stringify([...known]) : null });
}

/**
 * The next numbers of the counter. Its row stays locked until the transaction
 * ends, so changes become visible in the order of their numbers and nobody who
 * reads "since N" misses one.
 */
export async function nextNumbers(
  tx: Knex.Transaction,
  count: number,
): Promise<number[]> {
  const [row] = await tx('asset_counter')
    .where({ id: 1 })
    .update({ value: tx.raw('value + ?', [count]) })
    .returning('value');
  const last = Number(row.value);
  return Array.from({ length: count }, (_, i) => last - count + 1 + i);
}

function* batches<T>(items: T[]): Generator<T[]> {
  for (let i = 0; i < items.length; i += BATCH) {
    yield items.slice(i, i + BATCH);
  }
}
