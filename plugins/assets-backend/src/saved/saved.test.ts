import { parseFeed } from '@rowanmanning/feed-parser';
import { mockCredentials } from '@backstage/backend-test-utils';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { AssetFolder, eventually, startAssets, tool } from '../__testUtils__';

let folder: AssetFolder;
let room: Awaited<ReturnType<typeof startAssets>>;
const found = (count: number) =>
  eventually(async () => {
    const { body } = await room.api.get(`${room.base}/assets`).expect(200);
    expect(body.totalItems).toBe(count);
  });

beforeEach(async () => {
  folder = await AssetFolder.create();
  await folder.write('modules/leaf/module.yaml', own('AiModule', 'leaf'));
  room = await startAssets({ folder });
  await found(1);
});
afterEach(async () => {
  await room.stop();
  await folder.remove();
});

function own(kind: string, name: string, title = name): string {
  return tool()
    .replace('AiTool', kind)
    .replace('jupyterlab', name)
    .replace('JupyterLab', JSON.stringify(title));
}

/** What a person gets; Olga where nobody is named. */
function as(person = 'user:default/olga') {
  const header = mockCredentials.user.header(person);
  const at = (path: string) => `${room.base}/saved-searches${path}`;
  return {
    list: async () => {
      const answer = await room.api.get(at('')).set('authorization', header);
      expect(answer.status).toBe(200);
      return answer.body.items;
    },
    save: (body: object) =>
      room.api.post(at('')).set('authorization', header).send(body),
    rename: (id: string, name: string) =>
      room.api
        .put(at(`/${id}`))
        .set('authorization', header)
        .send({ name }),
    looked: (id: string) =>
      room.api.put(at(`/${id}/looked`)).set('authorization', header),
    remove: (id: string) =>
      room.api.delete(at(`/${id}`)).set('authorization', header),
  };
}

const query = { kind: 'module', facets: { tags: ['notebook'] } };

