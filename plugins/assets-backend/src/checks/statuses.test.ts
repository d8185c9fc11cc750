import { TestDatabases } from '@backstage/backend-test-utils';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ForgeError } from '../forges';
import {
  commitOf,
  DAY,
  FIRST,
  MINUTE,
  openChecking,
  SECOND,
} from './__testUtils__/openChecking';
import { repositoryOf } from './runners/__testUtils__/RunnerBench';
import { checkedOf } from './RunStore';
import { Statuses } from './Statuses';
import type { CheckResult } from './types';
import { Worker } from './Worker';

const check = (name: string, status: CheckResult['status']): CheckResult => ({
  ...{ name, status, hasLog: false },
});

describe('what a forge is told of a commit', () => {
  const databases = TestDatabases.create({ ids: ['SQLITE_3'] });
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['Date'] });
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  const open = async (options: { base?: string } = {}) => {
    const knex = await databases.init('SQLITE_3');
    const opened = await openChecking({ knex, ...options });
    const { forge, later, telling } = opened;
    /** Time goes on, and all is done that is due; gives what the forge was told. */
    const goOn = async (ms = MINUTE) => {
      forge.say.mockClear();
      await later(ms);
      await telling.look();
      return forge.say.mock.calls.map(([, said]) => said);
    };
    return { ...opened, goOn, knex };
  };

  it('is that it is being checked, and then what came of it: each once', async () => {
    const { push, runner, goOn, all, knex } = await open();
    await push(FIRST);
    const begun = await goOn(0);
    const [{ id }] = await all();
    const its = {
      ...{ commit: FIRST, branch: 'main', context: 'astrolabe/portal' },
      url: `https://portal.example/modules/leaves/checks/${id}`,
    };
    const description = 'It is being checked.';
    expect(begun).toEqual([{ ...its, verdict: 'pending', description }]);
    runner.report = { state: 'failed', checks: [] };
    runner.report.checks = [
      ...[check('style', 'failed'), check('tests', 'failed')],
      check('image', 'skipped'),
    ];
    expect(await goOn()).toEqual([
      { ...its, verdict: 'failed', description: 'Failed: style, tests' },
    ]);
    expect(await goOn()).toEqual([]);
    // Nothing is left of it.
    expect(await knex('check_statuses')).toEqual([]);
  });

  it('is nothing of what waits or was overtaken, and what is known of what was stopped', async () => {
    const { push, runner, goOn, forge } = await open();
    runner.report = { state: 'queued', checks: [] };
    await push(FIRST);
    expect([await goOn(0), await goOn()]).toEqual([[], []]);
    forge.tip.mockResolvedValue({ commit: SECOND });
    await push(SECOND);
    expect(await goOn()).toEqual([]);
    runner.report = { state: 'running', checks: [] };
    expect(await goOn()).toMatchObject([
      { commit: SECOND, verdict: 'pending' },
    ]);
    expect(await goOn()).toEqual([]);
    runner.report = { state: 'stopped', checks: [] };
    expect(await goOn()).toMatchObject([
      {
        ...{ commit: SECOND, verdict: 'undecided' },
        description: expect.stringContaining('stopped'),
      },
    ]);
  });

  it('is told again where an answer was lost, later where it is away, and fails no run', async () => {
    const { push, runner, goOn, all, forge, of, statuses } = await open();
    await push(FIRST);
    await goOn(0);
    runner.report = { state: 'passed', checks: [check('style', 'passed')] };
    forge.say.mockRejectedValueOnce(new ForgeError('away', 'hub is away'));
    expect(await goOn()).toMatchObject([{ verdict: 'passed' }]);
    expect(await all()).toMatchObject([{ state: 'passed' }]);
    expect(await statuses.troubleOf(of)).toBe('hub is away');
    expect(await goOn(0)).toEqual([]);
    expect(await goOn()).toMatchObject([
      { verdict: 'passed', description: 'Checks that have passed: 1 of 1.' },
    ]);
    expect(await statuses.troubleOf(of)).toBeUndefined();
  });

  it('is not told with a token that may not: why is known until it may', async () => {
    const { push, runner, goOn, forge, of, statuses, all, knex } = await open();
    runner.report = { state: 'passed', checks: [check('style', 'passed')] };
    const needs = 'repo:status';
    forge.say.mockRejectedValue(
      new ForgeError('forbidden', 'hub answered 403', { needs }),
    );
    for (const commit of [FIRST, SECOND]) {
      forge.tip.mockResolvedValue({ commit });
      await push(commit);
      expect(await goOn(0)).toMatchObject([{ commit }]);
      expect(await goOn(DAY)).toEqual([]);
    }
    expect(await all()).toMatchObject([
      { state: 'passed' },
      { state: 'passed' },
    ]);
    expect(await statuses.troubleOf(of)).toBe(
      'hub answered 403. The token lacks repo:status.',
    );
    expect(await knex('check_statuses')).toHaveLength(1);
    forge.say.mockResolvedValue(undefined);
    const third = commitOf('3');
    forge.tip.mockResolvedValue({ commit: third });
    await push(third);
    expect(await goOn(0)).toMatchObject([{ commit: third }]);
    expect(await statuses.troubleOf(of)).toBeUndefined();
  });

  it('is nothing in the name of who may not write there any more', async () => {
    const { push, leave, runner, goOn, forge, knex } = await open();
    await push(FIRST);
    await goOn(0);
    leave();
    runner.report = { state: 'passed', checks: [check('style', 'passed')] };
    expect(await goOn()).toEqual([]);
    expect(forge.say).not.toHaveBeenCalled();
    expect(await knex('check_statuses')).toMatchObject([{ due_at: '' }]);
  });

  it('is the last that came of it, also where that came while it was told', async () => {
    const { push, runner, goOn, forge, later, telling } = await open();
    await push(FIRST);
    await later(0);
    let answer = () => {};
    forge.say.mockReset().mockImplementationOnce(
      () =>
        new Promise(resolve => {
          answer = () => resolve();
        }),
    );
    const looking = telling.look();
    await vi.waitFor(() => expect(forge.say).toHaveBeenCalled());
    runner.report = { state: 'passed', checks: [check('style', 'passed')] };
    await later(5000);
    // Another replica leaves it alone meanwhile.
    await telling.look();
    expect(forge.say).toHaveBeenCalledOnce();
    answer();
    await looking;
    expect(forge.say).toHaveBeenCalledTimes(2);
    expect(forge.say).toHaveBeenLastCalledWith(
      expect.anything(),
      expect.objectContaining({ verdict: 'passed' }),
    );
    expect(await goOn()).toEqual([]);
  });

  it('is how it ended where it was told that it is checked, also by a portal that tells nothing any more, and nothing else', async () => {
    const { push, goOn, parts, runner, worker, telling, forge, knex } =
      await open();
    await push(FIRST);
    expect(await goOn(0)).toMatchObject([{ verdict: 'pending' }]);
    expect(await goOn(11 * MINUTE)).toEqual([]);
    const off = { ...parts, isTold: false };
    const [silent, ending] = [
      new Worker(off),
      new Statuses({ ...off, pageOf: () => 'https://portal.example/run' }),
    ];
    vi.spyOn(worker, 'look').mockImplementation(() => silent.look());
    vi.spyOn(telling, 'look').mockImplementation(() => ending.look());
    runner.report = { state: 'passed', checks: [check('style', 'passed')] };
    expect([...(await goOn()), ...(await goOn(11 * MINUTE))]).toMatchObject([
      { commit: FIRST, verdict: 'passed' },
    ]);
    forge.tip.mockResolvedValue({ commit: SECOND });
    await push(SECOND);
    expect([await goOn(0), await goOn()]).toEqual([[], []]);
    // As one that waited when it was switched off.
    await parts.statuses.want({
      ...{ of: checkedOf(repositoryOf({})), name: 'leaves' },
      ...{ runner: 'portal', commit: SECOND },
    });
    expect(await goOn()).toEqual([]);
    expect(await knex('check_statuses')).toEqual([]);
  });

  it('is that nobody knows, where its module is taken out amid its checks', async () => {
    const { push, goOn, parts, repositories, hooking, forge, knex, hooks } =
      await open();
    await push(FIRST);
    expect(await goOn(0)).toMatchObject([{ verdict: 'pending' }]);
    const hook = await hooks.of((await repositories.get('leaves'))!);
    await repositories.remove('leaves');
    // Whichever is looked after first.
    await parts.statuses.want({
      ...{ of: checkedOf(repositoryOf({})), name: 'leaves' },
      ...{ runner: 'portal', commit: FIRST },
    });
    expect(await goOn(MINUTE)).toEqual([]);
    await hooks.update(hook.id, { dueAt: '' });
    await hooking.look();
    expect(forge.say.mock.calls.map(([, said]) => said)).toEqual([
      {
        ...{ commit: FIRST, branch: 'main', verdict: 'undecided' },
        context: 'astrolabe/portal',
        description: 'The module was taken out of the catalogue.',
      },
    ]);
    expect(await knex('check_statuses')).toEqual([]);
  });

  it('waits for no other forge that does not answer', async () => {
    const { forge, parts, telling, statuses, knex } = await open();
    const row = (await parts.repositories.get('leaves'))!;
    const want = (forgeOf: string, commit: string) =>
      statuses.want({
        ...{ of: { ...checkedOf(row), forge: forgeOf }, name: 'leaves' },
        ...{ runner: 'portal', commit },
      });
    const slow = row.forge;
    for (let i = 10; i < 22; i++) {
      const commit = String(i).repeat(20);
      await want(slow, commit);
      await knex('check_statuses').update({ told: 'pending' });
    }
    let answer = () => {};
    const answered = new Promise<void>(resolve => {
      answer = resolve;
    });
    forge.say.mockImplementation(() => answered);
    await want('https://other.example', FIRST);
    const looking = telling.look();
    // It is of another forge than the repository is of by now: there is nothing to tell.
    await vi.waitFor(async () =>
      expect(
        await knex('check_statuses').where({ forge: 'https://other.example' }),
      ).toEqual([]),
    );
    expect(forge.say).toHaveBeenCalledTimes(3);
    answer();
    await looking;
    expect(forge.say).toHaveBeenCalledTimes(12);
  });

  it('has no page where nobody there could open it', async () => {
    const { push, goOn } = await open({ base: 'http://localhost:7007' });
    await push(FIRST);
    const [said] = await goOn(0);
    expect(said).toMatchObject({ commit: FIRST, verdict: 'pending' });
    expect(said).not.toHaveProperty('url');
  });

  it.each(['what it has said itself', 'what it may not be told here'])(
    'is not %s',
    async which => {
      const { push, goOn, parts, runner, worker } = await open();
      const isOfForge = which === 'what it has said itself';
      const other = new Worker({
        ...{ ...parts, isTold: isOfForge },
        runners: [Object.assign(runner, { isOfForge })],
      });
      vi.spyOn(worker, 'look').mockImplementation(() => other.look());
      await push(FIRST);
      expect(await goOn(0)).toEqual([]);
      expect(runner.started).toEqual([FIRST]);
    },
  );
});
