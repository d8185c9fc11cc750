import { ConfigReader } from '@backstage/config';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readRule } from './readRule';
import { membershipsFrom, type Claims } from './rules';

const tiers = ['llm-only', 'demo', 'full', 'manager', 'operator'];
const rule = (data: object) =>
  readRule(new ConfigReader(data as never), 'providers[0].rules[0]', tiers);

const levels = { trial: 'demo', full: 'full', boss: 'manager' };
const roles = rule({
  ...{ claim: 'realm_access.roles', pattern: 'access:{community}:{level}' },
  levels,
});
const known = { communities: ['a', 'b', 'imagine'], tiers };
const of = (claims: Claims, ...rules: ReturnType<typeof rule>[]) =>
  membershipsFrom(claims, rules, known);
const ofRoles = (...values: unknown[]) =>
  of({ realm_access: { roles: values as string[] } }, roles);

describe('rules of sign-in', () => {
  it('give of each community the highest tier', () => {
    expect(
      ofRoles('access:a:trial', 'access:a:boss', 'access:b:full', 'offline'),
    ).toEqual([
      { community: 'a', tier: 'manager' },
      { community: 'b', tier: 'full' },
    ]);
  });

  it('read client roles of a client with dots in its name', () => {
    const clientRoles = rule({
      ...{ claim: 'resource_access.my.portal.roles', value: 'member' },
      ...{ community: 'a', tier: 'full' },
    });
    const claims = { resource_access: { 'my.portal': { roles: ['member'] } } };
    expect(of(claims, clientRoles)).toEqual([{ community: 'a', tier: 'full' }]);
  });

  it('read entitlements of federations, and one value as well as many', () => {
    const entitlement = rule({
      claim: 'eduperson_entitlement',
      pattern: 'urn:mace:egi.eu:group:{community}:role={level}#aai.egi.eu',
      levels,
    });
    const urn = 'urn:mace:egi.eu:group:imagine:role=full#aai.egi.eu';
    const imagine = [{ community: 'imagine', tier: 'full' }];
    expect(of({ eduperson_entitlement: urn }, entitlement)).toEqual(imagine);
    expect(of({ eduperson_entitlement: [urn] }, entitlement)).toEqual(imagine);
    // A dot of the pattern is a dot.
    const other = urn.replace('egi.eu', 'egi-eu');
    expect(of({ eduperson_entitlement: other }, entitlement)).toEqual([]);
  });

  it('give tiers that the configuration declares, each at its place', () => {
    const declared = rule({
      ...{ claim: 'groups', pattern: '/a/{level}', community: 'a' },
      levels: { chat: 'llm-only', full: 'full' },
    });
    const groups = ['/a/full', '/a/chat'];
    expect(of({ groups: ['/a/chat'] }, declared)).toEqual([
      { community: 'a', tier: 'llm-only' },
    ]);
    expect(of({ groups }, declared)).toEqual([
      { community: 'a', tier: 'full' },
    ]);
  });

  it('let everybody in where a rule names no claim', () => {
    const open = rule({ community: 'a', tier: 'demo' });
    expect(of({}, open)).toEqual([{ community: 'a', tier: 'demo' }]);
  });

  it.each([
    ['two in one', 'access:a:full,access:b:full'],
    ['upper case', 'access:A:full'],
    ['upper case of the rest', 'Access:a:full'],
    ['a Cyrillic letter', 'access:\u0430:full'],
    ['a letter of full width', 'access:\uFF41:full'],
    ['a hidden letter', 'access:a\u200B:full'],
    ['a line after it', 'access:a:full\n'],
    ['a line before it', '\naccess:a:full'],
    ['space around it', ' access:a:full '],
    ['one part more', 'access:a:full:boss'],
    ['one part less', 'access:a'],
    ['no community', 'access::full'],
    ['an unknown community', 'access:elsewhere:full'],
    ['an unknown level', 'access:a:root'],
    ['a property of every object', 'access:a:constructor'],
    ['a pattern', 'access:{community}:{level}'],
    ['a wildcard', 'access:*:full'],
  ])('give nothing for %s', (_what, value) => {
    expect(ofRoles(value)).toEqual([]);
  });

  it('give nothing for what is no text, or elsewhere', () => {
    expect(ofRoles(1, true, null, ['access:a:full'], { a: 1 })).toEqual([]);
    expect(of({ roles: ['access:a:full'] }, roles)).toEqual([]);
    expect(of({ realm_access: 'access:a:full' }, roles)).toEqual([]);
  });

  it('give what the grammar says and nothing beyond, whatever the claims', () => {
    const letters = ['a', 'b', 'A', ':', ',', ' ', '-', 'access', 'full'];
    const odd = ['\u0430', '\n', 'boss', 'imagine', '{level}', '\u200B'];
    const near = fc
      .array(fc.constantFrom(...letters, ...odd), { maxLength: 9 })
      .map(parts => parts.join(''));
    const value = fc.oneof(
      ...[near, fc.string(), fc.string({ unit: 'grapheme' })],
      near.map(text => `access:${text}`),
      fc.constantFrom('access:a:full', 'access:b:boss', 'access:imagine:trial'),
    );
    fc.assert(
      fc.property(fc.array(value, { maxLength: 6 }), values => {
        const found = ofRoles(...values);
        // Said in another way than by the regular expression under test.
        const byLevel = Object.entries(levels);
        const entitled = (community: string, tier: string) =>
          byLevel.some(
            ([level, of_level]) =>
              of_level === tier &&
              values.includes(`access:${community}:${level}`),
          );
        for (const { community, tier } of found) {
          expect(
            known.communities.includes(community) && entitled(community, tier),
          ).toBe(true);
        }
        for (const community of ['a', 'b', 'imagine']) {
          const has = byLevel.some(([, tier]) => entitled(community, tier));
          expect(found.some(each => each.community === community)).toBe(has);
        }
      }),
      { numRuns: 2000 },
    );
  });
});

describe('a rule is refused', () => {
  const claim = 'groups';
  it.each([
    [{ value: 'x', community: 'a', tier: 'full' }, /rules\[0\]\.claim/],
    [{ claim, community: 'a', tier: 'full' }, /a value or a pattern/],
    [{ claim, value: 'x', pattern: '{level}' }, /not both/],
    [{ claim, pattern: 'x', community: 'a', tier: 'full' }, /it needs \{comm/],
    [{ claim, pattern: '{vo}:{level}', levels }, /'\{vo\}' is neither/],
    [{ claim, pattern: '{community}-{level}', levels }, /between its gaps/],
    [{ claim, pattern: '{community}{level}', levels }, /between its gaps/],
    [{ claim, pattern: '{level}:{level}', levels }, /each once/],
    [{ claim, pattern: '{community}', tier: 'root' }, /'root' is no tier/],
    [
      { claim, pattern: '{community}:{level}', levels: { x: 'root' } },
      /levels\.x: 'root' is no tier; these are llm-only, demo, full/,
    ],
    [{ claim, pattern: '{community}:{level}' }, /levels/],
    [{ claim, value: 'x', tier: 'full' }, /community/],
  ])('%j', (data, message) => {
    expect(() => rule(data)).toThrow(message);
  });
});
