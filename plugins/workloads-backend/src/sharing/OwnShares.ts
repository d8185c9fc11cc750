import {
  communityRef,
  groupsOf,
  subjectsOf,
  type LimitTable,
} from '@astrolabe/plugin-communities-common';
import type {
  Share,
  SharedThing,
  ShareList,
  ShareRole,
  ShareWish,
  Workload,
} from '@astrolabe/plugin-workloads-common';
import { validate } from 'uuid';
import type { DatabaseShareStore } from '../database';
import type { UserOptions } from '../launch';
import type { Notifier } from '../Notifier';
import type { PresentPeople } from '../standing';
import { isPerson } from './asSeen';
import type { Relations, Thing } from './Relations';
import {
  endIsPast,
  ownSubject,
  shareNotFound,
  subjectUnknown,
  tooManyShares,
} from './refusals';
import type { ShareNotices } from './ShareNotices';

/** Of one thing: more are a group. */
const MAX_SHARES = 50;

/** A thing as people name it, with what is told of it. */
export interface TitledThing extends Thing {
  title: string;
}

interface Options {
  shares: DatabaseShareStore;
  notices: ShareNotices;
  notifier: Pick<Notifier, 'shared'>;
  /** What people belong to now. */
  people: Pick<PresentPeople, 'refsInAbsenceOf'>;
  relations: Relations;
  limits(): LimitTable;
  workloads: Asked;
  snapshots: Asked;
}

/** What says whether the caller may, and of what. */
interface Asked {
  may(
    deed: 'share' | 'unshare',
    id: string,
    options: UserOptions,
  ): Promise<Omit<TitledThing, 'kind'>>;
}

/** What owners do with the shares of their things. */
export class OwnShares {
  readonly #options: Options;

  constructor(options: Options) {
    this.#options = options;
  }

  async list(thing: SharedThing, options: UserOptions): Promise<ShareList> {
    const own = await this.#require(thing, 'unshare', options);
    return {
      items: await this.#options.shares.list(thing),
      groups: await this.#groupsFor(own, options),
    };
  }

  /** In place of one before with the same subject. */
  async put(
    thing: SharedThing,
    wish: ShareWish,
    options: UserOptions,
  ): Promise<Share> {
    const own = await this.#require(thing, 'share', options);
    const { subjectRef, role, endsAt } = wish;
    if (endsAt !== undefined && !(Date.parse(endsAt) > Date.now())) {
      throw endIsPast();
    }
    if (subjectRef === own.ownerRef) throw ownSubject();
    if (!(await this.#isOffered(own, subjectRef, options))) {
      throw subjectUnknown();
    }
    const { shares, notices } = this.#options;
    const present = await shares.list(thing);
    const isNew = present.every(share => share.subjectRef !== subjectRef);
    if (isNew && present.length >= MAX_SHARES) throw tooManyShares(MAX_SHARES);
    const share = await shares.put(thing, {
      subjectRef,
      role,
      grantedBy: options.credentials.principal.userEntityRef,
      ...(endsAt && { endsAt: new Date(endsAt).toISOString() }),
    });
    notices.shared(own, share);
    this.#tell(own, share, role);
    return share;
  }

  async remove(
    thing: SharedThing,
    shareId: string,
    options: UserOptions,
  ): Promise<Share> {
    const own = await this.#require(thing, 'unshare', options);
    const { shares } = this.#options;
    const removed = validate(shareId)
      ? await shares.remove(thing, shareId)
      : undefined;
    if (!removed) throw shareNotFound();
    this.#tell(own, removed);
    return removed;
  }

  /** Pages of the person, where it is one. */
  #tell(
    { kind, ...thing }: TitledThing,
    { subjectRef }: Share,
    role?: ShareRole,
  ): void {
    if (kind !== 'workload' || !isPerson(subjectRef)) return;
    this.#options.notifier.shared(thing as Workload, subjectRef, role);
  }

  async #require(
    { kind, id }: SharedThing,
    deed: 'share' | 'unshare',
    options: UserOptions,
  ): Promise<TitledThing> {
    const { workloads, snapshots } = this.#options;
    const asked = { workload: workloads, snapshot: snapshots }[kind];
    return { ...(await asked.may(deed, id, options)), kind };
  }

  /** Those of its community, and the owner's own that are no community's. */
  async #groupsFor(
    { community }: Thing,
    options: UserOptions,
  ): Promise<string[]> {
    const { limits, relations } = this.#options;
    const table = limits();
    const known = table.communities.flatMap(({ id }) => groupsOf(id, table));
    const own = await relations.subjectsOf(options);
    return [
      ...groupsOf(community, table),
      ...own.filter(ref => !isPerson(ref) && !known.includes(ref)),
    ];
  }

  async #isOffered(
    thing: Thing,
    subjectRef: string,
    options: UserOptions,
  ): Promise<boolean> {
    if (!isPerson(subjectRef)) {
      return (await this.#groupsFor(thing, options)).includes(subjectRef);
    }
    const { people, limits } = this.#options;
    const refs = await people.refsInAbsenceOf(subjectRef);
    return subjectsOf(subjectRef, refs, limits()).includes(
      communityRef(thing.community),
    );
  }
}
