import { isDeepStrictEqual } from 'node:util';
import type {
  ImportedSecret,
  SecretImport,
  SecretImportPage,
} from '@astrolabe/plugin-accounts-common';
import type { DatabaseImports, DatabaseSecrets, SecretKey } from '../database';
import type { Secrets } from '../secrets';
import { valueOf } from '../secrets';
import { entriesOf } from './entriesOf';
import { becomesOf, type BecomesSecret, type OtherAccount } from './becomesOf';
import type { FindPerson, KnownPerson } from './findPerson';
import type { OtherVault } from './OtherVault';
import type { TakeAccount } from './takeAccount';
import type { TellOwner } from './tellOwner';

/** Of one request: who asks goes on where it ended. */
const ENOUGH_MS = 20_000;

/** How it shall be done. */
type Wish = Pick<
  SecretImport,
  'path' | 'communities' | 'issuer' | 'dryRun' | 'after' | 'limit'
> & {
  /** Who does it. */
  by: string;
};

/** The same, of one entry. */
type How = Omit<Wish, 'after'> & {
  /** Where it shall go; empty: it is personal. */
  community: string;
  /** It was taken over before. */
  isOver: boolean;
};

/** What came of one. */
type Came = Omit<ImportedSecret, 'subject'>;

/** An entry there, and whose it is here. */
interface Found {
  /** The virtual organisation there. */
  organisation: string;
  path: string[];
  person: KnownPerson;
  /** Of this person, that were met in this run. */
  names: Set<string>;
}

type Vault = Pick<OtherVault, 'list' | 'read'>;

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
    tellOwner: TellOwner;
    enoughMs: number;
  };

  constructor(parts: {
    db: DatabaseSecrets;
    taken: DatabaseImports;
    secrets: Secrets;
    findPerson: FindPerson;
    takeAccount: TakeAccount;
    tellOwner: TellOwner;
    enoughMs?: number;
  }) {
    this.#parts = { enoughMs: ENOUGH_MS, ...parts };
  }

  async run(vault: Vault, wish: Wish): Promise<SecretImportPage> {
    const items: ImportedSecret[] = [];
    try {
      const next = await this.#page(items, vault, wish);
      return { items, ...(next !== undefined && { next }) };
    } finally {
      this.#tellOwners(items);
    }
  }

  /** Also when it breaks off: what was made is there. */
  #tellOwners(items: ImportedSecret[]): void {
    const made = items.filter(({ outcome }) => outcome === 'made');
    for (const ref of new Set(made.map(({ person }) => person))) {
      if (!ref) continue;
      const own = made.filter(({ person }) => person === ref);
      const storages = own.filter(({ service }) => service).length;
      const secrets = own.length - storages;
      this.#parts.tellOwner(ref, { secrets, storages });
    }
  }

  /** @returns where to go on, if there is more */
  async #page(
    items: ImportedSecret[],
    vault: Vault,
    wish: Wish,
  ): Promise<string | undefined> {
    const { path, after = '', limit } = wish;
    const until = Date.now() + this.#parts.enoughMs;
    const isLate = () => Date.now() >= until;
    const root = path.split('/');
    const [last, ...within] = after.split('/');
    const subjects = (await vault.list(root))
      .filter(({ isFolder }) => isFolder)
      .map(({ name }) => name)
      .filter(name => name > last || (name === last && within.length > 0));
    for (const [index, subject] of subjects.entries()) {
      if (index === limit || (index > 0 && isLate())) {
        return subjects[index - 1];
      }
      const whose = { subject, after: subject === last ? within : [] };
      const found = this.#ofSubject(vault, { ...wish, ...whose, root });
      for await (const { at, item } of found) {
        items.push(item);
        if (isLate()) return at.join('/');
      }
    }
    return undefined;
  }

  /** With where it is below the root, to go on after it. */
  async *#ofSubject(
    vault: Vault,
    wish: Omit<Wish, 'after'> & {
      root: string[];
      subject: string;
      after: string[];
    },
  ): AsyncGenerator<{ at: string[]; item: ImportedSecret }> {
    const { root, subject, after } = wish;
    const person = await this.#parts.findPerson(subject, wish.issuer);
    if (!person) {
      yield { at: [subject], item: { subject, outcome: 'unknown' } };
      return;
    }
    const names = new Set<string>();
    const from = { root: [...root, subject], after };
    for await (const entry of entriesOf(vault, from)) {
      const [organisation, ...path] = entry.path;
      const came =
        'skipped' in entry
          ? skipped(entry.skipped)
          : await this.#take(
              { organisation, path, person, names },
              entry.data,
              wish,
            );
      yield {
        at: [subject, ...entry.path],
        item: {
          ...{ subject, person: person.ref, organisation },
          ...{ path: path.join('/'), ...came },
        },
      };
    }
  }

  /** One entry. What is read goes into the store, and nowhere else. */
  async #take(
    found: Found,
    data: Record<string, unknown>,
    wish: Omit<Wish, 'after'>,
  ): Promise<Came> {
    const { organisation, path, person } = found;
    if (path.length === 0) return skipped('it is in no organisation');
    try {
      const becomes = becomesOf(path, data);
      if ('skipped' in becomes) return skipped(becomes.skipped);
      const isSecret = 'secret' in becomes;
      const community = (isSecret && wish.communities?.[organisation]) || '';
      const { taken } = this.#parts;
      const there = {
        ...{ ownerRef: person.ref, community },
        ...{ organisation, path: path.join('/') },
      };
      const isOver = await taken.has(there);
      const how = { ...wish, community, isOver };
      const came = isSecret
        ? await this.#takeSecret(becomes, found, how)
        : await this.#takeAccount(becomes.account, person, how);
      const isHere = came.outcome === 'made' || came.outcome === 'present';
      if (isHere && !isOver && !wish.dryRun) {
        await taken.note(there, wish.by);
      }
      const { left } = becomes;
      if (!left || came.reason) return came;
      return { ...came, reason: `without its fields ${left.join(', ')}` };
    } catch (error) {
      return skipped(reasonOf(error as Error));
    }
  }

  async #takeAccount(
    account: OtherAccount,
    { ref }: KnownPerson,
    { dryRun, isOver, by }: How,
  ): Promise<Came> {
    const take = this.#parts.takeAccount;
    const isDry = dryRun || isOver;
    const outcome = await take(ref, account, { dryRun: isDry, by });
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
      return skipped(`they are no member of ${community}`);
    }
    const scope = community ? ('member' as const) : ('personal' as const);
    const key: SecretKey = { name, scope, community, ownerRef: person.ref };
    const shown = { name, kind, ...(community && { community }) };
    const { data } = valueOf(kind, { value });
    const kept = await this.#parts.db.named(key);
    const isSeen = names.has(`${community}/${name}`);
    names.add(`${community}/${name}`);
    if (kept?.version === 0) {
      return skipped('another is being made of this name: run it again');
    }
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

function skipped(reason: string): Came {
  return { outcome: 'skipped', reason };
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
