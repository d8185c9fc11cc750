import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { ProjectFile, Release } from '@astrolabe/plugin-assets-common';
import { describe, expect, it } from 'vitest';
import { errorOf, useBench } from './__testUtils__/bench';
import { exitCodes } from './lib/errors';

const bench = useBench();

const template = {
  id: 'ai-module-minimal',
  title: 'AI module',
  description: 'A Python project.',
  translations: {},
  schema: {
    properties: {
      module: {
        required: ['title'],
        properties: { title: { type: 'string', title: 'Title' } },
      },
      people: { properties: { authors: { type: 'array', title: 'Authors' } } },
    },
  },
  defaults: { module: {}, people: { authors: [] } },
};

const TEMPLATES = 'GET /api/assets/v1/project-templates';
const PROJECTS = 'POST /api/assets/v1/projects';

const published = {
  url: 'https://forge.example/lab/leaf',
  cloneUrl: 'https://forge.example/lab/leaf.git',
  ...{ owner: 'lab', name: 'leaf', visibility: 'private', files: 40 },
  steps: [
    { id: 'repository', state: 'done' },
    { id: 'catalogue', state: 'skipped', reason: 'it was not asked for' },
  ],
  dryRun: false,
};
const REPOSITORIES = 'POST /api/assets/v1/repositories';

async function begin(files: ProjectFile[]) {
  await bench.signedIn();
  const twice = (json: object) => [{ json }, { json }, { json }];
  bench.portal.answers[TEMPLATES] = twice({ items: [template] });
  const problem = {
    ...{ severity: 'error', pointer: '/titel', message: 'No known key' },
    ...{ line: 2, column: 1, edits: [{ start: 0, end: 5, text: 'title' }] },
  };
  const metadata = {
    ...{ path: 'ai4-metadata.yml', valid: false, mended: 0 },
    problems: [problem],
  };
  bench.portal.answers[PROJECTS] = twice({ name: 'leaf', files, metadata });
  return path.join(bench.home, 'work');
}

