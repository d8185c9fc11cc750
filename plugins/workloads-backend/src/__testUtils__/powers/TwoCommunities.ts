import { mkdtempSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
// The real ones: their operations are in the matrix, too.
// eslint-disable-next-line @backstage/no-mixed-plugin-imports
import accountsPlugin from '@astrolabe/plugin-accounts-backend';
// eslint-disable-next-line @backstage/no-mixed-plugin-imports
import assetsPlugin from '@astrolabe/plugin-assets-backend';
// eslint-disable-next-line @backstage/no-mixed-plugin-imports
import storagePlugin from '@astrolabe/plugin-storage-backend';
import {
  communityRef,
  readLimits,
  tierRef,
  type LimitTable,
  type Membership,
} from '@astrolabe/plugin-communities-common';
import type { ShareRole } from '@astrolabe/plugin-workloads-common';
import { ConfigReader } from '@backstage/config';
import { batch, createShelf, put } from '../assets';
import { PeopleOfProvider } from '../PeopleOfProvider';
import { eventually, startWorkloads, type Portal } from '../startWorkloads';
import type { Thing } from './operations';

const large = { workloads: 200, cpuCores: 8, memoryGiB: 64, diskGiB: 64 };

/** Two communities, and beside the built-in tiers those that may only a part. */
const communities = {
  list: [{ id: 'imagine', title: 'iMagine' }],
  tiers: {
    demo: { workloads: 200 },
    reader: { permissions: ['asset.read'] },
    watcher: { inherits: 'reader', permissions: ['workload.read'] },
    keeper: { inherits: 'watcher', permissions: ['workload.use'], ...large },
    launcher: { permissions: ['workload.create'], ...large },
  },
};

type Kind = 'workload' | 'group' | 'snapshot';
/** Of what was not made. */
const none = crypto.randomUUID();

const everything = ['default', 'imagine'].map(community => ({
  community,
  tier: 'operator',
}));

/** A portal of two communities, where people are what a test says. */
export class TwoCommunities {
  readonly portal: Portal;
  readonly table: LimitTable = readLimits(
    new ConfigReader({ communities: communities as never }),
  );
  readonly #people: Record<string, string[]>;

  private constructor(portal: Portal, people: Record<string, string[]>) {
    this.portal = portal;
    this.#people = people;
  }

  static async start(): Promise<TwoCommunities> {
    const people = {};
    const folder = mkdtempSync(path.join(os.tmpdir(), 'powers-'));
    const shelf = createShelf();
    put(shelf, 'lasting', batch('serve'));
    const portal = await startWorkloads({
      communities,
      people,
      shelf,
      features: [accountsPlugin, assetsPlugin, storagePlugin],
      config: {
        advice: { requestsPerMinute: 10_000 },
        snapshots: { perPerson: 500 },
      },
      others: {
        accounts: {
          secrets: { embedded: { keyFile: path.join(folder, 'key') } },
        },
        assets: { files: { roots: [folder] } },
        storage: { home: { root: folder } },
      },
    });
    return new TwoCommunities(portal, people);
  }

  /** What somebody is from now on. */
  become(name: string, memberships: readonly Membership[]): void {
    this.#people[name] = memberships.map(({ tier, community }) =>
      tierRef(tier, community),
    );
  }

  /**
   * Something of somebody in a community, whatever they are there.
   *
   * @param kind - what of it is needed; else all
   * @param role - of all members of the community; missing: nobody else's
   */
  async make(
    owner: string,
    community: string,
    { kind, role }: { kind?: Kind; role?: ShareRole } = {},
  ): Promise<Thing> {
    const before = this.#people[owner] ?? [];
    this.become(owner, everything);
    const person = this.portal.as(owner);
    const isWanted = (what: typeof kind) => (kind ?? what) === what;
    const made: Thing = {
      ...{ owner, community, role },
      ...{ workload: none, group: none, snapshot: none },
    };
    if (isWanted('group') && !role) {
      const array = { count: 1 };
      const { body } = await person
        .launch({}, { tool: 'lasting', request: { community, array } })
        .expect(201);
      made.group = body.group.id;
    }
    if (kind !== 'group') {
      const { body } = await person
        .launch({}, { request: { community } })
        .expect(201);
      made.workload = body.id;
      await person.until(body.id, 'running');
    }
    if (isWanted('snapshot')) {
      const { body } = await person
        .post(`/v1/workloads/${made.workload}/snapshots`)
        .send({})
        .expect(201);
      made.snapshot = body.id;
      // Until it lies somewhere: one that is on its way is given again.
      await eventually(async () => {
        const seen = await person.get(`/v1/snapshots/${body.id}`);
        if (seen.body.state !== 'complete') throw new Error(seen.text);
      });
    }
    const subjectRef = communityRef(community);
    if (role) await this.#beKnown(owner);
    for (const each of role ? (['workload', 'snapshot'] as const) : []) {
      if (made[each] === none) continue;
      await person
        .put(`/v1/${each}s/${made[each]}/shares`)
        .send({ subjectRef, role })
        .expect(200);
    }
    this.#people[owner] = before;
    return made;
  }

  /** Tells the communities room of somebody: things of theirs others may restart. */
  #beKnown(name: string): Promise<void> {
    const { communitiesKnex } = this.portal;
    return new PeopleOfProvider().become(communitiesKnex, name, everything);
  }

  /** Waits until a workload that was deleted is no more. */
  async gone(id: string): Promise<void> {
    await eventually(async () => {
      if (await this.portal.knex('workloads').where({ id }).first()) {
        throw new Error(`${id} is still there`);
      }
    });
  }

  /** Without any workload, as at the beginning. */
  async clear(): Promise<void> {
    await this.portal.knex('workloads').update({ desired: 'delete' });
    await eventually(async () => {
      const left = await this.portal.knex('workloads').count({ count: '*' });
      if (Number(left[0].count) > 0) throw new Error('Some are still there');
    }, 60);
  }

  stop(): Promise<void> {
    return this.portal.stop();
  }
}
