import type { UserInfoService } from '@backstage/backend-plugin-api';
import {
  subjectsOf,
  type LimitTable,
} from '@astrolabe/plugin-communities-common';
import {
  bestRole,
  type Share,
  type ShareableKind,
  type SharedThing,
  type ShareRole,
} from '@astrolabe/plugin-workloads-common';
import type { DatabaseShareStore } from '@astrolabe/sharing';
import type { UserOptions } from '../launch';

/** Something that has an owner, and that others may have a part in. */
export interface Thing extends SharedThing {
  ownerRef: string;
  community: string;
}

/** What somebody is to a thing. */
export interface Relation {
  /** `undefined`: nothing. */
  role?: ShareRole | 'owner';
  /** Of the thing, as far as they had to be looked up. */
  shares: readonly Share[];
}

interface Options {
  shares: Pick<DatabaseShareStore, 'list' | 'rolesOf'>;
  userInfo: UserInfoService;
  limits(): LimitTable;
}

/** Whose things are, and with whom they are shared. What tiers grant is another's to say. */
export class Relations {
  readonly #options: Options;

  constructor(options: Options) {
    this.#options = options;
  }

  /** What the caller is to a thing. */
  async of(thing: Thing, options: UserOptions): Promise<Relation> {
    const { userEntityRef } = options.credentials.principal;
    if (thing.ownerRef === userEntityRef) return { role: 'owner', shares: [] };
    const [shares, subjects] = await Promise.all([
      this.#options.shares.list(thing),
      this.subjectsOf(options),
    ]);
    const theirs = shares.filter(each => subjects.includes(each.subjectRef));
    return { role: bestRole(theirs.map(({ role }) => role)), shares };
  }

  /** Those of these things that the caller may know of, as they see them: a share may have ended since they were found. */
  async seen<T extends { id: string; ownerRef: string }>(
    things: readonly T[],
    how: { kind: ShareableKind; see(thing: T, role: ShareRole | 'owner'): T },
    options: UserOptions,
  ): Promise<T[]> {
    const { userEntityRef } = options.credentials.principal;
    const roles = await this.#rolesOf(how.kind, things, options);
    return things.flatMap(thing => {
      const isOwn = thing.ownerRef === userEntityRef;
      const role = isOwn ? 'owner' : roles.get(thing.id);
      return role ? [how.see(thing, role)] : [];
    });
  }

  /** Of those of these things that are others', the caller's role. */
  async #rolesOf(
    kind: ShareableKind,
    things: readonly { id: string; ownerRef: string }[],
    options: UserOptions,
  ): Promise<Map<string, ShareRole>> {
    const { userEntityRef } = options.credentials.principal;
    const others = things.filter(({ ownerRef }) => ownerRef !== userEntityRef);
    if (others.length === 0) return new Map();
    const ids = others.map(({ id }) => id);
    const subjects = await this.subjectsOf(options);
    const roles = await this.#options.shares.rolesOf(kind, ids, subjects);
    return new Map([...roles].map(([id, each]) => [id, bestRole(each)!]));
  }

  /** As whom the caller gets what is shared. */
  async subjectsOf({ credentials }: UserOptions): Promise<string[]> {
    const { userInfo, limits } = this.#options;
    const { userEntityRef, ownershipEntityRefs } = await userInfo.getUserInfo(
      credentials,
    );
    return subjectsOf(userEntityRef, ownershipEntityRefs, limits());
  }
}
