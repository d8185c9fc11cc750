import {
  accessApprovePermission,
  type AccessGrant,
  type AccessOfferView,
  type AccessPage,
  type AccessRequest,
  type Me,
  type MyMembership,
} from '@astrolabe/plugin-communities-common';
import useAsyncRetry from 'react-use/esm/useAsyncRetry';
import { useCommunitiesApi } from '../../hooks/useCommunitiesApi';

/** The newest that are shown. */
const MOST = 200;

/** What one may ask for, has asked for and has; and for managers what waits for them. */
export interface Access {
  /** What one is now, with what was granted. */
  memberships: MyMembership[];
  offers: AccessOfferView[];
  requests: AccessRequest[];
  grants: AccessGrant[];
  /** Absent for whom manages nothing. */
  managed?: { waiting: AccessRequest[]; grants: AccessGrant[] };
  /** What people call a community. */
  titleOf(community: string): string;
  /** What people call a tier that is not built in. */
  tierTitleOf(tier: string): string;
}

export function useAccess() {
  const { ask } = useCommunitiesApi();
  return useAsyncRetry(async (): Promise<Access> => {
    const list = async <T>(path: string) =>
      (await ask<AccessPage<T>>('GET', path)).items;
    const requestsOf = (query: string) =>
      list<AccessRequest>(`/v1/access-requests?limit=${MOST}&${query}`);
    const grantsOf = (query: string) =>
      list<AccessGrant>(`/v1/grants?limit=${MOST}&${query}`);
    const [me, offers, requests, grants] = await Promise.all([
      ask<Me>('GET', '/v1/me'),
      list<AccessOfferView>('/v1/access-offers'),
      requestsOf('whose=mine'),
      grantsOf('whose=mine'),
    ]);
    const known = [...me.memberships, ...offers];
    const titleOf = (id: string) =>
      known.find(({ community }) => community === id)?.title ?? id;
    const titled = [
      ...offers.flatMap(({ tiers }) => tiers),
      ...me.memberships.map(({ tier: id, tierTitle: title }) => ({
        id,
        title,
      })),
    ];
    const tierTitleOf = (tier: string) =>
      titled.find(({ id }) => id === tier)?.title ?? tier;
    const words = { titleOf, tierTitleOf };
    const own = { memberships: me.memberships, offers, requests, grants };
    if (!me.permissions.includes(accessApprovePermission.name)) {
      return { ...own, ...words };
    }
    const [waiting, granted] = await Promise.all([
      requestsOf('whose=managed&state=pending'),
      grantsOf('whose=managed'),
    ]);
    const managed = { waiting, grants: granted };
    return { ...own, ...words, managed };
  }, [ask]);
}
