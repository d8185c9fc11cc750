import { SourcePausedError } from '@astrolabe/plugin-assets-node';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  RepositoryServer,
  type RepositoryAnswer,
} from '../../datasets/__testUtils__/RepositoryServer';
import { hubAt, putAt } from './__testUtils__/configs';
import { Reads } from './__testUtils__/Reads';
import {
  hubCard,
  hubDataset,
  hubDatasetList,
  hubList,
  hubModel,
} from './__testUtils__/samples';
import type { ExternalConfig } from '.';

let server: RepositoryServer;
beforeAll(async () => {
  server = await RepositoryServer.start();
});
afterAll(() => server.stop());
beforeEach(() => server.clear());

const hub = (over: Partial<ExternalConfig> = {}) => hubAt(server, over);
const put = (path: string, ...answers: RepositoryAnswer[]) =>
  putAt(server, path, answers);

describe('models of Hugging Face', () => {
  it('are shown with licence, task, libraries, card, what they build on, and whether one has to ask', async () => {
    put(hubList('author=lab'), {
      body: [
        hubModel(),
        hubModel({ id: 'lab/closed', gated: 'manual' }),
        hubModel({ id: 'lab/terms', gated: 'auto' }),
        hubModel({ id: 'lab/unclear', gated: true }),
      ],
    });
    server.put(`/lab/leaf-net/resolve/${hubModel().sha}/README.md`, {
      body: hubCard,
    });
    server.put(`/lab/closed/resolve/${hubModel().sha}/README.md`, {
      status: 403,
    });
    const reads = new Reads(server, hub());
    expect(await reads.again()).toHaveLength(4);
    const { details, indexed } = reads.shown.get('hf-lab-leaf-net')!;
    expect(details.problems).toEqual([]);
    expect(indexed.summary).toMatchObject({
      title: 'lab/leaf-net',
      summary: 'Tells forty species of plants by their leaves.',
      license: 'Apache-2.0',
      libraries: ['transformers', 'PyTorch'],
      dataTypes: ['Image'],
      tags: ['transformers', 'pytorch', 'plants'],
      catalogue: 'Hugging Face',
      gated: undefined,
    });
    expect(details.documentation).toMatch(/^# Leaf net/);
    expect(details.spec.links).toEqual({
      self: `${server.url}/lab/leaf-net`,
      baseModel: `${server.url}/google/vit-base`,
      dataset: `${server.url}/datasets/lab/leaves`,
      citation: 'https://arxiv.org/abs/2101.00001',
    });
    const gates = ['closed', 'terms', 'unclear'].map(name => {
      const { valid, indexed: shown } = reads.shown.get(`hf-lab-${name}`)!;
      return [valid, shown.summary.gated];
    });
    expect(gates).toEqual([
      [true, 'manual'],
      [true, 'auto'],
      [true, 'manual'],
    ]);
  });

  it('are read over all pages, up to the most that the operator wants', async () => {
    const many = (from: number) =>
      Array.from({ length: 100 }, (_, i) =>
        hubModel({ id: `lab/m-${from + i}` }),
      );
    const first = hubList('author=lab');
    put(first, {
      body: many(0),
      headers: { link: `<{url}/next?p=2>; rel="next"` },
    });
    put('/next?p=2', {
      body: many(100),
      headers: { link: `<{url}${first}>; rel="next"` },
    });
    expect(await new Reads(server, hub()).again()).toHaveLength(200);
    expect(await new Reads(server, hub({ most: 120 })).again()).toHaveLength(
      120,
    );
  }, 30_000);

  it('are not read on at another address', async () => {
    put(hubList('author=lab'), {
      body: [hubModel()],
      headers: { link: '<https://elsewhere.example/x>; rel="next"' },
    });
    expect((await new Reads(server, hub()).fails()).message).toMatch(
      /goes on elsewhere/,
    );
  });

  it('wait as long as the Hub asks, and keep what was read', async () => {
    put(hubList('author=lab'), { body: [hubModel()] });
    const reads = new Reads(server, hub());
    await reads.again();
    put(hubList('author=lab'), {
      status: 429,
      headers: { 'retry-after': '90' },
    });
    const error = (await reads.fails()) as SourcePausedError;
    expect(error).toBeInstanceOf(SourcePausedError);
    expect(error.until.getTime()).toBeGreaterThan(Date.now() + 85_000);
    expect([...reads.shown.keys()]).toEqual(['hf-lab-leaf-net']);
  });

  it('have names of their own, however long and alike their ids are', async () => {
    const long = 'a'.repeat(90);
    put(hubList('author=lab'), {
      body: [`${long}1`, `${long}2`, 'x-y', 'x.y'].map(id =>
        hubModel({ id: `lab/${id}` }),
      ),
    });
    put(hubList('filter=plants'), { body: [hubModel({ id: 'lab-x/y' })] });
    const reads = new Reads(server, hub({ tags: ['plants'] }));
    const names = await reads.again();
    expect(names).toHaveLength(5);
    names.forEach(name => expect(name).toMatch(/^hf-[a-z0-9._-]{1,60}$/));
    expect(await reads.again()).toEqual(names);
  });
});

describe('datasets of Hugging Face', () => {
  it('are shown as datasets, with licence, what they hold, card, and what one has to do to get them', async () => {
    put(hubDatasetList('author=lab'), {
      body: [
        hubDataset(),
        hubDataset({ id: 'lab/bare', tags: null, cardData: [], gated: false }),
        hubDataset({ id: 'lab/mine', private: true }),
      ],
    });
    const { sha } = hubDataset();
    server.put(`/datasets/lab/leaves/resolve/${sha}/README.md`, {
      body: hubCard,
    });
    const reads = new Reads(
      server,
      hub({ id: 'hf-data', kind: 'dataset', tags: [] }),
    );
    const names = ['hf-data-lab-bare', 'hf-data-lab-leaves'];
    expect(await reads.again()).toEqual(names);
    const { kind, valid, details, indexed } = reads.shown.get(names[1])!;
    expect([kind, valid, details.problems]).toEqual(['dataset', true, []]);
    expect(indexed.summary).toMatchObject({
      title: 'Leaves',
      summary: 'Tells forty species of plants by their leaves.',
      license: 'CC-BY-4.0',
      tasks: ['Image classification'],
      dataTypes: ['Image', 'Text'],
      tags: ['botany'],
      ...{ catalogue: 'Hugging Face', gated: 'auto', version: sha },
    });
    expect(details.spec).toMatchObject({
      doi: '10.57967/hf/0001',
      links: { self: `${server.url}/datasets/lab/leaves` },
    });
    expect(reads.shown.get(names[0])!.indexed.summary).toMatchObject({
      ...{ title: 'lab/bare', gated: undefined },
      summary: 'Leaves of forty species Pressed and scanned.',
    });
  });
});
