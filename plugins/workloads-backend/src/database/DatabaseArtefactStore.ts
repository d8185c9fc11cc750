import { ConflictError } from '@backstage/errors';
import {
  lifetimeKinds,
  lifetimes,
  type Artefact,
  type ArtefactLimits,
  type KeptNot,
} from '@astrolabe/plugin-workloads-common';
import type { Knex } from 'knex';
import { v7 as uuid } from 'uuid';
import {
  chooseKept,
  type ArtefactCopy,
  type ArtefactStore,
  type KeptArtefacts,
  type NumberedArtefact,
} from '../artefacts';
import { isoTime } from './isoTime';
import { listEnded } from './listEnded';
import { takeTurns } from './turns';
import type { WorkloadRecord } from './types';

const leaving = lifetimeKinds.filter(kind => lifetimes[kind].keepsArtefacts);

/** After so long without a step, another may take a copy over. */
const HELD_SECONDS = 120;

interface CopyRow {
  workload_id: string;
  generation: number;
  copier: string;
  state: 'copying' | 'kept' | 'gone';
  /** Of which run the files are that are there, whole; null: of none. */
  kept_generation: number | null;
  truncated: boolean | number;
  tries: number;
  due_at: string;
}

interface FileRow {
  workload_id: string;
  generation: number;
  number: number;
  path: string;
  bytes: number | string;
  changed_at: string;
  left_out: KeptNot | null;
}

interface PieceRow {
  workload_id: string;
  number: number;
  start: number | string;
  bytes: Buffer;
}

/** Kept artefacts, on SQLite and PostgreSQL. */
export class DatabaseArtefactStore implements ArtefactStore {
  readonly #db: Knex;

  constructor(db: Knex) {
    this.#db = db;
  }

  listUnkept(engine: string, limit: number): Promise<WorkloadRecord[]> {
    const settled = this.#db('artefact_copies as copies')
      .select('copies.workload_id')
      .whereRaw('copies.workload_id = workloads.id')
      .whereRaw('copies.generation = workloads.generation')
      .where(other =>
        other
          .whereNot('copies.state', 'copying')
          .orWhere('copies.due_at', '>', isoTime()),
      );
    return listEnded(this.#db, { engine, limit }, query =>
      query.whereIn('kind', leaving).whereNotExists(settled),
    );
  }

