import { createServiceFactory } from '@backstage/backend-plugin-api';
import { actionsRegistryServiceRef } from '@backstage/backend-plugin-api/alpha';
import { mockCredentials } from '@backstage/backend-test-utils';
import { actionsRegistryServiceMock } from '@backstage/backend-test-utils/alpha';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { eventually, startWorkloads, type Portal } from './__testUtils__';

describe('what programs may do by actions', () => {
  let registry: ReturnType<typeof actionsRegistryServiceMock>;
  const credentials = mockCredentials.user('user:default/ada', {
    actor: { subject: 'plugin:mcp-actions' },
  });
  let portal: Portal;
  beforeEach(async () => {
    registry = actionsRegistryServiceMock();
    const feature = createServiceFactory({
      service: actionsRegistryServiceRef,
      deps: {},
      factory: () => registry,
    });
    portal = await startWorkloads({ features: [feature] });
  });
  afterEach(() => portal.stop());

  async function invoke(name: string, input: object, by: object = credentials) {
    const { actions } = await registry.list();
    const { output } = await registry.invoke({
      id: actions.find(action => action.name === name)!.id,
      input: input as never,
      credentials: by as never,
    });
    return output as Record<string, never>;
  }

  it('is the whole life of a workload', async () => {
    const entityRef = 'aitool:default/greeter';
    expect(await invoke('get-launch-form', { entityRef })).toMatchObject({
      title: 'The greeter',
    });
    expect(await invoke('get-capacity', {})).toMatchObject({
      items: [{ siteId: 'local', free: { cpuCores: 64 } }],
    });
    expect(await invoke('get-quotas', {})).toMatchObject({
      items: [{ quotaId: 'tier', resource: 'workloads', used: 0 }, {}, {}],
    });
    const siteId = 'local';
    expect(
      await invoke('plan-workload', { entityRef, values: {}, siteId }),
    ).toMatchObject({ sites: [{ siteId, verdict: 'now' }] });
    expect(
      await invoke('advise-workload', { entityRef, values: {}, siteId }),
    ).toMatchObject({ rows: [{ changes: [] }], suggestions: [] });
    const idempotencyKey = 'one-and-only';
    const launch = { entityRef, values: {}, siteId, idempotencyKey };
    const { id } = await invoke('launch-workload', launch);
    expect(await invoke('launch-workload', launch)).toMatchObject({ id });
    await eventually(async () =>
      expect(await invoke('get-workload', { id })).toMatchObject({
        state: 'running',
        request: { siteId },
      }),
    );
    expect(await invoke('list-workloads', {})).toMatchObject({ totalItems: 1 });
    expect(await invoke('read-workload-logs', { id })).toMatchObject({
      text: 'listening\n',
    });
    await invoke('stop-workload', { id });
    await portal.as('ada').until(id, 'stopped');
    await invoke('restart-workload', { id });
    await portal.as('ada').until(id, 'running');
    await invoke('delete-workload', { id });
    await eventually(() =>
      portal.as('ada').get(`/v1/workloads/${id}`).expect(404),
    );
    const by = 'user:default/ada';
    expect(portal.heard.audits).toEqual([
      { what: 'workload-launch:succeeded', meta: { entityRef, by } },
      { what: 'workload-launch:succeeded', meta: { entityRef, by } },
      { what: 'workload-stop:succeeded', meta: { workloadId: id, by } },
      { what: 'workload-restart:succeeded', meta: { workloadId: id, by } },
      { what: 'workload-delete:succeeded', meta: { workloadId: id, by } },
    ]);
  });

  it('is the whole life of a snapshot', async () => {
    const { body } = await portal.as('ada').launch().expect(201);
    await portal.as('ada').until(body.id, 'running');
    expect(await invoke('measure-snapshot', { id: body.id })).toMatchObject({
      limits: { used: 0 },
    });
    const input = { id: body.id, title: 'Kept' };
    const { id } = await invoke('take-snapshot', input);
    await eventually(async () =>
      expect(await invoke('get-snapshot', { id })).toMatchObject({
        state: 'complete',
      }),
    );
    expect(await invoke('list-snapshots', {})).toMatchObject({
      items: [{ title: 'Kept' }],
    });
    const launched = await invoke('launch-workload', {
      entityRef: 'aitool:default/greeter',
      values: {},
      fromSnapshot: id,
      idempotencyKey: 'from-a-snapshot',
    });
    expect(launched).toMatchObject({ request: { fromSnapshot: id } });
    await invoke('delete-snapshot', { id });
    await eventually(async () =>
      expect(await invoke('list-snapshots', {})).toMatchObject({ items: [] }),
    );
  });

  it('names the sites there are when one is chosen that is not there', async () => {
    const request = { entityRef: 'aitool:default/greeter', values: {} };
    await expect(
      invoke('plan-workload', { ...request, siteId: 'moon' }),
    ).rejects.toThrow(/no site 'moon'/);
  });

  it('is refused to services, and on what is not theirs', async () => {
    const { body } = await portal.as('max').launch();
    await expect(invoke('get-workload', { id: body.id })).rejects.toThrow(
      /No workload/,
    );
    await expect(
      invoke('list-workloads', {}, mockCredentials.service()),
    ).rejects.toThrow(/Only a person/);
  });
});
