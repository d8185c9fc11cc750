import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { mockCredentials } from '@backstage/backend-test-utils';
import { GuardedClient, NetworkGuard } from '@astrolabe/http';
import { afterAll, expect, it } from 'vitest';
// eslint-disable-next-line @backstage/no-relative-monorepo-imports -- servers of tests
import { startGitea } from '../../../../scripts/engines/gitea.mjs';
// eslint-disable-next-line @backstage/no-relative-monorepo-imports -- only in tests
import { ensureDebian } from '../../../../scripts/lib/system.mjs';
import { AssetFolder, startAssets } from '../__testUtils__';
import {
  describeChanging,
  describeHooks,
  describePublishing,
  describeReading,
  describeRegistering,
  describeReleasing,
  describeStatuses,
  inWords,
  type ForgeBench,
} from '../__testUtils__/forges';
import { ADA, linkedAccounts } from '../__testUtils__/forges/accountsWith';
import { managersAre } from '../__testUtils__/forges/managersAre';
import { openForge } from '../forges';

const run = promisify(execFile);
const GROUP = 'plankton-lab';
const testCache =
  process.env.ASTROLABE_TEST_CACHE ?? join(homedir(), '.cache/astrolabe');

interface GiteaPull {
  number: number;
  title: string;
  body: string;
  head: { ref: string };
  base: { ref: string };
}

const CLOSED_GROUP = 'closed-lab';

interface GiteaBench extends ForgeBench {
  /** Has `main` called so, too; DELETE: no more. */
  called(name: string, as: Called): Promise<void>;
}

interface Called {
  what: 'branches' | 'tags';
  as: string;
  method?: 'POST' | 'DELETE';
}

