import type { Knex } from 'knex';
import type { CommitVerdict } from '../forges';
import { columnsOf } from './columnsOf';
import type { Checked } from './RunStore';
import { inMs, nowIso } from '../moments';

const STATUSES = 'check_statuses';

/** A commit whose forge is to be told how a runner has found it. */
export interface Untold {
  of: Checked;
  /** Of the module. */
  name: string;
  runner: string;
  commit: string;
  /** What the forge was told last. */
  told: CommitVerdict | '';
  /** How often that was tried in vain, one after another. */
  tries: number;
  dueAt: string;
}

type Which = Pick<Untold, 'of' | 'name' | 'runner' | 'commit'>;

/** What forges are to be told of commits, in the room's own tables: nothing of those that are told. */
export class StatusStore {
  readonly #db: Knex;

  constructor(db: Knex) {
    this.#db = db;
  }

  /** Something has come of it that its forge is to be told now. */
  async want({ of, name, runner, commit }: Which): Promise<void> {
    const due_at = nowIso();
    await this.#db<Row>(STATUSES)
      .insert({
        ...{ ...columnsOf(of), name, runner, commit_id: commit, due_at },
        ...{ told: '', trouble: '', tries: 0, busy_until: '' },
      })
      .onConflict(['entity_ref', 'forge', 'forge_id', 'runner', 'commit_id'])
      .merge({ due_at, tries: 0 });
  }

  /** One that is due, for the caller alone until time is over; of none of these forges. */
  async take(
    forMs: number,
    forges: readonly string[],
  ): Promise<Untold | undefined> {
    const now = nowIso();
    const busy_until = inMs(forMs);
    const row = await this.#db<Row>(STATUSES)
      .whereNot({ due_at: '' })
      .andWhere('due_at', '<=', now)
      .andWhere('busy_until', '<', now)
      .whereNotIn('forge', forges)
      .orderBy('due_at')
      .first();
    if (!row) return undefined;
    const one = fromRow(row);
    const its = this.#of(one).andWhere({ busy_until: row.busy_until });
    const count = await its.update({ busy_until });
    // Another portal was quicker.
    return count === 1 ? one : this.take(forMs, forges);
  }

  /** Of a repository: those of which its forge was told last that they are being checked. */
  async pending(of: Checked): Promise<Untold[]> {
    const rows = await this.#db<Row>(STATUSES).where({
      ...columnsOf(of),
      told: 'pending',
    });
    return rows.map(fromRow);
  }

  /** What came of telling it; what has come of the run meanwhile is told next. */
  async giveBack(
    one: Untold,
    now: Partial<Pick<Untold, 'told' | 'tries'>> & {
      /** ISO 8601; empty: when something comes of it. */
      dueAt: string;
      trouble?: string;
    },
  ): Promise<void> {
    const { told = one.told, tries = 0, trouble = '', dueAt } = now;
    const due_at = this.#db.raw('case when due_at = ? then ? else due_at end', [
      ...[one.dueAt, dueAt],
    ]);
    const values = { told, tries, trouble, due_at, busy_until: '' };
    await this.#of(one).update(values);
  }

  /** Nothing more is told of it, unless something comes of it meanwhile. */
  async end(one: Untold, now: Pick<Untold, 'told'>): Promise<void> {
    const its = this.#of(one).andWhere({ due_at: one.dueAt });
    if ((await its.delete()) === 0) {
      await this.giveBack(one, { ...now, dueAt: '' });
    }
    // What was not to be had before is, or matters no more.
    const { of, runner } = one;
    await this.#db<Row>(STATUSES)
      .where({ ...columnsOf(of), runner, due_at: '' })
      .andWhereNot({ trouble: '' })
      .delete();
  }

  /** It is not told; of what was not told before that is known no more. */
  async giveUp(one: Untold, trouble: string): Promise<void> {
    await this.end(one, one);
    const { of, name, runner, commit } = one;
    await this.#db<Row>(STATUSES)
      .insert({
        ...{ ...columnsOf(of), name, runner, commit_id: commit, due_at: '' },
        ...{ told: '', trouble, tries: 0, busy_until: '' },
      })
      .onConflict(['entity_ref', 'forge', 'forge_id', 'runner', 'commit_id'])
      .ignore();
  }

  /** Why the forge is not told; undefined where nothing stands in the way. */
  async troubleOf(of: Checked): Promise<string | undefined> {
    const row = await this.#db<Row>(STATUSES)
      .where(columnsOf(of))
      .andWhereNot({ trouble: '' })
      .first('trouble');
    return row?.trouble;
  }

  /** All of a repository that is here no more. */
  async forget(of: Checked): Promise<void> {
    await this.#db<Row>(STATUSES).where(columnsOf(of)).delete();
  }

  #of({ of, runner, commit }: Which) {
    const its = { ...columnsOf(of), runner, commit_id: commit };
    return this.#db<Row>(STATUSES).where(its);
  }
}

interface Row {
  entity_ref: string;
  forge: string;
  forge_id: string;
  name: string;
  runner: string;
  commit_id: string;
  told: Untold['told'];
  trouble: string;
  tries: number;
  due_at: string;
  busy_until: string;
}

function fromRow(row: Row): Untold {
  const { name, runner, told, tries } = row;
  const { entity_ref: entityRef, forge, forge_id: forgeId } = row;
  return {
    ...{ of: { entityRef, forge, forgeId }, name, runner, told, tries },
    ...{ commit: row.commit_id, dueAt: row.due_at },
  };
}
