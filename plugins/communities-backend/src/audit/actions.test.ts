import { mockCredentials } from '@backstage/backend-test-utils';
import { actionsRegistryServiceMock } from '@backstage/backend-test-utils/alpha';
import { describe, expect, it, vi } from 'vitest';
import type { DatabaseAuditStore } from '../database';
import { registerAuditAction } from './actions';

describe('the action list-my-audit', () => {
  it("reads the caller's own part, whoever the caller says they are", async () => {
    const list = vi.fn(async () => ({ items: [] }));
    const registry = actionsRegistryServiceMock();
    registerAuditAction(registry, { list } as unknown as DatabaseAuditStore);
    const call = (input: object, credentials: object) =>
      registry.invoke({
        id: 'test:list-my-audit',
        input,
        credentials,
      } as Parameters<typeof registry.invoke>[0]);
    const ada = mockCredentials.user('user:default/ada');
    const input = { event: 'workload-stop', actor: 'user:default/max' };
    expect(await call(input, ada)).toEqual({ output: { items: [] } });
    expect(list).toHaveBeenCalledWith(
      expect.objectContaining({
        event: 'workload-stop',
        actor: 'user:default/ada',
      }),
    );
    await expect(call({}, mockCredentials.service())).rejects.toThrow(
      /Only a person/,
    );
  });
});
