/* eslint-disable @backstage/no-relative-monorepo-imports, @backstage/no-mixed-plugin-imports -- the whole room behind its door, over a real engine */
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ConfigReader } from '@backstage/config';
import { CATALOG_INFO } from '@astrolabe/plugin-workloads-node/testUtils';
import {
  ACCOUNT,
  startStorageBench,
} from '../../workloads-backend/src/__testUtils__/sideTasks';
import { readLocalEngineOptions } from './config';
import { processesOf, supervisorsOf } from './__testUtils__/processes';
import { until } from './__testUtils__/useLocal';
import { LocalEngine } from './engine/LocalEngine';

const WITHIN_MS = 120_000;
const BIG = Buffer.alloc(6 * 1024 ** 2, 'corals and reefs\n');
/** Installed packages are kept from run to run. */
const dataDirectory = path.join(
  process.env.ASTROLABE_TEST_CACHE ?? path.join(homedir(), '.cache/astrolabe'),
  'copied-crashes',
);

let engine: LocalEngine;
let bench: Awaited<ReturnType<typeof startStorageBench>>;

const removeAll = async () => {
  for (const { workloadId } of await engine.list()) {
    await engine.remove(workloadId);
  }
};

beforeAll(async () => {
  const local = { dataDirectory, environmentRoots: [CATALOG_INFO] };
  engine = LocalEngine.create(
    readLocalEngineOptions(new ConfigReader({ workloads: { local } })),
  );
  await removeAll();
  bench = await startStorageBench(engine, '127.0.0.1');
});

afterAll(async () => {
  await bench?.stop();
  await removeAll();
  engine.close();
});

const stored = (...names: string[]) => path.join(bench.folder, ...names);
const copyOf = (id: string, ...names: string[]) =>
  path.join(dataDirectory, 'workloads', id, 'work/storage', ACCOUNT, ...names);
const launch = (folder: string, stays: boolean) =>
  bench.desk.launch({ account: ACCOUNT, mode: 'copy', folder, stays });
/** It takes some seconds for what takes none. */
const slowDown = async () => {
  await bench.storage.kill();
  await bench.storage.comeBack('--bwlimit', '1M');
};
const speedUp = async () => {
  await bench.storage.kill();
  await bench.storage.comeBack();
};
const bytesIn = (folder: string) =>
  existsSync(folder)
    ? readdirSync(folder)
        .map(name => statSync(path.join(folder, name)).size)
        .reduce((sum, size) => sum + size, 0)
    : 0;

/** As the kernel does when memory runs out, or a machine that loses its power. */
const crashes = {
  'what looks after it': (id: string) => supervisorsOf(id),
  'all that it is': (id: string) => [...supervisorsOf(id), ...processesOf(id)],
};

describe.each(Object.entries(crashes))('a kill of %s', (what, victims) => {
  const folder = what.replaceAll(' ', '-');
  const crash = async (id: string) => {
    const all = victims(id);
    expect(all).not.toEqual([]);
    for (const pid of all) process.kill(pid, 'SIGKILL');
    await until(() => supervisorsOf(id).every(pid => !all.includes(pid)));
    // As its next round does, and a portal that starts.
    await engine.list();
  };

  it(
    'in the middle of copying in leaves no half: the program finds all, and the storage has what it had',
    async () => {
      const at = `in-${folder}`;
      mkdirSync(stored(at), { recursive: true });
      writeFileSync(stored(at, 'big.txt'), BIG);
      await slowDown();
      const id = await launch(at, true);
      // The first time, packages are installed before.
      await expect
        .poll(() => bytesIn(copyOf(id)), { timeout: 60_000 })
        .toBeGreaterThan(0);
      expect(bytesIn(copyOf(id))).toBeLessThan(BIG.length);
      await crash(id);
      await speedUp();
      await bench.desk.until(id, 'running');
      expect(readFileSync(copyOf(id, 'big.txt')).equals(BIG)).toBe(true);
      // It runs before it has written.
      await until(() => existsSync(copyOf(id, 'written.txt')));
      await bench.desk.stop(id);
      await bench.desk.until(id, 'stopped');
      expect(readdirSync(stored(at)).sort()).toEqual([
        'big.txt',
        'written.txt',
      ]);
      expect(readFileSync(stored(at, 'big.txt')).equals(BIG)).toBe(true);
    },
    WITHIN_MS,
  );

  it(
    'in the middle of copying back loses nothing, and makes no second copy',
    async () => {
      const at = `back-${folder}`;
      mkdirSync(stored(at), { recursive: true });
      writeFileSync(stored(at, 'big.txt'), 'before');
      const id = await launch(at, true);
      await bench.desk.until(id, 'running');
      await until(() => existsSync(copyOf(id, 'written.txt')));
      writeFileSync(copyOf(id, 'big.txt'), BIG);
      await slowDown();
      await bench.desk.stop(id);
      await until(() => statSync(stored(at, 'big.txt')).size > 6);
      expect(statSync(stored(at, 'big.txt')).size).toBeLessThan(BIG.length);
      await crash(id);
      await speedUp();
      await bench.desk.until(id, 'stopped');
      expect(readFileSync(stored(at, 'big.txt')).equals(BIG)).toBe(true);
      expect(readdirSync(stored(at)).sort()).toEqual([
        'big.txt',
        'written.txt',
      ]);
      expect(await bench.desk.storages(id)).toMatchObject([
        { state: 'copied-back' },
      ]);
    },
    WITHIN_MS,
  );
});
