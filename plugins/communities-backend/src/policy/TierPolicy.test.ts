import {
  builtInLimits,
  tierRef,
  type LimitTable,
  type TierId,
} from '@astrolabe/plugin-communities-common';
import {
  assetPermissions,
  assetReadPermission,
  assetRefreshPermission,
} from '@astrolabe/plugin-assets-common';
import {
  workloadCreatePermission,
  workloadDeletePermission,
  workloadPermissions,
  workloadReadPermission,
  workloadSharePermission,
  workloadUsePermission,
} from '@astrolabe/plugin-workloads-common';
import { catalogEntityReadPermission } from '@backstage/plugin-catalog-common/alpha';
import {
  createPermission,
  type Permission,
} from '@backstage/plugin-permission-common';
import type { PolicyQueryUser } from '@backstage/plugin-permission-node';
import { describe, expect, it } from 'vitest';
import { TierPolicy } from './TierPolicy';

const table: LimitTable = {
  ...builtInLimits,
  communities: [
    { id: 'default', title: 'Portal' },
    { id: 'imagine', title: 'iMagine' },
  ],
};
const newPolicy = () => new TierPolicy(() => table);

function person(tier?: TierId, elsewhere?: TierId): PolicyQueryUser {
  const userEntityRef = 'user:default/ada';
  const ownershipEntityRefs = [
    userEntityRef,
    ...(tier ? [tierRef(tier)] : []),
    ...(elsewhere ? [tierRef(elsewhere, 'imagine')] : []),
  ];
  return { info: { userEntityRef, ownershipEntityRefs } } as PolicyQueryUser;
}

const unknown = createPermission({
  name: 'something.else',
  attributes: { action: 'read' },
});

describe('the tier table as a policy', () => {
  it.each<[TierId | undefined, Permission, string]>([
    ['demo', assetReadPermission, 'ALLOW'],
    ['demo', workloadCreatePermission, 'ALLOW'],
    ['demo', assetRefreshPermission, 'DENY'],
    ['full', assetRefreshPermission, 'DENY'],
    ['manager', assetRefreshPermission, 'ALLOW'],
    ['operator', assetRefreshPermission, 'ALLOW'],
    ['operator', unknown, 'DENY'],
    [undefined, assetReadPermission, 'DENY'],
    ['operator', workloadReadPermission, 'CONDITIONAL'],
  ])(
    'tells a person of tier %s who asks for %o: %s',
    async (tier, permission, result) => {
      const decision = await newPolicy().handle({ permission }, person(tier));
      expect(decision.result).toBe(result);
    },
  );

  it.each([...assetPermissions, ...workloadPermissions])(
    'gives %o to somebody, so that no room declares a power for nobody',
    async permission => {
      const { result } = await newPolicy().handle(
        { permission },
        person('operator'),
      );
      expect(result).not.toBe('DENY');
    },
  );

  it('denies who is not signed in', async () => {
    const decision = await newPolicy().handle({
      permission: assetReadPermission,
    });
    expect(decision.result).toBe('DENY');
  });

  it.each([
    [workloadReadPermission, ['view', 'use', 'manage']],
    [workloadUsePermission, ['use', 'manage']],
    [workloadDeletePermission, ['manage']],
  ])(
    'lets nobody at a workload for %o but its owner and whom it is shared with as %o',
    async (permission, roles) => {
      const decision = await newPolicy().handle(
        { permission },
        person('operator'),
      );
      const subjects = [
        'user:default/ada',
        'group:default/tier-operator',
        'group:default/members',
      ];
      expect(decision).toMatchObject({
        conditions: {
          allOf: [
            {
              anyOf: [
                { params: { owners: ['user:default/ada'] } },
                { params: { subjects, roles } },
              ],
            },
            { params: { communities: ['default'] } },
          ],
        },
      });
    },
  );

  it('lets nobody but its owner share a workload', async () => {
    const decision = await newPolicy().handle(
      { permission: workloadSharePermission },
      person('full'),
    );
    expect(decision).toMatchObject({
      conditions: {
        allOf: [
          { params: { owners: ['user:default/ada'] } },
          { params: { communities: ['default'] } },
        ],
      },
    });
  });

  it('lets whoever may make projects have templates make them, whatever their tier is called', async () => {
    const tiers = [
      ...table.tiers,
      {
        ...table.tiers[0],
        ...{ id: 'maker', permissions: ['asset.create'] },
      },
    ];
    const policy = new TierPolicy(() => ({ ...table, tiers }));
    const answer = async (name: string, tier: TierId) => {
      const permission = createPermission({ name, attributes: {} });
      return (await policy.handle({ permission }, person(tier))).result;
    };
    const [create, run] = ['task.create', 'action.execute'].map(
      name => `scaffolder.${name}`,
    );
    expect(await answer(create, 'maker')).toBe('ALLOW');
    expect(await answer(run, 'maker')).toBe('CONDITIONAL');
    expect(await answer(create, 'demo')).toBe('DENY');
    expect(await answer('scaffolder.template.dry-run', 'maker')).toBe('DENY');
  });

  it('lets a member of two at workloads of both, where both tiers grant it', async () => {
    const decision = await newPolicy().handle(
      { permission: workloadReadPermission },
      person('full', 'demo'),
    );
    expect(decision).toMatchObject({
      conditions: {
        allOf: [{}, { params: { communities: ['default', 'imagine'] } }],
      },
    });
  });

  it('grants what is for no object where the tier of one community does', async () => {
    const ask = (elsewhere: TierId) =>
      newPolicy().handle(
        { permission: assetRefreshPermission },
        person('demo', elsewhere),
      );
    expect((await ask('manager')).result).toBe('ALLOW');
    expect((await ask('full')).result).toBe('DENY');
  });

  it('shows whoever is in the catalogue to their own communities', async () => {
    const decision = await newPolicy().handle(
      { permission: catalogEntityReadPermission },
      person('demo', 'full'),
    );
    const of = (value?: string) => ({
      params: { key: 'communities', ...(value && { value }) },
    });
    expect(decision).toMatchObject({
      conditions: {
        anyOf: [
          { not: { anyOf: [{ params: { kinds: ['User'] } }, of()] } },
          of('default'),
          of('imagine'),
        ],
      },
    });
  });

  it('holds what a community that is gone says for nothing', async () => {
    const gone = new TierPolicy(() => builtInLimits);
    const { result } = await gone.handle(
      { permission: assetReadPermission },
      person(undefined, 'operator'),
    );
    expect(result).toBe('DENY');
  });
});