describe('the project of a module', () => {
  it('is written into a folder of its own, with what was set', async () => {
    const to = await begin([
      { path: 'README.md', text: '# Leaf' },
      { path: 'src/leaf/api.py', text: 'x = 1\n' },
    ]);
    const { stdout, exitCode } = await bench.astrolabe(
      ...['module', 'new', '--mend', '--to', to, '--set', 'module.title=Leaf'],
      ...['--set', 'people.authors=["A, B <a@b.org>"]'],
    );
    expect(exitCode).toBe(0);
    expect(stdout).toContain(`2 files are in ${to}/leaf`);
    expect(readFileSync(path.join(to, 'leaf/src/leaf/api.py'), 'utf8')).toBe(
      'x = 1\n',
    );
    expect(stdout).toContain('ai4-metadata.yml:2:1: error: /titel: ');
    expect(stdout).toContain('--mend mends');
    expect(bench.portal.calls.at(-1)!.body).toEqual({
      ...{ template: 'ai-module-minimal', mend: true },
      values: {
        module: { title: 'Leaf' },
        people: { authors: ['A, B <a@b.org>'] },
      },
    });
  });

  it('is of whoever makes it, unless another author is named', async () => {
    const to = await begin([{ path: 'README.md', text: '# Leaf' }]);
    const form = structuredClone(template);
    Object.assign(form.schema.properties.people.properties.authors, {
      'x-profile': 'author',
    });
    Object.assign(form.schema.properties.people.properties, {
      licence: { type: 'string', title: 'Licence', 'x-profile': 'licence' },
    });
    bench.portal.answers[TEMPLATES] = [{ json: { items: [form] } }];
    const me = {
      ...{ displayName: 'Ada Fuller', email: 'ada@example.org' },
      orcid: '0000-0001-2345-6789',
    };
    bench.portal.answers['GET /api/communities/v1/me'] = [{ json: me }];
    bench.portal.answers['GET /api/user-settings/buckets/assets/keys/licence'] =
      [{ json: { value: 'MIT' } }];
    await bench.astrolabe('module', 'new', '--to', to, '--json');
    expect(bench.portal.calls.at(-2)!.body).toMatchObject({
      values: {
        people: {
          authors: ['Ada Fuller <ada@example.org> 0000-0001-2345-6789'],
          licence: 'MIT',
        },
      },
    });
  });

  it('has the licence of my community, until I take another', async () => {
    const to = await begin([
      { path: 'README.md', text: '# Leaf' },
      { path: 'logo.png', text: 'iVBORw==', encoding: 'base64' },
    ]);
    const form = structuredClone(template);
    Object.assign(form.schema.properties.people.properties, {
      licence: { type: 'string', title: 'Licence', 'x-profile': 'licence' },
    });
    bench.portal.answers[TEMPLATES] = Array(2).fill({
      json: { items: [form] },
    });
    bench.portal.answers['GET /api/communities/v1/portal'] = Array(2).fill({
      json: { licence: 'EUPL-1.2' },
    });
    const kept = 'PUT /api/user-settings/buckets/assets/keys/licence';
    bench.portal.answers[kept] = Array(2).fill({ json: {} });
    await bench.astrolabe('module', 'new', '--to', to);
    const [made, remembered] = bench.portal.calls.slice(-2);
    expect(made.body).toMatchObject({
      values: { people: { licence: 'EUPL-1.2' } },
    });
    expect(remembered).toMatchObject({
      method: 'PUT',
      body: { value: 'EUPL-1.2' },
    });
    expect(readFileSync(path.join(to, 'leaf/logo.png'))).toEqual(
      Buffer.from([0x89, 0x50, 0x4e, 0x47]),
    );
    const other = ['--publish', 'hub', '--set', 'people.licence=MIT'];
    bench.portal.answers[REPOSITORIES] = [{ json: published }];
    await bench.astrolabe('module', 'new', ...other);
    expect(bench.portal.calls.at(-1)!.body).toEqual({ value: 'MIT' });
  });

  it('takes the text of a file where it asks for one', async () => {
    const to = await begin([{ path: 'README.md', text: '# Sea' }]);
    const form = structuredClone(template);
    const logo = { type: 'string', 'x-widget': 'file', title: 'Logo' };
    Object.assign(form.schema.properties.module.properties, { logo });
    bench.portal.answers[TEMPLATES] = Array(2).fill({
      json: { items: [form] },
    });
    const file = path.join(bench.home, 'logo.svg');
    await writeFile(file, '<svg/>\n');
    const set = ['--to', to, '--set', `module.logo=@${file}`];
    await bench.astrolabe('module', 'new', ...set);
    const { values } = bench.portal.calls.at(-1)!.body as never;
    expect(values).toMatchObject({ module: { logo: '<svg/>' } });
    const { stdout } = await bench.astrolabe('module', 'templates', form.id);
    expect(stdout).toMatch(/module\.logo +string +- +@file/);
  });

  it('is never written over what is there', async () => {
    const to = await begin([{ path: 'README.md', text: 'new' }]);
    await bench.astrolabe('module', 'new', '--to', to);
    const again = await bench.astrolabe('module', 'new', '--to', to, '--json');
    expect(again.exitCode).toBe(2);
    expect(errorOf(again).message).toContain('is there already');
  });

  it('stays inside of its folder, and leaves nothing half done', async () => {
    const to = await begin([
      { path: 'README.md', text: 'x' },
      { path: '../evil', text: 'x' },
    ]);
    const made = await bench.astrolabe('module', 'new', '--to', to, '--json');
    expect(errorOf(made).name).toBe('UnsafePathError');
    expect(readdirSync(to)).toEqual([]);
    expect(existsSync(path.join(bench.home, 'evil'))).toBe(false);
    bench.portal.answers[PROJECTS] = [
      { json: { name: 'x/../../evil', files: [] } },
    ];
    const named = await bench.astrolabe('module', 'new', '--to', to, '--json');
    expect(errorOf(named).name).toBe('UnsafePathError');
    expect(readdirSync(to)).toEqual([]);
  });

  it('is of a template, whose fields can be looked at', async () => {
    await begin([]);
    const all = await bench.astrolabe('module', 'templates');
    expect(all.stdout).toContain('ai-module-minimal  AI module');
    const one = await bench.astrolabe('module', 'templates', template.id);
    expect(one.stdout).toContain('module.title *');
    const none = await bench.astrolabe('module', 'templates', 'x', '--json');
    expect(errorOf(none)).toMatchObject({
      message: `There is no template 'x'`,
    });
  });
});

