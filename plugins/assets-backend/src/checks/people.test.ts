import { mockCredentials, TestDatabases } from '@backstage/backend-test-utils';
import type { Authorizer } from '@astrolabe/http';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  FIRST,
  MINUTE,
  openChecking,
  SECOND,
} from './__testUtils__/openChecking';
import { Addresses } from '../descriptions';
import { Provenance } from '../provenance';
import { Checks } from './Checks';
import { repositoryOf } from './runners/__testUtils__/RunnerBench';
import { checkedOf } from './RunStore';
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
    const opened = {
      ...(await openChecking({ knex })),
      source: 'published',
      isManager: false,
    };
    const checks = new Checks({
      ...opened.parts,
      assets: {
        get: async () => ({ origin: { source: opened.source } } as never),
      },
      authorizer: {
        allows: async ({ name }: { name: string }) =>
          name === 'asset.create' || opened.isManager,
        requirePerson: async (
          _: unknown,
          { principal }: typeof ADA.credentials,
        ) => principal.userEntityRef,
      } as unknown as Authorizer,
      meet: async () => {},
    });
    const provenance = new Provenance({
      assets: {
        get: async () =>
          ({ title: 'Leaves', origin: { source: opened.source } } as never),
      },
      repositories: opened.repositories,
      store: opened.provenance,
      mayManage: (row, options) => checks.may(row, options),
    });
    const portal = {
      ...{ title: 'Portal', homepage: 'https://portal.example' },
      api: 'https://portal.example/api/assets/v1',
    };
    const told = async (by: typeof ADA) =>
      JSON.parse(await provenance.describe(LEAVES, new Addresses(portal), by))[
        'dct:hasPart'
      ] as object[];
    return { knex, checks, opened, ...opened, told };
  };

  it('shows those of a private repository to whose it is alone, with runs and logs', async () => {
    const { checks, repositories, push, later, runner, all, told } =
      await open();
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
    expect(await told(BOB)).toMatchObject([
      { '@type': 'prov:Activity', 'dct:type': 'check' },
    ]);

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
    expect(await told(BOB)).toEqual([]);
    expect(await told(ADA)).toHaveLength(1);
    expect((await checks.list(LEAVES, ADA)).items).toHaveLength(1);
    expect(await checks.log(asked, ADA)).toBe('secret/path.py:1');
  });

  it('are of a repository, and not of another one that takes its name', async () => {
    const { checks, opened, repositories, push, later, runner, all } =
      await open();
    runner.report = {
      state: 'failed',
      checks: [{ name: 'style', status: 'failed', hasLog: true }],
    };
    runner.logs.style = 'ours/path.py:1';
    await push(FIRST);
    await later(MINUTE);
    await later(MINUTE);
    const [{ id: run }] = await all();
    const asked = { ...LEAVES, run, check: 'style' };
    opened.source = 'forge:hub';
    expect(await checks.list(LEAVES, ADA)).toMatchObject({
      ...{ items: [], mayRun: false },
    });
    await expect(checks.log(asked, ADA)).rejects.toThrow('There is no run');
    opened.source = 'published';

    opened.parts.onPush.mockClear();
    await checks.run({ ...LEAVES, key: 'waits' }, ADA);
    // What its branch is at is read as well.
    expect(opened.parts.onPush).toHaveBeenCalledOnce();
    await repositories.remove('leaves');
    const row = repositoryOf({ personRef: 'user:default/bob', forgeId: '2' });
    const { readAt: _, changedAt, hiddenAt, trouble, ...other } = row;
    await repositories.put(other, { dueAt: '9' });
    expect((await checks.list(LEAVES, BOB)).items).toEqual([]);
    await expect(checks.log(asked, BOB)).rejects.toThrow('There is no run');
    await later(MINUTE);
    expect(runner.started).toEqual([FIRST]);
    expect((await all())[0]).toMatchObject({ state: 'unclear' });
  });

  it('forgets those of a repository that was taken out, with their logs', async () => {
    const { repositories, hooking, push, later, runner, runs, all } =
      await open();
    runner.report = {
      state: 'passed',
      checks: [{ name: 'style', status: 'passed', hasLog: true }],
    };
    runner.logs.style = 'well';
    await push(FIRST);
    await later(MINUTE);
    await later(MINUTE);
    const [{ id }] = await all();
    expect(await runs.kept(id, 'logs/style')).toBe('well');
    await repositories.remove('leaves');
    await hooking.look();
    expect(await all()).toEqual([]);
    expect(await runs.kept(id, 'logs/style')).toBeUndefined();
  });

  it('run in the name of whoever asks for them', async () => {
    const { checks, opened, later, runner } = await open();
    const start = vi.spyOn(runner, 'start');
    const asked = { ...LEAVES, key: 'one' };
    await expect(checks.run(asked, BOB)).rejects.toThrow("somebody else's");
    opened.isManager = true;
    await checks.run(asked, BOB);
    await later(0);
    expect(start.mock.calls[0][0]).toMatchObject({
      personRef: 'user:default/bob',
      repository: { personRef: 'user:default/ada' },
    });
  });

  it('keeps the result of what has ended though its log is refused', async () => {
    const { push, later, runner, runs, all } = await open();
    runner.report = {
      state: 'passed',
      checks: [
        { name: 'style', status: 'passed', hasLog: true },
        { name: 'tests', status: 'passed', hasLog: true },
      ],
    };
    runner.log = async (_run, { check }) => {
      if (check === 'style') throw new Error('refused');
      return 'well';
    };
    await push(FIRST);
    await later(MINUTE);
    await later(MINUTE);
    const [run] = await all();
    expect(run).toMatchObject({
      state: 'passed',
      checks: [
        { name: 'style', hasLog: false },
        { name: 'tests', hasLog: true },
      ],
    });
    expect(await runs.kept(run.id, 'logs/tests')).toBe('well');
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

  it('runs nothing for whom its forge does not let write any more', async () => {
    const { checks, leave, all } = await open();
    leave();
    await expect(
      checks.run({ ...LEAVES, key: 'one' }, ADA),
    ).rejects.toMatchObject({ code: 'REPOSITORY_NOT_WRITABLE' });
    expect(await all()).toEqual([]);
  });

  it('has five of a module waiting at most that people have asked for', async () => {
    const { checks } = await open();
    for (const key of ['1', '2', '3', '4', '5']) {
      await checks.run({ ...LEAVES, key }, ADA);
    }
    const sixth = checks.run({ ...LEAVES, key: '6' }, ADA);
    await expect(sixth).rejects.toMatchObject({ code: 'CHECKS_WAITING' });
    // Asked for again it is no further one.
    await checks.run({ ...LEAVES, key: '5' }, ADA);
  });

  it('are not kept waiting by one whose runner is slow', async () => {
    const { checks, later, repositories, runner, runs } = await open();
    const started: string[] = [];
    let goOn = () => {};
    const slow = new Promise<void>(resolve => {
      goOn = resolve;
    });
    runner.start = async ({ repository: { name }, id }) => {
      started.push(name);
      if (name === 'leaves') await slow;
      return `job of ${id}`;
    };
    await checks.run({ ...LEAVES, key: 'one' }, ADA);
    const looking = later(0);
    await vi.waitFor(() => expect(started).toEqual(['leaves']));
    const row = repositoryOf({ name: 'shells', forgeId: '2' });
    const { readAt: _, changedAt, hiddenAt, trouble, ...shells } = row;
    await repositories.put(shells, { dueAt: '9' });
    await runs.add({
      ...{ of: checkedOf(row), name: 'shells', runner: 'portal', once: 'two' },
      ...{ branch: 'main', commit: FIRST, cause: 'hand' },
      personRef: 'user:default/ada',
    });
    await vi.waitFor(() => expect(started).toEqual(['leaves', 'shells']), {
      timeout: 10_000,
    });
    goOn();
    await looking;
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
    const { checks, runs, knex, of } = await open();
    const { id } = await checks.run({ ...LEAVES, key: 'one' }, ADA);
    const [first] = await runs.take(5, MINUTE);
    vi.setSystemTime(Date.now() + 2 * MINUTE);
    // Its time is over: another takes it, and brings it to its end.
    const [second] = await runs.take(5, MINUTE);
    const report = { state: 'passed' as const, checks: [] };
    expect(await runs.giveBack(second, { report, dueInMs: 0 })).toBe(true);
    const late = { report: { ...report, state: 'running' as const } };
    expect(await runs.giveBack(first, { ...late, dueInMs: 0 })).toBe(false);
    expect((await runs.get(of, id))!.run.state).toBe('passed');
    expect(await knex('check_runs').where({ due_at: '' })).toHaveLength(1);
  });

  it('is looked after at once when somebody asks while another is at it', async () => {
    const { checks, runs, of } = await open();
    await checks.run({ ...LEAVES, key: 'one' }, ADA);
    const [taken] = await runs.take(5, MINUTE);
    vi.setSystemTime(Date.now() + 1_000);
    await runs.hurry(of);
    await runs.giveBack(taken, { dueInMs: 15 * MINUTE });
    expect(await runs.take(5, MINUTE)).toHaveLength(1);
  });
});
