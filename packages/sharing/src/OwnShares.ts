import type {
  BackstageCredentials,
  BackstageUserPrincipal,
  UserInfoService,
} from '@backstage/backend-plugin-api';
import {
  communityRef,
  groupsOf,
  subjectsOf,
  type LimitTable,
  type Share,
  type SharedThing,
  type ShareList,
  type ShareRole,
  type ShareWish,
} from '@astrolabe/plugin-communities-common';
import { validate } from 'uuid';
import type { DatabaseShareStore } from './DatabaseShareStore';
import type { PresentPeople } from './PresentPeople';
import {
  endIsPast,
  ownSubject,
  shareNotFound,
  subjectUnknown,
  tooManyShares,
} from './refusals';
import type { ShareNotices } from './ShareNotices';
import { isPerson } from './subjects';

/** Of one thing: more are a group. */
const MAX_SHARES = 50;

/** On whose behalf a call is made. */
export interface Asking {
  credentials: BackstageCredentials<BackstageUserPrincipal>;
}

/** What is told of a thing, and how its shares are found. */
export interface OwnedThing<Kind extends string = string>
  extends SharedThing<Kind> {
  ownerRef: string;
  title: string;
}

/** What a room says of its things. */
export interface ThingsOfRoom<
  Kind extends string,
  Thing extends OwnedThing<Kind>,
  Options extends Asking,
> {
  /** @throws where the caller may not */
  require(
    deed: 'share' | 'unshare',
    thing: SharedThing<Kind>,
    options: Options,
  ): Promise<Thing>;

  /** Those whose members it can be shared with. */
  communitiesOf(thing: Thing, options: Options): Promise<string[]>;

  /** Told when what somebody has of it has changed; without a role, it has ended. */
  changed?(thing: Thing, share: Share, role?: ShareRole): void;
}

interface Parts<
  Kind extends string,
  Thing extends OwnedThing<Kind>,
  Options extends Asking,
> {
  shares: DatabaseShareStore;
  notices: ShareNotices;
  /** What people belong to now. */
  people: Pick<PresentPeople, 'refsInAbsenceOf'>;
  userInfo: UserInfoService;
  limits(): LimitTable;
  room: ThingsOfRoom<Kind, Thing, Options>;
}

/** What owners do with the shares of their things. */
export class OwnShares<
  Kind extends string = string,
  Thing extends OwnedThing<Kind> = OwnedThing<Kind>,
  Options extends Asking = Asking,
> {
  readonly #parts: Parts<Kind, Thing, Options>;

  constructor(parts: Parts<Kind, Thing, Options>) {
    this.#parts = parts;
  }

  async list(thing: SharedThing<Kind>, options: Options): Promise<ShareList> {
    const { room, shares } = this.#parts;
    const own = await room.require('unshare', thing, options);
    return {
      items: await shares.list(own),
      groups: await this.#groupsFor(own, options),
    };
  }

  /** In place of one before with the same subject. */
  async put(
    thing: SharedThing<Kind>,
    wish: ShareWish,
    options: Options,
  ): Promise<Share> {
    const { room, shares, notices } = this.#parts;
    const own = await room.require('share', thing, options);
    const { subjectRef, role, endsAt } = wish;
    if (endsAt !== undefined && !(Date.parse(endsAt) > Date.now())) {
      throw endIsPast();
    }
    if (subjectRef === own.ownerRef) throw ownSubject();
    if (!(await this.#isOffered(own, subjectRef, options))) {
      throw subjectUnknown();
    }
    const present = await shares.list(own);
    const isNew = present.every(share => share.subjectRef !== subjectRef);
    if (isNew && present.length >= MAX_SHARES) throw tooManyShares(MAX_SHARES);
    const share = await shares.put(own, {
      subjectRef,
      role,
      grantedBy: options.credentials.principal.userEntityRef,
      ...(endsAt && { endsAt: new Date(endsAt).toISOString() }),
    });
    await this.#endIfGone(own, { share, thing }, options);
    notices.shared(own, share);
    room.changed?.(own, share, role);
    return share;
  }

  async remove(
    thing: SharedThing<Kind>,
    shareId: string,
    options: Options,
  ): Promise<Share> {
    const { room, shares } = this.#parts;
    const own = await room.require('unshare', thing, options);
    const removed = validate(shareId)
      ? await shares.remove(own, shareId)
      : undefined;
    if (!removed) throw shareNotFound();
    room.changed?.(own, removed);
    return removed;
  }

  /**
   * What has gone meanwhile took its shares with it, and one that came later would
   * stay: it is ended, also where nobody can say.
   */
  async #endIfGone(
    own: Thing,
    { share, thing }: { share: Share; thing: SharedThing<Kind> },
    options: Options,
  ): Promise<void> {
    const { room, shares } = this.#parts;
    try {
      const now = await room.require('share', thing, options);
      if (now.id !== own.id) throw shareNotFound();
    } catch (error) {
      await shares.remove(own, share.id);
      throw error;
    }
  }

  /** Those of these communities, and the caller's own that are no community's. */
  async #groupsFor(thing: Thing, options: Options): Promise<string[]> {
    const { limits, room, userInfo } = this.#parts;
    const table = limits();
    const groups = (of: string[]) => of.flatMap(id => groupsOf(id, table));
    const known = groups(table.communities.map(({ id }) => id));
    const { userEntityRef, ownershipEntityRefs } = await userInfo.getUserInfo(
      options.credentials,
    );
    const own = subjectsOf(userEntityRef, ownershipEntityRefs, table);
    return [
      ...groups(await room.communitiesOf(thing, options)),
      ...own.filter(ref => !isPerson(ref) && !known.includes(ref)),
    ];
  }

  async #isOffered(
    thing: Thing,
    subjectRef: string,
    options: Options,
  ): Promise<boolean> {
    if (!isPerson(subjectRef)) {
      return (await this.#groupsFor(thing, options)).includes(subjectRef);
    }
    const { people, limits, room } = this.#parts;
    const refs = await people.refsInAbsenceOf(subjectRef);
    const theirs = subjectsOf(subjectRef, refs, limits());
    const communities = await room.communitiesOf(thing, options);
    return communities.some(id => theirs.includes(communityRef(id)));
  }
}