describe('the repository of a module', () => {
  const publish = (...more: string[]) =>
    bench.astrolabe(
      ...['module', 'new', '--set', 'module.title=Leaf'],
      ...['--publish', 'gitea:lab', ...more],
    );

  it('is made where it is said, and asked for again when the answer is lost', async () => {
    await begin([]);
    const lost = { status: 503, json: { error: { message: 'It is away' } } };
    bench.portal.answers[REPOSITORIES] = [lost, { json: published }];
    const { stdout, exitCode } = await publish();
    expect(exitCode).toBe(0);
    expect(stdout).toContain('git clone https://forge.example/lab/leaf.git');
    expect(stdout).toContain('it was not asked for');
    const calls = bench.portal.calls.slice(-2);
    expect(calls[0].headers['idempotency-key']).toBe(
      calls[1].headers['idempotency-key'],
    );
    expect(calls[1].body).toEqual({
      template: 'ai-module-minimal',
      values: { module: { title: 'Leaf' }, people: { authors: [] } },
      to: { account: 'gitea', owner: 'lab', visibility: 'private' },
    });
  });

  it('is told of beforehand, and shown to everybody where it is said', async () => {
    await begin([]);
    bench.portal.answers[REPOSITORIES] = [
      { json: { ...published, dryRun: true } },
    ];
    const { stdout } = await publish(
      ...['--dry-run', '--in-catalogue', '--visibility', 'public'],
    );
    expect(stdout).toContain('Nothing was made');
    expect(bench.portal.calls.at(-1)!.body).toMatchObject({
      dryRun: true,
      to: { visibility: 'public', inCatalogue: true },
    });
  });

  it('can be made at the forges that I have linked', async () => {
    await begin([]);
    const forge = { account: 'gitea', title: 'Gitea', service: 'gitea' };
    bench.portal.answers['GET /api/assets/v1/forges'] = [
      { json: { items: [{ ...forge, user: 'ada' }] } },
    ];
    const owner = { name: 'lab', kind: 'group', url: 'https://f.example/lab' };
    bench.portal.answers['GET /api/assets/v1/forges/gitea/owners'] = [
      { json: { items: [owner] } },
    ];
    const all = await bench.astrolabe('module', 'forges');
    expect(all.stdout).toMatch(/gitea +Gitea +ada/);
    const owners = await bench.astrolabe('module', 'forges', 'gitea');
    expect(owners.stdout).toContain('gitea:lab');
  });

  it('is made a module where it is there already', async () => {
    await begin([]);
    const registered = {
      ...{ name: 'leaf', entityRef: 'aimodule:default/leaf', title: 'Leaf' },
      ...{ url: published.url, branch: 'trunk', visibility: 'public' },
      problems: [
        {
          ...{ severity: 'warning', pointer: '/tags', line: 3, column: 1 },
          message: 'There are none.',
        },
      ],
      dryRun: false,
    };
    bench.portal.answers['POST /api/assets/v1/registrations'] = [
      { json: registered },
    ];
    const address = 'https://forge.example/lab/leaf';
    const { stdout } = await bench.astrolabe(
      ...['module', 'register', `gitea:${address}`, '--shows-private'],
    );
    expect(stdout).toContain('It is a module');
    expect(stdout).toMatch(/Branch +trunk/);
    expect(stdout).toContain('ai4-metadata.yml:3:1: warning: /tags: There are');
    expect(bench.portal.calls.at(-1)!.body).toEqual({
      ...{ account: 'gitea', repository: address, showsPrivate: true },
    });
    const wrong = await bench.astrolabe('module', 'register', address);
    expect([wrong.exitCode, wrong.stderr]).toEqual([
      exitCodes.usage,
      expect.stringContaining('account:owner/name'),
    ]);
  });

  it('is proposed what I have changed in its metadata', async () => {
    await begin([]);
    const commit = 'a'.repeat(40);
    const at = '/api/assets/v1/repositories/leaf';
    bench.portal.answers[`GET ${at}/metadata`] = [
      { json: { branch: 'main', commit, text: 'title: Leaf' } },
    ];
    bench.portal.answers[`POST ${at}/changes`] = [
      {
        json: {
          ...{ title: 'Say more', branch: 'metadata-1', into: 'main' },
          ...{ url: `${published.url}/pulls/1`, number: 1, dryRun: false },
          fields: ['title'],
        },
      },
    ];
    const file = path.join(bench.home, 'ai4-metadata.yml');
    await writeFile(file, 'title: Leaves');
    const { stdout } = await bench.astrolabe(
      ...['module', 'propose', 'leaf', file, '--title', 'Say more'],
    );
    expect(stdout).toContain('/pulls/1');
    expect(bench.portal.calls.at(-1)!.body).toEqual({
      ...{ text: 'title: Leaves', commit, title: 'Say more' },
    });
  });

  it('is taken out of the catalogue, and stays at its forge', async () => {
    await begin([]);
    bench.portal.answers['DELETE /api/assets/v1/repositories/leaf'] = [
      { status: 204 },
    ];
    const { stdout } = await bench.astrolabe('module', 'withdraw', 'leaf');
    expect(stdout).toContain('still at its forge');
  });
});

