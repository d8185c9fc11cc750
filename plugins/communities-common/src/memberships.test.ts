import { describe, expect, it } from 'vitest';
import { activeMembership, communityWishOf } from './active';
import { explainDenial, notAMember } from './denials';
import { membershipIn, membershipsFromRefs, tierRef } from './memberships';
import { builtInLimits, type LimitTable } from './quotas';

const table: LimitTable = {
  ...builtInLimits,
  communities: [
    { id: 'default', title: 'Portal' },
    { id: 'imagine', title: 'iMagine', hosts: ['imagine.test'] },
  ],
};
const read = (...refs: string[]) => membershipsFromRefs(refs, table);

describe('memberships', () => {
  it('are read from the claims of a session, in the order of communities and tiers', () => {
    const refs = [
      tierRef('manager', 'imagine'),
      'user:default/max',
      tierRef('demo', 'imagine'),
      tierRef('full'),
    ];
    expect(read(...refs)).toEqual([
      { community: 'default', tier: 'full' },
      { community: 'imagine', tier: 'demo' },
      { community: 'imagine', tier: 'manager' },
    ]);
    expect(membershipIn('imagine', read(...refs))?.tier).toBe('manager');
  });

  it.each([
    'group:imagine/tier-full,group:imagine/tier-operator',
    'group:IMAGINE/tier-full',
    'group:imagine/tier-Full',
    'group:imagine/tier-fu\u017f\u006c',
    'group:imagine/tier-',
    'group:other/tier-full',
    'group:imagine/tier-root',
    'user:imagine/tier-full',
    ' group:imagine/tier-full',
  ])('are not made of %j, which only looks right', ref => {
    expect(read(ref)).toEqual([]);
  });
});

const at = (headers: Record<string, string>, hostname = 'portal.test') =>
  communityWishOf({ hostname, headers });

describe('the active community', () => {
  const both = read(tierRef('demo'), tierRef('full', 'imagine'));

  it.each([
    [{}, 'default'],
    [at({ cookie: 'a=b; astrolabe-community=imagine' }), 'imagine'],
    [at({ cookie: 'astrolabe-community=left-long-ago' }), 'default'],
    [at({}, 'imagine.test'), 'imagine'],
    [at({ 'x-astrolabe-community': 'imagine' }), 'imagine'],
    [{ ...at({}, 'imagine.test'), asked: 'default' }, 'default'],
    [{ asked: 'another' }, undefined],
  ])('is for %j: %s', (wish, community) => {
    expect(activeMembership(both, wish, table)?.community).toBe(community);
  });
});

describe('a denial', () => {
  it('names the rule, and the lowest tier that would allow it there', () => {
    const memberships = read(tierRef('demo', 'imagine'));
    const where = { memberships, community: 'imagine' };
    expect(explainDenial('asset.refresh', where, table)).toMatchObject({
      cause: 'tier demo of imagine does not grant asset.refresh',
      nextStep: expect.stringContaining("'manager' of 'iMagine'"),
      needed: { community: 'imagine', tier: 'manager' },
    });
  });

  it('says so where one may in another community of one’s own', () => {
    const memberships = read(tierRef('manager'), tierRef('demo', 'imagine'));
    const where = { memberships, community: 'imagine' };
    expect(explainDenial('asset.refresh', where, table).nextStep).toContain(
      "Switch to 'Portal'",
    );
  });

  it('names the communities that one may choose among', () => {
    const { code, nextStep } = notAMember('x', read(tierRef('demo')), table);
    expect(code).toBe('NOT_A_MEMBER');
    expect(nextStep).toContain("'default' (Portal)");
    expect(nextStep).not.toContain('imagine');
    expect(notAMember('x', [], table).code).toBe('NO_TIER');
  });
});
