import { mockCredentials } from '@backstage/backend-test-utils';
import { actionsRegistryServiceMock } from '@backstage/backend-test-utils/alpha';
import { expect, it, vi } from 'vitest';
import { InMemorySecretStore } from '../__testUtils__';
import { registerSecretAction } from './actions';
import type { SecretRoom } from './openSecrets';

it('an assistant sees the secrets of its person, as that person, and a service none', async () => {
  const registry = actionsRegistryServiceMock();
  const reach = { ownerRef: 'user:default/ada', communities: [] };
  const reachOf = vi.fn(async () => reach);
  const list = vi.fn(async () => []);
  registerSecretAction(registry, {
    access: { reachOf, communitiesOf: async () => [] },
    db: { list, events: async () => [] },
    store: new InMemorySecretStore(),
  } as unknown as SecretRoom);
  const call = (credentials: object) =>
    registry.invoke({
      id: 'test:list-secrets',
      input: {},
      credentials,
    } as Parameters<typeof registry.invoke>[0]);
  const ada = mockCredentials.user('user:default/ada');
  expect(await call(ada)).toEqual({
    output: { items: [], communities: [], store: { state: 'ready' } },
  });
  expect(reachOf).toHaveBeenCalledWith(ada);
  expect(list).toHaveBeenCalledWith(reach);
  await expect(call(mockCredentials.service())).rejects.toThrow(
    /Only a person/,
  );
});
