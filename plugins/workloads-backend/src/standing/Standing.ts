import type {
  BackstageCredentials,
  UserInfoService,
} from '@backstage/backend-plugin-api';
import { refused } from '@astrolabe/http';
import {
  isWithin,
  membershipsFromRefs,
  reachOf,
  type LimitTable,
} from '@astrolabe/plugin-communities-common';
import {
  roleCovers,
  shareRoles,
  type Need,
} from '@astrolabe/plugin-workloads-common';
import type { DatabaseShareStore, PresentPeople } from '@astrolabe/sharing';

/** How soon it ends, what is open. */
export interface StandingConfig {
  /** What stays open is asked about so often. */
  everyMs: number;
  /** An answer is the present one for so long. */
  freshMs: number;
  /** And, while the communities room is away, the last one that there is. */
  graceMs: number;
}

interface Options {
  people: PresentPeople;
  shares: Pick<DatabaseShareStore, 'list'>;
  userInfo: UserInfoService;
  table(): LimitTable;
}

/** What it takes. */
interface StandingNeed extends Need {
  /** It is others who come by what the person gave: they need not be here. */
  inAbsence?: boolean;
}

/** What is asked about. */
interface Asked {
  id: string;
  ownerRef: string;
  community: string;
}

/**
 * What somebody may do now, whoever opened what is open, and however long ago:
 * by the rule that the policy goes by, without anybody's token.
 */
export class Standing {
  readonly #options: Options;

  constructor(options: Options) {
    this.#options = options;
  }

  /** @throws StandingUnknownError when nobody can say */
  async may(
    personRef: string,
    need: StandingNeed,
    workload: Asked,
  ): Promise<boolean> {
    return (await this.whyNot(personRef, need, workload)) === undefined;
  }

  /**
   * A 403 that says what has ended; undefined where they may.
   *
   * @throws StandingUnknownError when nobody can say
   */
  async whyNot(
    personRef: string,
    { permission, role, inAbsence }: StandingNeed,
    { id, ...workload }: Asked,
  ): Promise<Error | undefined> {
    const { name } = permission;
    const { people, shares, table: present } = this.#options;
    const refs = inAbsence
      ? await people.refsInAbsenceOf(personRef)
      : await people.refsOf(personRef);
    const table = present();
    const { community, ownerRef } = workload;
    const isMember = membershipsFromRefs(refs, table).some(
      each => each.community === community,
    );
    if (!isMember) return ended(`you are no member of '${community}' any more`);
    const reach = reachOf(name, { ref: personRef, refs }, table);
    if (!reach?.communities.includes(community)) {
      return ended(
        `your tier in '${community}' does not grant ${name} any more`,
      );
    }
    const isOwn = ownerRef === personRef;
    const shared = isOwn ? [] : await shares.list({ kind: 'workload', id });
    const asked = { ...workload, shares: shared };
    const roles = shareRoles.filter(each => roleCovers(each, role));
    return isWithin(reach, asked, roles)
      ? undefined
      : ended('it is not shared with you any more');
  }

  /** Notes who the caller is: what they open is asked about when they are gone. */
  async note({
    credentials,
  }: {
    credentials: BackstageCredentials;
  }): Promise<void> {
    const { people, userInfo } = this.#options;
    const { userEntityRef, ownershipEntityRefs } = await userInfo.getUserInfo(
      credentials,
    );
    await people.note(userEntityRef, ownershipEntityRefs);
  }
}

function ended(cause: string): Error {
  return refused({
    code: 'ACCESS_ENDED',
    message: 'You may not have this open any more',
    cause,
    nextStep: 'The page Access says what you have, and what you can ask for.',
  });
}
