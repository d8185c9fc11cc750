import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
// eslint-disable-next-line @backstage/no-relative-monorepo-imports -- the whole portal, in tests alone
import { startWholePortal } from '../../../packages/backend/src/__testUtils__/startWholePortal';
// eslint-disable-next-line @backstage/no-relative-monorepo-imports -- servers of tests
import { startGitea } from '../../../scripts/engines/gitea.mjs';

const templates = path.resolve(__dirname, '../../../templates');
/** What is installed there is by its lock: it may be of another run. */
const cache =
  process.env.ASTROLABE_TEST_CACHE ?? path.join(homedir(), '.cache/astrolabe');

/** As an operator writes one: it asks the name alone. */
const ownTemplate = JSON.stringify({
  apiVersion: 'scaffolder.backstage.io/v1beta3',
  kind: 'Template',
  metadata: { name: 'our-app', title: 'Our app' },
  spec: {
    type: 'project',
    parameters: { properties: { name: { type: 'string' } } },
    steps: [
      {
        ...{ id: 'make', action: 'astrolabe:cookiecutter:make' },
        input: {
          template: 'app',
          answers: { name: '${{ parameters.name }}' },
        },
      },
    ],
    output: { files: '${{ steps.make.output.files }}' },
  },
});

const values = {
  module: { title: 'Leaf', name: 'leaf', summary: '"It": counts' },
  looks: { accent: ['#00', '696b'].join(''), font: 'serif' },
};

describe('the scaffolder of the whole portal', () => {
  let portal: Awaited<ReturnType<typeof startWholePortal>>;
  let gitea: Awaited<ReturnType<typeof startGitea>>;
  let account: string;
  let folder: string;

  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'astrolabe-scaffolder-'));
    const app = path.join(folder, 'app/template');
    await mkdir(path.join(app, '{{cookiecutter.name}}'), { recursive: true });
    const files = {
      '../cookiecutter.yaml':
        '{ title: App, summary: One., template: ./template }',
      'cookiecutter.json': '{ "name": "x" }',
      '{{cookiecutter.name}}/README.md': '{{ cookiecutter.name|upper }}\n',
    };
    for (const [name, text] of Object.entries(files)) {
      await writeFile(path.join(app, name), text);
    }
    [gitea, portal] = await Promise.all([
      startGitea(),
      startWholePortal({
        ownTemplate,
        assets: {
          files: { roots: [folder] },
          templates: { roots: [templates, folder] },
          dataDirectory: path.join(cache, 'cookiecutter'),
        },
        http: { allowedHosts: ['127.0.0.1'] },
      }),
    ]);
    await gitea.addUser('ada');
    const scopes = 'write:repository,write:user,read:organization';
    const token = await gitea.tokenFor('ada', scopes);
    const { body } = await portal.post('/api/accounts/v1/accounts', 'full', {
      ...{ service: 'gitea', values: { url: gitea.url, token } },
    });
    account = body.id;
  });
  afterAll(async () => {
    await portal?.stop();
    await gitea?.stop();
    if (folder) await rm(folder, { recursive: true });
  });

  const base = '/api/scaffolder/v2/tasks';
  /** What a task ends with. */
  async function endOf(id: string) {
    let end: { output?: object; error?: { message: string } } | undefined;
    await expect
      .poll(
        async () => {
          const { body } = await portal.get(`${base}/${id}/events`, 'full');
          end = body.find(
            ({ type }: { type: string }) => type === 'completion',
          )?.body;
          return end;
        },
        { timeout: 120_000 },
      )
      .toBeTruthy();
    return end!;
  }

  async function run(template: string, given: object) {
    // The catalogue reads the templates when the portal has started.
    const entity = `/api/catalog/entities/by-name/template/default/${template}`;
    await expect
      .poll(async () => (await portal.get(entity, 'full')).status, {
        timeout: 60_000,
      })
      .toBe(200);
    const { body } = await portal.post(base, 'full', {
      templateRef: `template:default/${template}`,
      values: given,
    });
    return { id: body.id as string, ...(await endOf(body.id)) };
  }

  it('has a real cookiecutter make a project', async () => {
    const end = await run('our-app', { name: 'leaf' });
    expect(end).toMatchObject({
      output: { files: [{ path: 'README.md', text: 'LEAF\n' }] },
    });
  });

  it('says what it would make at a real forge, and then makes it', async () => {
    const token = await gitea.tokenFor('ada', 'read:repository,read:user');
    const filesThere = () =>
      gitea.ask(token, 'GET', '/repos/ada/leaf/contents').then(
        (files: { name: string }[]) => files.map(({ name }) => name),
        () => 'none',
      );
    const repository = { account, visibility: 'private' };
    const plan = await run('community', {
      ...{ ...values, repository: { ...repository, dryRun: true } },
    });
    expect(plan.output).toMatchObject({
      files: [{ path: 'README.md' }, { path: 'community.yaml' }],
      repository: { dryRun: true, url: `${gitea.url}/ada/leaf` },
    });
    expect(await filesThere()).toBe('none');
    const made = await run('community', { ...values, repository });
    expect(made).toMatchObject({ output: { repository: { dryRun: false } } });
    expect(await filesThere()).toEqual(['README.md', 'community.yaml']);
    // They are there, and not kept beside it.
    expect(made).not.toHaveProperty('output.files');
    const again = await portal.post(`${base}/${made.id}/retry`, 'full', {});
    expect(again.status).toBe(201);
    expect(await endOf(made.id)).toMatchObject({ output: made.output });
    const repositories = await gitea.ask(token, 'GET', '/users/ada/repos');
    expect(repositories).toHaveLength(1);
  });
});
