import { mockCredentials, TestDatabases } from '@backstage/backend-test-utils';
import type { Authorizer } from '@astrolabe/http';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  ENTITY,
  FIRST,
  MINUTE,
  openChecking,
  SECOND,
} from './__testUtils__/openChecking';
import { Checks } from './Checks';
import { RunnerAwayError } from './types';

const ADA = { credentials: mockCredentials.user('user:default/ada') };
const BOB = { credentials: mockCredentials.user('user:default/bob') };
const LEAVES = { kind: 'module' as const, name: 'leaves' };

describe('checks, for people', () => {
  const databases = TestDatabases.create({ ids: ['SQLITE_3'] });
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['Date'] });
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  /** Of Ada; everybody may have checks of their own run, nobody those of others. */
  const open = async () => {
    const knex = await databases.init('SQLITE_3');
    const opened = await openChecking({ knex });
    const checks = new Checks({
      ...opened.parts,
      assets: { get: async () => ({} as never) },
      authorizer: {
        allows: async ({ name }: { name: string }) => name === 'asset.create',
        requirePerson: async () => 'user:default/ada',
      } as unknown as Authorizer,
      meet: async () => {},
    });
    return { knex, checks, ...opened };
  };

  it('shows those of a private repository to whose it is alone, with runs and logs', async () => {
    const { checks, repositories, push, later, runner, all } = await open();
    runner.report = {
      state: 'failed',
      checks: [{ name: 'style', status: 'failed', hasLog: true }],
    };
    runner.logs.style = 'secret/path.py:1';
    await push(FIRST);
    await later(MINUTE);
    await later(MINUTE);
    const [{ id: run }] = await all();
    const seen = await checks.list(LEAVES, BOB);
    expect(seen.items).toHaveLength(1);
    const asked = { ...LEAVES, run, check: 'style' };
    expect(await checks.log(asked, BOB)).toBe('secret/path.py:1');

    const row = (await repositories.get('leaves'))!;
    const facts = { visibility: 'private' as const };
    await repositories.update(row, { facts, dueAt: row.readAt });
    expect(await checks.list(LEAVES, BOB)).toEqual({
      ...{ items: [], mayRun: false },
      whyNot: expect.stringContaining('private'),
    });
    await expect(checks.get({ ...LEAVES, run }, BOB)).rejects.toThrow(
      'There is no run',
    );
    await expect(checks.log(asked, BOB)).rejects.toThrow('There is no run');
    expect((await checks.list(LEAVES, ADA)).items).toHaveLength(1);
    expect(await checks.log(asked, ADA)).toBe('secret/path.py:1');
  });

  it('runs what was asked for when it was, however often one asks with the key', async () => {
    const { checks, forge } = await open();
    const first = await checks.run({ ...LEAVES, key: 'one' }, ADA);
    expect(first.commit).toBe(FIRST);
    forge.tip.mockResolvedValue({ commit: SECOND });
    const again = await checks.run({ ...LEAVES, key: 'one' }, ADA);
    expect(again).toEqual(first);
    const other = { ...LEAVES, key: 'one', revision: 'try' };
    await expect(checks.run(other, ADA)).rejects.toThrow('another wish');
    const next = await checks.run({ ...LEAVES, key: 'two' }, ADA);
    expect(next.commit).toBe(SECOND);
  });

  it('says that its log cannot be had while its runner does not answer', async () => {
    const { checks, later, runner } = await open();
    const { id: run } = await checks.run({ ...LEAVES, key: 'one' }, ADA);
    await later(0);
    runner.log = async () => {
      throw new RunnerAwayError('http://ci.internal is away');
    };
    const asked = { ...LEAVES, run, check: 'style' };
    const failed = await checks.log(asked, ADA).catch(error => error);
    expect(failed).toMatchObject({ name: 'ServiceUnavailableError' });
    expect(JSON.stringify(failed)).not.toContain('ci.internal');
  });

  it('is the turn of one portal at a time, also of one that looked before another was done', async () => {
    const { checks, runs, knex } = await open();
    const { id } = await checks.run({ ...LEAVES, key: 'one' }, ADA);
    const [first] = await runs.take(5, MINUTE);
    vi.setSystemTime(Date.now() + 2 * MINUTE);
    // Its time is over: another takes it, and brings it to its end.
    const [second] = await runs.take(5, MINUTE);
    const report = { state: 'passed' as const, checks: [] };
    expect(await runs.giveBack(second, { report, dueInMs: 0 })).toBe(true);
    const late = { report: { ...report, state: 'running' as const } };
    expect(await runs.giveBack(first, { ...late, dueInMs: 0 })).toBe(false);
    expect((await runs.get(ENTITY, id))!.run.state).toBe('passed');
    expect(await knex('check_runs').where({ due_at: '' })).toHaveLength(1);
  });

  it('is looked after at once when somebody asks while another is at it', async () => {
    const { checks, runs } = await open();
    await checks.run({ ...LEAVES, key: 'one' }, ADA);
    const [taken] = await runs.take(5, MINUTE);
    vi.setSystemTime(Date.now() + 1_000);
    await runs.hurry(ENTITY);
    await runs.giveBack(taken, { dueInMs: 15 * MINUTE });
    expect(await runs.take(5, MINUTE)).toHaveLength(1);
  });
});
