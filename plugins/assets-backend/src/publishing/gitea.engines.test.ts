// eslint-disable-next-line @backstage/no-relative-monorepo-imports -- servers of tests
import { startGitea } from '../../../../scripts/engines/gitea.mjs';
import { describePublishing, type ForgeBench } from '../__testUtils__/forges';

const GROUP = 'plankton-lab';

describePublishing('Gitea', async (): Promise<ForgeBench> => {
  const gitea = await startGitea();
  await gitea.addUser('ada');
  const good = await gitea.tokenFor(
    'ada',
    'write:repository,write:user,write:organization',
  );
  const poor = await gitea.tokenFor('ada', 'read:user');
  const ask = (method: string, route: string, body?: object) =>
    gitea.ask(good, method, route, body);
  await ask('POST', 'orgs', { username: GROUP });
  return {
    ...{ service: 'gitea', url: gitea.url, person: 'ada', group: GROUP },
    tokens: { good, poor },
    lacks: /lacks write:repository, write:user/,
    creates: /^POST \/api\/v1\/(user|orgs\/[^/]+)\/repos$/,
    commits: /^POST .*\/contents$/,
    kill: gitea.kill,
    start: gitea.start,
    stop: gitea.stop,
    async makeByHand(name) {
      await ask('POST', 'user/repos', { name, description: 'By hand' });
    },
    async edit(name, path, text) {
      const where = `repos/ada/${name}/contents/${path}`;
      const { sha } = await ask('GET', where);
      const content = Buffer.from(text, 'utf8').toString('base64');
      await ask('PUT', where, { sha, content });
    },
    async hide(name) {
      await ask('PATCH', `repos/ada/${name}`, { private: true });
    },
    async remove(name) {
      await ask('DELETE', `repos/ada/${name}`);
    },
    async look(owner, name) {
      const at = `repos/${owner}/${name}`;
      const found = await ask('GET', at).catch(() => undefined);
      if (!found) return undefined;
      const seen = {
        description: found.description,
        isPrivate: found.private,
        branch: found.default_branch,
      };
      if (found.empty) {
        return { ...seen, isProtected: false, commits: [], files: {} };
      }
      const commits = await ask('GET', `${at}/commits`);
      const rules = await ask('GET', `${at}/branch_protections`);
      const { tree } = await ask(
        'GET',
        `${at}/git/trees/main?recursive=true&per_page=1000`,
      );
      const files = await Promise.all(
        tree
          .filter(({ type }: { type: string }) => type === 'blob')
          .map(async ({ path }: { path: string }) => {
            const { content } = await ask('GET', `${at}/contents/${path}`);
            return [path, Buffer.from(content, 'base64').toString('utf8')];
          }),
      );
      return {
        ...seen,
        isProtected: rules.some(
          (rule: { rule_name: string }) => rule.rule_name === 'main',
        ),
        commits: commits.map(
          (each: { commit: { message: string } }) => each.commit.message,
        ),
        files: Object.fromEntries(files),
      };
    },
  };
});
