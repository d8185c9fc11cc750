import { randomBytes } from 'node:crypto';
import { describe, expect, it, onTestFinished } from 'vitest';
import { mockServices } from '@backstage/backend-test-utils';
import { RunnerAwayError } from '../../types';
import { JenkinsServer } from '../__testUtils__/JenkinsServer';
import { jenkinsAt, repositoryOf } from '../__testUtils__/RunnerBench';
import { JenkinsRunner } from '.';
import { jobPath } from './jobPath';
import { reportOf } from './reportOf';

const JOB = '/job/lab/job/leaves';

describe('Jenkins, as operators have it', () => {
  const open = async (
    job: object,
    to: Parameters<typeof jenkinsAt>[1] = {},
  ) => {
    const server = await new JenkinsServer().start();
    onTestFinished(() => server.stop());
    const parameters = ['ASTROLABE_RUN', 'COMMIT'];
    server.jobs.set(JOB, { parameters, builds: [], ...job });
    const logger = mockServices.logger.mock();
    const runner = new JenkinsRunner(jenkinsAt(server.url, to), logger);
    const run = {
      ...{ id: 'a-run', repository: repositoryOf({}), branch: 'main' },
      personRef: 'user:default/ada',
      commit: randomBytes(20).toString('hex'),
    };
    return { server, runner, run, logger };
  };

  it('gets a crumb where it wants one, in the session that it is of', async () => {
    const { server, runner, run } = await open({});
    server.wantsCrumb = true;
    expect(await runner.start(run)).toBe('1');
    expect(server.items).toHaveLength(1);
  });

  it('gives a job the parameters that it has, and no others', async () => {
    const parameters = [
      ...['ASTROLABE_RUN', 'REPOSITORY', 'COMMIT', 'BRANCH', 'MODULE'],
      'DEPLOY',
    ];
    const { server, runner, run } = await open({ parameters });
    await runner.start(run);
    expect(server.items[0].parameters).toEqual({
      ...{ REPOSITORY: 'https://forge.example/ada/leaves.git' },
      ...{ COMMIT: run.commit, BRANCH: 'main', MODULE: 'leaves' },
      ASTROLABE_RUN: run.id,
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

  it.each([
    ['of another forge', { forge: 'https://gitea.mallory.example' }],
    ['of another owner', { owner: 'mallory' }],
  ])('has nothing to do with a namesake %s', async (_, to) => {
    const { server, runner, run } = await open({});
    const reference = (await runner.start(run))!;
    const build = server.takeUp(server.items[0], run.commit);
    Object.assign(build, { building: false, result: 'SUCCESS' });
    const other = { ...run, id: 'b', repository: repositoryOf(to) };
    expect(await runner.takes(other.repository)).toBe(false);
    expect(await runner.start(other)).toBeUndefined();
    expect(await runner.read(other, reference)).toMatchObject({
      ...{ state: 'unclear', checks: [] },
    });
    const asked = { reference, check: 'build', maxBytes: 100 };
    expect(await runner.log(other, asked)).toBeUndefined();
    expect(await runner.log(run, asked)).toBe('Started\n');
    expect(server.items).toHaveLength(1);
  });

  it('starts no job that would not say which run it is, or build what it likes', async () => {
    const { server, runner, run, logger } = await open({
      parameters: ['COMMIT'],
    });
    expect(await runner.takes(run.repository)).toBe(false);
    expect(await runner.start(run)).toBeUndefined();
    expect(server.items).toHaveLength(0);
    expect(logger.warn.mock.calls).toEqual([
      [expect.stringMatching(/has no parameter ASTROLABE_RUN$/)],
    ]);
  });

  it('takes no build for its own that waits there for somebody else', async () => {
    const { server, runner, run } = await open({}, { starts: false });
    server.put(JOB, {});
    expect(await runner.start(run)).toBeUndefined();
  });

  it('has not passed what Jenkins has not built', async () => {
    const { server, runner, run } = await open({});
    const reference = (await runner.start(run))!;
    const build = server.takeUp(server.items[0], '2'.repeat(40));
    // It may have got a library of its pipeline so far.
    expect(await runner.read(run, reference)).toMatchObject({
      state: 'running',
    });
    Object.assign(build, { building: false, result: 'SUCCESS' });
    expect(await runner.read(run, reference)).toMatchObject({
      ...{ state: 'unclear', reason: expect.stringMatching(/another commit/) },
    });
  });

  it.each([
    { status: 302, location: '/login?from=%2F' },
    { status: 200 },
    { status: 201 },
  ])('is away where a build is answered %j', async instead => {
    const { server, runner, run } = await open({});
    server.insteadOfBuild = instead;
    await expect(runner.start(run)).rejects.toBeInstanceOf(RunnerAwayError);
  });

  it('says of no stage that it runs once its build has ended', async () => {
    const build = { building: false, result: 'SUCCESS', url: 'http://x' };
    const times = { timestamp: NaN, duration: 1 };
    const error = { message: 'x'.repeat(9_000) };
    const stage = { name: 'test', status: 'WHATEVER', error };
    const { checks, startedAt } = reportOf({ ...build, ...times }, [stage]);
    expect(checks[1].status).toBe('skipped');
    expect(checks[1].reason).toHaveLength(500);
    expect(startedAt).toBeUndefined();
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
    const closed = { allowPrivateNetwork: false };
    const { runner, run, logger } = await open({}, closed);
    for (const _ of [1, 2]) {
      expect(await runner.takes(run.repository)).toBe(false);
    }
    expect(logger.warn.mock.calls).toEqual([
      [expect.stringMatching(/jenkins:lab: .*private/)],
    ]);
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
