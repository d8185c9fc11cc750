import { isDeepStrictEqual } from 'node:util';
import type {
  ImportedSecret,
  SecretImport,
  SecretImportPage,
} from '@astrolabe/plugin-accounts-common';
import type { DatabaseImports, DatabaseSecrets, SecretKey } from '../database';
import type { Secrets } from '../secrets';
import { valueOf } from '../secrets';
import { becomesOf, type BecomesSecret, type OtherAccount } from './becomesOf';
import type { FindPerson, KnownPerson } from './findPerson';
import type { OtherVault } from './OtherVault';
import type { TakeAccount } from './takeAccount';

/** Of one request: who asks goes on where it ended. */
const ENOUGH_MS = 20_000;
/** Folders in folders. */
const DEEPEST = 8;

/** How it shall be done. */
type Wish = Pick<
  SecretImport,
  'path' | 'communities' | 'issuer' | 'dryRun' | 'after' | 'limit'
> & {
  /** Who does it. */
  by: string;
};

/** The same, of one entry. */
type How = Wish & {
  /** Where it shall go; empty: it is personal. */
  community: string;
  /** It was taken over before. */
  isOver: boolean;
};

/** What came of one. */
type Came = Omit<ImportedSecret, 'subject'>;

/** An entry there, and whose it is here. */
interface Found {
  entry: {
    subject: string;
    /** The virtual organisation there. */
    organisation: string;
    path: string[];
  };
  data: Record<string, unknown>;
  person: KnownPerson;
  /** Of this person, that were met in this run. */
  names: Set<string>;
}

/**
 * Takes over what people kept in the Vault of another portal, in its layout:
 * `<path>/<subject>/<virtual organisation>/…`. What is here already is never
 * changed, and what people have removed since does not come back, so it can be done
 * again, and goes on after it broke off.
 */
export class ImportSecrets {
  readonly #parts: {
    db: DatabaseSecrets;
    taken: DatabaseImports;
    secrets: Secrets;
    findPerson: FindPerson;
    takeAccount: TakeAccount;
  };

  constructor(parts: {
    db: DatabaseSecrets;
    taken: DatabaseImports;
    secrets: Secrets;
    findPerson: FindPerson;
    takeAccount: TakeAccount;
  }) {
    this.#parts = parts;
  }

  async run(vault: OtherVault, wish: Wish): Promise<SecretImportPage> {
    const { path, after = '', limit } = wish;
    const until = Date.now() + ENOUGH_MS;
    const root = path.split('/');
    const folders = await vault.list(root);
    const subjects = folders
      .filter(each => each.isFolder && each.name > after)
      .map(({ name }) => name);
    const items: ImportedSecret[] = [];
    for (const [index, subject] of subjects.entries()) {
      const isLate = index > 0 && Date.now() > until;
      if (isLate || index === limit) {
        return { items, next: subjects[index - 1] };
      }
      items.push(...(await this.#ofSubject(vault, { ...wish, root, subject })));
    }
    return { items };
  }

  async #ofSubject(
    vault: OtherVault,
    wish: Wish & { root: string[]; subject: string },
  ): Promise<ImportedSecret[]> {
    const { root, subject } = wish;
    const person = await this.#parts.findPerson(subject, wish.issuer);
    if (!person) return [{ subject, outcome: 'unknown' }];
    const items: ImportedSecret[] = [];
    const names = new Set<string>();
    for await (const path of leaves(vault, [...root, subject])) {
      const [organisation, ...rest] = path.slice(root.length + 1);
      const data = rest.length > 0 && (await vault.read(path));
      if (!data) continue;
      const entry = { subject, organisation, path: rest };
      items.push(await this.#take({ entry, data, person, names }, wish));
    }
    return items;
  }

  /** One entry. What is read goes into the store, and nowhere else. */
  async #take(found: Found, wish: Wish): Promise<ImportedSecret> {
    const { entry, person } = found;
    const said = {
      ...{ subject: entry.subject, organisation: entry.organisation },
      ...{ path: entry.path.join('/'), person: person.ref },
    };
    try {
      const becomes = becomesOf(entry.path, found.data);
      if ('skipped' in becomes) {
        return { ...said, outcome: 'skipped', reason: becomes.skipped };
      }
      const isSecret = 'secret' in becomes;
      const { organisation } = entry;
      const community = (isSecret && wish.communities?.[organisation]) || '';
      const { taken } = this.#parts;
      const there = { ownerRef: person.ref, organisation, path: said.path };
      const isOver = await taken.has({ ...there, community });
      const how = { ...wish, community, isOver };
      const came = isSecret
        ? await this.#takeSecret(becomes, found, how)
        : await this.#takeAccount(becomes.account, person, how);
      const isHere = came.outcome === 'made' || came.outcome === 'present';
      if (isHere && !isOver && !wish.dryRun) {
        await taken.note({ ...there, community }, wish.by);
      }
      return { ...said, ...came };
    } catch (error) {
      return { ...said, outcome: 'skipped', reason: reasonOf(error as Error) };
    }
  }

  async #takeAccount(
    account: OtherAccount,
    { ref }: KnownPerson,
    { dryRun, isOver }: How,
  ): Promise<Came> {
    const take = this.#parts.takeAccount;
    const outcome = await take(ref, account, { dryRun: dryRun || isOver });
    const { service } = account;
    const isGone = isOver && outcome === 'new';
    return { service, outcome: isGone ? 'removed' : outcome };
  }

  async #takeSecret(
    { secret: name, kind, value }: BecomesSecret,
    { person, names }: Found,
    { community, isOver, dryRun, by }: How,
  ): Promise<Came> {
    if (community && !person.communities.includes(community)) {
      const reason = `they are no member of ${community}`;
      return { outcome: 'skipped', reason };
    }
    const scope = community ? ('member' as const) : ('personal' as const);
    const key: SecretKey = { name, scope, community, ownerRef: person.ref };
    const shown = { name, kind, ...(community && { community }) };
    const { data } = valueOf(kind, { value });
    const kept = await this.#parts.db.named(key);
    const isSeen = names.has(`${community}/${name}`);
    names.add(`${community}/${name}`);
    if (kept) {
      const present = await this.#parts.secrets.read(kept);
      const isSame = isDeepStrictEqual({ ...present }, { ...data });
      return { ...shown, outcome: isSame ? 'present' : 'taken' };
    }
    if (isSeen) return { ...shown, outcome: 'taken' };
    if (isOver) return { ...shown, outcome: 'removed' };
    if (dryRun) return { ...shown, outcome: 'new' };
    await this.#parts.secrets.create({ ...key, kind }, { by, data });
    return { ...shown, outcome: 'made' };
  }
}

/** Of one entry alone; what is wrong with our own store is everybody's. */
function reasonOf(error: Error & { code?: string }): string {
  const isOfEntry =
    error.name === 'InputError' ||
    error.name === 'ConflictError' ||
    error.code === 'NOT_LINKED';
  if (isOfEntry) return error.message.replace(/^body\./, '');
  throw error;
}

/** All that is no folder, below one. */
async function* leaves(
  vault: OtherVault,
  path: string[],
  depth = 0,
): AsyncGenerator<string[]> {
  if (depth === DEEPEST) return;
  for (const { name, isFolder } of await vault.list(path)) {
    if (isFolder) {
      yield* leaves(vault, [...path, name], depth + 1);
    } else {
      yield [...path, name];
    }
  }
}
