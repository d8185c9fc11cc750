/* eslint-disable @backstage/no-relative-monorepo-imports, @backstage/no-mixed-plugin-imports -- the whole room behind its door, over a real engine */
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ConfigReader } from '@backstage/config';
import { CATALOG_INFO } from '@astrolabe/plugin-workloads-node/testUtils';
import { Podman } from '../../../scripts/engines/podman.mjs';
import {
  ACCOUNT,
  ODD_NAME,
  startStorageBench,
} from '../../workloads-backend/src/__testUtils__/sideTasks';
import { readLocalEngineOptions } from './config';
import { LocalEngine } from './engine/LocalEngine';

const IMAGE = 'localhost/astrolabe-reader:test';
const folder = mkdtempSync(path.join(tmpdir(), 'astrolabe-podman-'));
const podman = new Podman(folder);
/** Installed packages are kept from run to run. */
const dataDirectory = path.join(
  process.env.ASTROLABE_TEST_CACHE ?? path.join(homedir(), '.cache/astrolabe'),
  'copied-containers',
);

let engine: LocalEngine;
let bench: Awaited<ReturnType<typeof startStorageBench>>;

beforeAll(async () => {
  await podman.configure();
  const programs = [{ from: process.execPath, to: '/usr/bin/node' }];
  podman.importPrograms(IMAGE, programs, ['USER 1000:1000']);
  await podman.serve();
  const local = {
    dataDirectory,
    environmentRoots: [CATALOG_INFO],
    containers: { socketPath: podman.socketPath },
  };
  engine = LocalEngine.create(
    readLocalEngineOptions(new ConfigReader({ workloads: { local } })),
  );
  bench = await startStorageBench(engine, '127.0.0.1', IMAGE);
});

afterAll(async () => {
  await bench?.stop();
  for (const { workloadId } of await engine.list()) {
    await engine.remove(workloadId);
  }
  engine.close();
  await podman.remove();
  rmSync(folder, { recursive: true, force: true });
});

it('a storage that is copied can be read and written by an image whose user is not ours', async () => {
  const { desk } = bench;
  const ended = await desk.ended({ account: ACCOUNT, mode: 'copy' });
  expect([ended.state, ended.reason.evidence]).toEqual([
    'completed',
    undefined,
  ]);
  expect(await desk.said(ended)).toEqual({
    [`${ACCOUNT}/${ODD_NAME}`]: 'depth\n4\n',
    wrote: `${ACCOUNT}/written.txt`,
  });
  // Podman lets users of an image write anyway, by a power; Docker does not.
  const here = path.join(dataDirectory, 'workloads', ended.id, 'work/storage');
  expect(modeOf(path.join(here, ACCOUNT))).toBe(0o777);
  expect(modeOf(path.join(here, ACCOUNT, ODD_NAME))).toBe(0o666);
  const written = path.join(bench.folder, 'written.txt');
  expect(readFileSync(written, 'utf8')).toBe('by the program');
}, 120_000);

function modeOf(file: string): number {
  return statSync(file).mode % 0o1000;
}