describe('a saved search', () => {
  it('says how many it finds, and how many came since its person looked', async () => {
    const olga = as();
    const { body: saved } = await olga.save({ name: ' Leaves ', query });
    expect(saved).toMatchObject({ name: 'Leaves', query, total: 1, added: 0 });
    await folder.write('modules/stem/module.yaml', own('AiModule', 'stem'));
    await folder.write('tools/knife/tool.yaml', own('AiTool', 'knife'));
    await found(3);
    expect(await olga.list()).toMatchObject([{ total: 2, added: 1 }]);
    await olga.looked(saved.id).expect(204);
    expect(await olga.list()).toMatchObject([{ total: 2, added: 0 }]);
    // What only changes is not new; what was gone and is back is.
    await folder.write(
      'modules/leaf/module.yaml',
      own('AiModule', 'leaf', 'Another title'),
    );
    await folder.remove('modules/stem');
    await found(2);
    expect(await olga.list()).toMatchObject([{ total: 1, added: 0 }]);
    await folder.write('modules/stem/module.yaml', own('AiModule', 'stem'));
    await found(3);
    expect(await olga.list()).toMatchObject([{ total: 2, added: 1 }]);
  });

  it('is renamed and deleted by its person, and is not there for others', async () => {
    const olga = as();
    const { body: first } = await olga.save({ name: 'First', query });
    const { body: second } = await olga.save({ name: 'Second', query: {} });
    const ben = as('user:default/ben');
    expect(await ben.list()).toEqual([]);
    for (const answer of [
      await ben.rename(first.id, 'Mine'),
      await ben.looked(first.id),
    ]) {
      expect(answer.status).toBe(404);
      expect(answer.body.error.code).toBe('SAVED_SEARCH_UNKNOWN');
    }
    await ben.remove(first.id).expect(204);
    await olga.rename(first.id, 'Third').expect(204);
    await olga.remove(second.id).expect(204);
    expect(await olga.list()).toMatchObject([{ name: 'Third', query }]);
    // Others may have the same names.
    await ben.save({ name: 'Third', query }).expect(201);
  });

  it('is refused with a name that is taken, without one, or with what is no query', async () => {
    const olga = as();
    await olga.save({ name: 'Leaves', query }).expect(201);
    const { body: other } = await olga.save({ name: 'Other', query });
    for (const answer of [
      await olga.save({ name: 'Leaves', query }),
      await olga.rename(other.id, 'Leaves'),
    ]) {
      expect(answer.status).toBe(409);
      expect(answer.body.error).toMatchObject({
        code: 'SAVED_SEARCH_EXISTS',
        problems: [{ path: 'name' }],
      });
    }
    await olga.rename(other.id, 'Other').expect(204);
    await olga.save({ name: '  ', query }).expect(400);
    await olga.save({ name: 'x', query: { owner: 'x' } }).expect(400);
    await olga
      .save({ name: 'x', query: { facets: { colour: ['x'] } } })
      .expect(400);
  });

  it('is one of fifty at most, also where many are saved at once', async () => {
    const olga = as();
    const answers = await Promise.all(
      Array.from({ length: 52 }, (_, i) =>
        olga.save({ name: `${i}`, query: {} }),
      ),
    );
    const refusals = answers.filter(({ status }) => status !== 201);
    expect(
      refusals.map(({ status, body }) => [status, body.error.code]),
    ).toEqual(Array(2).fill([403, 'TOO_MANY_SAVED_SEARCHES']));
    expect(await olga.list()).toHaveLength(50);
  });

  it('has its name alone, also where two are renamed at once', async () => {
    const olga = as();
    const { body: one } = await olga.save({ name: 'One', query });
    const { body: two } = await olga.save({ name: 'Two', query });
    const answers = await Promise.all(
      [one, two].map(({ id }) => olga.rename(id, 'Same')),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([204, 409]);
  });
});

describe('a feed', () => {
  const feed = async (asked = '') => {
    const answer = await room.api
      .get(`${room.base}/assets.atom${asked}`)
      .buffer()
      .parse((res, done) => {
        const chunks: Buffer[] = [];
        res.on('data', chunk => chunks.push(chunk));
        res.on('end', () => done(null, Buffer.concat(chunks).toString('utf8')));
      });
    expect(answer.status).toBe(200);
    expect(answer.headers['content-type']).toMatch(/^application\/atom\+xml/);
    return { text: answer.body as string, read: parseFeed(answer.body) };
  };

  it('has what a search finds, what came last first, as a reader reads it', async () => {
    await folder.write(
      'modules/odd/module.yaml',
      own('AiModule', 'odd', 'R&D <b>"x"</b> ]]> \u{1F33F} é'),
    );
    await found(2);
    const { read } = await feed('?kind=module');
    expect(read.meta).toMatchObject({ type: 'atom', version: '1.0' });
    expect(read.title).toMatch(/new modules$/);
    expect(read.items.map(({ title }) => title)).toEqual([
      'R&D <b>"x"</b> ]]> \u{1F33F} é',
      'leaf',
    ]);
    const [newest] = read.items;
    expect(newest.url).toMatch(/\/modules\/odd$/);
    expect(newest.id).toMatch(/\/api\/assets\/v1\/assets\/module\/odd$/);
    expect(newest.description).toBe('Notebooks.');
    expect(Date.now() - newest.published!.getTime()).toBeLessThan(60_000);
    expect(newest.categories.map(({ term }) => term)).toContain('notebook');
  });

  it('leads to the page that has the same, and names whose each is', async () => {
    await folder.write(
      'modules/leaf/module.yaml',
      `${own('AiModule', 'leaf')}  owner: ocean\n`,
    );
    const { read } = await eventually(async () => {
      const answer = await feed('?kind=module&tags=notebook');
      expect(answer.read.items[0].authors).toMatchObject([{ name: 'ocean' }]);
      return answer;
    });
    expect(read.url).toMatch(/\/modules\?tags=notebook$/);
    // No page has all kinds: not that of modules.
    expect((await feed('?tags=notebook')).read.url).not.toMatch(/modules|tags/);
  });

  it('takes words and filters, says so, and may be empty', async () => {
    const { read, text } = await feed('?tags=notebook&text=leaf&limit=5');
    expect(read.items).toHaveLength(1);
    expect(read.title).toMatch(/new assets \(leaf, notebook\)$/);
    expect(read.self).toMatch(/assets\.atom\?text=leaf&tags=notebook/);
    expect(text).toContain('<updated>20');
    const none = await feed('?text=nothinglikethis');
    expect(none.read.items).toEqual([]);
    expect(none.text).toContain('<updated>1970-01-01T00:00:00.000Z</updated>');
  });

  it('is asked for again without being sent again', async () => {
    const first = await room.api.get(`${room.base}/assets.atom`).expect(200);
    await room.api
      .get(`${room.base}/assets.atom`)
      .set('if-none-match', first.headers.etag)
      .expect(304);
  });
});
