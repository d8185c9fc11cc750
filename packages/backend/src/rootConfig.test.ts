import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { ConfigSources, FileConfigSource } from '@backstage/config-loader';
import { afterEach, expect, it, vi } from 'vitest';
import { lookedAt } from './rootConfig';

const cleanups: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0)) await cleanup();
});

it('follows its files on after one could not be read, and says why it could not', async () => {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'astrolabe-config-'));
  const file = path.join(folder, 'app-config.yaml');
  const included = path.join(folder, 'ocean.yaml');
  await writeFile(file, 'ocean: { $include: ocean.yaml }');
  await writeFile(included, 'title: Before');
  const said: string[] = [];
  const config = await ConfigSources.toConfig(
    lookedAt(FileConfigSource.create({ path: file, watch: false }), text =>
      said.push(text),
    ),
  );
  cleanups.push(
    () => config.close(),
    () => rm(folder, { recursive: true }),
  );
  const title = () => config.getString('ocean.title');
  expect(title()).toBe('Before');

  await writeFile(included, 'title: [');
  await vi.waitFor(() => expect(said).toHaveLength(1), { timeout: 30_000 });
  expect(said[0]).toContain('ocean.yaml');
  expect(title()).toBe('Before');

  await writeFile(included, 'title: After');
  await vi.waitFor(() => expect(title()).toBe('After'), { timeout: 30_000 });
  await writeFile(included, 'title: Later');
  await vi.waitFor(() => expect(title()).toBe('Later'), { timeout: 30_000 });
});

it('fails the start where the files are wrong from the beginning', async () => {
  const missing = FileConfigSource.create({
    path: '/no/such/app-config.yaml',
    watch: false,
  });
  await expect(
    ConfigSources.toConfig(lookedAt(missing, () => {})),
  ).rejects.toThrow('does not exist');
});
