import type {
  BackstageCredentials,
  UserInfoService,
} from '@backstage/backend-plugin-api';
import { refused } from '@astrolabe/http';
import {
  explainDenial,
  membershipsFromRefs,
  type LimitTable,
} from '@astrolabe/plugin-communities-common';

/** A refusal that says which rule refuses a person, and who grants it. */
export async function denied(
  permission: string,
  credentials: BackstageCredentials,
  { userInfo, limits }: { userInfo: UserInfoService; limits(): LimitTable },
): Promise<Error> {
  const user = await userInfo.getUserInfo(credentials);
  const table = limits();
  const memberships = membershipsFromRefs(user.ownershipEntityRefs, table);
  return refused(explainDenial(permission, { memberships }, table));
}
