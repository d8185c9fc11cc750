import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { describeAsset, profiles } from '../../packages/profiles/src';
import {
  bareAssets,
  fullAssets,
  ourAssets,
  realAssets,
  subject,
} from '../../packages/profiles/src/__testUtils__';
import { prepareEnvironment } from '../../plugins/workloads-backend-module-local/src/supervisor/environments/prepareEnvironment';
import { findEnvironment } from '../../plugins/workloads-node/src/environments';

const root = path.resolve(import.meta.dirname, '../..');

/** Beside those of python.engines.test.mts. */
const dataDirectory = path.join(
  process.env.ASTROLABE_TEST_CACHE ?? path.join(homedir(), '.cache/astrolabe'),
  'every-manifest',
);

/** RO-Crate's validator takes a second for each. */
const slow = ['ro-crate'];

let python: string;
const folder = mkdtempSync(path.join(tmpdir(), 'astrolabe-profiles-'));

beforeAll(async () => {
  const environment = { kind: 'python', id: 'profile-checks' } as const;
  const installed = await prepareEnvironment({
    ...findEnvironment(environment, [path.join(root, 'python')])!,
    environment,
    dataDirectory,
    workloadId: 'profile-checks',
    signal: new AbortController().signal,
    onProgress: () => undefined,
  });
  python = path.join(installed.folder, 'bin/python');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function write(profileId: string): Promise<number> {
  const profile = profiles.find(({ id }) => id === profileId)!;
  const real = slow.includes(profileId) ? realAssets.slice(0, 8) : realAssets;
  const assets = [...ourAssets, ...fullAssets, ...bareAssets, ...real].filter(
    ({ kind }) => profile.kinds[kind],
  );
  for (const asset of assets) {
    const [format] = profile.formats;
    const said = await describeAsset(subject(asset), { profile, format });
    const where = path.join(folder, profileId, `${asset.kind}-${asset.name}`);
    mkdirSync(where, { recursive: true });
    writeFileSync(path.join(where, said.fileName), said.content);
  }
  return assets.length;
}

it('the validators of the standards find nothing wrong in what we write', async () => {
  const written: Record<string, number> = {};
  for (const id of ['croissant', 'citation-cff', 'hugging-face', 'ro-crate']) {
    written[id] = await write(id);
  }
  const script = path.join(import.meta.dirname, 'profiles.py');
  const { stdout } = await promisify(execFile)(python, [script, folder]);
  const lines = stdout
    .trim()
    .split('\n')
    .map(line => JSON.parse(line));
  expect(lines).toEqual([{ read: written }]);
});

it('and they do find what is wrong', async () => {
  const where = path.join(folder, 'wrong/citation-cff/module-wrong');
  mkdirSync(where, { recursive: true });
  writeFileSync(path.join(where, 'CITATION.cff'), 'cff-version: 1.2.0\n');
  const { stdout } = await promisify(execFile)(python, [
    path.join(import.meta.dirname, 'profiles.py'),
    path.join(folder, 'wrong'),
  ]);
  expect(stdout).toMatch(/"profile": "citation-cff"/);
});