async function begin(): Promise<GiteaBench> {
  const gitea = await startGitea();
  await gitea.addUser('ada');
  const good = await gitea.tokenFor(
    'ada',
    'write:repository,write:user,write:organization',
  );
  await gitea.addUser('eve');
  const other = await gitea.tokenFor('eve', 'write:repository,write:user');
  const poor = await gitea.tokenFor('ada', 'read:user');
  const ask = (method: string, route: string, body?: object) =>
    gitea.ask(good, method, route, body);
  const filesOf = async (at: string, branch: string) => {
    const found = await ask(
      'GET',
      `${at}/git/trees/${encodeURIComponent(
        branch,
      )}?recursive=true&per_page=1000`,
    ).catch(() => undefined);
    if (!found) return undefined;
    const files = found.tree
      .filter(({ type }: { type: string }) => type === 'blob')
      .map(async ({ path }: { path: string }) => {
        const { content } = await ask(
          'GET',
          `${at}/contents/${encodeURIComponent(path)}?ref=${encodeURIComponent(
            branch,
          )}`,
        );
        return [path, inWords(Buffer.from(content, 'base64'))];
      });
    return Object.fromEntries(await Promise.all(files));
  };
  await ask('POST', 'orgs', { username: GROUP });
  await ask('POST', 'orgs', { username: CLOSED_GROUP, visibility: 'limited' });
  return {
    ...{ service: 'gitea', url: gitea.url, person: 'ada', group: GROUP },
    tokens: { good, poor },
    closedGroup: CLOSED_GROUP,
    lacks: /lacks write:repository, write:user/,
    creates: /^POST \/api\/v1\/(user|orgs\/[^/]+)\/repos$/,
    commits: /^POST .*\/contents$/,
    changes: /^POST .*\/contents$/,
    kill: gitea.kill,
    start: gitea.start,
    stop: gitea.stop,
    async attachedTo(name, tag) {
      const where = `repos/ada/${name}/releases/tags/${tag}`;
      const { assets } = await ask('GET', where);
      return assets.map((each: { name: string }) => each.name);
    },
    async makeByHand(name) {
      await ask('POST', 'user/repos', { name, description: 'By hand' });
    },
    async makeOfOther(name, files) {
      await gitea.ask(other, 'POST', 'user/repos', { name });
      await gitea.ask(other, 'POST', `repos/eve/${name}/contents`, {
        message: 'Theirs',
        files: Object.entries(files).map(([path, text]) => ({
          ...{ operation: 'create', path },
          content: Buffer.from(text, 'utf8').toString('base64'),
        })),
      });
      return 'eve';
    },
    async change(name, { name: newName, isPrivate, files = {}, branch }) {
      const at = `repos/ada/${name}`;
      if (branch) {
        const wish = { new_branch_name: branch, old_ref_name: 'main' };
        await ask('POST', `${at}/branches`, wish);
        await ask('PATCH', at, { default_branch: branch });
      }
      for (const [path, text] of Object.entries(files)) {
        const content = Buffer.from(text, 'utf8').toString('base64');
        const where = `${at}/contents/${path}`;
        const present = await ask('GET', where).catch(() => undefined);
        const wish = { content, message: 'Change', sha: present?.sha };
        await ask(present ? 'PUT' : 'POST', where, wish);
      }
      if (isPrivate !== undefined) {
        await ask('PATCH', at, { private: isPrivate });
      }
      if (newName) await ask('PATCH', at, { name: newName });
    },
    async refusesRewriting(name) {
      const folder = await mkdtemp(join(tmpdir(), 'astrolabe-rewrite-'));
      // Without what whoever runs the tests has set for their own commits.
      const settings = {
        GIT_CONFIG_GLOBAL: '/dev/null',
        GIT_CONFIG_NOSYSTEM: '1',
      };
      const env = { ...process.env, ...settings, LC_ALL: 'C' };
      const git = (...args: string[]) =>
        run('git', ['-c', 'user.name=A', '-c', 'user.email=a@b.c', ...args], {
          ...{ cwd: folder, env },
        });
      const { host } = new URL(gitea.url);
      const remote = `http://ada:${good}@${host}/ada/${name}.git`;
      await git('init', '-q');
      await git('commit', '-q', '--allow-empty', '-m', 'All is mine');
      const rewrite = git('push', '--force', remote, 'HEAD:main');
      await expect(rewrite).rejects.toThrow(/protected/);
      const remove = git('push', remote, ':main');
      await expect(remove).rejects.toThrow(/remote rejected|protected/);
      await rm(folder, { recursive: true });
    },
    async closeBranch(name) {
      await ask('PATCH', `repos/ada/${name}/branch_protections/main`, {
        enable_push: false,
      }).catch(() =>
        ask('POST', `repos/ada/${name}/branch_protections`, {
          ...{ rule_name: 'main', enable_push: false },
        }),
      );
    },
    filesOf: (name, branch) => filesOf(`repos/ada/${name}`, branch),
    async requestsOf(name) {
      const found = await ask('GET', `repos/ada/${name}/pulls?state=open`);
      return found.map((each: GiteaPull) => {
        const { number, title, body, head, base } = each;
        return { number, title, body, head: head.ref, base: base.ref };
      });
    },
    words: { pending: 'pending', failed: 'failure', undecided: 'error' },
    async saidOf(name, commit) {
      const where = `repos/ada/${name}/commits/${commit}/status`;
      const { statuses } = await ask('GET', where);
      return (statuses ?? []).map((each: Record<string, string>) => {
        const { context, status: state, description, target_url: url } = each;
        return { context, state, description, url };
      });
    },
    async hooksOf(name) {
      const hooks = await ask('GET', `repos/ada/${name}/hooks`);
      return hooks.map(({ config }: { config: { url: string } }) => config);
    },
    async closeRequest(name, number) {
      const wish = { state: 'closed' };
      await ask('PATCH', `repos/ada/${name}/pulls/${number}`, wish);
    },
    async called(name, { what, as, method = 'POST' }) {
      const where = `repos/ada/${name}/${what}`;
      const wish =
        what === 'tags'
          ? { tag_name: as, target: 'main' }
          : { new_branch_name: as, old_ref_name: 'main' };
      if (method === 'POST') await ask(method, where, wish);
      else await ask(method, `${where}/${as}`);
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
      return {
        ...seen,
        isProtected: rules.some(
          (rule: { rule_name: string }) => rule.rule_name === 'main',
        ),
        commits: commits.map(
          (each: { commit: { message: string } }) => each.commit.message,
        ),
        files: (await filesOf(at, 'main')) ?? {},
      };
    },
  };
}

/** One for all that follows: it takes longer to start than most of that. */
let begun: Promise<GiteaBench> | undefined;
const shared = async (): Promise<GiteaBench> => {
  begun ??= begin();
  return { ...(await begun), stop: async () => {} };
};
afterAll(async () => (await begun)?.stop());

