import { existsSync } from 'node:fs';
import { mkdtemp, rm, symlink, utimes } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import { expect, it, onTestFinished, vi } from 'vitest';
import { connect } from '../database';
import { ForgeError, type Forge } from '../forges';
import { repositoryOf } from '../checks/runners/__testUtils__/RunnerBench';
import { GoesOnLater } from './pauses';
import { ReleaseRunner, type Reach, type Times } from './ReleaseRunner';
import { ReleaseStore, type ReleaseRow } from './ReleaseStore';
import { steps } from './steps';

const databases = TestDatabases.create({ ids: ['SQLITE_3'] });
const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

/** Releases of versions, and a portal that reaches their forge so. */
async function releasing(forge: Reach['forge'], ...versions: string[]) {
  return releasingIn({}, forge, ...versions);
}

async function releasingIn(
  times: Partial<Times>,
  forge: Reach['forge'],
  ...versions: string[]
) {
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
  const logger = mockServices.logger.mock();
  const runner = new ReleaseRunner({
    ...{ store, logger },
    times: { everyMs: 20, leaseMs: 1_500, soonMs: 10, ...times },
    reach: {
      repository: async ({ version }: ReleaseRow) =>
        repositoryOf({ forgeId: version }),
      ...{ forge, images: () => ({}), checks: () => ({}) },
    } as unknown as Reach,
  });
  onTestFinished(() => runner.stop());
  const stateOf = async (row: ReleaseRow) => (await store.find(row))?.state;
  return { db, logger, rows, runner, stateOf, store };
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
  await expect.poll(() => left.mock.calls.length).toBeGreaterThan(0);
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

it.each([
  new ForgeError('limited', 'quiet', { until: new Date(0) }),
  new GoesOnLater('it is built', new Date(0)),
])('a time that is over already is a pause as well: $name', async error => {
  const asked = vi.fn(async () => {
    throw error;
  });
  const times = { soonMs: MINUTE };
  const { db, runner } = await releasingIn(times, asked, '1.0.0');
  runner.start();
  const row = () => db('releases').first();
  await expect.poll(async () => (await row()).trouble).toBeTruthy();
  const { due_at } = await row();
  expect(Date.parse(due_at)).toBeGreaterThan(Date.now() + MINUTE / 2);
  expect(asked).toHaveBeenCalledTimes(1);
});

it('a database that takes nothing down is not asked without a pause', async () => {
  const versions = ['1.0.0', '2.0.0', '3.0.0'];
  const { runner, store, logger } = await releasingIn(
    { everyMs: DAY },
    async () => undefined,
    ...versions,
  );
  const take = vi.spyOn(store, 'take').mockRejectedValue(new Error('full'));
  runner.start();
  await expect.poll(() => logger.error.mock.calls.length).toBe(3);
  // It would be asked again some hundred times.
  await new Promise(resolve => setTimeout(resolve, 100));
  expect(take).toHaveBeenCalledTimes(3);
});

it('a release that did something in between is not taken for one that waits since before', async () => {
  const [first, second] = steps.filter(({ isOfArchive }) => !isOfArchive);
  const spies = [
    vi.spyOn(first, 'isDone').mockReturnValue(false),
    vi.spyOn(first, 'act').mockResolvedValue({}),
    vi.spyOn(second, 'isDone').mockReturnValue(false),
    vi
      .spyOn(second, 'act')
      .mockRejectedValue(new ForgeError('away', 'it does not answer')),
  ];
  onTestFinished(() => spies.forEach(spy => spy.mockRestore()));
  const place = { visibility: 'public', url: 'https://forge.example/leaves' };
  const forge = {
    ...{ pages: 'https://forge.example', findById: async () => place },
  } as unknown as Forge;
  const { db, runner, store, rows } = await releasing(
    async () => forge,
    '1.0.0',
  );
  const since = new Date(Date.now() - 4 * DAY).toISOString();
  const trouble = JSON.stringify({ since, reason: 'The archive was away' });
  await db('releases').update({ trouble });
  runner.start();
  const said = async () => (await store.find(rows[0]))!;
  const reasonOf = async () => (await said()).trouble?.reason;
  await expect.poll(reasonOf).toContain('it does not answer');
  const row = await said();
  expect(row.state).toBe('running');
  expect(Date.parse(row.trouble!.since!)).toBeGreaterThan(Date.now() - DAY);
});

it('a release whose beats do not arrive is not taken twice by one portal', async () => {
  const asked = vi.fn(async (_: unknown, signal: AbortSignal) => never(signal));
  const { db, runner, store, rows } = await releasing(asked, '1.0.0');
  runner.start();
  await expect.poll(() => asked.mock.calls.length).toBe(1);
  const { holder } = (await store.find(rows[0]))!;
  const due = vi.spyOn(store, 'due');
  await db('releases').update({ busy_until: '' });
  // The second of these began after it was due again.
  await expect.poll(() => due.mock.calls.length).toBeGreaterThan(2);
  expect((await store.find(rows[0]))!.holder).toBe(holder);
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
  // What cannot be looked at, as it goes at that moment, comes before the others.
  const odd = path.join(os.tmpdir(), `astrolabe-release--${process.pid}`);
  await symlink('/there/is/none', odd);
  onTestFinished(() => rm(odd, { force: true }));
  const { runner } = await releasing(async () => undefined);
  runner.start();
  const present = () => folders.map(folder => existsSync(folder));
  await expect.poll(present).toEqual([false, true]);
});
