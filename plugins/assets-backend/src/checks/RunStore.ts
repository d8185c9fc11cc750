import { assetEntityRef } from '@astrolabe/plugin-assets-common';
import type { Knex } from 'knex';
import { v7 as uuid } from 'uuid';
import { ProvenanceStore, type NewDeed } from '../provenance/ProvenanceStore';
import type { RepositoryRow } from '../publishing/RepositoryStore';
import { columnsOf } from './columnsOf';
import { StatusStore } from './StatusStore';
import type { CheckRun, CheckState, RunReport } from './types';
import { inMs, nowIso } from '../moments';

const RUNS = 'check_runs';
const FILES = 'check_files';
/** Of each module and runner, with their logs. */
const KEPT = 20;
const LISTED = 50;
/** What is concluded of a module stands on nothing that was only proposed. */
const PULL = { cause: 'pull' } as const;

/** Whose runs: those of a module while it is this repository, and of no other of its name. */
export interface Checked {
  entityRef: string;
  /** The pages of its forge, and the forge's own id of it. */
  forge: string;
  forgeId: string;
}

/** A run as the room knows it. */
export interface StoredRun {
  run: CheckRun;
  of: Checked;
  /** Of the module. */
  name: string;
  /** What its runner knows it by. */
  reference: string | undefined;
  /** How often it was looked after in vain, one after another. */
  tries: number;
  /** Each who takes it, or gives it back, begins another. */
  turn: number;
  /** When it was to be looked after (ISO 8601). */
  dueAt: string;
}

/** What is to be checked. */
export type NewRun = Pick<
  CheckRun,
  'runner' | 'branch' | 'commit' | 'cause' | 'pullRequest' | 'personRef'
> & {
  of: Checked;
  name: string;
  /** The same one makes no second run. */
  once: string;
};

/** Runs of checks, with what they left, in the room's own tables. */
export class RunStore {
  readonly #db: Knex;

  constructor(db: Knex) {
    this.#db = db;
  }

  /** The run, or the one that was there. */
  async add(wanted: NewRun): Promise<CheckRun> {
    const { runner, once } = wanted;
    const its = { ...columnsOf(wanted.of), runner, once };
    const now = nowIso();
    await this.#db<Row>(RUNS)
      .insert({
        ...{ id: uuid(), ...its, name: wanted.name },
        ...{ branch: wanted.branch, commit_id: wanted.commit },
        ...{ cause: wanted.cause, person_ref: wanted.personRef },
        pull_request: wanted.pullRequest ?? null,
        ...{ created_at: now, state: 'queued', reference: null, tries: 0 },
        report: JSON.stringify({ state: 'queued', checks: [] }),
        ...{ due_at: now, busy_until: '', turn: 0 },
      })
      .onConflict(['entity_ref', 'forge', 'forge_id', 'runner', 'once'])
      .ignore();
    const row = await this.#db<Row>(RUNS).where(its).first();
    return fromRow(row!).run;
  }

  /** One that was made for the same wish. */
  async ofWish({
    of,
    once,
  }: Pick<NewRun, 'of' | 'once'>): Promise<CheckRun | undefined> {
    const its = { ...columnsOf(of), once };
    const row = await this.#db<Row>(RUNS).where(its).first();
    return row && fromRow(row).run;
  }

  /** How many a person wants that have not ended. */
  async countWaiting(of: Checked): Promise<number> {
    const [{ count }] = await this.#db(RUNS)
      .where({ ...columnsOf(of), cause: 'hand' })
      .whereNot({ due_at: '' })
      .countDistinct({ count: 'once' });
    return Number(count);
  }

  /** Newest first: of commits of its branch, or by hand. */
  async list(of: Checked): Promise<CheckRun[]> {
    return this.#newest(this.#ofIts(of));
  }

  /** Those of pull requests as well, of which nothing is concluded. */
  async listAll(of: Checked): Promise<CheckRun[]> {
    return this.#newest(this.#db<Row>(RUNS).where(columnsOf(of)));
  }

