import { TestDatabases } from '@backstage/backend-test-utils';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ForgeError } from '../forges';
import {
  commitOf,
  DAY,
  ENTITY,
  FIRST,
  MINUTE,
  openChecking,
  SECOND,
} from './__testUtils__/openChecking';
import { RunnerAwayError, type RunReport } from './types';

describe('checks, from what a forge tells to what came of it', () => {
  const databases = TestDatabases.create({ ids: ['SQLITE_3'] });
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['Date'] });
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  const open = async () => {
    const knex = await databases.init('SQLITE_3');
    return { knex, ...(await openChecking({ knex })) };
  };

  it('brings a push to its end, keeps what was said, and tells of it once', async () => {
    const opened = await open();
    const { push, later, all, of, runner, runs, told } = opened;
    const { parts, provenance, repositories } = opened;
    const sbom = (commit: string) => ({ commit, path: 'sbom.cdx.json' });
    expect(await push(FIRST)).toBe('push');
    expect(parts.onPush).toHaveBeenCalledOnce();
    await later(0);
    expect(await all()).toMatchObject([{ commit: FIRST, state: 'running' }]);
    const style = { name: 'style', status: 'failed' as const, hasLog: true };
    runner.report = { state: 'failed', checks: [style] };
    runner.logs.style = 'line 1';
    runner.logs['sbom.cdx.json'] = '{}';
    await later(MINUTE);
    await later(MINUTE);
    const [run] = await all();
    expect(run).toMatchObject({ state: 'failed', checks: [style] });
    expect(run).toMatchObject({ files: ['sbom.cdx.json'] });
    expect(run.endedAt).toBeDefined();
    expect(await runs.kept(run.id, 'logs/style')).toBe('line 1');
    expect(await runs.keptOf(of, sbom(FIRST))).toBe('{}');
    expect(await runs.keptOf(of, sbom(SECOND))).toBeUndefined();
    const other = { ...of, forgeId: '2' };
    expect(await runs.keptOf(other, sbom(FIRST))).toBeUndefined();
    expect(await provenance.list(of)).toMatchObject([
      {
        ...{ kind: 'check', outcome: 'failed', commit: FIRST },
        ...{ runner: 'portal', personRef: run.personRef },
        made: [
          { kind: 'report', sha256: expect.stringMatching(/^[0-9a-f]{64}$/) },
          {
            ...{ kind: 'sbom', title: 'sbom.cdx.json' },
            // Of the bytes `{}`.
            sha256:
              '44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a',
          },
        ],
      },
    ]);
    expect(told.mock.calls).toEqual([
      [{ entityRef: ENTITY, commit: FIRST, runner: 'portal', state: 'failed' }],
    ]);
    // What its asset says may stand on what came of it.
    expect(parts.onPush).toHaveBeenCalledTimes(2);
    expect(await repositories.due()).toHaveLength(1);
  });

  it('runs a commit once, however often and however differently it is told of', async () => {
    const { push, later, all, runner } = await open();
    expect(await push(FIRST)).toBe('push');
    expect(await push(FIRST)).toBe('known');
    expect(await push(FIRST, { pusher: 'another' })).toBe('push');
    await later(0);
    await later(MINUTE);
    expect([await all(), runner.started]).toMatchObject([[{}], [FIRST]]);
  });

  it('takes nothing but what was pushed to its default branch', async () => {
    const { push, all } = await open();
    expect(await push(FIRST, { ref: 'refs/heads/try' })).toBe('ignored');
    expect(await push(FIRST, { ref: 'refs/tags/v1' })).toBe('ignored');
    // One that was removed.
    expect(await push(commitOf('0'))).toBe('push');
    expect(await push("1' or 1")).toBe('push');
    expect(await all()).toEqual([]);
  });

  it('checks what the branch is at, where it has gone on or back', async () => {
    const { push, later, all, forge, runner } = await open();
    await push(SECOND);
    await later(0);
    await later(0);
    const [now, before] = await all();
    expect(now).toMatchObject({ commit: FIRST, state: 'running' });
    expect(before).toMatchObject({
      ...{ commit: SECOND, state: 'superseded' },
      reason: expect.stringContaining('another commit'),
    });
    expect(runner.started).toEqual([FIRST]);
    forge.tip.mockResolvedValue(undefined);
    await push(commitOf('3'));
    await later(0);
    const [gone] = await all();
    expect(gone).toMatchObject({
      state: 'superseded',
      reason: expect.stringMatching(/is gone/),
    });
  });

  it('takes back what still waits for a place when a newer commit comes', async () => {
    const { push, later, all, forge, runner } = await open();
    await push(FIRST);
    const reason = 'Other workloads hold the rest';
    runner.report = { state: 'queued', reason, checks: [] };
    await later(0);
    expect(await all()).toMatchObject([{ state: 'queued', reason }]);
    forge.tip.mockResolvedValue({ commit: SECOND });
    await push(SECOND);
    await later(MINUTE);
    await later(MINUTE);
    expect(runner.stopped).toEqual([FIRST]);
    expect(runner.started).toEqual([FIRST, SECOND]);
  });

  it('waits and says why where its person has no room, and goes on when they have', async () => {
    const { push, later, all, runner } = await open();
    runner.refuses = new RunnerAwayError('You have 2 of 2 workloads');
    await push(FIRST);
    for (let i = 0; i < 20; i++) await later(15 * MINUTE);
    expect(await all()).toMatchObject([
      { state: 'queued', reason: 'You have 2 of 2 workloads' },
    ]);
    runner.refuses = undefined;
    await later(15 * MINUTE);
    expect(await all()).toMatchObject([{ state: 'running' }]);
    runner.refuses = new RunnerAwayError('away');
    runner.read = async () => {
      throw runner.refuses;
    };
    await later(8 * DAY);
    expect(await all()).toMatchObject([{ state: 'unclear', reason: 'away' }]);
  });

  it('gives up what its runner refuses again and again', async () => {
    const { push, later, all, runner, forge } = await open();
    runner.refuses = new Error('No such manifest');
    await push(FIRST);
    for (let i = 0; i < 9; i++) await later(15 * MINUTE);
    expect(await all()).toMatchObject([
      { state: 'unclear', reason: 'No such manifest' },
    ]);
    forge.tip.mockRejectedValue(new ForgeError('away', 'hub is away'));
    await push(SECOND);
    for (let i = 0; i < 9; i++) await later(15 * MINUTE);
    expect((await all())[0]).toMatchObject({ state: 'queued' });
  });

  it('checks nothing in the name of somebody whom its forge does not let write any more', async () => {
    const { push, later, all, leave, runner } = await open();
    leave();
    await push(FIRST);
    await later(0);
    expect(await all()).toMatchObject([
      {
        state: 'unclear',
        reason: expect.stringContaining('may not write to it'),
      },
    ]);
    expect(runner.started).toEqual([]);
  });

  it('goes on with what another portal had in hand when it was killed', async () => {
    const first = await open();
    await first.push(FIRST);
    // It hangs as it starts, and is heard of again when it is another's.
    let goOn = () => {};
    first.runner.start = () =>
      new Promise(resolve => {
        goOn = () => resolve('late');
      });
    const looking = first.worker.look();
    await vi.waitFor(() => expect(first.forge.tip).toHaveBeenCalled());
    const { later, all, runner } = await openChecking({
      knex: first.knex,
      isNew: false,
    });
    await later(1000);
    expect(runner.started).toEqual([]);
    await later(2 * MINUTE);
    await later(0);
    expect([await all(), runner.started]).toMatchObject([
      [{ state: 'running' }],
      [FIRST],
    ]);
    goOn();
    await looking;
    expect(await all()).toMatchObject([{ state: 'running' }]);
  });

  it('records what came of a run, not what one thought who had lost it', async () => {
    const slow = await open();
    await slow.push(FIRST);
    await slow.later(0);
    let goOn = () => {};
    slow.runner.read = vi.fn(
      () =>
        new Promise<RunReport>(resolve => {
          goOn = () => resolve({ state: 'unclear', checks: [] });
        }),
    );
    const looking = slow.later(MINUTE);
    await vi.waitFor(() => expect(slow.runner.read).toHaveBeenCalled());
    const { later, all, of, provenance, runner } = await openChecking({
      knex: slow.knex,
      isNew: false,
    });
    const outcomes = async () =>
      (await provenance.list(of)).map(({ outcome }) => outcome);
    await later(2 * MINUTE);
    goOn();
    await looking;
    expect(await outcomes()).toEqual([]);
    runner.report = { state: 'passed', checks: [] };
    await later(MINUTE);
    expect(await all()).toMatchObject([{ state: 'passed' }]);
    expect(await outcomes()).toEqual(['passed']);
  });

  it('keeps the last twenty of each runner, with what they left', async () => {
    const { push, later, all, forge, runner, runs } = await open();
    const style = { name: 'style', status: 'passed' as const, hasLog: true };
    runner.logs.style = 'well';
    const ids: string[] = [];
    for (let i = 10; i < 33; i++) {
      const commit = String(i).repeat(20);
      forge.tip.mockResolvedValue({ commit });
      await push(commit);
      runner.report = { state: 'passed', checks: [style] };
      await later(MINUTE);
      ids.push((await all())[0].id);
    }
    expect(await all()).toHaveLength(20);
    expect(await runs.kept(ids[0], 'logs/style')).toBeUndefined();
    expect(await runs.kept(ids.at(-1)!, 'logs/style')).toBe('well');
  });
});
