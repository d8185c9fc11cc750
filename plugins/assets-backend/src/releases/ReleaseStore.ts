import { isDatabaseConflictError } from '@backstage/backend-plugin-api';
import type {
  ReleaseRequest,
  ReleaseStep,
} from '@astrolabe/plugin-assets-common';
import type { Knex } from 'knex';
import { v7 as uuid } from 'uuid';
import type { ImageSignature } from '../images';
import type { Deposit } from './archives/Zenodo';

const TABLE = 'releases';

/** What has come of a release so far; each step adds to it. */
export interface Facts {
  /** The commit that it was planned on. */
  base: string;
  tag: string;
  changelog: string;
  /** Paths of the files that its commit changes. */
  files: string[];
  /** When a deposit was asked for: from then on there may be one. */
  depositTriedAt?: string;
  deposit?: Deposit;
  /** Where a person has to agree to the commit. */
  pullRequest?: string;
  commit?: string;
  /** Page of the release. */
  url?: string;
  /** When its image was first looked for. */
  imageSince?: string;
  image?: SignedImage;
  /** What has come of its image; a code says what has not. */
  imageEnd?: { isPushed?: boolean } & Pick<ReleaseStep, 'code' | 'reason'>;
  /** Since when the checks of its commit are waited for. */
  checksSince?: string;
  /** What is deposited: its files, by name and MD5. */
  deposited?: { sbom: boolean; files: Record<string, string> };
  isPublished?: true;
  /** When files were first put at its page at the forge. */
  attachSince?: string;
  /** What its page at the forge has beside the tag; a code says what has not come to it. */
  attached?: Pick<ReleaseStep, 'code' | 'reason'>;
}

/** The image of a version, signed by the portal. */
export interface SignedImage {
  /** With its registry and tag. */
  reference: string;
  digest: string;
  /** Of it, then of those of its platforms. */
  signatures: ImageSignature[];
  /** PEM, of the key that signed. */
  publicKey: string;
}

/** Why it does not go on. */
export interface ReleaseTrouble {
  /** Since when it is tried again because something is away (ISO 8601). */
  since?: string;
  reason: string;
  code?: string;
  nextStep?: string;
}

/** running: by itself. waiting: for a person. failed: until it is asked for again. */
export type ReleaseState = 'running' | 'waiting' | 'failed' | 'done';

export interface ReleaseRow {
  id: string;
  /** Of the asset. */
  name: string;
  personRef: string;
  forge: string;
  forgeId: string;
  version: string;
  key: string;
  asked: Pick<ReleaseRequest, 'notes' | 'archive'>;
  state: ReleaseState;
  facts: Facts;
  trouble?: ReleaseTrouble;
  /** Who is at it, or was. */
  holder: string;
  createdAt: string;
}

type Wish = Pick<
  ReleaseRow,
  | 'name'
  | 'personRef'
  | 'forge'
  | 'forgeId'
  | 'version'
  | 'key'
  | 'asked'
  | 'facts'
>;

/** Whose release it is: a repository keeps its own under whatever name. */
type Its = Pick<ReleaseRow, 'forge' | 'forgeId'>;

/** Whoever is at a release has taken longer than others wait: another goes on with it. */
export class ReleaseLost extends Error {}

/** Releases, in the room's own table. */
export class ReleaseStore {
  readonly #db: Knex;

  constructor(db: Knex) {
    this.#db = db;
  }

  /** Newest first. */
  async list({ forge, forgeId: forge_id }: Its): Promise<ReleaseRow[]> {
    const rows = await this.#db(TABLE)
      .where({ forge, forge_id })
      .orderBy('id', 'desc')
      .limit(100);
    return rows.map(fromRow);
  }

  async find(its: Its & { version: string }): Promise<ReleaseRow | undefined> {
    const { forge, forgeId: forge_id, version } = its;
    const row = await this.#db(TABLE)
      .where({ forge, forge_id, version })
      .first();
    return row && fromRow(row);
  }

  async byKey(personRef: string, key: string): Promise<ReleaseRow | undefined> {
    const row = await this.#db(TABLE)
      .where({ person_ref: personRef, key })
      .first();
    return row && fromRow(row);
  }

