import {
  covers,
  PENDING_DAYS,
  type AccessOffer,
  type AccessOfferView,
  type AccessPage,
  type LimitTable,
  type Membership,
} from '@astrolabe/plugin-communities-common';
import { v7 as uuid } from 'uuid';
import {
  isoTime,
  type AccessFilter,
  type DatabaseAccessStore,
  type GrantRecord,
  type RequestRecord,
} from '../database';
import type { AccessNotices } from './AccessNotices';
import type { Credentials, Managers } from './Managers';
import * as problems from './problems';

const DAY_SECONDS = 86_400;
/** Of one person: each is told to people who have other things to do. */
const MOST_A_DAY = 10;

/** What one asks for. */
export interface AccessWish extends Membership {
  reason: string;
  days?: number;
}

/** Which of the lists. */
export type Whose = 'mine' | 'managed';

interface Options {
  store: DatabaseAccessStore;
  managers: Managers;
  notices: AccessNotices;
  limits(): LimitTable;
  nameOf(ref: string): Promise<string>;
}

/** Where people ask for access, and others decide on it. */
export class AccessDesk {
  readonly #options: Options;

  constructor(options: Options) {
    this.#options = options;
  }

  /** What the caller may ask for. */
  async offers(credentials: Credentials): Promise<AccessOfferView[]> {
    const { limits } = this.#options;
    const table = limits();
    const held = await this.#lasting(credentials);
    return table.communities
      .map(({ id: community, title, accessRequests: offer }) => ({
        ...{ community, title, maxDays: offer?.maxDays ?? 0 },
        tiers: table.tiers
          .filter(({ id }) => offer?.tiers.includes(id))
          .filter(({ id: tier }) => !covers(held, { community, tier }, table))
          .map(tier => ({ id: tier.id, title: tier.title ?? tier.id })),
      }))
      .filter(({ tiers }) => tiers.length > 0);
  }

