import type { UserInfoService } from '@backstage/backend-plugin-api';
import type { LoggerService } from '@backstage/backend-plugin-api';
import {
  OwnShares,
  isPerson,
  ShareNotices,
  type DatabaseShareStore,
  type OwnedThing,
  type PresentPeople,
} from '@astrolabe/sharing';
import type { LimitTable } from '@astrolabe/plugin-communities-common';
import type {
  ShareableKind,
  Workload,
} from '@astrolabe/plugin-workloads-common';
import type { NotificationService } from '@backstage/plugin-notifications-node';
import type { UserOptions } from '../launch';
import type { Notifier } from '../Notifier';

interface CommunityThing extends OwnedThing<ShareableKind> {
  community: string;
}

export type WorkloadShares = OwnShares<
  ShareableKind,
  CommunityThing,
  UserOptions
>;

/** What says whether the caller may, and of what. */
interface Asked {
  may(
    deed: 'share' | 'unshare',
    id: string,
    options: UserOptions,
  ): Promise<Omit<CommunityThing, 'kind'>>;
}

const pages: Record<ShareableKind, (id: string) => string> = {
  workload: id => `/workloads/${id}`,
  snapshot: () => '/workloads?tab=snapshots',
};

/** What owners do with the shares of their workloads and snapshots. */
export function openShares(parts: {
  shares: DatabaseShareStore;
  people: PresentPeople;
  userInfo: UserInfoService;
  notifications: NotificationService;
  logger: LoggerService;
  notifier: Pick<Notifier, 'shared'>;
  limits(): LimitTable;
  workloads: Asked;
  snapshots: Asked;
}): WorkloadShares {
  const { notifier, workloads, snapshots } = parts;
  const asked = { workload: workloads, snapshot: snapshots };
  return new OwnShares<ShareableKind, CommunityThing, UserOptions>({
    ...parts,
    notices: new ShareNotices({
      ...parts,
      pageOf: ({ kind, id }) => pages[kind as ShareableKind](id),
    }),
    room: {
      async require(deed, { kind, id }, options) {
        return { ...(await asked[kind].may(deed, id, options)), kind };
      },
      communitiesOf: async ({ community }) => [community],
      // Pages of the person, where it is one.
      changed({ kind, ...thing }, { subjectRef }, role) {
        if (kind !== 'workload' || !isPerson(subjectRef)) return;
        notifier.shared(thing as unknown as Workload, subjectRef, role);
      },
    },
  });
}
