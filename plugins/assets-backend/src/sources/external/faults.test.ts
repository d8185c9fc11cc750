import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { SourcePausedError } from '@astrolabe/plugin-assets-node';
import { parse } from 'yaml';
import { RepositoryServer } from '../../datasets/__testUtils__/RepositoryServer';
import { hubAt, zooAt } from './__testUtils__/configs';
import { Reads } from './__testUtils__/Reads';
import { hubList, hubModel, zooEntry, zooRdf } from './__testUtils__/samples';
import { summaryOf } from './markdown';
import type { StoredState } from './state';
import type { ExternalConfig } from '.';

let server: RepositoryServer;
let stranger: RepositoryServer;
beforeAll(async () => {
  server = await RepositoryServer.start();
  stranger = await RepositoryServer.start();
});
afterAll(() => Promise.all([server.stop(), stranger.stop()]));
beforeEach(() => [server, stranger].forEach(each => each.clear()));

const config = (over: Partial<ExternalConfig> = {}) =>
  zooAt(server, { id: 'zoo', url: `${server.url}/zoo`, ...over });
const hub = () => hubAt(server);

/** Entries by their names; the description of each is where it says. */
function putZoo(entries: Record<string, string | undefined>, etag = '') {
  const collection = Object.entries(entries).map(([nickname, rdf_source]) =>
    zooEntry({ id: nickname, nickname, rdf_source }),
  );
  const headers: Record<string, string> = etag ? { etag } : {};
  server.put('/zoo', { body: { collection }, headers });
}

const sourceCode = (reads: Reads, name: string) =>
  reads.shown.get(name)!.details.spec.links?.sourceCode;
const milliseconds = async (work: () => unknown) => {
  const began = performance.now();
  await work();
  return performance.now() - began;
};

