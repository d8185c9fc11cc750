/* eslint-disable @backstage/no-relative-monorepo-imports, @backstage/no-mixed-plugin-imports -- the whole room behind its door, over a real engine */
import { homedir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe } from 'vitest';
import { ConfigReader } from '@backstage/config';
import { CATALOG_INFO } from '@astrolabe/plugin-workloads-node/testUtils';
import {
  itCopiesStorages,
  itFetchesDatasets,
  itMountsStorages,
} from '../../workloads-backend/src/__testUtils__/sideTasks';
import { readLocalEngineOptions } from './config';
import { processesOf, supervisorsOf } from './__testUtils__/processes';
import { until } from './__testUtils__/useLocal';
import { LocalEngine } from './engine/LocalEngine';

/** Installed packages are kept from run to run. */
const dataDirectory = path.join(
  process.env.ASTROLABE_TEST_CACHE ?? path.join(homedir(), '.cache/astrolabe'),
  'side-tasks',
);

let engine: LocalEngine;

beforeAll(async () => {
  const local = { dataDirectory, environmentRoots: [CATALOG_INFO] };
  engine = LocalEngine.create(
    readLocalEngineOptions(new ConfigReader({ workloads: { local } })),
  );
  await removeAll();
});

afterAll(async () => {
  await removeAll();
  engine.close();
});

/** Also what a run that was cut off has left. */
async function removeAll(): Promise<void> {
  for (const { workloadId } of await engine.list()) {
    await engine.remove(workloadId);
  }
}

describe('a dataset that is asked for on this machine', () => {
  itFetchesDatasets({ engine: () => engine, address: '127.0.0.1' });
});

describe('a storage that is asked for on this machine', () => {
  itMountsStorages({
    engine: () => engine,
    address: '127.0.0.1',
    async crash(id) {
      const all = [...supervisorsOf(id), ...processesOf(id)];
      for (const pid of all) process.kill(pid, 'SIGKILL');
      await until(() => supervisorsOf(id).every(pid => !all.includes(pid)));
      // As its next round does, and a portal that starts.
      await engine.list();
    },
  });
});

describe('a storage that is copied on this machine', () => {
  itCopiesStorages({ engine: () => engine, address: '127.0.0.1' });
});
