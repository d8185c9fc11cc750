import { createBackendPlugin } from '@backstage/backend-plugin-api';
import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import { afterEach, describe, expect, it } from 'vitest';
import {
  workloadEnginesExtensionPoint,
  type WorkloadEngine,
} from '@astrolabe/plugin-workloads-node';
import { EngineProbe } from '@astrolabe/plugin-workloads-node/testUtils';
import { LocalSetup } from './__testUtils__/LocalSetup';
import { running, script, STAY } from './__testUtils__/programs';
import { workloadsModuleLocal } from './module';

/** The workloads room, as far as an engine sees it. */
function room(engines: WorkloadEngine[]) {
  return createBackendPlugin({
    pluginId: 'workloads',
    register(reg) {
      reg.registerExtensionPoint(workloadEnginesExtensionPoint, {
        addEngine: engine => engines.push(engine),
      });
      reg.registerInit({ deps: {}, init: async () => undefined });
    },
  });
}

describe('a portal with the local engine', () => {
  const setup = new LocalSetup();
  afterEach(() => setup.dispose());

  it.each(['stop', 'keep'] as const)(
    'told to %s what runs when it ends does so, and has it again when it starts',
    async onShutdown => {
      const local = {
        dataDirectory: setup.dataDirectory,
        minimumFreeDiskBytes: 1,
        onShutdown,
      };
      const start = async () => {
        const engines: WorkloadEngine[] = [];
        const backend = await startTestBackend({
          features: [
            room(engines),
            workloadsModuleLocal,
            mockServices.rootConfig.factory({ data: { workloads: { local } } }),
          ],
        });
        return { backend, engine: engines[0] };
      };
      const first = await start();
      const probe = new EngineProbe(first.engine, 20_000);
      const { id } = await probe.submit(
        running(script(STAY), { kind: 'service' }),
      );
      const before = await probe.running(id);
      await first.backend.stop();

      const second = await start();
      probe.engine = second.engine;
      const after = await probe.running(id);
      expect(after.startedAt === before.startedAt).toBe(onShutdown === 'keep');
      await probe.removeAll();
      await second.backend.stop();
    },
  );
});
