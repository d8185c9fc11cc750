import type { RepositoryVisibility } from '@astrolabe/plugin-assets-common';
import type { Knex } from 'knex';
import { checkedOf } from '../checks/RunStore';
import { ProvenanceStore, type NewDeed } from '../provenance/ProvenanceStore';
import type { RepositoryKindId } from './kinds';
import type { Trouble } from './troubles';
import { nowIso } from '../moments';

const TABLE = 'published_repositories';
/** At a time: nobody's repositories keep others' waiting. */
const DUE_EACH = 5;
const DUE_ALL = 100;

/** A repository that is an asset. */
export interface RepositoryRow {
  /** Of the asset; no two kinds share one. */
  name: string;
  kind: RepositoryKindId;
  personRef: string;
  /** By which it is read: a linked forge of the person. */
  account: string;
  /** The pages of that forge, and its own id of the repository. */
  forge: string;
  forgeId: string;
  owner: string;
  repository: string;
  /** Its page. */
  url: string;
  visibility: RepositoryVisibility;
  /** Its default branch, which is read. */
  branch: string;
  /** Whether it was wished that it is shown while it is private. */
  showsPrivate: boolean;
  /** Its metadata file. */
  content: string;
  documentation: string;
  /** What else says something of it, as JSON of `Harvested[]`; empty: nothing. */
  harvest: string;
  /** Of what was read last: its commit, and when the forge says that it was changed. */
  seenStamp: string;
  /** Of a tool: the commit that its file is from; empty: not known yet. */
  readCommit: string;
  /** Of a trusted tool: JSON, the files of its environment by name; or empty. */
  environment: string;
  /** The commit that its branch was at when it was read last; empty: not known yet. */
  tip: string;
  /** Why it cannot be read; empty: it can. */
  trouble: Trouble | '';
  /** From then on it is not shown (ISO 8601); empty: it is. */
  hiddenAt: string;
  /** When its forge has last said something of it, and when that was something new. */
  readAt: string;
  changedAt: string;
}

/** One that is put in. */
export type NewRepository = Omit<
  RepositoryRow,
  | 'readAt'
  | 'changedAt'
  | 'hiddenAt'
  | 'trouble'
  | 'harvest'
  | 'seenStamp'
  | 'tip'
  | 'readCommit'
  | 'environment'
> &
  Partial<Pick<RepositoryRow, 'harvest'>>;

/** What was read of one; what is not said stays. */
export type RepositoryFacts = Partial<
  Pick<
    RepositoryRow,
    | 'forge'
    | 'forgeId'
    | 'owner'
    | 'repository'
    | 'url'
    | 'visibility'
    | 'branch'
    | 'content'
    | 'documentation'
    | 'harvest'
    | 'seenStamp'
    | 'tip'
    | 'readCommit'
    | 'environment'
    | 'trouble'
    | 'hiddenAt'
  >
>;

/** Repositories that were made here and are assets, in the room's own tables. */
export class RepositoryStore {
  readonly #db: Knex;

  constructor(db: Knex) {
    this.#db = db;
  }

  /** When each that is shown has changed, by name. */
  async stamps(): Promise<Record<string, string>> {
    const rows = await this.#db(TABLE)
      .where({ hidden_at: '' })
      .orWhere('hidden_at', '>', nowIso())
      .select('name', 'changed_at');
    return Object.fromEntries(rows.map(row => [row.name, row.changed_at]));
  }

  /** Those that are to be read, longest ago first, and few of each account. */
  async due(): Promise<RepositoryRow[]> {
    const rows = await this.#db
      .with('due', query =>
        query
          .from(TABLE)
          .where('due_at', '<=', nowIso())
          .select('*')
          .rowNumber('nth', over =>
            over.orderBy('due_at').partitionBy(['person_ref', 'account']),
          ),
      )
      .from('due')
      .where('nth', '<=', DUE_EACH)
      .orderBy('due_at')
      .limit(DUE_ALL);
    return rows.map(fromRow);
  }

  async get(
    name: string,
    kind?: RepositoryKindId,
  ): Promise<RepositoryRow | undefined> {
    const which = kind ? { name, kind } : { name };
    const row = await this.#db(TABLE).where(which).first();
    return row && fromRow(row);
  }

