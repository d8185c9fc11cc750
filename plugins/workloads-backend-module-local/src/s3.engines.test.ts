/* eslint-disable @backstage/no-relative-monorepo-imports, @backstage/no-mixed-plugin-imports -- the whole room behind its door, over a real engine */
import { mkdirSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import { createBackendModule } from '@backstage/backend-plugin-api';
import { ConfigReader } from '@backstage/config';
import {
  storageAccountsExtensionPoint,
  type StorageAccounts,
} from '@astrolabe/plugin-workloads-node';
import { CATALOG_INFO } from '@astrolabe/plugin-workloads-node/testUtils';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startMinio } from '../../../scripts/engines/minio.mjs';
import {
  createShelf,
  eventually,
  put,
  startWorkloads,
  type Portal,
} from '../../workloads-backend/src/__testUtils__';
import {
  Desk,
  reader,
} from '../../workloads-backend/src/__testUtils__/sideTasks';
import { readLocalEngineOptions } from './config';
import { LocalEngine } from './engine/LocalEngine';

const WITHIN_MS = 120_000;
const keys = { accessKeyId: 'corals', secretAccessKey: `se"cr'\${et} 12345` };
/** Installed packages are kept from run to run. */
const dataDirectory = path.join(
  process.env.ASTROLABE_TEST_CACHE ?? path.join(homedir(), '.cache/astrolabe'),
  'side-tasks',
);

describe('a bucket in a workload', () => {
  let minio: Awaited<ReturnType<typeof startMinio>>;
  let engine: LocalEngine;
  let portal: Portal;
  let desk: Desk;

  beforeAll(async () => {
    minio = await startMinio(keys);
    mkdirSync(path.join(minio.folder, 'reef'));
    const local = { dataDirectory, environmentRoots: [CATALOG_INFO] };
    engine = LocalEngine.create(
      readLocalEngineOptions(new ConfigReader({ workloads: { local } })),
    );
    const shelf = createShelf();
    put(shelf, 'reader', reader);
    portal = await startWorkloads({
      engine: engine as never,
      shelf,
      features: [linking(minio.url)],
    });
    desk = new Desk(portal);
  });

  afterAll(async () => {
    await portal?.stopPortal();
    engine?.close();
    await minio?.stop();
  });

  it(
    'is mounted: what one has written the next one reads, mounted or copied, and it is measured',
    async () => {
      const mine = { account: 'mine' };
      const id = await desk.launch({ ...mine, stays: true });
      await desk.until(id, 'running');
      await eventually(async () =>
        expect(await desk.storages(id)).toMatchObject([
          {
            state: 'answers',
            writesBytesPerSecond: expect.any(Number),
            readsBytesPerSecond: expect.any(Number),
          },
        ]),
      );
      await desk.remove(id);
      for (const mode of ['mount', 'copy']) {
        const ended = await desk.ended({ ...mine, mode });
        expect([ended.state, ended.reason.evidence]).toEqual([
          'completed',
          undefined,
        ]);
        expect(await desk.said(ended)).toEqual({
          'mine/written.txt': 'by the program',
          wrote: 'mine/written.txt',
        });
        await desk.remove(ended.id);
      }
    },
    WITHIN_MS,
  );
});

/** As the room does in which people link storages. */
function linking(endpoint: string) {
  const accounts: StorageAccounts = {
    id: 'linked',
    list: async () => [{ id: 'mine' }],
    remote: async () => ({
      type: 's3',
      options: {
        ...{ provider: 'Minio', endpoint, region: 'us-east-1' },
        ...{ access_key_id: keys.accessKeyId, force_path_style: 'true' },
      },
      secrets: { secret_access_key: keys.secretAccessKey },
      root: 'reef',
    }),
  };
  return createBackendModule({
    pluginId: 'workloads',
    moduleId: 'linked',
    register(reg) {
      reg.registerInit({
        deps: { storages: storageAccountsExtensionPoint },
        init: async ({ storages }) => storages.addStorageAccounts(accounts),
      });
    },
  });
}
