import { SourcePausedError } from '@astrolabe/plugin-assets-node';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  RepositoryServer,
  type RepositoryAnswer,
} from '../../datasets/__testUtils__/RepositoryServer';
import { putAt, zooAt } from './__testUtils__/configs';
import { Reads } from './__testUtils__/Reads';
import { zooEntry, zooRdf, zooRdf05 } from './__testUtils__/samples';
import type { ExternalConfig } from '.';

let server: RepositoryServer;
beforeAll(async () => {
  server = await RepositoryServer.start();
});
afterAll(() => server.stop());
beforeEach(() => server.clear());

const SCRIPT = ['javascript', 'alert(1)'].join(':');
const COLLECTION = '/collection.json';

const zoo = (over: Partial<ExternalConfig> = {}) =>
  zooAt(server, { url: `${server.url}${COLLECTION}`, ...over });
const put = (path: string, ...answers: RepositoryAnswer[]) =>
  putAt(server, path, answers);

function putZoo(
  entries: unknown[],
  headers: Record<string, string> = {},
): void {
  put(COLLECTION, {
    body: { type: 'collection', collection: entries },
    headers,
  });
}

describe('a model of the BioImage Model Zoo', () => {
  it('is shown with its licence, authors, libraries, documentation and where it is from', async () => {
    putZoo([zooEntry(), { ...zooEntry(), type: 'dataset', id: 'data' }]);
    server.put('/brave-otter/rdf.yaml', { body: zooRdf });
    server.put('/brave-otter/README.md', { body: '# How it was trained' });
    const zooReads = new Reads(server, zoo());
    expect(await zooReads.again()).toEqual(['bioimage-brave-otter']);
    const record = zooReads.shown.get('bioimage-brave-otter')!;
    expect(record.details.problems).toEqual([]);
    expect(record).toMatchObject({ kind: 'model', valid: true });
    expect(record.indexed.summary).toMatchObject({
      title: 'Nuclei in the dark',
      catalogue: 'BioImage Model Zoo',
      license: 'CC-BY-4.0',
      libraries: ['PyTorch', 'ONNX'],
    });
    expect(record.details).toMatchObject({
      origin: {
        source: 'external:bioimage',
        location: expect.stringContaining(
          'bioimage.io/#/?type=model&id=10.5281',
        ),
      },
      documentation: '# How it was trained',
      spec: {
        doi: '10.5281/zenodo.7000001',
        authors: ['Ada Lovelace', 'Bo'],
        version: '1.2.0',
        links: {
          sourceCode: 'https://example.org/nuclei',
          weights: `${server.url}/brave-otter/rdf.yaml`,
          citation: 'https://doi.org/10.1000/nuclei',
        },
      },
    });
  });

  it('is shown as well where its description is of version 0.5 of the format', async () => {
    putZoo([zooEntry()]);
    server.put('/brave-otter/rdf.yaml', { body: zooRdf05 });
    server.put('/brave-otter/README.md', { body: '# How it was trained' });
    const reads = new Reads(server, zoo());
    await reads.again();
    const { indexed, details } = reads.shown.get('bioimage-brave-otter')!;
    expect(details.problems).toEqual([]);
    expect(details).toMatchObject({
      documentation: '# How it was trained',
      spec: {
        ...{ authors: ['Ada Lovelace'], version: '2.1' },
        updatedAt: expect.stringMatching(/^2024-11-06/),
        libraries: ['PyTorch', 'ONNX'],
        links: {
          sourceCode: 'https://example.org/nuclei',
          citation: 'https://doi.org/10.1000/nuclei',
        },
      },
    });
    expect(indexed.manifest).toEqual({ shared: 'bioimage' });
  });

  it('is shown alone: how many datasets, notebooks and applications are not is said', async () => {
    const other = (type: unknown, id: number) => zooEntry({ type, id });
    putZoo(
      [
        zooEntry(),
        ...['dataset', 'notebook', 'dataset', 7, 'application'].map(other),
      ],
      { etag: '"1"' },
    );
    const reads = new Reads(server, zoo());
    expect(await reads.again()).toHaveLength(1);
    const said =
      "Not shown of BioImage Model Zoo: 2 of kind 'dataset', 1 of kind 'notebook', 1 of kind 'application'.";
    expect(reads.note).toBe(said);
    await reads.again();
    expect(reads.note).toBe(said);
  });

  it('is launched by the loader of this installation, where it has weights that it takes', async () => {
    putZoo([zooEntry()]);
    const texts = [
      zooRdf,
      zooRdf.replace('onnx:', 'keras_v3:'),
      zooRdf.replace(/onnx: .*/, 'onnx: null'),
      zooRdf.replace('inputs:', 'inputs:\n  - {name: seeds, axes: bcyx}'),
      'weights: [onnx]',
    ];
    const launchedBy: unknown[] = [];
    for (const body of texts) {
      server.put('/brave-otter/rdf.yaml', { body });
      const reads = new Reads(server, zoo());
      await reads.again();
      const { manifest } = reads.shown.get('bioimage-brave-otter')!.indexed;
      const isShared = manifest && 'shared' in manifest;
      launchedBy.push(isShared ? manifest.shared : undefined);
    }
    expect(launchedBy).toEqual(['bioimage', ...Array(4).fill(undefined)]);
  });

  it('is not asked for again while it is as it was', async () => {
    putZoo([zooEntry()], { etag: '"1"' });
    server.put('/brave-otter/rdf.yaml', { body: zooRdf });
    const reads = new Reads(server, zoo());
    await reads.again();
    await reads.again();
    expect(server.asked).toEqual([`GET ${COLLECTION}`]);
    putZoo([zooEntry(), zooEntry({ id: 'two', rdf_source: '{url}/calm' })]);
    expect(await reads.again()).toHaveLength(2);
    expect(server.asked.filter(each => /brave-otter/.test(each))).toEqual([]);
  });

  it('goes when the zoo no longer has it, and has another name when it has another one there', async () => {
    const other = zooEntry({ id: 'two', nickname: 'calm-ant', rdf_source: '' });
    putZoo([zooEntry(), other]);
    const reads = new Reads(server, zoo());
    expect(await reads.again()).toHaveLength(2);
    putZoo([{ ...other, id: 'three', nickname: 'calm-bee' }]);
    expect(await reads.again()).toEqual(['bioimage-calm-bee']);
  });

  it('is shown as its list says it while its description cannot be had, and whole afterwards', async () => {
    putZoo(
      [
        zooEntry(),
        zooEntry({ id: 'two', nickname: 'calm-ant', rdf_source: '{url}/calm' }),
      ],
      {
        etag: '"1"',
      },
    );
    server.put('/calm', { body: zooRdf });
    server.put('/brave-otter/rdf.yaml', { status: 500 }, { body: zooRdf });
    const reads = new Reads(server, zoo());
    expect((await reads.fails()).message).toMatch(
      /1 of 2 entries cannot be read whole \(.*\): .*500/,
    );
    expect([...reads.shown.keys()]).toHaveLength(2);
    await reads.again();
    for (const { details } of reads.shown.values()) {
      expect(details.spec.links?.sourceCode).toBe('https://example.org/nuclei');
    }
  });

  it.each([
    ['a list that is none', { body: { models: [] } }, /no list 'collection'/],
    ['cut short', { body: { collection: [zooEntry()] }, breaks: true }, /./],
    ['no JSON', { body: '{"collection": [{' }, /no JSON, or cut short/],
    ['a fault', { status: 500 }, /status 500/],
    [
      'nothing any more',
      { body: { collection: [] } },
      /nothing any more.*had 1/,
    ],
  ])('stays when the zoo answers with %s', async (_, answer, said) => {
    const reads = new Reads(server, zoo());
    putZoo([zooEntry({ rdf_source: undefined })]);
    await reads.again();
    put(COLLECTION, answer as RepositoryAnswer);
    expect((await reads.fails()).message).toMatch(said);
    expect([...reads.shown.keys()]).toEqual(['bioimage-brave-otter']);
  });

  it('is beside those that make no sense, and whatever a hostile one says is a text', async () => {
    const hostile = zooEntry({
      id: '__proto__',
      nickname: '../../<b>x</b>',
      name: `\u202e<script>alert(1)</script>${'x'.repeat(10_000)}`,
      description: { a: 1 },
      authors: [null, 7, { name: ['x'] }, 'Eve'],
      license: SCRIPT,
      tags: ['a', 'a', 5, '\u0000b', 'y'.repeat(5_000)],
      created: 'yesterday',
      rdf_source: '{url}/hostile.yaml',
    });
    server.put('/hostile.yaml', {
      body: `a: &a [x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b]\nd: [*c,*c,*c,*c]\ngit_repo: ${SCRIPT}\n`,
    });
    const nonsense = [
      null,
      5,
      [],
      {},
      { type: 'model' },
      { type: 'model', id: {} },
    ];
    const constructor = zooEntry({
      id: 'constructor',
      rdf_source: 'file:///etc',
    });
    putZoo([...nonsense, hostile, constructor, zooEntry()]);
    const reads = new Reads(server, zoo());
    expect(await reads.again()).toHaveLength(3);
    for (const record of reads.shown.values()) {
      expect([record.name, record.details.problems]).toEqual([record.name, []]);
      expect(record.name).toMatch(/^bioimage-[a-z0-9._-]{1,54}$/);
    }
    const { spec } = [...reads.shown.values()].find(({ details }) =>
      details.spec.title.includes('script'),
    )!.details;
    expect(spec.title).toMatch(/^<script>alert\(1\)<\/script>x+$/);
    expect(spec.title).toHaveLength(300);
    expect(spec.authors).toEqual(['Eve']);
    expect(spec.tags.slice(0, 2)).toEqual(['a', 'b']);
    expect(spec.links).toEqual({
      self: expect.stringContaining('bioimage.io'),
    });
  });

  it('leads to nothing in a private network', async () => {
    putZoo([zooEntry()]);
    const reads = new Reads(server, zoo({ allowPrivateNetwork: false }));
    const error = await reads.fails();
    expect(error.message).toMatch(/127\.0\.0\.1/);
    expect(server.asked).toEqual([]);
  });
});