  /** Where those are that are no modules, and what their forges call them. */
  async toolPlaces(): Promise<
    Pick<RepositoryRow, 'name' | 'forge' | 'forgeId' | 'owner' | 'repository'>[]
  > {
    const known = ['name', 'forge', 'forge_id', 'owner', 'repository'] as const;
    const rows = await this.#db(TABLE).where({ kind: 'tool' }).select(known);
    return rows.map(({ forge_id, ...row }) => ({ ...row, forgeId: forge_id }));
  }

  /** They are read again at once. */
  async hurryTools(): Promise<void> {
    const due_at = nowIso();
    await this.#db(TABLE).where({ kind: 'tool' }).update({ due_at });
  }

  /** By the forge's own id of it, whatever it is called there and here. */
  async byForgeId(
    forge: string,
    forge_id: string,
  ): Promise<RepositoryRow | undefined> {
    const row = await this.#db(TABLE).where({ forge, forge_id }).first();
    return row && fromRow(row);
  }

  /**
   * The deed is recorded with it, unless it was there already, by the same person.
   *
   * @returns whether it is there now; not when there is another of its name
   */
  async put(
    row: NewRepository,
    { dueAt, deed }: { dueAt: string; deed?: NewDeed },
  ): Promise<boolean> {
    const now = nowIso();
    const full = {
      ...{ harvest: '', ...row, trouble: '' as const },
      ...{ hiddenAt: '', seenStamp: '', tip: '' },
      // What is put in is from a branch: what runs is read by its commit.
      ...{ readCommit: '', environment: '' },
    };
    const values = {
      ...toColumns({ ...full, readAt: now, changedAt: now }),
      due_at: dueAt,
    };
    return this.#db.transaction(async tx => {
      const its = new RepositoryStore(tx);
      const inserted = await tx(TABLE)
        .insert(values, 'name')
        .onConflict('name')
        .ignore();
      const present = await its.get(row.name);
      if (!present || !isOne(present, row)) return false;
      const isPut = (await its.#ofRow(present).update(values)) === 1;
      if (isPut && deed) {
        const deeds = new ProvenanceStore(tx);
        const of = checkedOf(row);
        const last = await deeds.last(of, deed.kind);
        const isNew = inserted.length > 0 || last?.personRef !== deed.personRef;
        if (isNew) await deeds.add(of, deed);
      }
      return isPut;
    });
  }

  /** From then on it is of another person; where it is not of the former any more, it stays. */
  async handOver(
    former: RepositoryRow,
    { personRef, account }: Pick<RepositoryRow, 'personRef' | 'account'>,
  ): Promise<void> {
    const { forge, forgeId: forge_id } = former;
    await this.#ofRow(former)
      .andWhere({ forge, forge_id })
      .update({ person_ref: personRef, account });
  }

  /**
   * It is about to be read: should that end the portal, the next one reads others
   * first.
   */
  async begin(row: RepositoryRow, due_at: string): Promise<void> {
    await this.#ofRow(row).update({ due_at });
  }

  /**
   * What its forge has said of it.
   *
   * @param of.dueAt - default: as it is
   */
  async update(
    row: RepositoryRow,
    of: { facts: RepositoryFacts; dueAt?: string },
  ): Promise<void> {
    const { facts, dueAt } = of;
    const now = nowIso();
    // Which state was read is no change of what is shown.
    const { seenStamp, tip, ...shown } = facts;
    const changes = toColumns(shown);
    const isOld = (each: Knex.QueryBuilder) => {
      for (const [key, value] of Object.entries(changes)) {
        void each.orWhereNot(key, value);
      }
    };
    await this.#ofRow(row).update({
      read_at: now,
      ...(dueAt && { due_at: dueAt }),
      ...(seenStamp !== undefined && toColumns({ seenStamp })),
      ...(tip !== undefined && { tip }),
    });
    await this.#ofRow(row)
      .andWhere(isOld)
      .update({ ...changes, changed_at: now });
  }

  /**
   * It was read to its end.
   *
   * @param of.begun - what `begin` was told: whatever was made due meanwhile stays so
   */
  async end(
    row: RepositoryRow,
    { begun, dueAt }: { begun: string; dueAt: string },
  ): Promise<void> {
    await this.#ofRow(row)
      .andWhere({ due_at: begun })
      .update({ due_at: dueAt });
  }

  /**
   * Nothing of an account is read before then, because its forge does not answer;
   * of what was not read for long that is said.
   */
  async postpone(
    { personRef: person_ref, account }: RepositoryRow,
    { until, isLongSince }: { until: string; isLongSince: string },
  ): Promise<void> {
    const its = () => this.#db(TABLE).where({ person_ref, account });
    await its().andWhere('due_at', '<', until).update({ due_at: until });
    await its()
      .andWhere({ trouble: '' })
      .andWhere('read_at', '<', isLongSince)
      .update({ ...toColumns({ trouble: 'away' }), changed_at: nowIso() });
  }

  /** It is read again at once. */
  async hurry(name: string): Promise<void> {
    await this.#db(TABLE).where({ name }).update({ due_at: nowIso() });
  }

  async remove(name: string): Promise<void> {
    await this.#db(TABLE).where({ name }).delete();
  }

  /** Meanwhile there may be another of its name. */
  #ofRow(row: RepositoryRow) {
    const { name, account, owner, repository, personRef: person_ref } = row;
    const its = { name, account, owner, repository, person_ref };
    return this.#db(TABLE).where(its);
  }
}

