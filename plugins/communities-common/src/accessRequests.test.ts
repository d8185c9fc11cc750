import { describe, expect, it } from 'vitest';
import { covers } from './accessRequests';
import { builtInLimits, type LimitTable } from './quotas';
import { tierOf, type Tier } from './tiers';

const gpus: Tier = {
  ...tierOf('full'),
  id: 'gpus',
  inherits: 'demo',
  limits: { ...tierOf('full').limits, gpuCount: 4 },
};
const table: LimitTable = {
  ...builtInLimits,
  tiers: [...builtInLimits.tiers, gpus],
  communities: [
    { id: 'default', title: 'Portal' },
    { id: 'sea', title: 'Sea', tiers: { full: { cpuCores: 99 } } },
  ],
};

describe('what one has, and so may grant', () => {
  it.each([
    ['manager', 'full', true],
    ['manager', 'manager', true],
    ['manager', 'operator', false],
    ['full', 'demo', true],
    ['full', 'manager', false],
    // Fewer permissions, but more GPUs.
    ['manager', 'gpus', false],
    ['operator', 'gpus', true],
    // No end of a workload's life is more than one.
    ['demo', 'full', false],
  ])('a %s and %s: %s', (own, tier, expected) => {
    const memberships = [{ community: 'default', tier: own }];
    const wanted = { community: 'default', tier };
    expect(covers(memberships, wanted, table)).toBe(expected);
  });

  it('is that of the same community alone, with its limits', () => {
    const operator = [{ community: 'default', tier: 'operator' }];
    const wanted = { community: 'sea', tier: 'full' };
    expect(covers(operator, wanted, table)).toBe(false);
    const there = [{ community: 'sea', tier: 'manager' }];
    expect(covers(there, wanted, table)).toBe(false);
  });

  it('is added up where one has several', () => {
    const both = ['gpus', 'manager'].map(tier => ({
      community: 'default',
      tier,
    }));
    for (const tier of ['gpus', 'manager', 'full']) {
      expect(covers(both, { community: 'default', tier }, table)).toBe(true);
    }
  });
});