describe('what an external catalogue publishes', () => {
  it('is read again when this portal could not keep it', async () => {
    putZoo({ ant: undefined, bee: undefined }, '"1"');
    const reads = new Reads(server, config());
    for (let i = 0; i < 5; i++) {
      reads.refused = 1;
      expect((await reads.fails()).message).toBe('The database is away');
    }
    expect(await reads.again()).toEqual(['zoo-ant', 'zoo-bee']);
    putZoo({ ant: undefined, bee: undefined, cat: undefined }, '"2"');
    reads.refused = 1;
    await reads.fails();
    expect(await reads.again()).toHaveLength(3);
  });

  it('is shown in another number when the operator says so, though its list is as it was', async () => {
    putZoo({ ant: undefined, bee: undefined, cat: undefined }, '"1"');
    const all = new Reads(server, config({ most: 2 }));
    expect(await all.again()).toEqual(['zoo-ant', 'zoo-bee']);
    for (const most of [3, 1, 2]) {
      const reads = new Reads(server, config({ most }), all.state);
      all.shown.forEach((record, name) => reads.shown.set(name, record));
      expect(await reads.again()).toHaveLength(most);
      expect(await reads.again()).toHaveLength(most);
      all.state = reads.state;
      all.shown.clear();
      reads.shown.forEach((record, name) => all.shown.set(name, record));
    }
  });

  it('is shown without a description that is too long, and the others are as they were', async () => {
    putZoo({ ant: `${server.url}/ant`, bee: `${server.url}/bee` });
    server.put('/ant', { body: 'x'.repeat(600_000) });
    server.put('/bee', { body: zooRdf });
    const reads = new Reads(server, config());
    expect(await reads.again()).toEqual(['zoo-ant', 'zoo-bee']);
    expect(sourceCode(reads, 'zoo-bee')).toBe('https://example.org/nuclei');
    await reads.again();
    expect(server.asked).toEqual(['GET /zoo']);
  });

  it('goes on being read while one entry of it never can be, and that one says so', async () => {
    putZoo({ ant: `${server.url}/ant`, bee: undefined });
    server.put('/ant', { status: 500 });
    const reads = new Reads(server, config());
    for (let day = 0; day < 3; day++) {
      for (let i = 0; i < 3; i++) {
        expect((await reads.fails()).message).toMatch(/1 of 2 entries.*500/);
      }
      await reads.again();
    }
    const { valid, details } = reads.shown.get('zoo-ant')!;
    expect(valid).toBe(true);
    expect(details.problems).toMatchObject([
      { severity: 'warning', message: expect.stringContaining('status 500') },
    ]);
    putZoo({ ant: `${server.url}/ant`, bee: undefined, cat: undefined });
    await reads.fails();
    expect(reads.shown.has('zoo-cat')).toBe(true);
    server.put('/ant', { body: zooRdf });
    await reads.again();
    expect(reads.shown.get('zoo-ant')!.details.problems).toEqual([]);
  });

  it('leads to no other server of a private network, though its own is in one', async () => {
    const { port } = new URL(stranger.url);
    stranger.put('/rdf', { body: zooRdf });
    putZoo({
      ant: `${stranger.url}/rdf`,
      bee: `http://localhost:${port}/rdf`,
      cat: `${server.url}/moved`,
    });
    server.put('/moved', {
      status: 302,
      headers: { location: `${stranger.url}/rdf` },
    });
    const reads = new Reads(server, config());
    expect((await reads.fails()).message).toMatch(/3 of 3.*private network/);
    expect(stranger.asked).toEqual([]);
    expect(reads.shown.size).toBe(3);
  });

  it('comes to an end where few can be read between two pauses', async () => {
    const models = Array.from({ length: 30 }, (_, i) =>
      hubModel({ id: `lab/m${i}` }),
    );
    server.put(hubList('author=lab'), { body: models });
    const pause = { status: 429, headers: { 'retry-after': '1' } };
    models.slice(8).forEach(({ id, sha }) => {
      server.put(`/${id}/resolve/${sha}/README.md`, pause, { body: 'A card' });
    });
    const reads = new Reads(server, hub());
    const before: number[] = [];
    for (let i = 0; i < 30; i++) {
      const error = (await reads.fails()) as SourcePausedError;
      if (!error.until) break;
      before.push(reads.shown.size);
    }
    expect(before[0]).toBeGreaterThan(0);
    expect(reads.shown.size).toBe(30);
  });

  it('is remembered by what it lists now, and not by what it ever listed', async () => {
    const list = hubList('author=lab');
    const reads = new Reads(server, hub());
    for (let day = 0; day < 5; day++) {
      const next = `<${server.url}/next?cursor=${day}>; rel="next"`;
      server.put(list, {
        body: [hubModel({ id: `lab/day-${day}` })],
        headers: { link: next },
      });
      server.put(`/next?cursor=${day}`, { body: [hubModel()] });
      expect(await reads.again()).toHaveLength(2);
    }
    const { pages, entries } = reads.state as StoredState;
    expect([pages.length, entries.length]).toEqual([2, 2]);
  });

  it('may come to fill a page less', async () => {
    const list = hubList('author=lab');
    const headers = { link: `<${server.url}/next>; rel="next"` };
    server.put(list, { body: [hubModel()], headers });
    server.put('/next', { body: [hubModel({ id: 'lab/two' })] });
    const reads = new Reads(server, hub());
    expect(await reads.again()).toHaveLength(2);
    server.put('/next', { body: [] });
    expect(await reads.again()).toEqual(['hf-lab-leaf-net']);
  });

  it('is never taken for nothing, also when nothing is remembered of it', async () => {
    putZoo({});
    const reads = new Reads(server, config());
    expect((await reads.fails()).message).toMatch(
      /BioImage Model Zoo has nothing.*\/zoo/,
    );
  });
});

describe('a hostile text of an external catalogue', () => {
  it('is read without comparing each of its thousands of keys with each', async () => {
    const keys = Array.from({ length: 7_800 }, (_, i) => i.toString(36));
    const body = keys.map(key => `${key}:\n`).join('');
    const usual = () => parse(body, { uniqueKeys: false });
    usual();
    const longest = 300 + 5 * (await milliseconds(usual));
    putZoo({ ant: `${server.url}/ant` });
    server.put('/ant', { body });
    const reads = new Reads(server, config());
    expect(await milliseconds(() => reads.again())).toBeLessThan(longest);
  });

  it.each([
    ['keys in keys', '? '.repeat(700)],
    ['keys in lists in keys', '[? '.repeat(700)],
    ['what is no YAML', '}\n'.repeat(20_000)],
    ['lists in lists', '['.repeat(40_000)],
  ])('with %s keeps nothing else waiting', async (_, body) => {
    putZoo({ ant: `${server.url}/ant` });
    server.put('/ant', { body });
    const reads = new Reads(server, config());
    expect(await milliseconds(() => reads.again())).toBeLessThan(8_000);
    expect(reads.shown.size).toBe(1);
  });

  it.each(['*a_ ', '_a*', '[a]('])(
    'as a card of many %s keeps nothing else waiting',
    async part => {
      const card = part.repeat(500_000 / part.length);
      expect(await milliseconds(() => summaryOf(card))).toBeLessThan(1_500);
    },
  );
});
