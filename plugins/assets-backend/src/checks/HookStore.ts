import { randomBytes } from 'node:crypto';
import type { CheckHook } from '@astrolabe/plugin-assets-common';
import type { Knex } from 'knex';
import type { RepositoryRow } from '../publishing/RepositoryStore';
import { nowIso } from '../moments';

const HOOKS = 'check_hooks';
const DELIVERIES = 'check_deliveries';
const REPOSITORIES = 'published_repositories';

/** By which a forge tells of pushes to a repository. */
export interface Hook {
  /** In its address. */
  id: string;
  /** Of the module. */
  name: string;
  personRef: string;
  account: string;
  forge: string;
  forgeId: string;
  /** Whether pushes have it checked. */
  onPush: boolean;
  state: CheckHook['state'];
  reason: string;
  /** When it has told last; or empty. */
  lastAt: string;
  dueAt: string;
}

/** What is known of hooks, and of what came by them. */
export class HookStore {
  readonly #db: Knex;

  constructor(db: Knex) {
    this.#db = db;
  }

  async get(id: string): Promise<Hook | undefined> {
    const row = await this.#db<Row>(HOOKS).where({ id }).first();
    return row && fromRow(row);
  }

  /** Of a module; it has one from the first time that it is asked for. */
  async of(repository: RepositoryRow): Promise<Hook> {
    const { name, account, forge } = repository;
    await this.#db<Row>(HOOKS)
      .insert({
        ...{ id: newId(), name, account, forge, on_push: true },
        ...{ person_ref: repository.personRef, forge_id: repository.forgeId },
        ...{ state: 'none', reason: '', due_at: nowIso(), last_at: '' },
      })
      .onConflict('name')
      .ignore();
    const row = await this.#db<Row>(HOOKS).where({ name }).first();
    return fromRow(row!);
  }

  /** Names of repositories that were never looked after. */
  async missing(): Promise<string[]> {
    const rows = await this.#db(REPOSITORIES)
      .whereNotIn('name', this.#db(HOOKS).select('name'))
      .limit(100)
      .select('name');
    return rows.map(({ name }) => name);
  }

  /** Those that are to be looked after; with those whose repository is here no more, or another's. */
  async due(): Promise<Hook[]> {
    const its = this.#db(`${REPOSITORIES} as its`).select(this.#db.raw('1'));
    for (const column of ['name', 'person_ref', 'account', 'forge_id']) {
      void its.where(`its.${column}`, this.#db.ref(`${HOOKS}.${column}`));
    }
    const rows = await this.#db<Row>(HOOKS)
      .where('due_at', '<=', nowIso())
      .orWhereNotExists(its)
      .limit(100);
    return rows.map(fromRow);
  }

  /** For the caller alone until then. */
  async claim({ id, dueAt }: Hook, due_at: string): Promise<boolean> {
    const its = this.#db<Row>(HOOKS).where({ id, due_at: dueAt });
    return (await its.update({ due_at })) === 1;
  }

  async update(
    id: string,
    now: Partial<Pick<Hook, 'state' | 'reason' | 'onPush'>> & {
      dueAt?: string;
    },
  ): Promise<void> {
    const { state, reason, onPush, dueAt } = now;
    await this.#db<Row>(HOOKS)
      .where({ id })
      .update({
        ...(state && { state }),
        ...(reason !== undefined && { reason }),
        ...(onPush !== undefined && { on_push: onPush }),
        ...(dueAt !== undefined && { due_at: dueAt }),
      });
  }

  async remove(id: string): Promise<void> {
    await this.#db(DELIVERIES).where({ hook_id: id }).delete();
    await this.#db(HOOKS).where({ id }).delete();
  }

  /** Whether it was noted before. */
  async knows(hook_id: string, delivery: string): Promise<boolean> {
    const its = this.#db(DELIVERIES).where({ hook_id, delivery });
    return (await its.first('at')) !== undefined;
  }

  /** That it came, and all that it is about is noted. */
  async note(hook_id: string, delivery: string): Promise<void> {
    const at = nowIso();
    await this.#db(DELIVERIES)
      .insert({ hook_id, delivery, at })
      .onConflict(['hook_id', 'delivery'])
      .ignore();
    await this.#db<Row>(HOOKS)
      .where({ id: hook_id })
      .update({ last_at: at, state: 'listening', reason: '' });
  }

  /** Forgets what was told before then (ISO 8601). */
  async forget(before: string): Promise<void> {
    await this.#db(DELIVERIES).where('at', '<', before).delete();
  }
}

interface Row {
  id: string;
  name: string;
  person_ref: string;
  account: string;
  forge: string;
  forge_id: string;
  on_push: boolean | number;
  state: CheckHook['state'];
  reason: string;
  due_at: string;
  last_at: string;
}

function fromRow(row: Row): Hook {
  const { id, name, account, forge, state, reason } = row;
  return {
    ...{ id, name, account, forge, state, reason },
    ...{ personRef: row.person_ref, forgeId: row.forge_id },
    ...{ onPush: Boolean(row.on_push), lastAt: row.last_at },
    dueAt: row.due_at,
  };
}

/** Nobody guesses it; no UUID, as those are of launches where secrets are kept. */
function newId(): string {
  return `hook-${randomBytes(15).toString('hex')}`;
}
