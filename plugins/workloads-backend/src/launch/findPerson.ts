import type { UserInfoService } from '@backstage/backend-plugin-api';
import { tierFromRefs, tierOf } from '@astrolabe/plugin-communities-common';
import { withAdvice } from '@astrolabe/http';
import { NotAllowedError } from '@backstage/errors';
import type { Person, UserOptions } from './types';

/** Who asks, and what their tier allows. */
export async function findPerson(
  userInfo: UserInfoService,
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
  return {
    ref: userEntityRef,
    name: userEntityRef.slice(userEntityRef.lastIndexOf('/') + 1),
    tier,
    limits: tierOf(tier).limits,
  };
}