  /** Undefined where there is one of this version, or of this key. */
  async add(wish: Wish): Promise<ReleaseRow | undefined> {
    const now = new Date().toISOString();
    const row: ReleaseRow = {
      ...{ ...wish, id: uuid(), state: 'running', createdAt: now },
      holder: '',
    };
    try {
      const times = { due_at: now, busy_until: '' };
      await this.#db(TABLE).insert({ ...toRow(row), ...times });
      return row;
    } catch (error) {
      if (isDatabaseConflictError(error)) return undefined;
      throw error;
    }
  }

  /** One that has failed, or that waits, goes on at once. */
  async again(
    { id }: ReleaseRow,
    wish: Pick<ReleaseRow, 'key' | 'asked' | 'personRef'>,
  ): Promise<void> {
    const now = new Date().toISOString();
    const { key, asked, personRef: person_ref } = wish;
    await this.#db(TABLE)
      .where({ id })
      .whereIn('state', ['failed', 'waiting'])
      .update({
        ...{ key, person_ref, asked: JSON.stringify(asked), trouble: null },
        ...{ state: 'running', due_at: now, created_at: now },
      });
  }

  /** Those whose turn it is and that nobody is at, oldest first. */
  async due(most: number): Promise<ReleaseRow[]> {
    const now = new Date().toISOString();
    const rows = await this.#db(TABLE)
      .whereIn('state', ['running', 'waiting'])
      .andWhere('due_at', '<=', now)
      .andWhere('busy_until', '<=', now)
      .orderBy('due_at')
      .limit(most);
    return rows.map(fromRow);
  }

  /** For the caller alone until then; undefined where another was there first. */
  async take(row: ReleaseRow, until: string): Promise<ReleaseRow | undefined> {
    const { id, holder: before } = row;
    const holder = uuid();
    const taken = await this.#db(TABLE)
      .where({ id, holder: before })
      .andWhere('busy_until', '<=', new Date().toISOString())
      .update({ busy_until: until, holder });
    return taken === 1 ? { ...row, holder } : undefined;
  }

  /**
   * What has come of it, where it is still the caller's.
   *
   * @throws ReleaseLost where another has taken it since
   */
  async save(
    { id, holder }: ReleaseRow,
    changes: Partial<Pick<ReleaseRow, 'facts' | 'state' | 'trouble'>> & {
      /** ISO 8601, UTC. */
      dueAt?: string;
      /** Empty: it is nobody's any more. */
      busyUntil?: string;
    },
  ): Promise<void> {
    const { facts, state, dueAt, busyUntil: busy_until } = changes;
    const saved = await this.#db(TABLE)
      .where({ id, holder })
      .update({
        ...(facts && { facts: JSON.stringify(facts) }),
        ...(state && { state }),
        ...('trouble' in changes && {
          trouble: changes.trouble ? JSON.stringify(changes.trouble) : null,
        }),
        ...(dueAt && { due_at: dueAt }),
        ...(busy_until !== undefined && { busy_until }),
        id,
      });
    if (saved !== 1) {
      throw new ReleaseLost(`Another goes on with the release ${id}`);
    }
  }
}

interface Row {
  id: string;
  name: string;
  person_ref: string;
  forge: string;
  forge_id: string;
  version: string;
  key: string;
  asked: string;
  state: ReleaseState;
  facts: string;
  trouble: string | null;
  holder: string;
  created_at: string;
}

function toRow(row: ReleaseRow): Row {
  const { id, name, forge, version, key, state } = row;
  return {
    ...{ id, name, forge, version, key, state },
    ...{ person_ref: row.personRef, forge_id: row.forgeId },
    ...{ asked: JSON.stringify(row.asked), facts: JSON.stringify(row.facts) },
    trouble: row.trouble ? JSON.stringify(row.trouble) : null,
    ...{ holder: row.holder, created_at: row.createdAt },
  };
}

function fromRow(row: Row): ReleaseRow {
  const { id, name, forge, version, key, state } = row;
  return {
    ...{ id, name, forge, version, key, state },
    ...{ personRef: row.person_ref, forgeId: row.forge_id },
    ...{ asked: JSON.parse(row.asked), facts: JSON.parse(row.facts) },
    ...(row.trouble && { trouble: JSON.parse(row.trouble) }),
    ...{ holder: row.holder, createdAt: row.created_at },
  };
}
