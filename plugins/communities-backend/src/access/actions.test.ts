import { mockCredentials } from '@backstage/backend-test-utils';
import { actionsRegistryServiceMock } from '@backstage/backend-test-utils/alpha';
import { expect, it, vi } from 'vitest';
import type { AccessDesk } from './AccessDesk';
import { registerAccessAction } from './actions';

it('an assistant sees the requests of its person, as that person, and a service none', async () => {
  const list = vi.fn(async () => ({ items: [] }));
  const registry = actionsRegistryServiceMock();
  registerAccessAction(registry, { list } as unknown as AccessDesk);
  const call = (input: object, credentials: object) =>
    registry.invoke({
      id: 'test:list-access-requests',
      input,
      credentials,
    } as Parameters<typeof registry.invoke>[0]);
  const ada = mockCredentials.user('user:default/ada');
  const input = { state: 'pending', personRef: 'user:default/max' };
  expect(await call(input, ada)).toEqual({ output: { items: [] } });
  expect(list).toHaveBeenCalledWith('mine', { state: 'pending' }, ada);
  await expect(call({}, mockCredentials.service())).rejects.toThrow(
    /Only a person/,
  );
});
