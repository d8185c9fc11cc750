import type { LogChunk } from '@astrolabe/plugin-workloads-common';
import { brokenStart, wholeLength } from '@astrolabe/plugin-workloads-node';
import type { Knex } from 'knex';
import { piecesOf } from '../pieces';
import { listEnded } from './listEnded';
import type { WorkloadRow } from './rows';
import type { KeptLog, LogStore, WorkloadRecord } from './types';

interface PieceRow {
  workload_id: string;
  task: string;
  start: number | string;
  bytes: Buffer;
}

/** Kept logs, on SQLite and PostgreSQL. */
export class DatabaseLogStore implements LogStore {
  readonly #db: Knex;

  constructor(db: Knex) {
    this.#db = db;
  }

  listUnkept(engine: string, limit: number): Promise<WorkloadRecord[]> {
    return listEnded(this.#db, { engine, limit }, query =>
      query.where('logs_generation', '<', this.#db.ref('generation')),
    );
  }

  async keep(
    { id, generation }: WorkloadRecord,
    logs: KeptLog[],
  ): Promise<void> {
    await this.#db.transaction(async tx => {
      const isThere = await tx<WorkloadRow>('workloads')
        .where({ id, generation })
        .update({ logs_generation: generation });
      if (!isThere) return;
      await tx<PieceRow>('kept_logs').where({ workload_id: id }).delete();
      for (const log of logs) {
        for (const piece of rowsOf(id, log)) {
          await tx<PieceRow>('kept_logs').insert(piece);
        }
      }
    });
  }

  async read(
    workloadId: string,
    {
      task,
      offset,
      maxBytes,
    }: { task: string; offset?: number; maxBytes: number },
  ): Promise<LogChunk> {
    const pieces = await this.#pieces(workloadId, task);
    const first = pieces[0]?.start ?? 0;
    const end = pieces.at(-1)?.end ?? 0;
    const wanted = offset ?? end - maxBytes;
    const from = Math.min(Math.max(wanted, first), end);
    const to = Math.min(end, from + maxBytes);
    const parts = pieces
      .filter(piece => piece.start < to && piece.end > from)
      .map(({ start }) => start);
    const bytes = await this.#bytes(workloadId, { task, parts });
    const begin = parts[0] ?? from;
    const stretch = bytes.subarray(from - begin, to - begin);
    const skipped = offset === undefined ? brokenStart(stretch) : 0;
    const whole = stretch.subarray(skipped, wholeLength(stretch));
    return {
      task,
      text: whole.toString('utf8'),
      nextOffset: from + skipped + whole.length,
      truncated: offset !== undefined && offset < first,
    };
  }

  /** Where the pieces of a log are, without what they say. */
  async #pieces(workloadId: string, task: string) {
    const rows: { start: number | string; length: number | string }[] =
      await this.#db('kept_logs')
        .where({ workload_id: workloadId, task })
        .select('start', this.#db.raw('length(bytes) as length'))
        .orderBy('start');
    return rows.map(({ start, length }) => ({
      start: Number(start),
      end: Number(start) + Number(length),
    }));
  }

  async #bytes(
    workloadId: string,
    { task, parts }: { task: string; parts: number[] },
  ): Promise<Buffer> {
    const rows = await this.#db<PieceRow>('kept_logs')
      .where({ workload_id: workloadId, task })
      .whereIn('start', parts)
      .orderBy('start')
      .select('bytes');
    return Buffer.concat(rows.map(({ bytes }) => bytes));
  }
}

function* rowsOf(
  workloadId: string,
  { task, start, text }: KeptLog,
): Generator<PieceRow> {
  let at = start;
  for (const bytes of piecesOf(Buffer.from(text))) {
    yield { workload_id: workloadId, task, start: at, bytes };
    at += bytes.length;
  }
}
