import { GuardedClient, NetworkGuard } from '@astrolabe/http';
// eslint-disable-next-line @backstage/no-relative-monorepo-imports -- servers of tests
import { startGitea } from '../../../../../../scripts/engines/gitea.mjs';
import { expect } from 'vitest';
import { describeRunner } from '../__testUtils__/describeRunner';
import { GiteaActions } from '../__testUtils__/GiteaActions';
import { repositoryOf } from '../__testUtils__/RunnerBench';
import { ForgeRunner } from '.';

const WORKFLOW = `on: push
jobs:
  test:
    runs-on: ubuntu-latest
    steps:
      - run: 'true'
`;

const OF_TAGS = `on:
  push:
    tags: ['v*']
jobs:
  image:
    runs-on: ubuntu-latest
    steps:
      - run: 'true'
`;

let gitea: Awaited<ReturnType<typeof startGitea>>;

describeRunner('Gitea', {
  serve: async () => (gitea = await startGitea()),
  begin: async ({ url }, wire) => {
    await gitea.addUser('ada');
    const token = await gitea.tokenFor('ada', 'write:repository,write:user');
    const ask = (method: string, route: string, body?: object) =>
      gitea.ask(token, method, route, body);
    const put = async (repository: string, path: string, text: string) => {
      const content = Buffer.from(text).toString('base64');
      const where = `repos/ada/${repository}/contents/${path}`;
      const { commit } = await ask('POST', where, { content, message: path });
      return commit.sha as string;
    };
    const make = async (repository: string) => {
      const wish = { name: repository, default_branch: 'main' };
      const { id } = await ask('POST', 'user/repos', wish);
      // As the portal has it linked: over the wire.
      return repositoryOf({ forge: wire.url, forgeId: `${id}`, repository });
    };
    const [repository, other] = [await make('leaves'), await make('plain')];
    await put('plain', 'README.md', '# Plain');
    await put('leaves', '.gitea/workflows/check.yml', WORKFLOW);
    await put('leaves', '.gitea/workflows/image.yml', OF_TAGS);
    const at = 'repos/ada/leaves/actions/runners/registration-token';
    const actions = await GiteaActions.register(
      url,
      (
        await ask('POST', at)
      ).token,
    );
    let count = 0;
    const access = { service: 'gitea', url: wire.url, token };
    return {
      runner: new ForgeRunner({
        accessOf: async () => access,
        client: new GuardedClient(new NetworkGuard({ anything: true })),
      }),
      ...{ repository, other },
      commit: () => put('leaves', `${++count}.txt`, 'x'),
      begins: ({ commit }) => actions.begin(commit),
      ends: ({ commit }, how) => actions.end(commit, how),
      async tags({ commit }) {
        const wish = { tag_name: `v${++count}`, target: commit };
        await ask('POST', 'repos/ada/leaves/tags', wish);
        // Both workflows begin, and wait.
        const where = `repos/ada/leaves/actions/runs?head_sha=${commit}`;
        await expect
          .poll(async () => (await ask('GET', where)).workflow_runs.length)
          .toBe(3);
      },
      stop: gitea.stop,
    };
  },
});