  #ofIts(of: Checked) {
    const its = this.#db<Row>(RUNS).where(columnsOf(of));
    return its.andWhereNot(PULL);
  }

  async #newest(of: Knex.QueryBuilder<Row, Row[]>): Promise<CheckRun[]> {
    const rows: Row[] = await of.orderBy('id', 'desc').limit(LISTED);
    return rows.map(row => fromRow(row).run);
  }

  async get(of: Checked, id: string): Promise<StoredRun | undefined> {
    const its = { ...columnsOf(of), id };
    const row = await this.#db<Row>(RUNS).where(its).first();
    return row && fromRow(row);
  }

  /** Of a commit, as a runner has checked it last. */
  async newestOf(
    of: Checked,
    { runner, commit: commit_id }: { runner: string; commit: string },
  ): Promise<CheckRun | undefined> {
    const row = await this.#db<Row>(RUNS)
      .where({ ...columnsOf(of), runner, commit_id })
      .orderBy('id', 'desc')
      .first();
    return row && fromRow(row).run;
  }

  /** Those that are to be looked after, for the caller alone until time is over. */
  async take(most: number, forMs: number): Promise<StoredRun[]> {
    if (most === 0) return [];
    const now = nowIso();
    const busy_until = inMs(forMs);
    const rows = await this.#db<Row>(RUNS)
      .whereNot({ due_at: '' })
      .andWhere('due_at', '<=', now)
      .andWhere('busy_until', '<', now)
      .orderBy('due_at')
      .limit(most);
    const taken = rows.map(async row => {
      const { id } = row;
      const turn = row.turn + 1;
      const count = await this.#db<Row>(RUNS)
        .where({ id, turn: row.turn })
        .update({ busy_until, turn });
      return count === 1 ? [fromRow({ ...row, turn })] : [];
    });
    return (await Promise.all(taken)).flat();
  }

  /**
   * What is known of it by now, and when it is looked after next: never, where it has
   * ended. What another has taken since is theirs, and no deed of the caller's.
   *
   * @returns whether it was still the caller's
   */
  async giveBack(
    { run, of, name, turn, dueAt }: StoredRun,
    now: {
      report?: RunReport;
      reference?: string;
      tries?: number;
      dueInMs: number;
      /** Recorded with it. */
      deed?: NewDeed;
      /** Whether its forge is to be told of what has become of it. */
      isTold?: boolean;
    },
  ): Promise<boolean> {
    const { report, reference, tries = 0, dueInMs, deed, isTold } = now;
    const { id, runner, commit } = run;
    const isOver = report && hasEnded(report.state);
    // Who hurries it meanwhile has it looked after sooner.
    const next = this.#db.raw('case when due_at = ? then ? else due_at end', [
      ...[dueAt, inMs(dueInMs)],
    ]);
    const values = {
      ...(report && { state: report.state, report: JSON.stringify(report) }),
      ...(reference !== undefined && { reference }),
      ...{ tries, due_at: isOver ? '' : next, busy_until: '' },
      turn: turn + 1,
    };
    return this.#db.transaction(async tx => {
      const count = await tx<Row>(RUNS).where({ id, turn }).update(values);
      if (count === 1 && deed) await new ProvenanceStore(tx).add(of, deed);
      if (count === 1 && isTold && report && report.state !== run.state) {
        await new StatusStore(tx).want({ of, name, runner, commit });
      }
      return count === 1;
    });
  }

  /** Whether something may still come of it by one of these. */
  async areGoingOn(
    of: Checked,
    { commit, runners }: { commit: string; runners: string[] },
  ): Promise<boolean> {
    const its = this.#ofIts(of)
      .andWhere({ commit_id: commit })
      .whereIn('runner', runners);
    return (await its.whereNot({ due_at: '' }).first('id')) !== undefined;
  }

  /** Has all of a module looked after now. */
  async hurry(of: Checked): Promise<void> {
    await this.#db<Row>(RUNS)
      .where(columnsOf(of))
      .whereNot({ due_at: '' })
      .update({ due_at: nowIso() });
  }

  /** Whether the branch was pushed to, or proposed, again after it. */
  async isOutdone({ run, of }: StoredRun): Promise<boolean> {
    const { id, runner, branch, cause } = run;
    const newer = await this.#db<Row>(RUNS)
      .where({ ...columnsOf(of), runner, branch, cause })
      .andWhere('id', '>', id)
      .first('id');
    return newer !== undefined;
  }

  /**
   * Whether another of the module has begun and not ended, or came before it. Those of
   * pull requests come last.
   */
  async hasToWait({ run, of }: StoredRun): Promise<boolean> {
    const { id, runner, cause } = run;
    const goesFirst = (each: Knex.QueryBuilder) =>
      cause === PULL.cause
        ? each.where('id', '<', id).orWhereNot(PULL)
        : each.where('id', '<', id).andWhereNot(PULL);
    const before = await this.#db<Row>(RUNS)
      .where({ ...columnsOf(of), runner })
      .whereNot({ due_at: '' })
      .andWhereNot({ id })
      .andWhere(each => each.whereNotNull('reference').orWhere(goesFirst))
      .first('id');
    return before !== undefined;
  }

  /** All of a repository that is here no more. */
  async forget(of: Checked): Promise<void> {
    const its = this.#db<Row>(RUNS).where(columnsOf(of));
    await this.#db(FILES).whereIn('run_id', its.clone().select('id')).delete();
    await its.delete();
  }

  async remove(id: string): Promise<void> {
    await this.#db(FILES).where({ run_id: id }).delete();
    await this.#db(RUNS).where({ id }).delete();
  }

  /**
   * Those of a runner that are too many go, the oldest first. Those of pull requests are
   * counted apart, so that none drives out what the module is known by.
   */
  async prune({ run: { runner, cause }, of }: StoredRun): Promise<void> {
    const isPull = cause === PULL.cause;
    const alike = isPull ? this.#db<Row>(RUNS).where(PULL) : this.#ofIts(of);
    const old = await alike
      .andWhere({ ...columnsOf(of), runner, due_at: '' })
      .orderBy('id', 'desc')
      .offset(KEPT)
      .limit(100)
      .select('id');
    for (const { id } of old) await this.remove(id);
  }

  async keep(run_id: string, path: string, text: string): Promise<void> {
    // No database keeps such a character in a text.
    const content = text.replaceAll('\0', '');
    await this.#db(FILES)
      .insert({ run_id, path, content })
      .onConflict(['run_id', 'path'])
      .merge();
  }

  /** Of a commit: what the newest run that left such a file has left. */
  async keptOf(
    of: Checked,
    { commit: commit_id, path }: { commit: string; path: string },
  ): Promise<string | undefined> {
    const row = await this.#db(FILES)
      .join(RUNS, `${RUNS}.id`, `${FILES}.run_id`)
      .where({ ...columnsOf(of), commit_id, path })
      .andWhereNot(PULL)
      .orderBy('run_id', 'desc')
      .first('content');
    return row?.content;
  }

  async kept(run_id: string, path: string): Promise<string | undefined> {
    const row = await this.#db(FILES).where({ run_id, path }).first('content');
    return row?.content;
  }
}