describe('a version of a module', () => {
  const RELEASES = 'api/assets/v1/repositories/leaf/releases';
  const begun: Release = {
    ...{ version: '1.1.0', tag: 'v1.1.0', state: 'running', dryRun: false },
    ...{ changelog: '- Count better', files: ['CHANGELOG.md'] },
    steps: [
      { id: 'plan', state: 'done' },
      { id: 'commit', state: 'running' },
    ],
  };
  const done: Release = {
    ...{ ...begun, state: 'done', doi: '10.5281/zenodo.42' },
    image: {
      ...{ reference: 'ghcr.io/lab/leaf:v1.1.0', digest: 'sha256:abc' },
      ...{ payload: '{}', signature: '', publicKey: '', isPushed: true },
    },
    url: 'https://forge.example/lab/leaf/releases/tag/v1.1.0',
  };
  const release = (...more: string[]) =>
    bench.astrolabe('module', 'release', 'leaf', ...more);

  it('is released, and waited for until it is done', async () => {
    await begin([]);
    const lost = { status: 503, json: { error: { message: 'It is away' } } };
    bench.portal.answers[`POST /${RELEASES}`] = [
      lost,
      { status: 202, json: begun },
    ];
    bench.portal.answers[`GET /${RELEASES}`] = [{ json: { items: [done] } }];
    const { stdout, stderr, exitCode } = await release(
      ...['--version', '1.1.0', '--archive', 'zenodo', '--notes', 'Better'],
    );
    expect(exitCode).toBe(0);
    expect(stdout).toContain('1.1.0 is released.');
    expect(stdout).toContain('10.5281/zenodo.42');
    expect(stdout).toContain('ghcr.io/lab/leaf:v1.1.0@sha256:abc');
    expect(stderr).toContain('commit: running');
    const posts = bench.portal.calls.filter(({ method }) => method === 'POST');
    const [first, second] = posts.slice(-2);
    expect(first.headers['idempotency-key']).toBe(
      second.headers['idempotency-key'],
    );
    expect(second.body).toEqual({
      ...{ version: '1.1.0', notes: 'Better', archive: 'zenodo' },
    });
  });

  it('is told of beforehand, and why it could not be released', async () => {
    await begin([]);
    const planned = { ...begun, state: 'planned', dryRun: true };
    const reason = 'the archive does not let you in';
    bench.portal.answers[`POST /${RELEASES}`] = [
      { json: planned },
      { status: 202, json: { ...begun, state: 'failed', reason } },
    ];
    const plan = await release('--version', '1.1.0', '--dry-run');
    expect(plan.stdout).toContain('Nothing was changed. 1.1.0 would be:');
    expect(plan.stdout).toContain('- Count better');
    const failed = await release('--version', '1.1.0');
    expect(failed.exitCode).toBe(1);
    expect(failed.stderr).toContain(`1.1.0 is not released: ${reason}`);
  });

  it('is listed with those before', async () => {
    await begin([]);
    bench.portal.answers[`GET /${RELEASES}`] = [{ json: { items: [done] } }];
    const { stdout } = await release();
    expect(stdout).toMatch(/1\.1\.0 +done/);
  });
});
