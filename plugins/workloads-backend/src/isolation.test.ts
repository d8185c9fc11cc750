import type { Membership } from '@astrolabe/plugin-communities-common';
import { tierGrants } from '@astrolabe/plugin-communities-common';
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
);

/** A workload as the model knows it. */
interface Known {
  id: string;
  owner: string;
  community: string;
}

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

  may(name: string, permission: string, thing: Known): boolean {
    return (
      thing.owner === name && this.grants(name, permission, thing.community)
    );
  }

  seenBy(name: string): Known[] {
    return this.all.filter(each => this.may(name, 'workload.read', each));
  }
}

describe('people of different communities', () => {
  let world: TwoCommunities;
  beforeAll(async () => {
    world = await TwoCommunities.start();
  }, 120_000);
  afterAll(() => world.stop());

  async function list(model: Model, name: string): Promise<void> {
    const query = communities.map(id => `?community=${id}`);
    for (const narrowed of ['', ...query]) {
      const { status, body } = await world.portal
        .as(name)
        .get(`/v1/workloads${narrowed}`);
      if (!model.grants(name, 'workload.read')) {
        expect(status).toBe(403);
        continue;
      }
      const seen = model
        .seenBy(name)
        .filter(({ community }) =>
          ['', `?community=${community}`].includes(narrowed),
        )
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
    if (isGranted) model.all.push({ id: body.id, owner: name, community });
  }

  async function act(
    model: Model,
    { what, name, thing }: { what: string; name: string; thing: Known },
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
    if (!model.may(name, 'workload.read', thing)) {
      // As for what is not there, but for the id that they sent.
      const nothing = await send(unknown);
      expect(status).toBe(nothing.status);
      expect(JSON.stringify(body.error).replaceAll(thing.id, unknown)).toBe(
        JSON.stringify(nothing.body.error),
      );
      expect(JSON.stringify(body)).not.toContain(thing.owner);
      return;
    }
    const needed = {
      read: 'workload.read',
      stop: 'workload.use',
      delete: 'workload.delete',
    }[what]!;
    if (!model.may(name, needed, thing)) {
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
              await act(model, { what: each.what, name, thing });
            }
          }
          for (const name of people) await list(model, name);
        },
      ),
      { numRuns: 15 },
    );
  }, 600_000);
});
