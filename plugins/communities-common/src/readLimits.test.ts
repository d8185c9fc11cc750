import { ConfigReader } from '@backstage/config';
import { describe, expect, it } from 'vitest';
import { tierIn } from './memberships';
import { followLimits, readLimits } from './readLimits';
import { permissionsOf, tierGrants } from './tiers';

const configOf = (communities: object) =>
  new ConfigReader({ communities: communities as never });
const read = (communities: object) => readLimits(configOf(communities));
const imagine = { id: 'imagine', title: 'iMagine' };

describe('tiers in the configuration', () => {
  it('may be others, which inherit permissions and limits', () => {
    const { tiers } = read({
      tiers: {
        curator: {
          title: 'Curator',
          inherits: 'full',
          permissions: ['asset.refresh'],
          gpuCount: 1,
        },
        reader: { permissions: ['asset.read'] },
      },
    });
    expect(tiers.map(({ id }) => id)).toEqual([
      ...['reader', 'demo', 'full', 'curator', 'manager', 'operator'],
    ]);
    expect(permissionsOf('curator', tiers)).toContain('workload.create');
    expect(tierGrants('curator', 'site.downtime', tiers)).toBe(false);
    expect(permissionsOf('reader', tiers)).toEqual(['asset.read']);
    const limitsOf = (id: string) => tiers.find(each => each.id === id)!.limits;
    expect(limitsOf('curator')).toEqual({ ...limitsOf('full'), gpuCount: 1 });
    expect(limitsOf('reader')).toMatchObject({ workloads: 0, cpuCores: 0 });
  });

  it('take powers from built-in ones where these are told so', () => {
    const { tiers } = read({
      tiers: { demo: { permissions: ['asset.read'] } },
    });
    expect(permissionsOf('demo', tiers)).toEqual(['asset.read']);
    expect(permissionsOf('full', tiers)).not.toContain('workload.create');
  });

  it('have the limits that a community gives them, there alone', () => {
    const table = read({
      list: [{ ...imagine, tiers: { full: { workloads: 3, hours: 2 } } }],
      tiers: { full: { gpuCount: 1 } },
    });
    const { limits } = tierIn({ community: 'imagine', tier: 'full' }, table);
    expect(limits).toMatchObject({
      ...{ workloads: 3, gpuCount: 1, timeToLiveSeconds: 7200 },
    });
    const here = tierIn({ community: 'default', tier: 'full' }, table).limits;
    expect(here).toMatchObject({ workloads: 50, gpuCount: 1 });
    expect(here.timeToLiveSeconds).toBeUndefined();
  });

  it('have quotas of a community beside those of the portal', () => {
    const { quotas } = read({
      quotas: [{ id: 'gpus', gpuCount: 9 }],
      list: [{ ...imagine, quotas: [{ id: 'gpus', gpuCount: 2 }] }],
    });
    expect(
      quotas
        .filter(({ id }) => id === 'gpus')
        .map(({ community, limits }) => [community, limits.gpuCount]),
    ).toEqual([
      [undefined, 9],
      ['imagine', 2],
    ]);
  });

  it('say what people may ask for in a community', () => {
    const { communities } = read({
      list: [{ ...imagine, accessRequests: { tiers: ['full'] } }],
    });
    expect(communities.map(({ accessRequests }) => accessRequests)).toEqual([
      undefined,
      { tiers: ['full'], maxDays: 90 },
    ]);
  });

  it.each([
    [
      'a tier that there is not to ask for',
      { list: [{ ...imagine, accessRequests: { tiers: ['ful'] } }] },
      "list: imagine: accessRequests.tiers: 'ful' is none of demo, full, manager, operator",
    ],
    [
      'access for no time',
      {
        list: [{ ...imagine, accessRequests: { tiers: ['full'], maxDays: 0 } }],
      },
      'communities.list[0].accessRequests.maxDays',
    ],
    [
      'a permission that there is not',
      { tiers: { full: { permissions: ['asset.reed'] } } },
      "communities.tiers.full.permissions: 'asset.reed' is none of asset.read, ",
    ],
    [
      'a tier that there is not to inherit',
      { tiers: { curator: { inherits: 'ful' } } },
      "communities.tiers.curator.inherits: 'ful' is none of ",
    ],
    [
      'tiers that inherit each other',
      { tiers: { a: { inherits: 'b' }, b: { inherits: 'a' } } },
      "communities.tiers.b.inherits: 'a' inherits it in turn",
    ],
    [
      'a mistyped built-in one',
      { tiers: { ful: { workloads: 1 } } },
      'communities.tiers.ful: it is none of demo, full, manager, operator',
    ],
    [
      'an odd name',
      { tiers: { aB: { inherits: 'demo' } } },
      'communities.tiers.aB: it has to be lower case',
    ],
    [
      'less than nothing',
      { tiers: { full: { workloads: -1 } } },
      'communities.tiers.full.workloads: -1 has to be at least 0',
    ],
    [
      'a tier that a community invents',
      { list: [{ ...imagine, tiers: { chief: { workloads: 1 } } }] },
      'communities.list: imagine: tiers.chief: tiers are demo, full, ',
    ],
    [
      'a limit that a community invents',
      { list: [{ ...imagine, tiers: { full: { cpus: 1 } } }] },
      'communities.list[0].tiers.full.cpus: it is not known; what is known is workloads',
    ],
    [
      'a quota of a community that limits nothing',
      { list: [{ ...imagine, quotas: [{ id: 'a' }] }] },
      'communities.imagine: quotas[0]: it limits nothing',
    ],
    [
      'a namespace of two communities',
      {
        list: ['sea', 'wood'].map(id => ({
          ...{ id, title: id, namespaces: { 'nomad-global': 'lab' } },
        })),
      },
      "list: wood: namespaces.nomad-global: 'lab' is that of 'sea' there",
    ],
    [
      'a place in the registry of two communities',
      {
        list: ['sea', 'wood'].map(id => ({
          ...{ id, title: id, registryProject: 'lab/snapshots' },
        })),
      },
      "list: wood: registryProject: 'lab/snapshots' is that of 'sea' there",
    ],
    ...[
      ['registryProject', 'Sea/..'],
      ['registryProject', 'https://elsewhere.example.org/sea'],
      ['tracking.url', 'ftp://tracking.example.org'],
      ['tracking.url', 'https://ada:secret@tracking.example.org'],
      ['storage.url', 'file:///etc/passwd'],
      ['storage.account', '../x'],
      ['inferenceClusters', []],
      ['analytics.keepDays', 0],
    ].map(([key, value]) => {
      const [first, second] = String(key).split('.');
      const block = { [first]: second ? { [second]: value } : value };
      return [
        `what cannot be ${key}`,
        { list: [{ ...imagine, ...block }] },
        `communities.list[0].${key}`,
      ] as [string, object, string];
    }),
    [
      'a kind of storage that there is not',
      { list: [{ ...imagine, storage: { service: 'floppy' } }] },
      'communities.list[0].storage.service: it is "floppy", but has to be one of nextcloud, owncloud,',
    ],
    [
      'a namespace that cannot be',
      { list: [{ ...imagine, namespaces: { 'nomad-global': 'a b' } }] },
      'communities.list[0].namespaces.nomad-global',
    ],
  ])('are refused with %s', (_what, communities, words) => {
    expect(() => read(communities)).toThrow(words);
  });

  it('change while the portal runs, and stay as they are when the change is refused', () => {
    let change = () => {};
    let present = configOf({});
    const config = new Proxy(present, {
      get: (_target, key) =>
        key === 'subscribe'
          ? (listen: () => void) => {
              change = listen;
            }
          : Reflect.get(present, key).bind(present),
    });
    const refusals: string[] = [];
    const limits = followLimits(config, {
      error: said => refusals.push(said),
    });
    const workloads = () =>
      limits().tiers.find(({ id }) => id === 'full')!.limits.workloads;
    expect(workloads()).toBe(50);
    present = configOf({ tiers: { full: { workloads: 7 } } });
    change();
    expect(workloads()).toBe(7);
    present = configOf({ tiers: { full: { workloads: -7 } } });
    change();
    expect(workloads()).toBe(7);
    expect(refusals).toEqual([
      expect.stringMatching(/^The tiers stay as they were: .*workloads/),
    ]);
  });
});