/** The same, also where its forge calls it otherwise by now. */
function isOne(one: RepositoryRow, other: NewRepository): boolean {
  const known = ['personRef', 'account', 'forge', 'forgeId'] as const;
  return isSame(one, other) || known.every(key => one[key] === other[key]);
}

/** Whether two are of one person, and of one repository of theirs. */
export function isSame(
  one: Parameters<typeof identityOf>[0],
  other: Parameters<typeof identityOf>[0],
): boolean {
  return identityOf(one) === identityOf(other);
}

function identityOf({
  personRef,
  account,
  owner,
  repository,
}: Pick<
  RepositoryRow,
  'personRef' | 'account' | 'owner' | 'repository'
>): string {
  return [personRef, account, owner, repository].join('\n').toLowerCase();
}

/** Columns of two words. */
const columns = {
  personRef: 'person_ref',
  forgeId: 'forge_id',
  seenStamp: 'seen_stamp',
  readCommit: 'read_commit',
  showsPrivate: 'shows_private',
  hiddenAt: 'hidden_at',
  readAt: 'read_at',
  changedAt: 'changed_at',
} as const;

function toColumns(
  facts: Partial<RepositoryRow>,
): Record<string, string | boolean> {
  return Object.fromEntries(
    Object.entries(facts).map(([key, value]) => [
      columns[key as keyof typeof columns] ?? key,
      value,
    ]),
  );
}

interface Row {
  name: string;
  kind: RepositoryKindId;
  person_ref: string;
  account: string;
  forge: string;
  forge_id: string;
  owner: string;
  repository: string;
  url: string;
  visibility: RepositoryVisibility;
  branch: string;
  shows_private: boolean | number;
  content: string;
  documentation: string;
  harvest: string;
  seen_stamp: string;
  read_commit: string;
  environment: string;
  tip: string;
  trouble: Trouble | '';
  hidden_at: string;
  read_at: string;
  changed_at: string;
}

function fromRow(row: Row): RepositoryRow {
  const { name, kind, account, forge, owner, repository, url } = row;
  const { visibility, branch, content, documentation, harvest, trouble } = row;
  return {
    ...{ name, kind, account, forge, owner, repository, url },
    ...{ visibility, branch, content, documentation, harvest, trouble },
    ...{ seenStamp: row.seen_stamp, tip: row.tip },
    ...{ readCommit: row.read_commit, environment: row.environment },
    ...{ personRef: row.person_ref, forgeId: row.forge_id },
    ...{ showsPrivate: Boolean(row.shows_private), hiddenAt: row.hidden_at },
    ...{ readAt: row.read_at, changedAt: row.changed_at },
  };
}