  async request(
    id: string,
    { community, tier, reason, days }: AccessWish,
    credentials: Credentials,
  ): Promise<RequestRecord> {
    const { store, managers, notices, nameOf } = this.#options;
    const { userEntityRef: personRef } = credentials.principal;
    this.#checkDays(days, this.#offerOf({ community, tier }));
    const held = await this.#lasting(credentials);
    if (covers(held, { community, tier }, this.#options.limits())) {
      throw problems.hasItAlready();
    }
    const since = isoTime(-DAY_SECONDS);
    if ((await store.countSince(personRef, since)) >= MOST_A_DAY) {
      throw problems.tooMany(MOST_A_DAY);
    }
    const request: RequestRecord = {
      ...{ id, personRef, community, tier, days },
      reason: reason.trim(),
      state: 'pending',
      createdAt: isoTime(),
      expiresAt: isoTime(PENDING_DAYS * DAY_SECONDS),
    };
    if (!(await store.insert(request))) throw problems.waitsAlready();
    const [who, deciders] = await Promise.all([
      nameOf(personRef),
      managers.of(community),
    ]);
    notices.requested(request, who, deciders);
    return request;
  }

  async list(
    whose: Whose,
    filter: AccessFilter,
    credentials: Credentials,
  ): Promise<AccessPage<RequestRecord>> {
    const those = await this.#those(whose, credentials);
    return this.#options.store.list({ ...filter, ...those });
  }

  async approve(
    id: string,
    { days, note }: { days?: number; note?: string },
    credentials: Credentials,
  ): Promise<RequestRecord> {
    const { managers, limits } = this.#options;
    const request = await this.#toDecide(id, credentials);
    const offer = this.#offerOf(request);
    this.#checkDays(days, offer);
    const own = await managers.membershipsOf(credentials);
    if (!covers(own, request, limits())) throw problems.tierAbove(request.tier);
    const { userEntityRef: by } = credentials.principal;
    const { personRef, community, tier } = request;
    const life = days ?? Math.min(request.days ?? offer.maxDays, offer.maxDays);
    return this.#decide(request, {
      ...{ decision: { state: 'approved' as const, by, note } },
      grant: {
        ...{ id: uuid(), requestId: id, personRef, community, tier },
        ...{ grantedBy: by, grantedAt: isoTime() },
        endsAt: isoTime(life * DAY_SECONDS),
      },
    });
  }

  async refuse(
    id: string,
    { note }: { note?: string },
    credentials: Credentials,
  ): Promise<RequestRecord> {
    const request = await this.#toDecide(id, credentials);
    const { userEntityRef: by } = credentials.principal;
    return this.#decide(request, { decision: { state: 'refused', by, note } });
  }

  async withdraw(
    id: string,
    { principal }: Credentials,
  ): Promise<RequestRecord> {
    const { store } = this.#options;
    const { userEntityRef: by } = principal;
    const request = await store.find(id);
    if (request?.personRef !== by) throw problems.requestNotFound(id);
    const isDone = await store.decide(id, { state: 'withdrawn', by });
    if (!isDone) throw problems.isDecided();
    return (await store.find(id))!;
  }

  async grants(
    whose: Whose,
    filter: AccessFilter,
    credentials: Credentials,
  ): Promise<AccessPage<GrantRecord>> {
    const those = await this.#those(whose, credentials);
    return this.#options.store.grants({ ...filter, ...those });
  }

  async revoke(id: string, credentials: Credentials): Promise<void> {
    const { store, managers } = this.#options;
    const { userEntityRef: by } = credentials.principal;
    const grant = await store.findGrant(id);
    const mayEnd =
      grant?.personRef === by ||
      (grant &&
        (await managers.managedBy(credentials)).includes(grant.community));
    if (!mayEnd || !(await store.revoke(id, by))) {
      throw problems.grantNotFound(id);
    }
  }

  async #decide(
    { id }: RequestRecord,
    { decision, grant }: Verdict,
  ): Promise<RequestRecord> {
    const { store, notices } = this.#options;
    const isDone = await store.decide(id, decision, grant);
    if (!isDone) throw problems.isDecided();
    const request = (await store.find(id))!;
    notices.decided(request, decision.state);
    return request;
  }

  /** One that the caller may decide on; for whom it is nothing, there is none. */
  async #toDecide(
    id: string,
    credentials: Credentials,
  ): Promise<RequestRecord> {
    const request = await this.#options.store.find(id);
    if (request?.personRef === credentials.principal.userEntityRef) {
      throw problems.ownRequest();
    }
    const managed = await this.#options.managers.managedBy(credentials);
    if (!request || !managed.includes(request.community)) {
      throw problems.requestNotFound(id);
    }
    return request;
  }

  async #those(whose: Whose, credentials: Credentials): Promise<AccessFilter> {
    if (whose === 'mine') {
      return { personRef: credentials.principal.userEntityRef };
    }
    return { communities: await this.#options.managers.require(credentials) };
  }

  #offerOf({ community, tier }: Membership): AccessOffer {
    const { communities } = this.#options.limits();
    const offer = communities.find(
      ({ id }) => id === community,
    )?.accessRequests;
    if (offer?.tiers.includes(tier)) return offer;
    throw problems.notOffered(community, offer);
  }

  #checkDays(days: number | undefined, { maxDays }: AccessOffer): void {
    if (days !== undefined && days > maxDays)
      throw problems.tooManyDays(maxDays);
  }

  /** What somebody is without what was granted: that may be asked for anew. */
  async #lasting(credentials: Credentials): Promise<Membership[]> {
    const { managers, store } = this.#options;
    const { userEntityRef } = credentials.principal;
    const [all, granted] = await Promise.all([
      managers.membershipsOf(credentials),
      store.membershipsOf(userEntityRef),
    ]);
    return all.filter(
      ({ community, tier }) =>
        !granted.some(
          each => each.community === community && each.tier === tier,
        ),
    );
  }
}

interface Verdict {
  decision: { state: 'approved' | 'refused'; by: string; note?: string };
  grant?: GrantRecord;
}
