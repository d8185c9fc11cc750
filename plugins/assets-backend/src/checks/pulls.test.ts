import { TestDatabases } from '@backstage/backend-test-utils';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  commitOf,
  FIRST,
  MINUTE,
  openChecking,
  SECOND,
} from './__testUtils__/openChecking';
import { toldBy } from './deliveries';
import { Hooks } from './Hooks';

describe('a pull request', () => {
  const databases = TestDatabases.create({ ids: ['SQLITE_3'] });
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['Date'] });
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  /** Its branches are at these commits. */
  const open = async (tips: Record<string, string> = {}) => {
    const knex = await databases.init('SQLITE_3');
    const opened = await openChecking({ knex });
    opened.forge.tip.mockImplementation(async (...asked: unknown[]) => {
      const commit = tips[asked[1] as string];
      return commit ? { commit } : undefined;
    });
    return { ...opened, tips };
  };

  it('of a branch of the repository itself is checked, as such and once', async () => {
    const { pull, later, all, runner, forge, telling } = await open({
      try: FIRST,
    });
    expect(await pull(FIRST)).toBe('pull');
    expect(await pull(FIRST, { action: 'reopened' })).toBe('pull');
    await later(0);
    expect(await all()).toMatchObject([
      {
        ...{ cause: 'pull', branch: 'try', commit: FIRST, state: 'running' },
        ...{ personRef: 'user:default/ada', pullRequest: 7 },
      },
    ]);
    expect(runner.started).toEqual([FIRST]);
    await telling.look();
    expect(forge.say).toHaveBeenCalledWith(
      expect.anything(),
      expect.objectContaining({ commit: FIRST, branch: 'try' }),
    );
  });

  it('of a fork is never checked, whatever it says of itself', async () => {
    const { pull, later, all, runner, forge, tips } = await open({
      ...{ try: FIRST, main: FIRST },
    });
    for (const from of [2, null]) {
      expect(await pull(SECOND, { from })).toBe('ignored');
    }
    expect(await all()).toEqual([]);
    // Gitea says of what anybody may propose by AGit that it is of the repository itself.
    expect(await pull(SECOND, { branch: 'eve/topic' })).toBe('pull');
    expect(await pull(commitOf('6'), { branch: 'eve/topic' })).toBe('pull');
    // Of a branch that is there, but not at what is proposed.
    expect(await pull(commitOf('3'))).toBe('pull');
    await later(0);
    await later(MINUTE);
    expect(runner.started).toEqual([FIRST]);
    // Nor is a line of it in the list: a stranger would have written its branch.
    expect(await all()).toMatchObject([{ branch: 'try', commit: FIRST }]);
    // Nor where its forge says nothing at all.
    tips.try = commitOf('4');
    await pull(commitOf('4'), { branch: 'try' });
    forge.pages = 'https://elsewhere.example';
    await later(MINUTE);
    expect((await all())[0]).toMatchObject({
      ...{ commit: commitOf('4'), state: 'unclear' },
      reason: expect.stringContaining('cannot say'),
    });
    expect(runner.started).toEqual([FIRST]);
  });

  it('says nothing of the module: no badge, SBOM, deed or news, and none of its own are driven out', async () => {
    const opened = await open({ main: FIRST });
    const { push, pull, later, all, of, runner, runs, tips } = opened;
    const { told, provenance, repositories, parts } = opened;
    runner.report = { state: 'passed', checks: [] };
    runner.logs['sbom.cdx.json'] = '{}';
    await push(FIRST);
    await later(0);
    await later(MINUTE);
    told.mockClear();
    parts.onPush.mockClear();
    const row = (await repositories.get('leaves'))!;
    await repositories.update(row, { facts: {}, dueAt: '9' });
    for (let i = 10; i < 33; i++) {
      const commit = String(i).repeat(20);
      tips.try = commit;
      runner.report = { state: 'failed', checks: [] };
      await pull(commit);
      await later(MINUTE);
      await later(MINUTE);
    }
    const last = '32'.repeat(20);
    expect((await all())[0]).toMatchObject({ commit: last, state: 'failed' });
    expect(await all()).toHaveLength(21);
    expect(await runs.list(of)).toMatchObject([
      { commit: FIRST, state: 'passed' },
    ]);
    const sbom = (commit: string) =>
      runs.keptOf(of, { commit, path: 'sbom.cdx.json' });
    expect([await sbom(FIRST), await sbom(last)]).toEqual(['{}', undefined]);
    expect(await provenance.list(of)).toMatchObject([{ commit: FIRST }]);
    expect([told.mock.calls, parts.onPush.mock.calls]).toEqual([[], []]);
    expect(await repositories.due()).toEqual([]);
  });

  it('goes after what is pushed, and only its newest commit is checked', async () => {
    const { push, pull, later, all, runner, tips } = await open({
      ...{ main: FIRST, other: commitOf('5') },
    });
    await pull(commitOf('5'), { branch: 'other' });
    await later(0);
    tips.try = commitOf('4');
    await pull(commitOf('3'));
    await pull(commitOf('4'), { action: 'synchronize' });
    await push(FIRST);
    await later(0);
    expect(runner.started).toEqual([commitOf('5')]);
    runner.report = { state: 'passed', checks: [] };
    for (let i = 0; i < 6; i++) await later(MINUTE);
    expect(runner.started).toEqual([commitOf('5'), FIRST, commitOf('4')]);
    expect((await all()).map(({ commit }) => commit)).not.toContain(
      commitOf('3'),
    );
  });

  it('is checked also where somebody has proposed its commit from elsewhere before, and where its branch comes back', async () => {
    const { pull, later, all, runner, tips } = await open({ try: FIRST });
    runner.report = { state: 'queued', checks: [] };
    // Both wait when they are looked at; that of the stranger came first.
    await pull(FIRST, { branch: 'eve/topic' });
    await pull(FIRST);
    await later(0);
    await later(MINUTE);
    expect(await all()).toMatchObject([{ branch: 'try', commit: FIRST }]);
    expect(runner.started).toEqual([FIRST]);
    tips.try = SECOND;
    await pull(SECOND, { action: 'synchronize' });
    for (let i = 0; i < 3; i++) await later(MINUTE);
    expect(runner.started).toEqual([FIRST, SECOND]);
    tips.try = FIRST;
    expect(await pull(FIRST, { action: 'reopened' })).toBe('pull');
    runner.report = { state: 'passed', checks: [] };
    for (let i = 0; i < 3; i++) await later(MINUTE);
    expect(runner.started.at(-1)).toBe(FIRST);
    expect((await all())[0]).toMatchObject({ commit: FIRST, state: 'passed' });
  });

  it('is checked by the portal alone, and not where pushes are not, nor of its default branch', async () => {
    const { pull, all, hooks, repositories, parts, kept } = await open();
    expect(await pull(FIRST, { branch: 'main' })).toBe('ignored');
    expect(await pull(FIRST, { action: 'closed' })).toBe('ignored');
    expect(await pull("1' or 1")).toBe('pull');
    expect(await pull(FIRST, { branch: 'x'.repeat(251) })).toBe('ignored');
    const hook = await hooks.of((await repositories.get('leaves'))!);
    await hooks.update(hook.id, { onPush: false });
    expect(await pull(FIRST)).toBe('ignored');
    expect(await all()).toEqual([]);
    await hooks.update(hook.id, { onPush: true });
    const take = (more: Partial<typeof parts>) => {
      const body = Buffer.from(
        JSON.stringify({
          action: 'opened',
          pull_request: {
            head: { sha: SECOND, ref: 'try', repo: { id: 1 } },
            base: { repo: { id: 1 } },
          },
          more: Object.keys(more),
        }),
      );
      const headers: Record<string, string> = {
        'x-gitlab-token': kept.get(hook.id)!,
        'x-gitea-event': 'pull_request_sync',
      };
      return new Hooks({ ...parts, ...more }).take(hook.id, {
        ...{ body, header: (name: string) => headers[name] },
      });
    };
    expect(await take({ isOnPull: false })).toBe('ignored');
    const jenkins = { id: 'jenkins:lab' } as never;
    await take({ runners: [jenkins, ...parts.runners] });
    expect(await all()).toMatchObject([
      { runner: 'portal', commit: SECOND, cause: 'pull' },
    ]);
  });

  it('of GitLab is known by its projects, and what is odd is nothing', () => {
    const told = (sent: object) =>
      toldBy(
        {
          body: Buffer.from(JSON.stringify(sent)),
          header: name =>
            name === 'x-gitlab-event' ? 'Merge Request Hook' : undefined,
        },
        '7',
      );
    const merge = (more: object = {}) => ({
      object_attributes: {
        ...{ action: 'update', source_branch: 'try' },
        ...{ source_project_id: 7, target_project_id: 7 },
        ...{ last_commit: { id: FIRST }, iid: 12, ...more },
      },
    });
    const its = { event: 'pull', branch: 'try', commit: FIRST, number: 12 };
    expect(told(merge({ iid: 2 ** 40 }))).toMatchObject({ number: undefined });
    expect(told(merge())).toEqual({ ...its, isOfFork: false });
    for (const fork of [{ source_project_id: 8 }, { target_project_id: 8 }]) {
      expect(told(merge(fork))).toEqual({ ...its, isOfFork: true });
    }
    for (const odd of [
      ...[{}, merge({ action: 'merge' }), merge({ last_commit: null })],
      merge({ source_project_id: { id: 7 } }),
    ]) {
      expect(told(odd)).toBeUndefined();
    }
  });
});
