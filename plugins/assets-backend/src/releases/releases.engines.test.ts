import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { createServiceFactory } from '@backstage/backend-plugin-api';
import { mockCredentials } from '@backstage/backend-test-utils';
import { accountsServiceRef } from '@astrolabe/plugin-accounts-node';
import type { Release } from '@astrolabe/plugin-assets-common';
import { unzipSync } from 'fflate';
import {
  afterAll,
  afterEach,
  beforeAll,
  describe,
  expect,
  it,
  vi,
} from 'vitest';
// eslint-disable-next-line @backstage/no-relative-monorepo-imports -- servers of tests
import { startGitea } from '../../../../scripts/engines/gitea.mjs';
import { ADA, accountsWith, GRACE } from '../__testUtils__/forges/accountsWith';
import { FaultyWire } from '../__testUtils__/forges/FaultyWire';
import { wishOf } from '../__testUtils__/forges/wishOf';
import {
  AssetFolder,
  eventually,
  startAssets,
} from '../__testUtils__/startAssets';
import { ZenodoServer } from './__testUtils__/ZenodoServer';

const templates = path.resolve(__dirname, '../../../../templates');

describe('a release of a module at Gitea', () => {
  let gitea: Awaited<ReturnType<typeof startGitea>>;
  let wire: FaultyWire;
  let zenodo: ZenodoServer;
  let folder: AssetFolder;
  let databases: string;
  let room: Awaited<ReturnType<typeof startAssets>>;
  let good: string;
  let archiveToken = 'good';
  let count = 0;

  const start = () =>
    startAssets({
      ...{ folder, templates: [templates], isOpen: true, databases },
      features: [
        createServiceFactory({
          service: accountsServiceRef,
          deps: {},
          factory: () =>
            accountsWith(
              () => ({
                ...{ service: 'gitea', url: wire.url },
                ...{ user: 'ada', token: good },
              }),
              () => ({
                ...{ service: 'zenodo', url: zenodo.url, token: archiveToken },
              }),
            ),
        }),
      ],
    });

  beforeAll(async () => {
    gitea = await startGitea();
    await gitea.addUser('ada');
    good = await gitea.tokenFor('ada', 'write:repository,write:user');
    wire = await FaultyWire.to(gitea.url);
    zenodo = await new ZenodoServer().start();
    folder = await AssetFolder.create();
    databases = await mkdtemp(path.join(os.tmpdir(), 'astrolabe-releases-'));
    room = await start();
  }, 300_000);
  afterEach(() => {
    vi.useRealTimers();
    wire.mend();
    zenodo.fault = undefined;
    zenodo.listsAfterMs = 0;
    archiveToken = 'good';
  });
  afterAll(async () => {
    await room?.stop();
    await wire?.stop();
    await zenodo?.stop();
    await gitea?.stop();
    await folder?.remove();
    await rm(databases, { recursive: true, force: true });
  });

  const as = (person: string) => mockCredentials.user.header(person);
  const ask = (method: string, route: string, body?: object) =>
    gitea.ask(good, method, route, body);

  /** A public module of Ada's. */
  async function publish(to: object = { visibility: 'public' }) {
    const name = `fern-${++count}`;
    const { body } = await room.api
      .post(`${room.base}/repositories`)
      .set('authorization', as(ADA))
      .set('idempotency-key', crypto.randomUUID())
      .send(wishOf(name, to))
      .expect(201);
    expect(body.entityRef).toBeDefined();
    wire.asked.length = 0;
    zenodo.asked.length = 0;
    return name;
  }

  const release = (
    name: string,
    wish: object,
    { key = crypto.randomUUID() as string, person = ADA } = {},
  ) =>
    room.api
      .post(`${room.base}/repositories/${name}/releases`)
      .set('authorization', as(person))
      .set('idempotency-key', key)
      .send(wish);

  async function list(name: string, person = ADA) {
    const { body } = await room.api
      .get(`${room.base}/repositories/${name}/releases`)
      .set('authorization', as(person))
      .expect(200);
    return body as {
      items: Release[];
      mayRelease: boolean;
      archives: object[];
    };
  }

  const until = (name: string, state: Release['state'], seconds = 20) =>
    eventually(async () => {
      const { items } = await list(name);
      expect([items[0].state, items[0].reason]).toEqual([
        state,
        state === 'done' ? undefined : expect.any(String),
      ]);
      return items[0];
    }, seconds);

  const read = async (name: string, file: string, ref = 'main') => {
    const where = `repos/ada/${name}/contents/${file}?ref=${ref}`;
    const { content } = await ask('GET', where);
    return Buffer.from(content, 'base64').toString('utf8');
  };
  const change = async (
    name: string,
    file: string,
    edit: (text: string) => string,
  ) => {
    const where = `repos/ada/${name}/contents/${file}`;
    const { sha, content } = await ask('GET', where);
    const text = edit(Buffer.from(content, 'base64').toString('utf8'));
    const message = `Change ${file} *at once*\n\nWith a body`;
    await ask('PUT', where, {
      ...{ sha, message, content: Buffer.from(text).toString('base64') },
    });
  };
  const depositsOf = (name: string) =>
    zenodo.depositions.filter(({ metadata }) =>
      JSON.stringify(metadata.related_identifiers ?? '').includes(`/${name}"`),
    );
  const commitsOf = async (name: string): Promise<string[]> =>
    (await ask('GET', `repos/ada/${name}/commits`)).map(
      (each: { commit: { message: string } }) =>
        each.commit.message.split('\n')[0],
    );

  it('says what it would do, and does nothing', async () => {
    const name = await publish();
    const wish = {
      version: '0.2.0',
      archive: 'zenodo',
      notes: 'First *notes*',
    };
    const { status, body } = await release(name, { ...wish, dryRun: true });
    expect([status, body]).toMatchObject([
      200,
      { state: 'planned', tag: 'v0.2.0', dryRun: true },
    ]);
    expect(body.files).toEqual([
      ...['CHANGELOG.md', 'ai4-metadata.yml', 'pyproject.toml', 'CITATION.cff'],
    ]);
    expect(body.changelog).toMatch(/^First \*notes\*\n\n- Begin with the/);
    expect(body.steps.map((each: { state: string }) => each.state)).toEqual([
      ...['done', 'planned', 'planned', 'planned', 'planned', 'planned'],
    ]);
    const changing = (what: string) => !what.startsWith('GET');
    expect(wire.asked.filter(changing)).toEqual([]);
    expect(zenodo.asked.filter(changing)).toEqual([]);
    expect((await list(name)).items).toEqual([]);
    expect(await list(name)).toMatchObject({
      ...{ mayRelease: true, archives: [{ account: 'zenodo' }] },
    });
  });

  it('has a changelog, a tag, a page at the forge and a DOI, which is in the very files that are archived', async () => {
    const name = await publish();
    const key = crypto.randomUUID();
    const wish = {
      version: '0.2.0',
      archive: 'zenodo',
      notes: 'Counts better',
    };
    const answers = await Promise.all([
      release(name, wish, { key }),
      release(name, wish, { key }),
    ]);
    expect(answers.map(({ status }) => status)).toEqual([202, 202]);
    const done = await until(name, 'done');
    const [deposit, ...others] = depositsOf(name);
    expect(others).toEqual([]);
    const doi = `10.5072/zenodo.${deposit.id}`;
    expect(done).toMatchObject({
      ...{ tag: 'v0.2.0', doi },
      url: `${wire.url}/ada/${name}/releases/tag/v0.2.0`,
    });
    expect(done.steps.map(({ state }) => state)).toEqual(Array(6).fill('done'));
    expect(done.steps[4].reason).toContain('without an SBOM');

    const shown = await ask('GET', `repos/ada/${name}/releases/tags/v0.2.0`);
    expect(shown.body).toContain('Counts better');
    expect(shown.body).toContain(`https://doi.org/${doi}`);
    expect(await read(name, 'CHANGELOG.md', 'v0.2.0')).toMatch(
      /^# Changelog\n\n## 0\.2\.0 - \d{4}-\d\d-\d\d\n\nCounts better\n\n- Begin/,
    );
    const metadata = await read(name, 'ai4-metadata.yml', 'v0.2.0');
    expect(metadata).toContain(`zenodo_doi: https://doi.org/${doi}`);
    expect(metadata).toContain(`doi: ${doi}`);
    expect(await read(name, 'pyproject.toml', 'v0.2.0')).toContain(
      'version = "0.2.0"',
    );
    expect(await read(name, 'CITATION.cff', 'v0.2.0')).toContain(doi);

    expect(deposit).toMatchObject({
      submitted: true,
      metadata: {
        ...{ title: 'Leaf “counter”', version: '0.2.0' },
        creators: [{ name: 'Ada Lovelace' }],
        related_identifiers: [{ identifier: `${wire.url}/ada/${name}` }],
      },
    });
    // What a draft is known by is in no record.
    expect(deposit.metadata.notes).toBeUndefined();
    const [zip] = deposit.files;
    expect(zip.name).toBe(`${name}-0.2.0.zip`);
    const archived = unzipSync(zip.content);
    expect(Buffer.from(archived[`${name}/ai4-metadata.yml`]).toString()).toBe(
      metadata,
    );
    await eventually(async () => {
      const { body } = await room.api
        .get(`${room.base}/assets/module/${name}`)
        .set('authorization', as(ADA));
      expect(body.spec.doi).toBe(doi);
    }, 20);

    const again = await release(name, wish, { key });
    expect([again.status, again.body.state]).toEqual([202, 'done']);
    const twice = await release(name, wish);
    expect([twice.status, twice.body.error.code]).toEqual([
      409,
      'VERSION_TAKEN',
    ]);

    // The next one is another version of the same record.
    await change(name, 'README.md', text => `${text}\nMore.\n`);
    const next = { version: '0.3.0', archive: 'zenodo' };
    await release(name, next).expect(202);
    const second = await until(name, 'done');
    const [newest, before] = depositsOf(name);
    expect(newest).toMatchObject({ submitted: true, concept: before.concept });
    expect(newest.files.map(each => each.name)).toEqual([`${name}-0.3.0.zip`]);
    expect(second.doi).toBe(`10.5072/zenodo.${newest.id}`);
    expect(await read(name, 'CHANGELOG.md')).toMatch(
      /## 0\.3\.0 - \S+\n\n- Change README\.md \\\*at once\\\*\n\n## 0\.2\.0 - /,
    );
    expect(await read(name, 'ai4-metadata.yml')).toContain(
      `\ndoi: ${second.doi}`,
    );
    expect(await commitsOf(name)).toEqual([
      ...['Release 0.3.0', 'Change README.md *at once*', 'Release 0.2.0'],
      expect.stringContaining('Begin with'),
    ]);
  }, 90_000);

  describe('of which an answer is lost', () => {
    let name: string;
    let major = 0;
    beforeAll(async () => {
      name = await publish();
    });

    it.each([
      ['that a deposit was made', 'zenodo', /^POST .*depositions$/],
      ['that its next version was begun', 'zenodo', /actions\/newversion$/],
      ['that the commit is in', 'forge', /^POST .*\/contents$/],
      ['that the release is there', 'forge', /^POST .*\/releases$/],
      ['that a file is there', 'zenodo', /^PUT \/api\/files/],
      ['that it is published', 'zenodo', /actions\/publish$/],
    ])(
      'goes on and makes nothing twice: %s',
      async (_that, at, what) => {
        const wish = { version: `${++major}.0.0`, archive: 'zenodo' };
        const key = crypto.randomUUID();
        // What is new is in the lists of an archive later than it is there.
        zenodo.listsAfterMs = 30_000;
        if (at === 'forge') wire.losesAnswerOf = what;
        else zenodo.fault = { what, status: 500, isDone: true };
        await release(name, wish, { key }).expect(202);
        await eventually(async () => {
          const [{ state, reason }] = (await list(name)).items;
          expect([state, reason]).toEqual(['running', expect.any(String)]);
        });
        vi.useFakeTimers({ toFake: ['Date'] });
        await eventually(async () => {
          await release(name, wish, { key }).expect(202);
          vi.setSystemTime(Date.now() + 61_000);
          expect((await list(name)).items[0].state).toBe('done');
        }, 20);
        const deposits = depositsOf(name);
        expect(deposits).toHaveLength(major);
        expect(deposits.every(({ submitted }) => submitted)).toBe(true);
        expect(deposits[0].files.map(file => file.name)).toEqual([
          `${name}-${wish.version}.zip`,
        ]);
        expect(await commitsOf(name)).toHaveLength(1 + major);
        expect(await ask('GET', `repos/ada/${name}/releases`)).toHaveLength(
          major,
        );
      },
      60_000,
    );
  });

  it('waits as long as an archive wants it to, and goes on by itself when the portal was away', async () => {
    const name = await publish();
    const headers = { 'retry-after': '90' };
    zenodo.fault = { what: /actions\/publish/, status: 429, headers };
    await release(name, { version: '1.0.0', archive: 'zenodo' }).expect(202);
    const waits = await eventually(async () => {
      const [item] = (await list(name)).items;
      expect(item.reason).toContain('429');
      return item;
    });
    expect(waits.steps[5]).toMatchObject({ id: 'publish', state: 'waiting' });
    const [deposit] = depositsOf(name);
    expect(deposit.submitted).toBe(false);
    await room.stop();
    vi.useFakeTimers({ toFake: ['Date'] });
    vi.setSystemTime(Date.now() + 91_000);
    room = await start();
    await until(name, 'done');
    expect(depositsOf(name)).toMatchObject([{ submitted: true }]);
  }, 60_000);

  it('goes on where the portal was ended in the middle of a step', async () => {
    const name = await publish();
    const ended = new Promise<void>(resolve => {
      const happens = async () => {
        resolve();
        await new Promise(() => {});
      };
      wire.before = { what: /^POST .*\/releases$/, happens };
    });
    await release(name, { version: '1.0.0', archive: 'zenodo' }).expect(202);
    await ended;
    await room.stop();
    wire.mend();
    room = await start();
    await until(name, 'done');
    expect(depositsOf(name)).toMatchObject([{ submitted: true }]);
    expect(await commitsOf(name)).toHaveLength(2);
  }, 60_000);

  it('is proposed where the branch is protected, and goes on when it is merged', async () => {
    const name = await publish();
    const rule = `repos/ada/${name}/branch_protections/main`;
    await ask('PATCH', rule, { enable_push: false });
    await release(name, { version: '1.0.0' }).expect(202);
    const waiting = await until(name, 'waiting');
    expect(waiting).toMatchObject({
      pullRequest: `${wire.url}/ada/${name}/pulls/1`,
      nextStep: expect.stringContaining('Merge'),
    });
    expect(waiting.steps.map(({ id, state }) => `${id} ${state}`)).toEqual([
      ...['plan done', 'doi skipped', 'commit waiting', 'release planned'],
      ...['files skipped', 'publish skipped'],
    ]);
    const merge = `repos/ada/${name}/pulls/1/merge`;
    const wish = { Do: 'squash', MergeTitleField: 'Taken' };
    await eventually(() => ask('POST', merge, wish));
    vi.useFakeTimers({ toFake: ['Date'] });
    vi.setSystemTime(Date.now() + 3600_000);
    const done = await until(name, 'done');
    expect(done.pullRequest).toBeUndefined();
    expect(await read(name, 'CHANGELOG.md', 'v1.0.0')).toContain('## 1.0.0');
  }, 60_000);

  it('is refused with what to do, before anything is done', async () => {
    const name = await publish();
    const hidden = await publish({ visibility: 'private', inCatalogue: true });
    const refusals = async (wish: object, more: object = {}, of = name) => {
      const { status, body } = await release(of, wish, more);
      expect(body.error.nextStep).toBeTruthy();
      return [status, body.error.code];
    };
    const version = '1.0.0';
    expect(await refusals({ version }, { person: GRACE })).toEqual([
      ...[403, 'NOT_YOUR_REPOSITORY'],
    ]);
    expect(await refusals({ version }, {}, 'none')).toEqual([
      ...[404, 'REPOSITORY_UNKNOWN'],
    ]);
    expect(await refusals({ version, archive: 'none' })).toEqual([
      ...[404, 'ARCHIVE_NOT_LINKED'],
    ]);
    expect(await refusals({ version, archive: 'zenodo' }, {}, hidden)).toEqual([
      ...[409, 'REPOSITORY_PRIVATE'],
    ]);
    expect(await refusals({ version: '0.0.1' })).toEqual([
      ...[400, 'VERSION_TOO_LOW'],
    ]);
    await ask('POST', `repos/ada/${name}/tags`, { tag_name: 'v2.0.0' });
    expect(await refusals({ version: '2.0.0' })).toEqual([
      ...[409, 'VERSION_TAKEN'],
    ]);
    expect(await refusals({ version: '1.9.0' })).toEqual([
      ...[400, 'VERSION_TOO_LOW'],
    ]);
    const three = { version: '3.0.0', archive: 'zenodo' };
    await change(name, 'CITATION.cff', text =>
      text.replace(/^authors:[\s\S]*?(?=^\w)/m, ''),
    );
    expect(await refusals(three)).toEqual([400, 'AUTHORS_MISSING']);
    await change(name, 'ai4-metadata.yml', text =>
      text.replace(/^title:.*\n/m, ''),
    );
    expect(await refusals(three)).toEqual([400, 'METADATA_INVALID']);
    expect((await list(name)).items).toEqual([]);
    expect(await list(name, GRACE)).toEqual({
      ...{ items: [], mayRelease: false, archives: [] },
    });
    expect(zenodo.asked.filter(what => !what.startsWith('GET'))).toEqual([]);
  });

  it('says what a token of the archive lacks, and goes on with a better one', async () => {
    const name = await publish();
    archiveToken = 'poor';
    const wish = { version: '1.0.0', archive: 'zenodo' };
    await release(name, wish).expect(202);
    const failed = await until(name, 'failed');
    expect(failed.steps[1]).toMatchObject({ id: 'doi', state: 'failed' });
    expect(failed.nextStep).toContain(
      `deposit:write and deposit:actions at ${zenodo.url}/account/settings`,
    );
    archiveToken = 'good';
    await release(name, wish).expect(202);
    await until(name, 'done');
    expect(depositsOf(name)).toMatchObject([{ submitted: true }]);
  });
});
