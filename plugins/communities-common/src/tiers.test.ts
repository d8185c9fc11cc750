import { describe, expect, it } from 'vitest';
import { demoPeople } from './people';
import { permissionsOf, tierGranting, tierGrants, tiers } from './tiers';

describe('the tiers', () => {
  it('grant all that the tiers below them grant', () => {
    for (const [rank, tier] of tiers.entries()) {
      for (const below of tiers.slice(0, rank + 1)) {
        for (const permission of below.permissions) {
          expect(tierGrants(tier.id, permission)).toBe(true);
        }
      }
    }
  });

  it('name the lowest tier for a power that one lacks', () => {
    expect(tierGranting('asset.refresh')?.id).toBe('manager');
    expect(tierGranting('no.such.thing')).toBeUndefined();
  });

  it('say each permission once', () => {
    const all = permissionsOf('operator');
    expect(all).toEqual([...new Set(all)]);
  });

  it('never have smaller limits than the tiers below them', () => {
    for (const [rank, { limits }] of tiers.entries()) {
      const below = tiers[rank - 1]?.limits ?? limits;
      for (const key of [
        'cpuCores',
        'memoryBytes',
        'diskBytes',
        'gpuCount',
        'workloads',
      ] as const) {
        expect(limits[key]).toBeGreaterThanOrEqual(below[key]);
      }
    }
  });

  it('have a demo person each', () => {
    expect(demoPeople.map(person => person.tier)).toEqual(
      tiers.map(tier => tier.id),
    );
  });
});
