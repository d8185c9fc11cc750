import {
  communityRef,
  tierGrants,
  tierRef,
  type Membership,
} from '@astrolabe/plugin-communities-common';
import { shareRoles, type ShareRole } from '@astrolabe/plugin-workloads-common';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TwoCommunities } from './__testUtils__/powers';

const people = ['ann', 'bob', 'cid'];
const communities = ['default', 'imagine'];
const tiers = ['reader', 'watcher', 'keeper', 'launcher', 'full'];

const person = fc.constantFrom(...people);
const memberships = fc.uniqueArray(
  fc.record({
    community: fc.constantFrom(...communities),
    tier: fc.constantFrom(...tiers),
  }),
  { maxLength: 3, selector: each => `${each.community} ${each.tier}` },
);
const step = fc.oneof(
  fc.record({ what: fc.constant('become' as const), person, memberships }),
  fc.record({
    what: fc.constant('launch' as const),
    person,
    community: fc.constantFrom(...communities),
  }),
  fc.record({
    what: fc.constantFrom('read' as const, 'stop' as const, 'delete' as const),
    person,
    pick: fc.nat(),
  }),
  fc.record({ what: fc.constant('list' as const), person }),
  fc.record({
    what: fc.constant('share' as const),
    person,
    pick: fc.nat(),
    role: fc.constantFrom(...shareRoles, undefined),
    withTier: fc.option(fc.constantFrom(...tiers), { nil: undefined }),
  }),
);

/** A workload as the model knows it. */
interface Known {
  id: string;
  owner: string;
  community: string;
  /** By subject. */
  shares: Map<string, ShareRole>;
}

const ranks = ['', 'view', 'use', 'manage', 'owner'];

type Deed = [permission: string, role: string];

const deeds = {
  read: ['workload.read', 'view'],
  stop: ['workload.use', 'manage'],
  delete: ['workload.delete', 'manage'],
  share: ['workload.share', 'owner'],
  unshare: ['workload.read', 'owner'],
} satisfies Record<string, Deed>;

/** What people may is worked out from the table here, and from nothing that the portal says. */
class Model {
  readonly #is = new Map<string, Membership[]>();
  readonly #world: TwoCommunities;
  all: Known[] = [];

  constructor(world: TwoCommunities) {
    this.#world = world;
  }

  become(name: string, what: Membership[]): void {
    this.#is.set(name, what);
    this.#world.become(name, what);
  }

  grants(name: string, permission: string, community?: string): boolean {
    const { tiers: table } = this.#world.table;
    return (this.#is.get(name) ?? []).some(
      each =>
        (community ?? each.community) === each.community &&
        tierGrants(each.tier, permission, table),
    );
  }

  /** What they are to it: its owner, or what it is shared with them for; 0: nothing. */
  rank(name: string, thing: Known): number {
    if (thing.owner === name) return ranks.indexOf('owner');
    const subjects = (this.#is.get(name) ?? []).flatMap(
      ({ community, tier }) => [
        communityRef(community),
        tierRef(tier, community),
      ],
    );
    const roles = subjects.map(subject => thing.shares.get(subject) ?? '');
    return Math.max(0, ...roles.map(role => ranks.indexOf(role)));
  }

  may(name: string, [permission, role]: Deed, thing: Known): boolean {
    return (
      this.rank(name, thing) >= ranks.indexOf(role) &&
      this.grants(name, permission, thing.community)
    );
  }

  seenBy(name: string, whose: string): Known[] {
    return this.all.filter(
      each =>
        this.may(name, deeds.read, each) &&
        (whose === 'all' || (whose === 'mine') === (each.owner === name)),
    );
  }
}

type Act = 'read' | 'stop' | 'delete';

interface Sharing {
  name: string;
  thing: Known;
  role?: ShareRole;
  withTier?: string;
}

