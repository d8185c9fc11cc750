import { ConfigReader } from '@backstage/config';
import { describe, expect, it } from 'vitest';
import { readNomadOptions } from './config';
import { termsFor } from './terms';

const read = (nomad?: Record<string, unknown>) =>
  readNomadOptions(new ConfigReader({ workloads: { nomad: nomad as never } }));

const one = { url: 'https://nomad.test', regions: [{ name: 'global' }] };

describe('the configuration of Nomad', () => {
  it('brings no engine where there is none', () => {
    expect(read(undefined)).toEqual([]);
  });

  it('brings one engine for each region, with addresses of their own', () => {
    const options = read({
      ...one,
      regions: [{ name: 'global' }, { name: 'EU 2', url: 'http://eu.test' }],
    });
    expect(options.map(({ id, connection }) => [id, connection.url])).toEqual([
      ['nomad-global', 'https://nomad.test'],
      ['nomad-eu-2', 'http://eu.test'],
    ]);
  });

  it('takes environments from where this machine takes them, unless it is told', () => {
    const environments = (own: { roots?: string[] }) =>
      readNomadOptions(
        new ConfigReader({
          workloads: {
            local: { environmentRoots: ['/local'] },
            nomad: {
              ...one,
              environments: { registry: 'images.test:5000/ours', ...own },
            },
          },
        }),
      )[0].environments;
    expect(environments({})).toEqual({
      registry: 'images.test:5000/ours',
      roots: ['/local'],
    });
    expect(environments({ roots: ['/own'] })?.roots).toEqual(['/own']);
  });

  it('takes snapshots only where it is told a registry, and refuses what is none', () => {
    expect(read(one)[0].snapshots).toBeUndefined();
    const snapshots = { registry: 'images.test:5000/snapshots' };
    expect(read({ ...one, snapshots })[0].snapshots).toMatchObject({
      ...snapshots,
      job: 'astrolabe-snapshot',
      insecure: false,
    });
    for (const registry of ['https://images.test/x', 'images.test', 'a/B']) {
      expect(() => read({ ...one, snapshots: { registry } })).toThrow(
        `Invalid value '${registry}' for workloads.nomad.snapshots.registry`,
      );
    }
  });

  it('gives the first terms that are for a workload, and else those for everybody', () => {
    const rule = { attribute: 'meta.a', value: 'b', title: 'an a' };
    const [engine] = read({
      ...one,
      namespace: 'all',
      nodeRules: [rule],
      preferences: [{ attribute: 'meta.c', value: 'd', weight: 5 }],
      terms: [
        { of: ['group:default/one'], lifetimes: ['try'], namespace: 'trials' },
        { of: ['group:default/one'], nodeRules: [rule], preferences: [] },
      ],
    });
    const of = (kind: 'try' | 'batch', ...holders: string[]) => {
      const found = termsFor(engine, {
        lifetime: { kind },
        placement: { holders },
      });
      const { namespace, rules, preferences } = found;
      return [namespace, rules.length, preferences.length];
    };
    expect(of('try', 'user:default/ada', 'group:default/one')).toEqual([
      ...['trials', 1, 1],
    ]);
    expect(of('batch', 'group:default/one')).toEqual(['all', 2, 0]);
    expect(of('try', 'group:default/two')).toEqual(['all', 1, 1]);
    expect(of('try')).toEqual(['all', 1, 1]);
    const ofSea = termsFor(engine, {
      lifetime: { kind: 'try' },
      placement: { namespaces: { [engine.id]: 'sea', other: 'wood' } },
    });
    expect(ofSea.namespace).toBe('sea');
  });

  it.each([
    [
      { ...one, environments: { registry: 'https://images.test', roots: [] } },
      /environments\.registry.*registry\.example\.org/,
    ],
    [
      { ...one, environments: { registry: 'images.test/ours' } },
      /environments\.roots.*catalog-info/,
    ],
    [{ ...one, url: undefined }, /workloads\.nomad\.url.*http/],
    [{ ...one, url: 'nomad.test:4646' }, /workloads\.nomad\.url/],
    [{ ...one, jobPrefix: 'A b' }, /jobPrefix.*lower-case/],
    [{ ...one, priority: 0 }, /priority: .* from 1 to 100/],
    [{ ...one, terms: [{ priority: 101 }] }, /priority: .* from 1 to 100/],
    [{ ...one, terms: [{ lifetimes: ['tri'] }] }, /be one of service, batch/],
    [
      { ...one, preferences: [{ attribute: 'meta.a', value: 'b', weight: 0 }] },
      /preferences\[\]\.weight: it has to differ from 0/,
    ],
    [{ ...one, resyncSeconds: 3_000_000 }, /resyncSeconds: allowed are 1 to/],
    [{ ...one, logBytes: 1 }, /logBytes: allowed are/],
    [{ ...one, regions: [...one.regions, ...one.regions] }, /twice/],
    [
      { ...one, nodeRules: [{ attribute: '${x}', value: 'y', title: 'z' }] },
      /nodeRules\[\]\.attribute/,
    ],
  ])('refuses what it cannot use, and names it: %j', (nomad, message) => {
    expect(() => read(nomad)).toThrow(message);
  });
});
