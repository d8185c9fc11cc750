import { existsSync } from 'node:fs';
import { mkdtemp, rm, utimes } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import { expect, it, onTestFinished, vi } from 'vitest';
import { connect } from '../database';
import { ForgeError } from '../forges';
import { repositoryOf } from '../checks/runners/__testUtils__/RunnerBench';
import { ReleaseRunner, type Reach } from './ReleaseRunner';
import { ReleaseStore, type ReleaseRow } from './ReleaseStore';

const databases = TestDatabases.create({ ids: ['SQLITE_3'] });
const DAY = 24 * 60 * 60_000;

/** Releases of versions, and a portal that reaches their forge so. */
async function releasing(forge: Reach['forge'], ...versions: string[]) {
  const knex = await databases.init('SQLITE_3');
  const db = await connect(mockServices.database({ knex }));
  const store = new ReleaseStore(db);
  const rows: ReleaseRow[] = [];
  for (const version of versions) {
    const wish = {
      ...{ name: 'leaves', personRef: 'user:default/ada', forgeId: version },
      ...{ forge: 'https://forge.example', version, key: version, asked: {} },
      facts: { base: 'a', tag: version, changelog: '', files: [] },
    };
    rows.push((await store.add(wish))!);
  }
  const runner = new ReleaseRunner({
    ...{ store, logger: mockServices.logger.mock() },
    times: { everyMs: 20, leaseMs: 90, soonMs: 10 },
    reach: {
      repository: async ({ version }: ReleaseRow) =>
        repositoryOf({ forgeId: version }),
      forge,
    } as Partial<Reach> as Reach,
  });
  onTestFinished(() => runner.stop());
  const stateOf = async (row: ReleaseRow) => (await store.find(row))?.state;
  return { db, rows, runner, stateOf, store };
}

/** It never answers, until it is asked no more. */
const never = (signal: AbortSignal) =>
  new Promise<never>((_, reject) => {
    signal.addEventListener('abort', () => reject(new Error('left')));
  });

it('a release that is slow keeps no other waiting', async () => {
  const { rows, runner, stateOf, store } = await releasing(
    async ({ forgeId }, signal) =>
      forgeId === '1.0.0' ? never(signal) : undefined,
    '1.0.0',
    '2.0.0',
  );
  runner.start();
  await expect.poll(() => stateOf(rows[1])).toBe('failed');
  expect(await stateOf(rows[0])).toBe('running');
  await store.again(rows[1], { ...rows[1], key: 'again' });
  await expect.poll(() => stateOf(rows[1])).toBe('failed');
});

it('a release that another portal has taken over is left alone', async () => {
  const left = vi.fn();
  const { db, runner, store, rows } = await releasing(async (_, signal) => {
    signal.addEventListener('abort', left);
    return never(signal);
  }, '1.0.0');
  runner.start();
  const holderOf = async () => (await store.find(rows[0]))!.holder;
  await expect.poll(holderOf).not.toBe('');
  const until = new Date(Date.now() + DAY).toISOString();
  await db('releases').update({ holder: 'another', busy_until: until });
  await expect.poll(() => left.mock.calls.length).toBe(1);
  expect(await holderOf()).toBe('another');
});

it('a release that has waited for long waits as long for what is away after that', async () => {
  const { db, runner, store, rows } = await releasing(async () => {
    throw new ForgeError('away', 'it does not answer');
  }, '1.0.0');
  const created_at = new Date(Date.now() - 5 * DAY).toISOString();
  await db('releases').update({ created_at });
  runner.start();
  const said = async () => (await store.find(rows[0]))!;
  await expect.poll(async () => (await said()).trouble?.since).toBeDefined();
  const { state, trouble } = await said();
  expect(state).toBe('running');
  const since = new Date(Date.now() - 4 * DAY).toISOString();
  await db('releases').update({
    ...{ trouble: JSON.stringify({ ...trouble, since }), busy_until: '' },
    due_at: new Date().toISOString(),
  });
  await expect.poll(async () => (await said()).state).toBe('failed');
});

it('what a portal that was killed has left on the disk goes when the next one begins', async () => {
  const folders = await Promise.all(
    [2 * DAY, 0].map(async age => {
      const prefix = path.join(os.tmpdir(), 'astrolabe-release-');
      const folder = await mkdtemp(prefix);
      onTestFinished(() => rm(folder, { recursive: true, force: true }));
      const time = new Date(Date.now() - age);
      await utimes(folder, time, time);
      return folder;
    }),
  );
  const { runner } = await releasing(async () => undefined);
  runner.start();
  const present = () => folders.map(folder => existsSync(folder));
  await expect.poll(present).toEqual([false, true]);
});
