import { randomBytes } from 'node:crypto';
import { GuardedClient, NetworkGuard } from '@astrolabe/http';
import { ServiceUnavailableError } from '@backstage/errors';
import { describe, expect, it, onTestFinished } from 'vitest';
import {
  serveForge,
  type Route,
} from '../../../__testUtils__/forges/serveForge';
import { RunnerAwayError } from '../../types';
import { byId } from '../__testUtils__/ciServers';
import { repositoryOf } from '../__testUtils__/RunnerBench';
import { ForgeRunner } from '.';

const client = new GuardedClient(new NetworkGuard({ anything: true }));
const LONG_AGO = '2026-01-01T10:00:00+01:00';
const green = (context: string) => ({
  ...{ context, state: 'success', status: 'success', updated_at: LONG_AGO },
  ...{ description: null, target_url: null as string | null },
});

/** A forge that somebody has linked, which says whatever it likes. */
async function forge(
  service: 'github' | 'gitlab' | 'gitea',
  answers: Record<string, (query: URLSearchParams) => unknown>,
  more: { timeoutMs?: number; routes?: Route[] } = {},
) {
  const asked: string[] = [];
  const routes = Object.entries(answers).map<Route>(([path, answer]) => [
    'GET',
    `.*/${path}`,
    ({ query, path: at }) => {
      asked.push(at);
      return { json: answer(query) };
    },
  ]);
  const all = [...(more.routes ?? []), byId(service), ...routes];
  const served = await serveForge({ routes: all, isKnown: () => true });
  onTestFinished(served.stop);
  const access = { service, url: served.url, token: 'good' };
  const runner = new ForgeRunner({
    ...{ client, accessOf: async () => access },
    ...(more.timeoutMs && { timeoutMs: more.timeoutMs }),
  });
  const run = {
    ...{ id: 'a', branch: 'main', commit: randomBytes(20).toString('hex') },
    repository: repositoryOf({ forge: served.url }),
    personRef: 'user:default/ada',
  };
  const since = new Date(Date.now() - 60 * 60_000).toISOString();
  return { asked, runner, run, since, read: () => runner.read(run, since) };
}

