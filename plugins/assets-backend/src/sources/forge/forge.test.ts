import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { checkAsset } from '@astrolabe/plugin-assets-common';
import { eventually } from '../../__testUtils__';
import { ForgeServer } from '../../testUtils';
import { ForgeRoom, valid } from './__testUtils__/ForgeRoom';

// Real files lie beside the checkout where it is developed; without them, a few
// of our own are served.
const real = path.resolve(
  __dirname,
  '../../../../../../shared/data/ai4-metadata',
);
const files: [string, string][] = existsSync(real)
  ? readdirSync(real).map(file => [
      path.basename(file, '.yml'),
      readFileSync(path.join(real, file), 'utf8'),
    ])
  : [];

files.push(
  ['own-valid', valid('Ours')],
  ['own-quotes', valid('Ours').replace('One of', '"One" of')],
  ['own-incomplete', 'metadata_version: 2.0.0\ntitle: Half\nsummary: Half\n'],
);

describe('a forge', () => {
  const cleanups: (() => Promise<unknown>)[] = [];
  let forge: ForgeServer;

  beforeEach(async () => {
    forge = await ForgeServer.start();
    cleanups.push(() => forge.stop());
  });
  afterEach(async () => {
    for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
  });

  function serve(entries: [string, string][]) {
    for (const [name, content] of entries) {
      forge.add({
        owner: 'lab',
        name,
        license: 'Apache-2.0',
        files: { 'ai4-metadata.yml': content, 'README.md': `# ${name}` },
      });
    }
  }

  async function start(config: object = { organization: 'lab' }) {
    const room = await ForgeRoom.start(forge, config);
    cleanups.push(() => room.stop());
    return room;
  }

  it(`shows all ${files.length} repositories of an organisation, the invalid ones with their lines`, async () => {
    serve(files);
    forge.add({ owner: 'lab', name: 'website', files: { 'README.md': 'x' } });
    const { items, asset } = await start();
    await eventually(async () =>
      expect(await items()).toHaveLength(files.length),
    );

    const shown = new Map((await items()).map(item => [item.name, item]));
    for (const [name, content] of files) {
      const { valid: isValid } = checkAsset(content);
      expect([name, shown.get(name.toLowerCase())?.valid]).toEqual([
        name,
        isValid,
      ]);
    }
    const invalid = [...shown.values()].filter(item => !item.valid);
    expect(invalid.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['own-quotes', 'own-incomplete']),
    );
    for (const { name } of invalid) {
      const { problems } = await asset(name);
      expect(problems.length).toBeGreaterThan(0);
      for (const problem of problems) {
        expect(problem).toMatchObject({
          line: expect.any(Number),
          column: expect.any(Number),
          fix: expect.any(String),
        });
      }
    }
  });

  it('knows licence, dates and README from the forge', async () => {
    serve(files.slice(-3));
    const { items, asset } = await start({
      organization: 'lab',
      defaultManifest: 'page',
    });
    await eventually(async () => expect(await items()).toHaveLength(3));
    expect(await asset('own-valid')).toMatchObject({
      license: 'Apache-2.0',
      createdAt: '2024-03-26T08:00:00Z',
      documentation: '# own-valid',
      spec: { links: { sourceCode: 'https://forge.example/lab/own-valid' } },
      origin: {
        source: 'forge:test',
        location:
          'https://forge.example/lab/own-valid/blob/main/ai4-metadata.yml',
        editUrl:
          'https://forge.example/lab/own-valid/edit/main/ai4-metadata.yml',
      },
      problems: [{ message: `There is no shared manifest 'page'.` }],
    });
  });

  it('knows what a repository says of itself elsewhere, with a token also its release', async () => {
    forge.add({
      ...{ owner: 'lab', name: 'leaves', license: 'MIT', release: 'v2.0.0' },
      files: {
        'ai4-metadata.yml': `${valid('Leaves')}license: Apache-2.0\n`,
        'CITATION.cff':
          'cff-version: 1.2.0\nversion: 1.0\nauthors: [{ name: The lab }]\n',
        'requirements.txt': 'numpy==2.3.1\n',
      },
    });
    const { items, asset } = await start({
      ...{ organization: 'lab', token: 'secret', builds: false },
    });
    await eventually(async () => expect(await items()).toHaveLength(1));
    const { spec, harvested, updatedAt } = await asset('leaves');
    expect(spec).toMatchObject({
      ...{ license: 'Apache-2.0', authors: ['The lab'], version: '2.0.0' },
      languages: [
        { name: 'Python', share: 0.9 },
        { name: 'Shell', share: 0.1 },
      ],
      dependencies: [{ name: 'numpy', version: '2.3.1' }],
      sizeBytes: 12 * 1024,
    });
    expect(updatedAt).toBe('2024-03-26T08:00:00Z');
    expect(harvested).toContainEqual({
      ...{ field: 'authors', from: 'CITATION.cff' },
      url: 'https://forge.example/lab/leaves/blob/main/CITATION.cff',
    });
  });

  it('asks only for what changed, and notices what is new, changed and gone', async () => {
    serve(files.slice(-3));
    const { items, asset, reread } = await start();
    await eventually(async () => expect(await items()).toHaveLength(3));

    expect(await reread()).toEqual(['304 /api/orgs/lab/repos']);

    forge.add({
      owner: 'lab',
      name: 'own-valid',
      pushedAt: '2026-01-01T00:00:00Z',
      files: { 'ai4-metadata.yml': valid('Changed') },
    });
    forge.repositories.delete('lab/own-quotes');
    const requests = await reread();
    await eventually(async () => {
      expect((await asset('own-valid')).title).toBe('Changed');
      expect((await items()).map(({ name }) => name).sort()).toEqual([
        'own-incomplete',
        'own-valid',
      ]);
    });
    expect(requests).not.toContain(
      '200 /raw/lab/own-incomplete/main/README.md',
    );
  });

  it('tells how the builds went, and asks again only for what changed', async () => {
    const updated_at = '2026-11-20T10:00:00Z';
    const build = { updated_at, target_url: 'https://ci.example/1' };
    const at = updated_at;
    serve(
      ['jenkins', 'actions', 'mixed', 'quiet', 'busy'].map(name => [
        name,
        valid(name),
      ]),
    );
    const repository = (name: string) => forge.repositories.get(`lab/${name}`)!;
    const html_url = 'https://forge.example/run/7';
    repository('jenkins').statuses = [
      { ...build, state: 'success' },
      // A portal's own word is no build.
      { ...build, state: 'failure', context: 'astrolabe/portal' },
    ];
    repository('mixed').statuses = [
      { ...build, state: 'success' },
      { state: 'error', updated_at, target_url: 'https://ci.example/2' },
    ];
    repository('actions').checks = [
      {
        status: 'completed',
        conclusion: 'success',
        html_url,
        completed_at: at,
      },
      { status: 'completed', conclusion: 'skipped' },
    ];
    repository('busy').checks = [{ status: 'in_progress', html_url }];
    forge.add({ owner: 'lab', name: 'website', files: { 'README.md': 'x' } });
    const { items, asset, reread } = await start({
      organization: 'lab',
      token: 'secret',
    });
    await eventually(async () => expect(await items()).toHaveLength(5));
    const passed = { state: 'passed', url: 'https://ci.example/1', at };
    expect((await asset('jenkins')).build).toEqual(passed);
    const failed = { state: 'failed', url: 'https://ci.example/2', at };
    expect((await asset('mixed')).build).toEqual(failed);
    const run = { state: 'passed', url: html_url, at };
    expect((await asset('actions')).build).toEqual(run);
    expect((await asset('busy')).build).toEqual({
      state: 'running',
      url: html_url,
    });
    expect((await asset('quiet')).build).toBeUndefined();

    const again = await reread();
    expect(again.filter(request => !request.startsWith('304'))).toEqual([]);
    expect(again.join()).not.toContain('website');

    repository('jenkins').statuses![0].state = 'failure';
    forge.broken.add('/api/repos/lab/quiet/commits/main/status');
    await reread();
    await eventually(async () =>
      expect((await asset('jenkins')).build.state).toBe('failed'),
    );
    // One that cannot be asked for keeps no asset away.
    expect((await asset('quiet')).title).toBe('quiet');
  });

  it('does not spend a rate limit without a token on builds, unless told to', async () => {
    serve([['own-valid', valid('Ours')]]);
    forge.repositories.get('lab/own-valid')!.statuses = [
      { state: 'success', updated_at: '2026-11-20T10:00:00Z' },
    ];
    const { items, asset } = await start();
    await eventually(async () => expect(await items()).toHaveLength(1));
    expect((await asset('own-valid')).build).toBeUndefined();
    expect(forge.requests.join()).not.toContain('status');
  });

  it('reads an organisation of several pages', async () => {
    serve(
      Array.from({ length: 130 }, (_, i) => [`module-${i}`, valid(`M ${i}`)]),
    );
    const { items, source } = await start();
    await eventually(async () =>
      expect(await source()).toMatchObject({ state: 'ok' }),
    );
    expect(await items()).toHaveLength(100);
    expect(forge.requests).toContain(
      '200 /raw/lab/module-129/main/ai4-metadata.yml',
    );
  });

  it('pauses when its rate limit is used up, says so, and goes on where it stopped', async () => {
    serve(Array.from({ length: 30 }, (_, i) => [`m-${i}`, valid(`M ${i}`)]));
    forge.list = [...forge.repositories.values()]
      .map(
        r => `[submodule "${r.name}"]\n  url = https://x.example/lab/${r.name}`,
      )
      .join('\n');
    forge.remaining = 20;
    const { items, source } = await start({
      catalogueList: { url: `${forge.url}/list` },
    });
    await eventually(async () =>
      expect(await source()).toMatchObject({
        state: 'paused',
        message: expect.stringContaining('rate limit'),
        pausedUntil: new Date(forge.resetAt * 1000).toISOString(),
      }),
    );
    const before = (await items()).length;
    expect(before).toBeGreaterThan(0);
    expect(before).toBeLessThan(30);

    forge.remaining = 5_000;
    const asked = forge.requests.length;
    await eventually(async () => expect(await items()).toHaveLength(30), 15);
    const metadata = forge.requests.slice(asked);
    expect(metadata.filter(r => r.startsWith('200 /raw')).length).toBeLessThan(
      2 * 30,
    );
  });

  it('follows a list, and shows what is missing, moved and broken in it', async () => {
    serve([['new-home', valid('Moved')]]);
    forge.add({
      owner: 'old',
      name: 'thing',
      movedTo: 'lab/new-home',
      files: {},
    });
    forge.add({ owner: 'lab', name: 'bare', branch: 'dev', files: {} });
    forge.add({ owner: 'lab', name: 'down', files: {} });
    forge.broken.add('/raw/lab/down/main/ai4-metadata.yml');
    forge.list = ['old/thing', 'lab/bare', 'lab/down', 'lab/nowhere']
      .map(
        id =>
          `[submodule "${id}"]\n\tpath = x\n\turl = https://h.example/${id}.git`,
      )
      .join('\n');
    const { items, asset, source } = await start({
      catalogueList: { url: `${forge.url}/list` },
    });
    await eventually(async () => expect(await items()).toHaveLength(3));
    expect(await asset('thing')).toMatchObject({
      title: 'Moved',
      valid: true,
      problems: [
        {
          severity: 'warning',
          message: expect.stringContaining('lab/new-home'),
        },
      ],
    });
    expect((await asset('bare')).problems[0].message).toContain(`branch 'dev'`);
    expect((await asset('nowhere')).problems[0].message).toContain(
      'lab/nowhere',
    );
    await eventually(async () =>
      expect(await source()).toMatchObject({
        state: 'failed',
        message: expect.stringContaining('1 of 4 repositories'),
      }),
    );

    forge.broken.clear();
  });

  it('lets a folder prevail over a repository of the same name', async () => {
    serve([['own-valid', valid('From the forge')]]);
    const { folder, items, source } = await start();
    await eventually(async () => expect(await items()).toHaveLength(1));
    await folder.write(
      'modules/own-valid/module.yaml',
      valid('From the folder'),
    );
    await eventually(async () =>
      expect(await items()).toMatchObject([{ title: 'From the folder' }]),
    );
    expect(await source()).toMatchObject({ conflicts: ['module/own-valid'] });
    await folder.remove('modules/own-valid');
    await eventually(
      async () =>
        expect(await items()).toMatchObject([{ title: 'From the forge' }]),
      15,
    );
  });

  it('refuses addresses in private networks unless that is meant', async () => {
    serve([['own-valid', valid('Ours')]]);
    const { source } = await start({
      organization: 'lab',
      allowPrivateNetwork: false,
    });
    await eventually(async () =>
      expect(await source()).toMatchObject({
        state: 'failed',
        message: expect.stringContaining('private network'),
      }),
    );
    expect(forge.requests).toEqual([]);
  });
});
