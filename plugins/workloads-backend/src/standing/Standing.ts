import type { UserInfoService } from '@backstage/backend-plugin-api';
import {
  isWithin,
  reachOf,
  type LimitTable,
} from '@astrolabe/plugin-communities-common';
import type { Owned } from '../permissions';
import type { UserOptions } from '../service';
import type { PresentPeople } from './PresentPeople';

interface Options {
  people: PresentPeople;
  userInfo: UserInfoService;
  table(): LimitTable;
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
    permission: { name: string },
    workload: Owned,
  ): Promise<boolean> {
    const { people, table } = this.#options;
    const refs = await people.refsOf(personRef);
    const reach = reachOf(permission.name, { ref: personRef, refs }, table());
    return reach !== undefined && isWithin(reach, workload);
  }

  /** Notes who the caller is: what they open is asked about when they are gone. */
  async note({ credentials }: UserOptions): Promise<void> {
    const { people, userInfo } = this.#options;
    const { userEntityRef, ownershipEntityRefs } = await userInfo.getUserInfo(
      credentials,
    );
    await people.note(userEntityRef, ownershipEntityRefs);
  }
}
