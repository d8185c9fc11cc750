import type {
  LoggerService,
  UserInfoService,
} from '@backstage/backend-plugin-api';
import type { Authorizer } from '@astrolabe/http';
import {
  OwnShares,
  ShareNotices,
  type Asking,
  type DatabaseShareStore,
  type OwnedThing,
  type PresentPeople,
} from '@astrolabe/sharing';
import { accountNeeds } from '@astrolabe/plugin-accounts-common';
import type { LimitTable } from '@astrolabe/plugin-communities-common';
import type { NotificationService } from '@backstage/plugin-notifications-node';
import { ACCOUNT, type SharedAccounts } from './SharedAccounts';

export type AccountShares = OwnShares<
  typeof ACCOUNT,
  OwnedThing<typeof ACCOUNT>,
  Asking
>;

/** What owners do with the shares of what they have linked. */
export function openShares(parts: {
  shared: SharedAccounts;
  shares: DatabaseShareStore;
  people: PresentPeople;
  authorizer: Authorizer;
  userInfo: UserInfoService;
  notifications: NotificationService;
  logger: LoggerService;
  limits(): LimitTable;
}): AccountShares {
  const { shared, authorizer } = parts;
  return new OwnShares({
    ...parts,
    notices: new ShareNotices({ ...parts, pageOf: () => '/accounts' }),
    room: {
      async require(deed, { id }, { credentials }) {
        const { permission } = accountNeeds[deed];
        const person = await authorizer.requirePerson(permission, credentials);
        const { record } = await shared.require(deed, person, id);
        const { ownerRef, title } = record;
        return { kind: ACCOUNT, id: record.id, ownerRef, title };
      },
      communitiesOf: (_thing, asking) => shared.communitiesOf(asking),
    },
  });
}