it('what was everybody’s, of a catalogue that is in the house by now, is read again', async () => {
  putZoo([zooEntry()]);
  const before = new Reads(server, zoo());
  const [name] = await before.again();
  const state = { ...(before.state as object), isPublic: true };
  const reads = new Reads(server, zoo(), state);
  expect(await reads.again()).toEqual([name]);
  expect(reads.shown.get(name)!.indexed.isPublic).toBe(false);
  // It is the same after that.
  const after = new Reads(server, zoo(), reads.state);
  expect(await after.again()).toEqual([]);
});

it('a catalogue that fails again and again is left alone for longer and longer', async () => {
  put(COLLECTION, { status: 500 });
  const reads = new Reads(server, zoo());
  for (let i = 0; i < 3; i++) {
    expect(await reads.fails()).not.toBeInstanceOf(SourcePausedError);
  }
  const minutes = async () => {
    const error = (await reads.fails()) as SourcePausedError;
    expect(error.message).toMatch(/has failed \d times.*status 500/);
    return Math.round((error.until.getTime() - Date.now()) / 60_000);
  };
  expect([await minutes(), await minutes(), await minutes()]).toEqual([
    10, 20, 40,
  ]);
  putZoo([zooEntry()]);
  await reads.again();
  put(COLLECTION, { status: 500 });
  expect(await reads.fails()).not.toBeInstanceOf(SourcePausedError);
});
