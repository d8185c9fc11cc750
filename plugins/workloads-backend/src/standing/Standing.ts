import type { UserInfoService } from '@backstage/backend-plugin-api';
import {
  isWithin,
  reachOf,
  type LimitTable,
} from '@astrolabe/plugin-communities-common';
import { rolesFor } from '@astrolabe/plugin-workloads-common';
import type { DatabaseShareStore } from '../database';
import type { UserOptions } from '../service';
import type { PresentPeople } from './PresentPeople';

interface Options {
  people: PresentPeople;
  shares: Pick<DatabaseShareStore, 'list'>;
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
    { name }: { name: string },
    { id, ...workload }: { id: string; ownerRef: string; community: string },
  ): Promise<boolean> {
    const { people, shares, table } = this.#options;
    const refs = await people.refsOf(personRef);
    const reach = reachOf(name, { ref: personRef, refs }, table());
    if (!reach) return false;
    const isOwn = workload.ownerRef === personRef;
    const present = isOwn ? [] : await shares.list({ kind: 'workload', id });
    return isWithin(reach, { ...workload, shares: present }, rolesFor(name));
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
