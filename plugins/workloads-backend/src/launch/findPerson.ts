import type { UserInfoService } from '@backstage/backend-plugin-api';
import {
  holdersOf,
  quotasFor,
  tierFromRefs,
  type LimitTable,
} from '@astrolabe/plugin-communities-common';
import { withAdvice } from '@astrolabe/http';
import { NotAllowedError } from '@backstage/errors';
import type { Person, UserOptions } from './types';

/** Who asks, and what they may. */
export async function findPerson(
  {
    userInfo,
    limits: table,
  }: { userInfo: UserInfoService; limits: LimitTable },
  { credentials }: UserOptions,
): Promise<Person> {
  const { userEntityRef, ownershipEntityRefs } = await userInfo.getUserInfo(
    credentials,
  );
  const tier = tierFromRefs(ownershipEntityRefs);
  if (!tier) {
    throw withAdvice(new NotAllowedError('Your session gives you no tier'), {
      code: 'NO_TIER',
      nextStep:
        'Sign out and in again; if it stays so, ask an operator of the portal.',
    });
  }
  const { limits } = table.tiers.find(({ id }) => id === tier)!;
  const holders = holdersOf(tier, [userEntityRef, ...ownershipEntityRefs]);
  return {
    ref: userEntityRef,
    name: userEntityRef.slice(userEntityRef.lastIndexOf('/') + 1),
    tier,
    limits,
    holders,
    quotas: quotasFor(holders, limits, table.quotas),
  };
}