describeHooks('Gitea', shared);
describeStatuses('Gitea', shared);
describePublishing('Gitea', shared);
describeReading('Gitea', shared);
describeChanging('Gitea', shared);
describeRegistering('Gitea', shared);
describeReleasing('Gitea', shared);

it('reads at a commit what is in it, whichever branch or tag is called as it is', async () => {
  const bench = await shared();
  const access = { service: 'gitea', url: bench.url, token: bench.tokens.good };
  const client = new GuardedClient(new NetworkGuard({ anything: true }));
  const forge = openForge(access, client)!;
  const name = `agreed-${crypto.randomUUID().slice(0, 8)}`;
  const place = { owner: bench.person, name };
  const lock = 'environment/requirements.txt';
  await forge.create({ ...place, description: '', visibility: 'public' });
  const files = ['tool.yaml', lock].map(path => ({ path, text: 'agreed' }));
  await forge.commit(place, { message: 'Begin', files });
  const { commit } = (await forge.tip(place))!;
  const evil = { 'tool.yaml': 'evil', [lock]: 'evil' };
  await bench.change(name, { files: evil });
  const readBoth = () =>
    Promise.all(['tool.yaml', lock].map(at => forge.read(place, at, commit)));
  expect(await readBoth()).toEqual(['agreed', 'agreed']);
  for (const called of [
    { what: 'branches', as: `${commit}/environment` },
    { what: 'branches', as: commit },
    { what: 'tags', as: commit },
  ] as const) {
    await bench.called(name, called);
    const both = await readBoth();
    expect({ ...called, both }).toMatchObject({ both: ['agreed', 'agreed'] });
    await bench.called(name, { ...called, method: 'DELETE' });
  }
  // Nor is what is no commit one, where a branch is called so.
  const other = '0'.repeat(64);
  for (const as of [other, other.slice(0, 40)]) {
    await bench.called(name, { what: 'branches', as });
    expect(await forge.read(place, 'tool.yaml', as)).toBeUndefined();
  }
  expect(await forge.read(place, 'environment', commit)).toBeUndefined();
  expect(await forge.read(place, 'tool.yaml/a', commit)).toBeUndefined();
  expect(await forge.read(place, 'environment/a', commit)).toBeUndefined();
});

it('has a project of cookiecutter as its template has made it, picture and all', async () => {
  await ensureDebian(['bubblewrap'], '/usr/bin/bwrap');
  const bench = await shared();
  const templates = await mkdtemp(join(tmpdir(), 'astrolabe-templates-'));
  const files = {
    'cookiecutter.yaml': 'title: Ours\nsummary: As ever.\ntemplate: ./made\n',
    'made/cookiecutter.json': '{"name": "leaf-cut"}',
    'made/{{cookiecutter.name}}/README.md': '# {{ cookiecutter.name }}\n',
    'made/{{cookiecutter.name}}/logo.png': Buffer.from([0x89, 0xff]),
  };
  for (const [at, content] of Object.entries(files)) {
    const file = join(templates, 'ours', at);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, content);
  }
  const folder = await AssetFolder.create();
  const { service, url, person: user, tokens } = bench;
  const access = () => ({ service, url, user, token: tokens.good });
  const room = await startAssets({
    ...{ folder, templates: [templates], isOpen: true },
    // What is installed there is by its lock: it may be of another run.
    dataDirectory: join(testCache, 'cookiecutter'),
    features: [managersAre(() => false), linkedAccounts(access)],
  });
  const { status, body } = await room.api
    .post(`${room.base}/repositories`)
    .set('authorization', mockCredentials.user.header(ADA))
    .set('idempotency-key', crypto.randomUUID())
    .send({
      ...{ template: 'ours', values: { project: {} } },
      to: { account: 'hub', visibility: 'private' },
    });
  expect([status, body]).toMatchObject([201, { name: 'leaf-cut', files: 2 }]);
  const look = await bench.look(user, 'leaf-cut');
  expect(look!.files).toEqual({
    ...{ 'README.md': '# leaf-cut\n', 'logo.png': 'bytes:if8=' },
  });
  await room.stop();
  await folder.remove();
  await rm(templates, { recursive: true });
});
