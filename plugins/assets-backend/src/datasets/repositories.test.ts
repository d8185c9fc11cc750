import { GuardedClient, NetworkGuard } from '@astrolabe/http';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { RepositoryServer } from './__testUtils__/RepositoryServer';
import {
  atDataCite,
  samples,
  zenodoRecord,
  type Sample,
} from './__testUtils__/samples';
import { DatasetDirectory } from './DatasetDirectory';
import { datasetRepositories } from './repositories';

let server: RepositoryServer;
beforeAll(async () => {
  server = await RepositoryServer.start();
});
afterAll(() => server.stop());
beforeEach(() => server.clear());

const here = (text: string) => text.replaceAll('{url}', server.url);

function directory(allowedHosts = ['127.0.0.1']): DatasetDirectory {
  const ids = ['zenodo', 'hugging-face', 'dryad', 'figshare', 'seanoe'];
  const movable = [...ids, 'data-europa', 'datacite'];
  return new DatasetDirectory(
    new GuardedClient(new NetworkGuard({ allowedHosts })),
    Object.fromEntries(movable.map(id => [id, server.url])),
  );
}

function answerAs({ answers }: Sample): void {
  for (const [path, answer] of Object.entries(answers)) {
    server.put(path, JSON.parse(here(JSON.stringify(answer))));
  }
}

it('has a sample of each repository', () => {
  expect(samples.map(({ repository }) => repository).sort()).toEqual(
    datasetRepositories()
      .map(({ id }) => id)
      .sort(),
  );
});

describe.each(samples.map(sample => [sample.repository, sample] as const))(
  'a dataset of %s',
  (repository, sample) => {
    it.each(sample.sources.map((source, index) => [index, source] as const))(
      'is described with its licence, size and checksums by what people have of it (%i)',
      async (_, source) => {
        answerAs(sample);
        const found = await directory().describe(here(source));
        expect(found).toMatchObject({
          repository: { id: repository },
          ...sample.expected,
        });
        expect(found.asset).toMatch(/^[a-z0-9][a-z0-9._-]{0,62}$/);
      },
    );

    const describeIt = () => directory().describe(here(sample.sources[0]));

    it('is not there', async () => {
      await expect(describeIt()).rejects.toMatchObject({
        code: 'DATASET_NOT_FOUND',
        nextStep: expect.stringContaining('Compare'),
      });
    });

    it.each([
      [{ status: 500 }, 'REPOSITORY_AWAY'],
      [{ status: 403 }, 'DATASET_CLOSED'],
      [{ status: 429, headers: { 'retry-after': '3600' } }, 'REPOSITORY_BUSY'],
      [{ body: '<html>Sorry</html>' }, 'REPOSITORY_NOT_UNDERSTOOD'],
      [{ body: { other: 'shape' } }, 'REPOSITORY_NOT_UNDERSTOOD'],
      [{ body: 'x'.repeat(2000), breaks: true }, 'REPOSITORY_AWAY'],
    ])('says what is wrong with its repository (%j)', async (answer, code) => {
      for (const path of Object.keys(sample.answers)) server.put(path, answer);
      await expect(describeIt()).rejects.toMatchObject({
        code,
        nextStep: expect.any(String),
      });
    });
  },
);

describe('a repository', () => {
  const path = '/api/records/42';

  it('is waited for when it asks for a moment', async () => {
    const busy = { status: 429, headers: { 'retry-after': '1' } };
    server.put(path, busy, { body: zenodoRecord });
    await directory().describe('10.5281/zenodo.42');
    expect(server.asked).toHaveLength(2);
  });

  it('may have moved a record', async () => {
    server.put(path, { status: 301, headers: { location: '/api/records/43' } });
    server.put('/api/records/43', { body: zenodoRecord });
    const { title } = await directory().describe('10.5281/zenodo.42');
    expect(title).toBe('Corals of the Red Sea');
  });

  it('is asked once by many, and again only after what failed', async () => {
    server.put(path, { status: 500 }, { body: zenodoRecord });
    const datasets = directory();
    await expect(datasets.describe('10.5281/zenodo.42')).rejects.toThrow();
    await Promise.all(
      ['10.5281/zenodo.42', '10.5281/ZENODO.42'].map(source =>
        datasets.describe(source),
      ),
    );
    expect(server.asked).toHaveLength(2);
  });

  it('may list more files than are shown; all are counted', async () => {
    const [file] = zenodoRecord.files;
    const files = Array.from({ length: 20_000 }, (_, index) => ({
      ...file,
      key: `${index}.png`,
    }));
    server.put(path, { body: { ...zenodoRecord, files } });
    const found = await directory().describe('10.5281/zenodo.42');
    expect(found).toMatchObject({
      filesTotal: 20_000,
      bytesTotal: 20_000 * 1234,
    });
    expect(found.files).toHaveLength(1000);
  });

  it('is refused when its answer has no end', async () => {
    server.put(path, { body: 'x'.repeat(17_000_000) });
    await expect(
      directory().describe('10.5281/zenodo.42'),
    ).rejects.toMatchObject({ code: 'REPOSITORY_AWAY' });
  });

  it('is not asked in a private network', async () => {
    await expect(
      directory([]).describe('10.5281/zenodo.42'),
    ).rejects.toMatchObject({ code: 'PRIVATE_ADDRESS' });
    expect(server.asked).toEqual([]);
  });
});

describe('a repository that nobody knows', () => {
  const doi = '10.1234/unknown';
  const page = '/records/unknown';

  it('tells of its files by links of its page, and DataCite of the rest', async () => {
    Object.entries(atDataCite(doi, { url: server.url + page })).forEach(
      ([path, answer]) => server.put(path, answer),
    );
    server.put(page, {
      headers: {
        link: '</files/a.csv>; rel="item"; type="text/csv", </set>; rel="linkset"; type="application/linkset+json"',
        'content-type': 'text/html',
      },
    });
    server.put('/set', {
      body: {
        linkset: [
          {
            anchor: server.url + page,
            item: [{ href: '/files/a.csv' }, { href: '/files/b%20c.csv' }],
          },
        ],
      },
    });
    server.put('/files/a.csv', { body: 'a,b' });
    const found = await directory().describe(doi);
    expect(found).toMatchObject({
      title: 'Waves',
      repository: { id: 'elsewhere', title: new URL(server.url).host },
      sizeKnown: false,
      files: [{ path: 'a.csv', bytes: 3 }, { path: 'b c.csv' }],
    });
    expect(found.files[1]).not.toHaveProperty('bytes');
  });

  it('has no files where its page has no such links', async () => {
    Object.entries(atDataCite(doi, { url: server.url + page })).forEach(
      ([path, answer]) => server.put(path, answer),
    );
    server.put(page, { headers: { 'content-type': 'text/html' } });
    expect(await directory().describe(doi)).toMatchObject({
      title: 'Waves',
      filesTotal: 0,
    });
  });

  it('may be the address of a file itself', async () => {
    server.put('/x/rain.csv', {
      headers: { 'content-type': 'text/csv' },
      body: 'rain',
    });
    expect(
      await directory().describe(`${server.url}/x/rain.csv`),
    ).toMatchObject({
      title: 'rain.csv',
      files: [{ path: 'rain.csv', bytes: 4 }],
    });
  });

  it.each([
    'rain',
    'ftp://example.org/x',
    'https://ada:secret@example.org/x',
    '10.5281/with space',
    `https://example.org/${'\u0000'}`,
  ])('is refused by name where it is no source (%j)', async source => {
    await expect(directory().describe(source)).rejects.toMatchObject({
      code: 'NOT_A_DATASET',
    });
  });
});
