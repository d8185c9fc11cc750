import { randomBytes } from 'node:crypto';
import { describe, expect, it, onTestFinished } from 'vitest';
import { JenkinsServer } from '../__testUtils__/JenkinsServer';
import { jenkinsAt, repositoryOf } from '../__testUtils__/RunnerBench';
import { JenkinsRunner } from '.';
import { jobPath } from './jobPath';

const JOB = '/job/lab/job/leaves';

describe('Jenkins, as operators have it', () => {
  const open = async (
    job: object,
    to: Parameters<typeof jenkinsAt>[1] = {},
  ) => {
    const server = await new JenkinsServer().start();
    onTestFinished(() => server.stop());
    server.jobs.set(JOB, { parameters: [], builds: [], ...job });
    const runner = new JenkinsRunner(jenkinsAt(server.url, to));
    const run = {
      ...{ id: 'a-run', repository: repositoryOf({}), branch: 'main' },
      commit: randomBytes(20).toString('hex'),
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