describe('a forge that says what one would not expect', () => {
  const workflow = (id: number, conclusion: string) => ({
    ...{ workflow_id: id, name: `W${id}`, event: 'push', conclusion },
    status: 'completed',
  });
  const github = (workflow_runs: object[]) =>
    forge('github', {
      'check-runs': () => ({ check_runs: [] }),
      status: () => ({ statuses: [green('lint')] }),
      'actions/runs': () => ({ workflow_runs }),
    });

  it('has not passed where a workflow of GitHub failed before any check', async () => {
    const broken = workflow(2, 'startup_failure');
    const { read } = await github([workflow(1, 'success'), broken]);
    expect(await read()).toMatchObject({
      ...{ state: 'failed', reason: 'W2: startup failure' },
    });
    const mended = await github([workflow(2, 'success'), broken]);
    expect(await mended.read()).toMatchObject({ state: 'passed' });
  });

  it('is believed of its checks where an old GitHub says of none what it belongs to', async () => {
    const failed = { id: 1, name: 'test', conclusion: 'failure' };
    const { read } = await forge('github', {
      'check-runs': () => ({
        check_runs: [
          { ...failed, status: 'completed', completed_at: LONG_AGO },
        ],
      }),
      status: () => ({ statuses: [green('lint')] }),
      'actions/runs': () => ({
        workflow_runs: [{ ...workflow(1, 'success'), head_branch: 'v1' }],
      }),
      'commits/tags/v1': () => ({ sha: '1'.repeat(40) }),
    });
    expect(await read()).toMatchObject({ state: 'failed' });
  });

  it.each([
    ['failed', 'failed', /pipeline has failed/],
    ['manual', 'stopped', /waits for a person/],
    ['success', 'passed', undefined],
  ])(
    'has %s where a pipeline of GitLab has, whatever others say',
    async (status, state, reason) => {
      const of = { name: 'lint', description: null, target_url: null };
      const at = { started_at: null, finished_at: LONG_AGO };
      const { read } = await forge('gitlab', {
        pipelines: () => [
          { id: 2, ref: 'main', source: 'push', status, web_url: '' },
          { id: 1, ref: 'main', source: 'push', status: 'failed', web_url: '' },
        ],
        statuses: () => [
          { id: 1, status: 'success', allow_failure: false, ...of, ...at },
          ...(status === 'manual'
            ? [{ id: 2, status: 'created', allow_failure: false, ...of, ...at }]
            : []),
        ],
      });
      const found = await read();
      expect(found.state).toBe(state);
      if (reason) expect(found.reason).toMatch(reason);
    },
  );

  const ours = { ...green('astrolabe/portal'), state: 'failure' };
  it.each(['github', 'gitea'] as const)(
    'says nothing by itself at %s where only a portal has said something',
    async service => {
      const statuses = [{ ...ours, status: 'failure' }];
      const { runner, run, read } = await forge(service, {
        status: query => ({
          statuses: query.get('page') === '1' ? statuses : [],
        }),
        'check-runs': () => ({ check_runs: [] }),
        'actions/runs': () => ({ workflow_runs: [] }),
        'actions/workflows': () => ({ total_count: 0 }),
      });
      expect(await runner.takes(run.repository)).toBe(false);
      expect(await read()).toMatchObject({ state: 'unclear', checks: [] });
      statuses.push(green('lint'));
      expect(await runner.takes(run.repository)).toBe(true);
      expect(await read()).toMatchObject({
        ...{ state: 'passed', checks: [{ name: 'lint' }] },
      });
    },
  );

  it.each(['failed', 'running'])(
    'says nothing by itself at GitLab where only a portal has: %s',
    async status => {
      const its = {
        ...{ description: null, target_url: null, allow_failure: false },
        ...{ started_at: null, finished_at: LONG_AGO, pipeline_id: 1 },
      };
      const pipelines = [
        { id: 1, ref: 'main', source: 'external', sha: 'a', status },
      ];
      const statuses = [{ id: 1, name: 'astrolabe/portal', status, ...its }];
      const { runner, run, read } = await forge('gitlab', {
        pipelines: () => pipelines,
        statuses: () => statuses,
      });
      expect(await runner.takes(run.repository)).toBe(false);
      expect(await read()).toMatchObject({ state: 'unclear', checks: [] });
      // GitLab counts it in a pipeline that is there, and has that fail by it.
      pipelines[0].source = 'push';
      statuses.push({ id: 2, name: 'lint', ...its, status: 'success' });
      expect(await runner.takes(run.repository)).toBe(true);
      expect(await read()).toMatchObject({
        ...{ state: 'passed', checks: [{ name: 'lint' }] },
      });
      pipelines.push({ ...pipelines[0], id: 2, ref: 'try', status: 'failed' });
      expect(await read()).toMatchObject({ state: 'failed' });
    },
  );

  it('is read to the end where its pages are short', async () => {
    const all = ['a', 'b', 'c', 'd', 'e'].map(green);
    all[4].status = all[4].state = 'failure';
    const { read } = await forge('gitea', {
      status: query => {
        const from = 2 * (Number(query.get('page')) - 1);
        return { statuses: all.slice(from, from + 2) };
      },
    });
    expect(await read()).toMatchObject({ state: 'failed' });
  });

  it('has not passed where it has more checks than are read', async () => {
    const { read, asked } = await forge('gitea', {
      status: query => ({ statuses: [green(`${query.get('page')}`)] }),
    });
    expect(await read()).toMatchObject({
      ...{ state: 'unclear', reason: expect.stringMatching(/more checks/) },
    });
    expect(asked.length).toBeLessThan(20);
  });

  it('keeps nobody waiting with many checks of one name', async () => {
    const statuses = Array.from({ length: 20_000 }, () => green('a'));
    const { read } = await forge('gitea', { status: () => ({ statuses }) });
    const begun = performance.now();
    const { state, checks } = await read();
    // 20,000 were 50 seconds when each was compared with each.
    expect(performance.now() - begun).toBeLessThan(5_000);
    expect(state).toBe('unclear');
    expect(checks.length).toBe(500);
    expect(new Set(checks.map(({ name }) => name)).size).toBe(500);
  });

  it('gives names and reasons that can be kept, and be in an address', async () => {
    const odd = green('\0\ud800🌿'.repeat(300));
    const [description, target_url] = ['x\0'.repeat(9_000), 'https://x/'];
    const statuses = [
      { ...odd, status: 'failure', state: 'failure', description, target_url },
      { ...odd, target_url: `https://x/${'y'.repeat(5_000)}` },
      green(''),
    ];
    const { read } = await forge('gitea', { status: () => ({ statuses }) });
    const { checks } = await read();
    for (const { name, reason = '' } of checks) {
      expect(name).not.toBe('');
      expect([...name].length).toBeLessThanOrEqual(200);
      expect(() => encodeURIComponent(name)).not.toThrow();
      expect(name + reason).not.toContain('\0');
      expect(reason.length).toBeLessThanOrEqual(500);
    }
    expect(checks.map(({ url }) => url).slice(0, 2)).toEqual([
      'https://x/',
      undefined,
    ]);
  });

  it('is asked so many questions of its Actions, and no more', async () => {
    const page = 'https://x/actions/runs/1/jobs/1';
    const { asked, read } = await forge('gitea', {
      status: query => ({
        statuses:
          query.get('page') === '1'
            ? [{ ...green('a'), target_url: page }]
            : [],
      }),
      'actions/runs': () => ({
        workflow_runs: Array.from({ length: 1000 }, (_, id) => ({ id })),
      }),
      'actions/runs/\\d+/jobs': () => ({ jobs: [] }),
    });
    expect(await read()).toMatchObject({ state: 'passed' });
    expect(asked.length).toBeLessThan(30);
  });

  it('is waited for as a whole, however many answers are slow', async () => {
    let count = 0;
    const slow = new Proxy(client, {
      get: () => async (address: string, options: { signal?: AbortSignal }) => {
        if (address.includes('/status')) {
          count += 1;
          await new Promise(resolve => setTimeout(resolve, 60));
          options.signal?.throwIfAborted();
        }
        return client.request(address, options);
      },
    });
    const { run, since } = await forge('gitea', {
      status: query => ({ statuses: [green(`${query.get('page')}`)] }),
    });
    const url = run.repository.forge;
    const access = { service: 'gitea', url, token: 'good' };
    const runner = new ForgeRunner({
      ...{ client: slow, accessOf: async () => access, timeoutMs: 150 },
    });
    await expect(runner.read(run, since)).rejects.toBeInstanceOf(
      RunnerAwayError,
    );
    expect(count).toBeLessThan(5);
  });

  it('speaks for no repository of another forge, nor for a namesake', async () => {
    const { runner, run, since, asked } = await forge('gitea', {
      status: () => ({ statuses: [green('a')] }),
    });
    const elsewhere = { ...run.repository, forge: 'https://github.com' };
    expect(await runner.takes(elsewhere)).toBe(false);
    const other = { ...run, repository: elsewhere };
    expect(await runner.read(other, since)).toMatchObject({
      ...{ state: 'unclear', reason: expect.stringMatching(/another forge/) },
    });
    const gone = { ...run.repository, forgeId: '99' };
    expect(
      await runner.read({ ...run, repository: gone }, since),
    ).toMatchObject({
      state: 'unclear',
      reason: expect.stringMatching(/no such repository/),
    });
    expect(asked).toEqual([]);
    const renamed = {
      ...run.repository,
      repository: 'other',
      owner: 'mallory',
    };
    await runner.read({ ...run, repository: renamed }, since);
    expect(asked[0]).toContain('/repos/ada/leaves/');
  });

  it('is asked again when a vault is away, and not before a forge wants it', async () => {
    const away = Object.assign(new ServiceUnavailableError('away'), {
      ...{ code: 'ACCOUNT_AWAY', nextStep: 'Try again in a moment.' },
    });
    const { run, since } = await forge('gitea', {});
    const closed = new ForgeRunner({
      client,
      accessOf: async () => {
        throw away;
      },
    });
    await expect(closed.read(run, since)).rejects.toBeInstanceOf(
      RunnerAwayError,
    );
    const headers = { 'retry-after': '120' };
    const { read } = await forge(
      'gitea',
      {},
      {
        routes: [['GET', '.*/status', () => ({ status: 429, headers })]],
      },
    );
    const error = await read().catch(each => each);
    expect(error).toBeInstanceOf(RunnerAwayError);
    expect(error.until.getTime()).toBeGreaterThan(Date.now() + 60_000);
  });
});
