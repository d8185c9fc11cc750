import { randomBytes } from 'node:crypto';
import { GuardedClient, NetworkGuard } from '@astrolabe/http';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import type { RunReport } from '../types';
import { startGithubCi, startGitlabCi } from './__testUtils__/ciServers';
import { describeRunner } from './__testUtils__/describeRunner';
import { JenkinsServer } from './__testUtils__/JenkinsServer';
import { repositoryOf, type RunnerBench } from './__testUtils__/RunnerBench';
import { ForgeRunner } from './forge';
import { reportOf } from './forge/reportOf';
import type { ForgeCheck, ForgeChecks } from './forge/types';
import { JenkinsRunner, type JenkinsConfig } from './jenkins';
import { jobPath } from './jenkins/jobPath';

const client = new GuardedClient(new NetworkGuard({ anything: true }));
const newCommit = async () => randomBytes(20).toString('hex');

function forgeBench(
  service: string,
  ci: Awaited<ReturnType<typeof startGitlabCi>>,
  url: string,
): RunnerBench {
  const access = { service, url, token: 'good' };
  return {
    runner: new ForgeRunner({ client, accessOf: async () => access }),
    repository: repositoryOf({}),
    other: repositoryOf({ repository: 'plain' }),
    commit: newCommit,
    begins: async ({ commit }) => ci.begins(commit),
    ends: async ({ commit }, how) => ci.ends(commit, how),
    stop: ci.stop,
  };
}

let github: Awaited<ReturnType<typeof startGithubCi>>;
describeRunner('GitHub', {
  serve: async () => (github = await startGithubCi(() => github.url)),
  begin: async (_, wire) => forgeBench('github', github, wire.url),
});

let gitlab: Awaited<ReturnType<typeof startGitlabCi>>;
describeRunner('GitLab', {
  serve: async () => (gitlab = await startGitlabCi()),
  begin: async (_, wire) => forgeBench('gitlab', gitlab, wire.url),
});

const JOB = '/job/lab/job/leaves';
const configOf = (url: string, to: object = {}): JenkinsConfig => ({
  ...{ id: 'lab', url, user: 'portal', token: 'secret' },
  ...{ job: 'lab/{repository}', starts: true, allowPrivateNetwork: true },
  ...to,
});

let jenkins: JenkinsServer;
describeRunner('Jenkins', {
  serve: async () => {
    jenkins = await new JenkinsServer().start();
    return { url: new URL(jenkins.url).origin };
  },
  begin: async (_, wire) => {
    const parameters = ['ASTROLABE_RUN', 'COMMIT'];
    jenkins.jobs.set(JOB, { parameters, builds: [] });
    const itemsOf = ({ id }: { id: string }) =>
      jenkins.items.filter(each => each.parameters.ASTROLABE_RUN === id);
    const buildOf = (run: { id: string }) =>
      jenkins.jobs
        .get(JOB)!
        .builds.find(({ queueId }) => queueId === itemsOf(run)[0].id);
    return {
      runner: new JenkinsRunner(configOf(`${wire.url}/jenkins`)),
      repository: repositoryOf({}),
      other: repositoryOf({ repository: 'plain' }),
      commit: newCommit,
      begins: async run => void jenkins.takeUp(itemsOf(run)[0]),
      async ends(run, { passed, log }) {
        const result = passed ? 'SUCCESS' : 'FAILURE';
        const ended = { building: false, result, log, duration: 4_000 };
        Object.assign(buildOf(run)!, ended);
      },
      startsOf: run => itemsOf(run).length,
      isStopped: run =>
        itemsOf(run)[0].cancelled || buildOf(run)?.result === 'ABORTED',
      starting: /buildWithParameters$/,
      stop: () => jenkins.stop(),
    };
  },
});

