import { randomBytes } from 'node:crypto';
import { GuardedClient, NetworkGuard } from '@astrolabe/http';
import { mockServices } from '@backstage/backend-test-utils';
import { describe, expect, it } from 'vitest';
import { startGithubCi, startGitlabCi } from './__testUtils__/ciServers';
import { describeRunner } from './__testUtils__/describeRunner';
import { JenkinsServer } from './__testUtils__/JenkinsServer';
import {
  jenkinsAt,
  repositoryOf,
  type RunnerBench,
} from './__testUtils__/RunnerBench';
import { ForgeRunner } from './forge';
import { openRunners, readRunners } from '.';
import { JenkinsRunner } from './jenkins';

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
    repository: repositoryOf({ forge: url }),
    other: repositoryOf({ forge: url, repository: 'plain', forgeId: '2' }),
    commit: newCommit,
    begins: async ({ commit }) => ci.begins(commit),
    ends: async ({ commit }, how) => ci.ends(commit, how),
    tags: async ({ commit }) => ci.fails(commit, `v${commit.slice(0, 7)}`),
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
      runner: new JenkinsRunner(jenkinsAt(`${wire.url}/jenkins`)),
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

describe('the configuration of runners', () => {
  const read = (checks: object) =>
    readRunners(mockServices.rootConfig({ data: { assets: { checks } } }));
  const lab = {
    ...{ id: 'lab', url: 'https://ci.example', job: 'lab/{repository}' },
    ...{ forge: 'https://github.com/', owners: ['AI4OS-hub'] },
    ...{ user: 'portal', token: 'secret' },
  };
  const idsOf = (checks: object) =>
    openRunners(read(checks), {
      ...{ client, accounts: { forge: async () => undefined }, own: [] },
    }).map(({ id }) => id);

  it('has the forge without anything, each Jenkins, and those named alone', () => {
    expect(read({})).toEqual({ ids: ['portal', 'forge'], jenkins: [] });
    expect(idsOf({ jenkins: [lab] })).toEqual(['forge', 'jenkins:lab']);
    const runners = ['jenkins:lab'];
    expect(idsOf({ runners, jenkins: [lab] })).toEqual(runners);
    expect(idsOf({ runners: [] })).toEqual([]);
  });

  it.each([
    [{ runners: ['gitlab'] }, /runners' has 'gitlab'.*portal, forge/],
    [{ jenkins: [lab, lab] }, /two of the id of 'jenkins:lab'/],
    [{ jenkins: [{ ...lab, id: 'A b' }] }, /jenkins\[0\].id' is 'A b'/],
    [{ jenkins: [{ ...lab, url: 'ftp://x' }] }, /url' of 'x' has .*http/],
    [{ jenkins: [{ ...lab, url: 'a' }] }, /url' has to be an http/],
    [
      { jenkins: [{ ...lab, job: '{repo}' }] },
      /job' is '\{repo\}'.*\{branch\}/,
    ],
    [{ jenkins: [{ ...lab, job: '/' }] }, /job' is '\/'/],
    [{ jenkins: [{ ...lab, forge: 'github' }] }, /forge' has to be .*pages/],
    [{ jenkins: [{ ...lab, owners: [] }] }, /owners' has .*\{owner\}/],
  ])('refuses %j with the key, the value and what is allowed', (to, said) => {
    expect(() => read(to)).toThrow(said);
  });

  it('prints no password that stands in an address', () => {
    const asked = () =>
      read({ jenkins: [{ ...lab, url: 'https://a:geheim@x' }] });
    expect(asked).toThrow(/url' of 'x' .*without a user/);
    expect(asked).not.toThrow(/geheim/);
  });
});
