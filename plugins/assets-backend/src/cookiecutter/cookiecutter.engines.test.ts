import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:net';
import { homedir, tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { mockCredentials } from '@backstage/backend-test-utils';
import { strToU8, unzipSync, zipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
// eslint-disable-next-line @backstage/no-relative-monorepo-imports -- only in tests
import { ensureDebian } from '../../../../scripts/lib/system.mjs';
import { AssetFolder, startAssets } from '../__testUtils__';
import { hostileHooks } from './__testUtils__/hostileHooks';
import { servesGit } from './__testUtils__/servesGit';
import { LIMITS } from './sandboxCommand';

const run = promisify(execFile);
/** What is installed there is by its lock: it may be of another run. */
const cache =
  process.env.ASTROLABE_TEST_CACHE ?? path.join(homedir(), '.cache/astrolabe');
const dataDirectory = path.join(cache, 'cookiecutter');

/** As most are: a choice, a private variable, and what is made of another answer. */
const json = {
  project_name: 'My app',
  author: '',
  slug: "{{ cookiecutter.project_name|lower|replace(' ', '_') }}",
  license: ['MIT', 'Apache-2.0'],
  with_docs: true,
  replicas: 2,
  __prompts__: { author: 'Who has written it?' },
  __shout: '{{ cookiecutter.project_name|upper }}',
  _extensions: ['jinja2_time.TimeExtension'],
};

const readme = `# {{ cookiecutter.project_name }} of {{ cookiecutter.author }}
{{ cookiecutter.__shout }} {{ cookiecutter.license }} {{ cookiecutter.replicas }}{% if cookiecutter.with_docs %} docs{% endif %} {% now 'utc', '%Y' %}
`;

const text = `{{ 7*7 }} \\n "ñ" 😀 {% endraw %} {# x`;

describe('a template of cookiecutter', () => {
  const secret = `a-secret-${Math.random()}`;
  let folder: AssetFolder;
  let room: Awaited<ReturnType<typeof startAssets>>;
  let templates: string;
  let database: string;
  let neighbour: Server;
  let port: number;

  /** A template with a hook that is run after all is made. */
  async function add(
    id: string,
    options: { hook?: string; hooks?: Record<string, string>; json?: object },
    template: unknown = './template',
  ) {
    const at = path.join(templates, id);
    const files: Record<string, string> = {
      'cookiecutter.yaml': JSON.stringify({
        ...{ title: `The ${id}`, summary: 'Makes one.', template },
      }),
      'template/cookiecutter.json': JSON.stringify(options.json ?? json),
      'template/{{cookiecutter.slug}}/README.md': readme,
      ...(options.hook && {
        'template/hooks/post_gen_project.py': options.hook,
      }),
      ...options.hooks,
    };
    for (const [name, content] of Object.entries(files)) {
      const file = path.join(at, name);
      await mkdir(path.dirname(file), { recursive: true });
      await writeFile(file, content);
    }
    return at;
  }

  const make = (template: string, project: object = {}) =>
    room.api
      .post(`${room.base}/projects`)
      .send({ template, values: { project } });

  /** What a hook has printed into a file of the project. */
  async function found(template: string): Promise<string> {
    const { body } = await make(template);
    expect(body.error).toBeUndefined();
    return body.files.find((file: { path: string }) => file.path === 'found')
      .text;
  }

  beforeAll(async () => {
    await ensureDebian(['bubblewrap'], '/usr/bin/bwrap');
    process.env.ASTROLABE_TEST_SECRET = secret;
    folder = await AssetFolder.create();
    templates = await mkdtemp(path.join(tmpdir(), 'astrolabe-templates-'));
    database = path.join(folder.path, 'portal.sqlite');
    await writeFile(database, secret);
    neighbour = createServer(socket => socket.end(secret)).listen(
      0,
      '127.0.0.1',
    );
    await once(neighbour, 'listening');
    port = (neighbour.address() as { port: number }).port;

    await add('plain', {});
    const zipped = await add('zipped', {}, 'template.zip');
    const files = {
      'my-template/cookiecutter.json': strToU8(JSON.stringify(json)),
      'my-template/{{cookiecutter.slug}}/README.md': strToU8('zipped'),
    };
    await writeFile(
      path.join(zipped, 'cookiecutter.yaml'),
      'title: Z\nsummary: Z\ntemplate: template.zip\nfolder: my-template\n',
    );
    await writeFile(path.join(zipped, 'template.zip'), zipSync(files));
    await add('climbing-zip', {}, 'template.zip').then(at =>
      writeFile(
        path.join(at, 'template.zip'),
        zipSync({ '../../climbed': strToU8('x') }),
      ),
    );
    await add('broken', {
      hooks: { 'template/cookiecutter.json': '{"slug": ' },
    });
    await add('strict', {
      hooks: {
        'template/hooks/pre_gen_project.py': `import sys
if "{{ cookiecutter.slug }}".startswith("1"):
    sys.exit("A name begins with a letter")`,
      },
    });
    for (const [id, hook] of Object.entries(
      hostileHooks({ files: [database, dataDirectory, templates], port }),
    ))
      await add(id, { hook });
    await add('linking', {
      hook: 'import os; os.symlink("/etc/passwd", "passwd")',
    });

    room = await startAssets({
      ...{ folder, dataDirectory, templates: [templates] },
      templateSeconds: 8,
    });
  });
  afterAll(async () => {
    delete process.env.ASTROLABE_TEST_SECRET;
    await room?.stop();
    neighbour?.close();
    await folder?.remove();
    await rm(templates, { recursive: true, force: true });
  });

  it('asks what its cookiecutter.json asks, and keeps its own business to itself', async () => {
    // Whoever makes one waits until it is ready.
    expect((await make('plain')).status).toBe(200);
    const { body } = await room.api.get(`${room.base}/project-templates`);
    const plain = body.items.find(({ id }: { id: string }) => id === 'plain');
    const { properties } = plain.schema.properties.project;
    expect(plain).toMatchObject({
      ...{ title: 'The plain', description: 'Makes one.' },
      defaults: {
        project: {
          ...{ project_name: 'My app', license: 'MIT', with_docs: true },
        },
      },
    });
    expect(plain.whyNot).toBeUndefined();
    expect(Object.keys(properties)).toEqual([
      ...['project_name', 'author', 'slug', 'license', 'with_docs'],
      'replicas',
    ]);
    expect(properties).toMatchObject({
      project_name: { title: 'Project name', type: 'string' },
      author: { title: 'Who has written it?' },
      slug: { description: expect.stringContaining('project_name|lower') },
      license: { enum: ['MIT', 'Apache-2.0'] },
    });
  });

  it('makes the project by itself, of what was filled in and of what it makes of that', async () => {
    const { body } = await make('plain', {
      ...{ project_name: 'Leaf counter', author: 'Ada' },
      ...{ license: 'Apache-2.0', with_docs: false, slug: '' },
    });
    const year = new Date().getUTCFullYear();
    expect(body).toEqual({
      name: 'leaf_counter',
      files: [
        {
          path: 'README.md',
          text: `# Leaf counter of Ada\nLEAF COUNTER Apache-2.0 2 ${year}\n`,
        },
      ],
    });
  });

  it('gets what was typed as it was typed, and never as a piece of a template', async () => {
    const { body } = await make('plain', { author: text });
    expect(body.files[0].text.split('\n')[0]).toBe(`# My app of ${text}`);
  });

  it('refuses what is none of its choices, and names the field', async () => {
    const { status, body } = await make('plain', { license: 'mine' });
    expect(status).toBe(400);
    expect(body.error.problems[0].path).toBe('project.license');
  });

  it('says what its own hook says of an answer', async () => {
    const { status, body } = await make('strict', { slug: '1x' });
    expect(status).toBe(400);
    expect(body.error).toMatchObject({
      code: 'TEMPLATE_FAILED',
      cause: expect.stringContaining('A name begins with a letter'),
    });
  });

  it('comes from a zip file, too', async () => {
    expect((await make('zipped')).body.files).toEqual([
      { path: 'README.md', text: 'zipped' },
    ]);
  });

  it('comes from one commit of a repository, and from no other', async () => {
    const git = await servesGit(path.join(templates, 'plain', 'template'));
    try {
      await add('of-git', {}, { git: git.url, commit: git.commit });
      await add('gone', {}, { git: git.url, commit: 'a'.repeat(40) });
      const other = await startAssets({
        ...{ folder, dataDirectory, templates: [templates] },
      });
      const [made, gone] = await Promise.all(
        ['of-git', 'gone'].map(template =>
          other.api
            .post(`${other.base}/projects`)
            .send({ template, values: {} }),
        ),
      );
      await other.stop();
      expect(made.body.files[0].text).toContain('# My app');
      expect(gone.body.error.code).toBe('TEMPLATE_NOT_READY');
    } finally {
      await git.stop();
    }
  });

  it.each(['broken', 'climbing-zip'])(
    'that is %s keeps no other from being used, and says that it is not',
    async id => {
      const { status, body } = await make(id);
      expect(status).toBe(503);
      expect(body.error.code).toBe('TEMPLATE_NOT_READY');
      const list = await room.api.get(`${room.base}/project-templates`);
      expect(
        list.body.items.find((each: { id: string }) => each.id === id).whyNot,
      ).toContain('could not be prepared');
      expect(existsSync(path.join(dataDirectory, 'climbed'))).toBe(false);
    },
  );

  it('reads no file, no variable and no secret of the portal', async () => {
    const said = await found('reader');
    expect(said).not.toContain(secret);
    expect(said).not.toContain('root:');
    expect(said.split('\n').slice(0, 8)).toEqual([
      ...['FileNotFoundError', 'FileNotFoundError', expect.any(String)],
      ...Array(5).fill(expect.stringMatching(/^FileNotFoundError$|^\['.pyenv/)),
    ]);
    expect(said).not.toContain('PATH=/root');
  });

  it('reaches no other machine, and no server of this one', async () => {
    const said = (await found('caller')).split('\n');
    expect(said).toEqual([
      ...['ConnectionRefusedError', 'OSError', 'gaierror', "['lo']"],
    ]);
  });

  it('gets no powers, touches no process and writes nowhere but into its project', async () => {
    const [unshare, setuid, kill, ...writes] = (await found('mighty')).split(
      '\n',
    );
    expect(unshare).not.toBe('0');
    expect(setuid).toMatch(/OSError|PermissionError/);
    expect(kill).toBe('ProcessLookupError');
    expect(writes).toHaveLength(6);
    for (const each of writes) expect(each).toMatch(/OSError|PermissionError/);
  });

  it('begins no more processes than its share', async () => {
    const begun = Number(await found('bomb'));
    expect(begun).toBeGreaterThan(5);
    expect(begun).toBeLessThan(LIMITS.processes);
  });

  it('swells no process beyond its share, and ends before the portal where memory does', async () => {
    const [held, first] = (await found('swollen')).split('\n');
    expect(held).toBe('MemoryError');
    expect(first).toBe('1000');
  });

  it.each([
    ['filler', /No space left|File too large/],
    ['shared', /No space left/],
    ['eater', /wants too much memory/],
    ['linking', /what is no file: passwd/],
    ['climber', /Read-only|Permission|No such file/],
    ['forger', /no project|without an answer/],
  ])('that is a %s makes nothing, and says why', async (id, why) => {
    const { status, body } = await make(id);
    expect(body.error).toMatchObject({
      code: 'TEMPLATE_FAILED',
      cause: expect.stringMatching(why),
    });
    expect(status).toBe(400);
  });

  it('keeps those waiting who ask often, and nobody else', async () => {
    const often = Array.from({ length: 6 }, () => make('plain').then());
    const other = await make('plain').set(
      'authorization',
      mockCredentials.user.header('user:default/other'),
    );
    expect(other.status).toBe(200);
    const answers = (await Promise.all(often)).map(({ status, body }) =>
      status === 200 ? 200 : body.error.code,
    );
    expect(answers).toContain(200);
    expect(answers).toContain('TEMPLATE_BUSY');
  });

  it('has a picture in its zip file as the template has made it', async () => {
    const { body } = await make('binary')
      .accept('application/zip')
      .responseType('blob');
    const { 'my_app/logo.png': logo } = unzipSync(body);
    expect([...logo]).toEqual([0x89, 0xff]);
  });

  it('leaves out what is for git, since the commit is made elsewhere', async () => {
    const { body } = await make('git');
    expect(body.files.map((file: { path: string }) => file.path)).toEqual([
      ...['README.md', 'kept'],
    ]);
  });

  it('leaves no process behind', async () => {
    expect((await make('leaving')).status).toBe(200);
    const { stdout } = await run('ps', ['-eo', 'args']);
    expect(stdout).not.toContain('sleep 600.25');
  });

  it('is ended when its time is over, whether it waits or talks', async () => {
    const begun = Date.now();
    const other = mockCredentials.user.header('user:default/other');
    const answers = await Promise.all([
      make('sleeper'),
      make('talker').set('authorization', other),
    ]);
    for (const { body } of answers) {
      expect(body.error.cause).toMatch(/longer than 8 seconds|status: -9/);
    }
    expect(Date.now() - begun).toBeLessThan(20_000);
  });
});
