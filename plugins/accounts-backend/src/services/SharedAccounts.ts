import { createHash } from 'node:crypto';
import type { UserInfoService } from '@backstage/backend-plugin-api';
import {
  isPerson,
  roleTooLow,
  StandingUnknownError,
  type Asking,
  type DatabaseShareStore,
  type HeldShare,
  type PresentPeople,
} from '@astrolabe/sharing';
import {
  accountNeeds,
  type AccountDeed,
} from '@astrolabe/plugin-accounts-common';
import {
  bestRole,
  membershipsFromRefs,
  roleCovers,
  subjectsOf,
  type LimitTable,
  type ShareRole,
} from '@astrolabe/plugin-communities-common';
import type { AccountRecord, DatabaseAccountStore } from '../database';
import { accountNotFound } from './problems';

/** Of what is shared, in rows. */
export const ACCOUNT = 'account';

/** A linked service as somebody sees it. */
export interface SeenAccount {
  record: AccountRecord;
  /** What it is called for them. */
  id: string;
  role: ShareRole | 'owner';
}

/**
 * What people have of linked services: their own, and what others share with them.
 * It is asked for without anybody's token, too, when a workload of theirs starts.
 */
export class SharedAccounts {
  readonly #options: {
    store: DatabaseAccountStore;
    shares: Pick<DatabaseShareStore, 'heldBy' | 'isUsed'>;
    people: Pick<PresentPeople, 'note' | 'refsInAbsenceOf'>;
    userInfo: UserInfoService;
    limits(): LimitTable;
  };

  constructor(options: {
    store: DatabaseAccountStore;
    shares: Pick<DatabaseShareStore, 'heldBy' | 'isUsed'>;
    people: Pick<PresentPeople, 'note' | 'refsInAbsenceOf'>;
    userInfo: UserInfoService;
    limits(): LimitTable;
  }) {
    this.#options = options;
  }

  /** One's own, then what is shared; `incomplete`: nobody can say what that is. */
  async list(
    personRef: string,
  ): Promise<{ seen: SeenAccount[]; incomplete?: true }> {
    const own = await this.#options.store.list(personRef);
    const seen = own.map(ownOf);
    try {
      return { seen: [...seen, ...(await this.#ofOthers(personRef))] };
    } catch (error) {
      if (!(error instanceof StandingUnknownError)) throw error;
      return { seen, incomplete: true };
    }
  }

  /** One's own goes before what another shares. */
  async find(personRef: string, id: string): Promise<SeenAccount | undefined> {
    const own = await this.#options.store.find(personRef, id);
    if (own) return ownOf(own);
    const others = await this.#ofOthers(personRef);
    return others.find(each => each.id === id);
  }

  /**
   * @throws NotFoundError the same for what is not there and what is not shared
   * @throws NotAllowedError where it is shared for less
   */
  async require(
    deed: AccountDeed,
    personRef: string,
    id: string,
  ): Promise<SeenAccount> {
    const seen = await this.find(personRef, id);
    if (!seen) throw accountNotFound(id);
    const { role: needed } = accountNeeds[deed];
    if (seen.role !== 'owner' && !roleCovers(seen.role, needed)) {
      throw roleTooLow(seen.role, needed);
    }
    return seen;
  }

  /** Notes who asks: what is shared with their groups is looked for when they are gone. */
  async note({ credentials }: Asking): Promise<void> {
    const { people, userInfo } = this.#options;
    const { userEntityRef, ownershipEntityRefs } = await userInfo.getUserInfo(
      credentials,
    );
    await people.note(userEntityRef, ownershipEntityRefs).catch(error => {
      if (!(error instanceof StandingUnknownError)) throw error;
    });
  }

  /** The communities that a session is of. */
  async communitiesOf({ credentials }: Asking): Promise<string[]> {
    const { userInfo, limits } = this.#options;
    const { ownershipEntityRefs } = await userInfo.getUserInfo(credentials);
    return communitiesIn(ownershipEntityRefs, limits());
  }

  async #ofOthers(personRef: string): Promise<SeenAccount[]> {
    const { store, shares, people, limits } = this.#options;
    if (!(await shares.isUsed(ACCOUNT))) return [];
    const refs = await people.refsInAbsenceOf(personRef);
    const subjects = subjectsOf(personRef, refs, limits());
    const held = await shares.heldBy(ACCOUNT, subjects);
    const records = await store.listByIds(held.map(({ id }) => id));
    const theirs = communitiesIn(refs, limits());
    const seen = await Promise.all(
      records
        .filter(({ ownerRef }) => ownerRef !== personRef)
        .map(async record => {
          const role = await this.#roleOf(record, held, theirs);
          return role ? [{ record, id: idForOthers(record), role }] : [];
        }),
    );
    return seen.flat();
  }

  /** A share by name holds while both are of a community. */
  async #roleOf(
    { id, ownerRef }: AccountRecord,
    held: HeldShare[],
    communities: string[],
  ): Promise<ShareRole | undefined> {
    const { people, limits } = this.#options;
    const its = held.filter(share => share.id === id);
    const byGroup = its.filter(({ subjectRef }) => !isPerson(subjectRef));
    if (byGroup.length === its.length) return best(byGroup);
    const refs = await people.refsInAbsenceOf(ownerRef);
    const meet = communitiesIn(refs, limits()).some(each =>
      communities.includes(each),
    );
    return best(meet ? its : byGroup);
  }
}

/** As its owner sees it. */
export function ownOf(record: AccountRecord): SeenAccount {
  return { record, id: record.name, role: 'owner' };
}

function best(shares: HeldShare[]): ShareRole | undefined {
  return bestRole(shares.map(({ role }) => role));
}

function communitiesIn(refs: readonly string[], table: LimitTable): string[] {
  return membershipsFromRefs(refs, table).map(({ community }) => community);
}

/**
 * A DNS label that stays the same, and that nothing of one's own is called: its
 * name says what it is, and its end, of the row's id, which one.
 */
function idForOthers({ id, name }: AccountRecord): string {
  const hash = createHash('sha256').update(id).digest('hex');
  return `${name.slice(0, 18)}-${hash.slice(0, 12)}`;
}
