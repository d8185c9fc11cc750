import { mockCredentials } from '@backstage/backend-test-utils';
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
import { ADA, GRACE } from '../__testUtils__/forges/accountsWith';
import { describeImages } from './__testUtils__/describeImages';
import { ReleaseBench } from './__testUtils__/ReleaseBench';

describe('a release of a module at Gitea', { timeout: 180_000 }, () => {
  let bench: ReleaseBench;

  beforeAll(async () => {
    bench = await ReleaseBench.start();
  }, 300_000);
  afterEach(() => bench?.mend());
  afterAll(() => bench?.stop());

  it('says what it would do, and does nothing', async () => {
    const name = await bench.publish();
    const wish = {
      version: '0.2.0',
      archive: 'zenodo',
      notes: 'First *notes*',
    };
    const { status, body } = await bench.release(name, {
      ...wish,
      dryRun: true,
    });
    expect([status, body]).toMatchObject([
      200,
      { state: 'planned', tag: 'v0.2.0', dryRun: true },
    ]);
    expect(body.files).toEqual([
      ...['CHANGELOG.md', 'ai4-metadata.yml', 'pyproject.toml', 'CITATION.cff'],
    ]);
    expect(body.changelog).toMatch(/^First _notes_\n\n- Begin with the/);
    expect(body.steps.map((each: { state: string }) => each.state)).toEqual([
      ...['done', 'planned', 'planned', 'planned', 'skipped'],
      ...['planned', 'planned', 'planned'],
    ]);
    // Its hook is made when there is time.
    const changing = (what: string) => !/^GET|\/hooks$/.test(what);
    expect(bench.wire.asked.filter(changing)).toEqual([]);
    expect(bench.zenodo.asked.filter(changing)).toEqual([]);
    expect((await bench.list(name)).items).toEqual([]);
    expect(await bench.list(name)).toMatchObject({
      ...{ mayRelease: true, archives: [{ account: 'zenodo' }] },
    });
  });

  it('has a changelog, a tag, a page at the forge and a DOI, which is in the very files that are archived', async () => {
    const name = await bench.publish();
    const key = crypto.randomUUID();
    const wish = {
      version: '0.2.0',
      archive: 'zenodo',
      notes: 'Counts better',
    };
    const answers = await Promise.all([
      bench.release(name, wish, { key }),
      bench.release(name, wish, { key }),
    ]);
    expect(answers.map(({ status }) => status)).toEqual([202, 202]);
    const done = await bench.until(name, 'done');
    const [deposit, ...others] = bench.depositsOf(name);
    expect(others).toEqual([]);
    const doi = `10.5072/zenodo.${deposit.id}`;
    expect(done).toMatchObject({
      ...{ tag: 'v0.2.0', doi },
      url: `${bench.wire.url}/ada/${name}/releases/tag/v0.2.0`,
    });
    expect(done.steps.map(({ state }) => state)).toEqual([
      ...['done', 'done', 'done', 'done', 'skipped', 'done', 'done'],
      'skipped',
    ]);
    expect(done.steps[4].code).toBe('no-image');
    expect(done.steps[5].reason).toContain('without an SBOM');

    const shown = await bench.ask(
      'GET',
      `repos/ada/${name}/releases/tags/v0.2.0`,
    );
    expect(shown.body).toContain('Counts better');
    expect(shown.body).toContain(`https://doi.org/${doi}`);
    expect(await bench.read(name, 'CHANGELOG.md', 'v0.2.0')).toMatch(
      /^# Changelog\n\n## 0\.2\.0 - \d{4}-\d\d-\d\d\n\nCounts better\n\n- Begin/,
    );
    const metadata = await bench.read(name, 'ai4-metadata.yml', 'v0.2.0');
    expect(metadata).toContain(`zenodo_doi: https://doi.org/${doi}`);
    expect(metadata).toContain(`doi: ${doi}`);
    expect(await bench.read(name, 'pyproject.toml', 'v0.2.0')).toContain(
      'version = "0.2.0"',
    );
    expect(await bench.read(name, 'CITATION.cff', 'v0.2.0')).toContain(doi);

    expect(deposit).toMatchObject({
      submitted: true,
      metadata: {
        ...{ title: 'Leaf “counter”', version: '0.2.0' },
        creators: [{ name: 'Ada Lovelace' }],
        related_identifiers: [{ identifier: `${bench.wire.url}/ada/${name}` }],
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
    await bench.eventually(async () => {
      const { body } = await bench.room.api
        .get(`${bench.room.base}/assets/module/${name}`)
        .set('authorization', mockCredentials.user.header(ADA));
      expect(body.spec.doi).toBe(doi);
    });

    const again = await bench.release(name, wish, { key });
    expect([again.status, again.body.state]).toEqual([202, 'done']);
    const twice = await bench.release(name, wish);
    expect([twice.status, twice.body.error.code]).toEqual([
      409,
      'VERSION_TAKEN',
    ]);

    // The next one is another version of the same record.
    await bench.change(name, 'README.md', text => `${text}\nMore.\n`);
    const sbom = '{"bomFormat": "CycloneDX"}';
    await bench.keepSbom(name, sbom);
    const next = { version: '0.3.0', archive: 'zenodo' };
    await bench.release(name, next).expect(202);
    const second = await bench.until(name, 'done');
    const [newest, before] = bench.depositsOf(name);
    expect(newest).toMatchObject({ submitted: true, concept: before.concept });
    expect(newest.files).toMatchObject([
      { name: `${name}-0.3.0.zip` },
      { name: 'sbom.cdx.json', content: Buffer.from(sbom) },
    ]);
    expect(second.steps[5].reason).toBeUndefined();
    expect(second.doi).toBe(`10.5072/zenodo.${newest.id}`);
    expect(await bench.read(name, 'CHANGELOG.md')).toMatch(
      /## 0\.3\.0 - \S+\n\n- Change README\.md \\\*at once\\\*\n\n## 0\.2\.0 - /,
    );
    expect(await bench.read(name, 'ai4-metadata.yml')).toContain(
      `\ndoi: ${second.doi}`,
    );
    expect(await bench.commitsOf(name)).toEqual([
      ...['Release 0.3.0', 'Change README.md *at once*', 'Release 0.2.0'],
      expect.stringContaining('Begin with'),
    ]);
  }, 180_000);

  describe('of which an answer is lost', () => {
    let name: string;
    let major = 0;
    beforeAll(async () => {
      name = await bench.publish();
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
        bench.zenodo.listsAfterMs = 30_000;
        if (at === 'forge') bench.wire.losesAnswerOf = what;
        else bench.zenodo.fault = { what, status: 500, isDone: true };
        await bench.release(name, wish, { key }).expect(202);
        await bench.eventually(async () => {
          const [{ state, reason }] = (await bench.list(name)).items;
          expect([state, reason]).toEqual(['running', expect.any(String)]);
        });
        vi.useFakeTimers({ toFake: ['Date'] });
        vi.setSystemTime(Date.now() + 61_000);
        await bench.release(name, wish, { key }).expect(202);
        await bench.until(name, 'done');
        const deposits = bench.depositsOf(name);
        expect(deposits).toHaveLength(major);
        expect(deposits.every(({ submitted }) => submitted)).toBe(true);
        expect(deposits[0].files.map(file => file.name)).toEqual([
          `${name}-${wish.version}.zip`,
        ]);
        expect(await bench.commitsOf(name)).toHaveLength(1 + major);
        expect(
          await bench.ask('GET', `repos/ada/${name}/releases`),
        ).toHaveLength(major);
      },
      60_000,
    );
  });

  describeImages(() => bench);

  it('waits as long as an archive wants it to, and goes on by itself when the portal was away', async () => {
    const name = await bench.publish();
    const headers = { 'retry-after': '90' };
    bench.zenodo.fault = { what: /actions\/publish/, status: 429, headers };
    await bench
      .release(name, { version: '1.0.0', archive: 'zenodo' })
      .expect(202);
    const waits = await bench.eventually(async () => {
      const [item] = (await bench.list(name)).items;
      expect(item.reason).toContain('429');
      return item;
    });
    expect(waits.steps[6]).toMatchObject({ id: 'publish', state: 'waiting' });
    const [deposit] = bench.depositsOf(name);
    expect(deposit.submitted).toBe(false);
    // Whatever is put beside the files meanwhile is not published with them.
    deposit.files.push({ ...deposit.files[0], id: 'other', name: 'other.zip' });
    await bench.room.stop();
    vi.useFakeTimers({ toFake: ['Date'] });
    vi.setSystemTime(Date.now() + 91_000);
    await bench.launch();
    await bench.eventually(async () => {
      const [{ reason }] = (await bench.list(name)).items;
      expect(reason).toContain('other files by now');
    });
    vi.setSystemTime(Date.now() + 11_000);
    await bench.until(name, 'done');
    expect(bench.depositsOf(name)).toMatchObject([
      { submitted: true, files: [{ name: `${name}-1.0.0.zip` }] },
    ]);
  }, 180_000);

  it('is not archived when its repository has become private meanwhile', async () => {
    const name = await bench.publish();
    const headers = { 'retry-after': '90' };
    bench.zenodo.fault = { what: /actions\/publish/, status: 429, headers };
    const wish = { version: '1.0.0', archive: 'zenodo' };
    await bench.release(name, wish).expect(202);
    await bench.eventually(async () => {
      const [{ reason }] = (await bench.list(name)).items;
      expect(reason).toContain('429');
    });
    await bench.ask('PATCH', `repos/ada/${name}`, { private: true });
    vi.useFakeTimers({ toFake: ['Date'] });
    vi.setSystemTime(Date.now() + 91_000);
    const failed = await bench.until(name, 'failed');
    expect(failed.reason).toContain('is private');
    expect(bench.depositsOf(name)).toMatchObject([{ submitted: false }]);
  }, 180_000);

  it('is not gone on with when somebody else has put the repository here', async () => {
    const name = await bench.publish();
    const rule = `repos/ada/${name}/branch_protections/main`;
    await bench.ask('PATCH', rule, { enable_push: false });
    await bench.release(name, { version: '1.0.0' }).expect(202);
    await bench.until(name, 'waiting');
    await bench.giveTo(name, GRACE);
    const { status, body } = await bench.release(
      name,
      { version: '1.0.0' },
      { person: GRACE },
    );
    expect([status, body.error.code]).toEqual([409, 'RELEASE_BEGUN']);
    vi.useFakeTimers({ toFake: ['Date'] });
    vi.setSystemTime(Date.now() + 3600_000);
    const failed = await bench.until(name, 'failed');
    expect(failed.reason).toContain('by somebody else');
  }, 180_000);

  it('goes on where the portal was ended in the middle of a step', async () => {
    const name = await bench.publish();
    const ended = new Promise<void>(resolve => {
      const happens = async () => {
        resolve();
        await new Promise(() => {});
      };
      bench.wire.before = { what: /^POST .*\/releases$/, happens };
    });
    await bench
      .release(name, { version: '1.0.0', archive: 'zenodo' })
      .expect(202);
    await ended;
    await bench.room.stop();
    bench.wire.mend();
    await bench.launch();
    await bench.until(name, 'done');
    expect(bench.depositsOf(name)).toMatchObject([{ submitted: true }]);
    expect(await bench.commitsOf(name)).toHaveLength(2);
  }, 180_000);

  it('is proposed where the branch is protected, and goes on when it is merged', async () => {
    const name = await bench.publish();
    const rule = `repos/ada/${name}/branch_protections/main`;
    await bench.ask('PATCH', rule, { enable_push: false });
    await bench.release(name, { version: '1.0.0' }).expect(202);
    const waiting = await bench.until(name, 'waiting');
    expect(waiting).toMatchObject({
      pullRequest: `${bench.wire.url}/ada/${name}/pulls/1`,
      nextStep: expect.stringContaining('Merge'),
    });
    expect(waiting.steps.map(({ id, state }) => `${id} ${state}`)).toEqual([
      ...['plan done', 'doi skipped', 'commit waiting', 'release planned'],
      ...['image planned', 'files skipped', 'publish skipped'],
      'attach planned',
    ]);
    const merge = `repos/ada/${name}/pulls/1/merge`;
    const wish = { Do: 'squash', MergeTitleField: 'Taken' };
    await bench.eventually(() => bench.ask('POST', merge, wish));
    vi.useFakeTimers({ toFake: ['Date'] });
    vi.setSystemTime(Date.now() + 3600_000);
    const done = await bench.until(name, 'done');
    expect(done.pullRequest).toBeUndefined();
    expect(await bench.read(name, 'CHANGELOG.md', 'v1.0.0')).toContain(
      '## 1.0.0',
    );
  }, 180_000);

  it('is refused with what to do, before anything is done', async () => {
    const name = await bench.publish();
    const hidden = await bench.publish({
      visibility: 'private',
      inCatalogue: true,
    });
    const refusals = async (wish: object, more: object = {}, of = name) => {
      const { status, body } = await bench.release(of, wish, more);
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
    await bench.ask('POST', `repos/ada/${name}/tags`, { tag_name: 'v2.0.0' });
    expect(await refusals({ version: '2.0.0' })).toEqual([
      ...[409, 'VERSION_TAKEN'],
    ]);
    expect(await refusals({ version: '1.9.0' })).toEqual([
      ...[400, 'VERSION_TOO_LOW'],
    ]);
    const three = { version: '3.0.0', archive: 'zenodo' };
    await bench.change(name, 'CITATION.cff', text =>
      text.replace(/^authors:[\s\S]*?(?=^\w)/m, ''),
    );
    expect(await refusals(three)).toEqual([400, 'AUTHORS_MISSING']);
    await bench.change(name, 'ai4-metadata.yml', text =>
      text.replace(/^title:.*\n/m, ''),
    );
    expect(await refusals(three)).toEqual([400, 'METADATA_INVALID']);
    expect((await bench.list(name)).items).toEqual([]);
    expect(await bench.list(name, GRACE)).toEqual({
      ...{ items: [], mayRelease: false, archives: [] },
    });
    expect(bench.zenodo.asked.filter(what => !what.startsWith('GET'))).toEqual(
      [],
    );
  });

  it('says what a token of the archive lacks, and goes on with a better one', async () => {
    const name = await bench.publish();
    bench.archiveToken = 'poor';
    const wish = { version: '1.0.0', archive: 'zenodo' };
    await bench.release(name, wish).expect(202);
    const failed = await bench.until(name, 'failed');
    expect(failed.steps[1]).toMatchObject({ id: 'doi', state: 'failed' });
    expect(failed.nextStep).toContain(
      `deposit:write and deposit:actions at ${bench.zenodo.url}/account/settings`,
    );
    bench.archiveToken = 'good';
    await bench.release(name, wish).expect(202);
    await bench.until(name, 'done');
    expect(bench.depositsOf(name)).toMatchObject([{ submitted: true }]);
  });
});