describe('Jenkins, as operators have it', () => {
  const open = async (job: object, to: object = {}) => {
    const server = await new JenkinsServer().start();
    onTestFinished(() => server.stop());
    server.jobs.set(JOB, { parameters: [], builds: [], ...job });
    const runner = new JenkinsRunner(configOf(server.url, to));
    const run = {
      ...{ id: 'a-run', repository: repositoryOf({}), branch: 'main' },
      commit: await newCommit(),
    };
    return { server, runner, run };
  };

  it('gets a crumb where it wants one, in the session that it is of', async () => {
    const { server, runner, run } = await open({});
    server.wantsCrumb = true;
    expect(await runner.start(run)).toBe('1');
    expect(server.items).toHaveLength(1);
  });

  it('gives a job the parameters that it has, and no others', async () => {
    const parameters = ['REPOSITORY', 'COMMIT', 'BRANCH', 'MODULE', 'DEPLOY'];
    const { server, runner, run } = await open({ parameters });
    await runner.start(run);
    expect(server.items[0].parameters).toEqual({
      ...{ REPOSITORY: 'https://forge.example/ada/leaves.git' },
      ...{ COMMIT: run.commit, BRANCH: 'main', MODULE: 'leaves' },
    });
  });

  it('finds the build that a push has started there, and starts none', async () => {
    const { server, runner, run } = await open({}, { starts: false });
    expect(await runner.start(run)).toBeUndefined();
    const item = server.put(JOB, {});
    server.takeUp(server.put(JOB, {}), 'another-commit');
    server.takeUp(item, run.commit);
    expect(await runner.start(run)).toBe(String(item.id));
    expect(server.items).toHaveLength(2);
  });

  it('tells of its stages, where it has the plugin for it', async () => {
    const { server, runner, run } = await open({});
    const reference = (await runner.start(run))!;
    server.takeUp(server.items[0]);
    const names = async () =>
      (await runner.read(run, reference)).checks.map(({ name }) => name);
    expect(await names()).toEqual(['build', 'checkout', 'test']);
    server.tellsStages = false;
    expect(await names()).toEqual(['build']);
  });

  it('says that it knows nothing of a build that was removed', async () => {
    const { runner, run } = await open({});
    expect(await runner.read(run, '99')).toMatchObject({
      ...{ state: 'unclear', reason: expect.stringMatching(/no such build/) },
    });
  });

  it('is asked in no private network unless the operator says so', async () => {
    const { runner, run } = await open({}, { allowPrivateNetwork: false });
    expect(await runner.takes(run.repository)).toBe(false);
    expect(await runner.read(run, '1')).toMatchObject({
      ...{ state: 'unclear', reason: expect.stringMatching(/private/) },
    });
  });

  it.each([
    ['lab/{repository}/{branch}', {}, '/job/lab/job/leaves/job/feature%252Fx'],
    ['{owner}/{name}', { owner: 'a/b' }, '/job/a%252Fb/job/leaves'],
    ['lab/{repository}', { repository: '..' }, undefined],
    ['lab/{nothing}', {}, '/job/lab/job/%7Bnothing%7D'],
    ['', {}, undefined],
  ])('finds the job %s of %j at %s', (pattern, to, path) => {
    const repository = repositoryOf(to);
    expect(jobPath(pattern, { repository, branch: 'feature/x' })).toBe(path);
  });
});

describe('the CI of a forge', () => {
  const commit = '1'.repeat(40);
  const since = new Date(0).toISOString();
  const read = async (
    found: Partial<ForgeChecks>,
    from = since,
  ): Promise<RunReport> => reportOf({ checks: [], ...found }, from);
  const check = (to: Partial<ForgeCheck>): ForgeCheck => ({
    ...{ name: 'test', status: 'passed', ...to },
  });

  it('is waited for, and then said to have checked nothing', async () => {
    const now = new Date().toISOString();
    expect(await read({}, now)).toMatchObject({ state: 'queued' });
    expect(await read({})).toMatchObject({
      ...{ state: 'unclear', reason: expect.stringMatching(/not checked/) },
    });
  });

  it.each<[string, ForgeCheck[], boolean, string]>([
    ['a job waits for others', [check({})], true, 'running'],
    [
      'one still runs',
      [check({}), check({ status: 'running' })],
      false,
      'running',
    ],
    ['none has begun', [check({ status: 'queued' })], false, 'queued'],
    [
      'one may fail',
      [check({}), check({ status: 'failed', isOptional: true })],
      ...([false, 'passed'] as const),
    ],
    [
      'one was stopped',
      [check({}), check({ status: 'skipped', isStopped: true })],
      ...([false, 'stopped'] as const),
    ],
    ['all are left out', [check({ status: 'skipped' })], false, 'unclear'],
    [
      'one has ended just now',
      [check({ endedAt: new Date().toISOString() })],
      ...([false, 'running'] as const),
    ],
  ])('when %s', async (_, checks, isOn, state) => {
    expect(await read({ checks, isOn })).toMatchObject({ state });
  });

  it('names two checks of one name apart, and leads to pages alone', async () => {
    const url = 'javascript:alert(1)';
    const page = 'https://ci.example/1';
    const { checks } = await read({
      checks: [check({ url }), check({ url: page, status: 'failed' })],
    });
    expect(checks).toMatchObject([
      { name: 'test', url: undefined },
      { name: 'test (2)', url: page },
    ]);
  });

  it('says that it is linked no more, and nothing in the name of others', async () => {
    const accessOf = vi.fn(async () => undefined);
    const runner = new ForgeRunner({ client, accessOf });
    const repository = repositoryOf({});
    const run = { id: 'a', repository, branch: 'main', commit };
    expect(await runner.takes(repository)).toBe(false);
    expect(await runner.read(run, since)).toMatchObject({
      ...{ state: 'unclear', reason: expect.stringMatching(/linked no more/) },
    });
    expect(accessOf.mock.calls).toContainEqual(['user:default/ada', 'hub']);
  });
});
