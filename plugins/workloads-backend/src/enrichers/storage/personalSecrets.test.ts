import { createBackendModule } from '@backstage/backend-plugin-api';
import { personalSecretsExtensionPoint } from '@astrolabe/plugin-workloads-node';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  createShelf,
  put,
  startWorkloads,
  type Portal,
} from '../../__testUtils__';
import { reader } from '../../__testUtils__/sideTasks';

const VALUE = `canary "\${x}" {{ y }}\nü`;

describe('a secret that a manifest names', () => {
  let portal: Portal;
  const uses: object[] = [];
  beforeEach(async () => {
    uses.length = 0;
    const shelf = createShelf();
    const tool = structuredClone(reader);
    Object.assign(tool.workload, {
      secrets: [{ name: 'hub', from: 'hub-token' }, { name: 'own' }],
    });
    put(shelf, 'reader', tool);
    portal = await startWorkloads({
      shelf,
      features: [
        createBackendModule({
          pluginId: 'workloads',
          moduleId: 'kept',
          register(reg) {
            reg.registerInit({
              deps: { personal: personalSecretsExtensionPoint },
              init: async ({ personal }) =>
                personal.setPersonalSecrets({
                  async value(ownerRef, name, use) {
                    uses.push({ ownerRef, name, ...use });
                    const isAdas = ownerRef === 'user:default/ada';
                    return isAdas && name === 'hub-token' ? VALUE : undefined;
                  },
                }),
            });
          },
        }),
      ],
    });
  });
  afterEach(() => portal.stop());

  it('comes to the engine from who launches it, and stands nowhere else', async () => {
    const ada = portal.as('ada');
    const { body } = await ada.launch({}, { tool: 'reader' }).expect(201);
    await ada.until(body.id, 'running');
    const { spec, secrets } = portal.engine.submitted(body.id)!;
    expect(secrets).toEqual({ hub: VALUE });
    expect(spec.secrets).toMatchObject([
      { from: 'hub-token' },
      { name: 'own' },
    ]);
    expect(uses[0]).toEqual({
      ownerRef: 'user:default/ada',
      name: 'hub-token',
      workloadId: body.id,
      community: 'default',
    });
    const shown = await ada.get(`/v1/workloads/${body.id}`);
    const rows = await portal.knex('workloads').select();
    for (const seen of [spec, shown.body, rows, portal.heard]) {
      expect(JSON.stringify(seen)).not.toContain('canary');
    }
  });

  it('is a reason to fail for who has none, and they are told what to make', async () => {
    const max = portal.as('max');
    const { body } = await max.launch({}, { tool: 'reader' }).expect(201);
    const { reason } = await max.until(body.id, 'failed');
    expect(reason).toMatchObject({
      code: 'secret-missing',
      nextStep: expect.stringContaining("'hub-token'"),
    });
  });
});
