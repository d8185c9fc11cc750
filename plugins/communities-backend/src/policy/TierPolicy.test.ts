import { tierRef, type TierId } from '@astrolabe/plugin-communities-common';
import {
  assetPermissions,
  assetReadPermission,
  assetRefreshPermission,
} from '@astrolabe/plugin-assets-common';
import {
  workloadCreatePermission,
  workloadPermissions,
  workloadReadPermission,
} from '@astrolabe/plugin-workloads-common';
import {
  createPermission,
  type Permission,
} from '@backstage/plugin-permission-common';
import type { PolicyQueryUser } from '@backstage/plugin-permission-node';
import { describe, expect, it } from 'vitest';
import { TierPolicy } from './TierPolicy';

function person(tier?: TierId): PolicyQueryUser {
  const userEntityRef = 'user:default/ada';
  const ownershipEntityRefs = tier
    ? [userEntityRef, tierRef(tier)]
    : [userEntityRef];
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
      const decision = await new TierPolicy().handle(
        { permission },
        person(tier),
      );
      expect(decision.result).toBe(result);
    },
  );

  it.each([...assetPermissions, ...workloadPermissions])(
    'gives %o to somebody, so that no room declares a power for nobody',
    async permission => {
      const { result } = await new TierPolicy().handle(
        { permission },
        person('operator'),
      );
      expect(result).not.toBe('DENY');
    },
  );

  it('denies who is not signed in', async () => {
    const decision = await new TierPolicy().handle({
      permission: assetReadPermission,
    });
    expect(decision.result).toBe('DENY');
  });

  it('lets nobody but the owner at a workload', async () => {
    const decision = await new TierPolicy().handle(
      { permission: workloadReadPermission },
      person('operator'),
    );
    expect(decision).toMatchObject({
      conditions: { params: { owners: ['user:default/ada'] } },
    });
  });
});