/** The file of a run that says what its environment is made of. */
export const SBOM = 'sbom.cdx.json';
/** The same of its image, where one was built. */
export const IMAGE_SBOM = 'sbom.image.cdx.json';

/** @see Checked */
export function checkedOf({
  kind = 'module',
  name,
  forge,
  forgeId,
}: Pick<RepositoryRow, 'name' | 'forge' | 'forgeId'> &
  Partial<Pick<RepositoryRow, 'kind'>>): Checked {
  return { entityRef: assetEntityRef(kind, name), forge, forgeId };
}

/** The same of a branch makes no second run: who proposes it from another one is in nobody's way. */
export function onceOf({
  cause,
  branch,
  commit,
}: Pick<NewRun, 'cause' | 'branch' | 'commit'>): string {
  return cause === PULL.cause
    ? `${cause}:${branch}:${commit}`
    : `${cause}:${commit}`;
}

/** Whether nothing more comes of it. */
export function hasEnded(state: CheckState): boolean {
  return state !== 'queued' && state !== 'running';
}

interface Row {
  id: string;
  entity_ref: string;
  forge: string;
  forge_id: string;
  name: string;
  runner: string;
  branch: string;
  commit_id: string;
  cause: CheckRun['cause'];
  pull_request: number | null;
  person_ref: string;
  created_at: string;
  once: string;
  state: CheckState;
  report: string;
  reference: string | null;
  tries: number;
  due_at: string;
  busy_until: string;
  turn: number;
}

function fromRow(row: Row): StoredRun {
  const { id, runner, branch, cause } = row;
  const run: CheckRun = {
    ...{ id, entityRef: row.entity_ref, runner, branch, cause },
    ...{ commit: row.commit_id, personRef: row.person_ref },
    createdAt: row.created_at,
    ...(row.pull_request && { pullRequest: row.pull_request }),
    ...(JSON.parse(row.report) as RunReport),
  };
  const { name, tries, turn, due_at: dueAt } = row;
  const of = {
    ...{ entityRef: row.entity_ref, forge: row.forge, forgeId: row.forge_id },
  };
  return {
    ...{ run, of, name, tries, turn, dueAt },
    reference: row.reference ?? undefined,
  };
}