describe('people of different communities', () => {
  let world: TwoCommunities;
  beforeAll(async () => {
    world = await TwoCommunities.start();
  }, 120_000);
  afterAll(() => world.stop());

  async function list(model: Model, name: string): Promise<void> {
    const queries = [
      { whose: 'mine' },
      ...communities.map(community => ({ whose: 'all', community })),
      { whose: 'shared' },
      { whose: 'all' },
    ] as { whose: string; community?: string }[];
    for (const query of queries) {
      const { status, body } = await world.portal
        .as(name)
        .get(`/v1/workloads`)
        .query(query);
      if (!model.grants(name, 'workload.read')) {
        expect(status).toBe(403);
        continue;
      }
      const seen = model
        .seenBy(name, query.whose)
        .filter(({ community }) => (query.community ?? community) === community)
        .map(({ id }) => id);
      const items: Known[] = body.items;
      expect(items.map(({ id }) => id).sort()).toEqual(seen.sort());
      expect(body.totalItems).toBe(seen.length);
      const { purposes } = body as { purposes: Record<string, number> };
      const total = Object.values(purposes).reduce((sum, n) => sum + n, 0);
      expect(total).toBe(seen.length);
    }
  }

  async function launch(model: Model, name: string, community: string) {
    const { status, body } = await world.portal
      .as(name)
      .launch({}, { request: { community } });
    const isGranted = model.grants(name, 'workload.create', community);
    expect(status).toBe(isGranted ? 201 : 403);
    if (!isGranted) return;
    const shares = new Map();
    model.all.push({ id: body.id, owner: name, community, shares });
  }

  async function act(
    model: Model,
    { what, name, thing }: { what: Act; name: string; thing: Known },
  ): Promise<void> {
    const path = (id: string) => `/v1/workloads/${id}`;
    const caller = world.portal.as(name);
    const send = (id: string) => {
      if (what === 'read') return caller.get(path(id));
      if (what === 'stop') return caller.post(`${path(id)}/stop`);
      return caller.delete(path(id));
    };
    const unknown = crypto.randomUUID();
    const { status, body } = await send(thing.id);
    if (!model.may(name, deeds.read, thing)) {
      // As for what is not there, but for the id that they sent.
      const nothing = await send(unknown);
      expect(status).toBe(nothing.status);
      expect(JSON.stringify(body.error).replaceAll(thing.id, unknown)).toBe(
        JSON.stringify(nothing.body.error),
      );
      expect(JSON.stringify(body)).not.toContain(thing.owner);
      return;
    }
    if (!model.may(name, deeds[what], thing)) {
      expect(status).toBe(403);
      return;
    }
    // It may have ended meanwhile.
    expect([200, 204, 409]).toContain(status);
    if (what === 'delete') {
      await world.gone(thing.id);
      model.all = model.all.filter(each => each !== thing);
    }
  }

  /** With a tier of its community, or all of that; without a role, not any more. */
  async function share(
    model: Model,
    { name, thing, role, withTier }: Sharing,
  ): Promise<void> {
    const path = `/v1/workloads/${thing.id}/shares`;
    const caller = world.portal.as(name);
    const { community, shares } = thing;
    const subjectRef = withTier
      ? tierRef(withTier, community)
      : communityRef(community);
    if (role) {
      const { status } = await caller.put(path).send({ subjectRef, role });
      const isShared = model.may(name, deeds.share, thing);
      expect(status === 200).toBe(isShared);
      if (isShared) shares.set(subjectRef, role);
      return;
    }
    const { status, body } = await caller.get(path);
    expect(status === 200).toBe(model.may(name, deeds.unshare, thing));
    if (status !== 200) return;
    const items: { id: string; subjectRef: string }[] = body.items;
    expect(items.map(each => each.subjectRef).sort()).toEqual(
      [...shares.keys()].sort(),
    );
    const found = items.find(each => each.subjectRef === subjectRef);
    if (!found) return;
    await caller.delete(`${path}/${found.id}`).expect(204);
    shares.delete(subjectRef);
  }

  it('see and touch what the table allows, whatever happens before, and nothing else', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(step, { minLength: 12, maxLength: 30 }),
        async steps => {
          const model = new Model(world);
          await world.clear();
          for (const name of people) model.become(name, []);
          for (const each of steps) {
            const { person: name } = each;
            if (each.what === 'become') model.become(name, each.memberships);
            else if (each.what === 'launch') {
              await launch(model, name, each.community);
            } else if (each.what === 'list') await list(model, name);
            else if (model.all.length > 0) {
              const thing = model.all[each.pick % model.all.length];
              if (each.what === 'share') {
                await share(model, { ...each, name, thing });
              } else await act(model, { what: each.what, name, thing });
            }
          }
          for (const name of people) await list(model, name);
        },
      ),
      { numRuns: 15 },
    );
  }, 600_000);
});