  async take(record: WorkloadRecord): Promise<ArtefactCopy | undefined> {
    const { id, ownerRef, generation } = record;
    const copier = uuid();
    const now = isoTime();
    const row = {
      ...{ workload_id: id, generation, copier, state: 'copying' as const },
      ...{ tries: 1, due_at: isoTime(HELD_SECONDS) },
    };
    return this.#db.transaction(async tx => {
      // Of two who begin at once, one inserts; the other finds it held.
      await tx<CopyRow>('artefact_copies')
        .insert({
          ...{ ...row, copier: '', truncated: false },
          ...{ tries: 0, due_at: now },
        })
        .onConflict('workload_id')
        .ignore();
      const isNew = await tx<CopyRow>('artefact_copies')
        .where({ workload_id: id })
        .where('generation', '<', generation)
        .update(row);
      const isTaken =
        isNew ||
        (await tx<CopyRow>('artefact_copies')
          .where({ workload_id: id, generation, state: 'copying' })
          .where('due_at', '<=', now)
          .update({ ...row, tries: tx.raw('tries + 1') }));
      if (!isTaken) return undefined;
      const { tries } = (await tx<CopyRow>('artefact_copies')
        .where({ workload_id: id })
        .first('tries'))!;
      return { workloadId: id, ownerRef, generation, copier, tries };
    });
  }

  begin(
    copy: ArtefactCopy,
    { files }: { files: Artefact[] },
    limits: ArtefactLimits,
  ): Promise<NumberedArtefact[]> {
    const { workloadId, ownerRef, generation } = copy;
    // Two runs of one person must not both get the room that is left.
    const turn = `artefacts:${ownerRef}`;
    return takeTurns(this.#db, [turn], async tx => {
      await step(tx, copy);
      await keepOnly(tx, workloadId, await wholeRunOf(tx, workloadId));
      const heldBytes = await heldBy(tx, ownerRef, workloadId);
      const first = await freeNumber(tx, workloadId);
      const chosen = chooseKept(files, { limits, heldBytes });
      const rows = chosen.map(
        ({ file, leftOut }, index): FileRow => ({
          workload_id: workloadId,
          generation,
          number: first + index,
          path: file.path,
          bytes: file.bytes,
          changed_at: file.changedAt,
          left_out: leftOut ?? null,
        }),
      );
      // SQLite takes few values at once.
      await tx.batchInsert('kept_artefacts', rows, 100);
      return chosen.flatMap(({ file, leftOut }, index) =>
        leftOut ? [] : [{ ...file, number: first + index }],
      );
    });
  }

  async add(
    copy: ArtefactCopy,
    piece: { number: number; start: number; bytes: Buffer },
  ): Promise<void> {
    await this.#db.transaction(async tx => {
      await step(tx, copy);
      await tx<PieceRow>('kept_artefact_pieces').insert({
        workload_id: copy.workloadId,
        ...piece,
      });
    });
  }

  async leaveOut(
    copy: ArtefactCopy,
    number: number,
    reason: KeptNot,
  ): Promise<void> {
    const file = { workload_id: copy.workloadId, number };
    await this.#db.transaction(async tx => {
      await step(tx, copy);
      await tx('kept_artefact_pieces').where(file).delete();
      await tx<FileRow>('kept_artefacts')
        .where(file)
        .update({ left_out: reason });
    });
  }

  async finish(
    copy: ArtefactCopy,
    { truncated }: { truncated: boolean },
  ): Promise<void> {
    const { workloadId, generation } = copy;
    await this.#db.transaction(async tx => {
      const files = { workload_id: workloadId, generation };
      const hasSome = await tx<FileRow>('kept_artefacts').where(files).first();
      const before = await wholeRunOf(tx, workloadId);
      if (!hasSome && before !== undefined) {
        // It has nothing to put in the place of those of an earlier run.
        const change = truncated ? { truncated } : {};
        await step(tx, copy, { state: 'kept', ...change });
        return;
      }
      const change = { truncated, kept_generation: generation };
      await step(tx, copy, { state: 'kept', ...change });
      await keepOnly(tx, workloadId, generation);
    });
  }

  async finishWithout(copy: ArtefactCopy): Promise<void> {
    await this.#db.transaction(async tx => {
      await step(tx, copy, { state: 'gone' });
      const { workloadId } = copy;
      await keepOnly(tx, workloadId, await wholeRunOf(tx, workloadId));
    });
  }

  async giveBack(copy: ArtefactCopy, seconds: number): Promise<void> {
    await this.#db<CopyRow>('artefact_copies')
      .where(heldRow(copy))
      .update({ due_at: isoTime(seconds) });
  }

  async find(workloadId: string): Promise<KeptArtefacts | undefined> {
    const copy = await findWhole(this.#db, workloadId);
    if (!copy) return undefined;
    const generation = copy.kept_generation;
    const rows = await this.#db<FileRow>('kept_artefacts')
      .where({ workload_id: workloadId, generation })
      .orderBy('number');
    return {
      generation,
      files: rows.filter(row => !row.left_out).map(toArtefact),
      notKept: rows.flatMap(({ path, bytes, left_out: reason }) =>
        reason ? [{ path, bytes: Number(bytes), reason }] : [],
      ),
      truncated: Boolean(copy.truncated),
    };
  }

  async open(workloadId: string, path: string) {
    const generation = await wholeRunOf(this.#db, workloadId);
    if (generation === undefined) return undefined;
    const row = await this.#db<FileRow>('kept_artefacts')
      .where({ workload_id: workloadId, generation, path })
      .whereNull('left_out')
      .first();
    if (!row) return undefined;
    const { number } = row;
    const bytes = Number(row.bytes);
    return { bytes, content: this.#content(workloadId, { number, bytes }) };
  }

  /** Piece by piece; breaks off when it is removed meanwhile. */
  async *#content(
    workloadId: string,
    { number, bytes }: { number: number; bytes: number },
  ): AsyncGenerator<Buffer> {
    for (let start = 0; start < bytes; ) {
      const piece = await this.#db<PieceRow>('kept_artefact_pieces')
        .where({ workload_id: workloadId, number, start })
        .first('bytes');
      if (!piece) throw new ConflictError('It was removed while it was read');
      yield piece.bytes;
      start += piece.bytes.length;
    }
  }
}

type WholeCopy = CopyRow & { kept_generation: number };

/** Of which run everything that is kept is there. */
async function findWhole(
  tx: Knex,
  workloadId: string,
): Promise<WholeCopy | undefined> {
  const copy = await tx<CopyRow>('artefact_copies')
    .where({ workload_id: workloadId })
    .whereNotNull('kept_generation')
    .first();
  return copy as WholeCopy | undefined;
}

async function wholeRunOf(
  tx: Knex,
  workloadId: string,
): Promise<number | undefined> {
  return (await findWhole(tx, workloadId))?.kept_generation;
}

/** Removes what is kept of a workload but that of one run; of all, if of none. */
async function keepOnly(
  tx: Knex,
  workloadId: string,
  generation: number | undefined,
): Promise<void> {
  const others = tx('kept_artefacts').where({ workload_id: workloadId });
  if (generation !== undefined) others.whereNot({ generation });
  await tx('kept_artefact_pieces')
    .where({ workload_id: workloadId })
    .whereIn('number', others.clone().select('number'))
    .delete();
  await others.delete();
}

/** Behind those of all its files that are there. */
async function freeNumber(tx: Knex, workloadId: string): Promise<number> {
  const [{ last }]: { last: number | null }[] = await tx('kept_artefacts')
    .where({ workload_id: workloadId })
    .max({ last: 'number' });
  return (last ?? -1) + 1;
}

/** Removes all that is kept of a workload, but for who copies it. */
export async function removeKept(
  tx: Knex,
  workloads: string | Knex.QueryBuilder,
): Promise<void> {
  const which = typeof workloads === 'string' ? [workloads] : workloads;
  await tx('kept_artefact_pieces').whereIn('workload_id', which).delete();
  await tx('kept_artefacts').whereIn('workload_id', which).delete();
}

/** What is kept of a person, or is being copied, but of one workload; and not what is being replaced. */
async function heldBy(
  tx: Knex,
  ownerRef: string,
  except: string,
): Promise<number> {
  const later = tx('kept_artefacts as later')
    .whereRaw('later.workload_id = files.workload_id')
    .whereRaw('later.generation > files.generation');
  const [sum]: { bytes: number | string | null }[] = await tx(
    'kept_artefacts as files',
  )
    .join('workloads', 'workloads.id', 'files.workload_id')
    .where('workloads.owner_ref', ownerRef)
    .whereNot('workloads.id', except)
    .whereNull('files.left_out')
    .whereNotExists(later)
    .sum({ bytes: 'files.bytes' });
  return Number(sum.bytes ?? 0);
}

/** Goes on with a copy, in the same transaction as what is done of it. */
async function step(
  tx: Knex,
  copy: ArtefactCopy,
  change: Partial<
    Pick<CopyRow, 'state' | 'truncated' | 'kept_generation'>
  > = {},
): Promise<void> {
  const isHeld = await tx<CopyRow>('artefact_copies')
    .where(heldRow(copy))
    .update({ ...change, due_at: isoTime(HELD_SECONDS) });
  if (!isHeld) throw new ConflictError('Another copies these artefacts');
}

function heldRow({ workloadId, copier }: ArtefactCopy) {
  return { workload_id: workloadId, copier, state: 'copying' as const };
}

function toArtefact({ path, bytes, changed_at }: FileRow): Artefact {
  return { path, bytes: Number(bytes), changedAt: changed_at };
}
