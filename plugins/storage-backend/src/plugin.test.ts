import { mkdir, writeFile } from 'node:fs/promises';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { mockCredentials } from '@backstage/backend-test-utils';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ADA, startStorage } from './__testUtils__/startStorage';

let portal: Awaited<ReturnType<typeof startStorage>>;
let ada: ReturnType<typeof portal.as>;
beforeAll(async () => {
  portal = await startStorage();
  ada = portal.as('ada');
});
afterAll(() => portal?.stop());

const home = '/storages/home';
const at = (path: string) => `path=${encodeURIComponent(path)}`;
const upload = (path: string, content: string | Buffer, more = '') =>
  ada
    .put(`${home}/content?${at(path)}${more}`)
    .set('content-type', 'application/octet-stream')
    .send(content);

describe('my files in the portal', () => {
  it('are there for whoever is signed in, and are their own', async () => {
    expect((await ada.get('/storages').expect(200)).body).toEqual({
      items: [
        { id: 'home', service: 'home', title: 'My files', state: 'working' },
      ],
    });
    const usage = await ada.get(`${home}/usage`).expect(200);
    expect(usage.body.usedBytes).toBe(0);
    await upload('mine.txt', 'of ada').expect(201);
    const eve = portal.as('eve');
    const seen = await eve.get(`${home}/entries`).expect(200);
    expect(seen.body).toEqual({ items: [], total: 0 });
    await eve.get(`${home}/content?${at('mine.txt')}`).expect(404);
    await portal.agent
      .get('/api/storage/v1/storages')
      .set('authorization', mockCredentials.none.header())
      .expect(401);
    const none = await ada.get('/storages/other/entries').expect(404);
    expect(none.body.error.code).toBe('STORAGE_NOT_FOUND');
  });

  it('come by upload, and go by download, whole or in part', async () => {
    await ada.post(`${home}/folders`).send({ path: 'data' }).expect(201);
    const made = await upload(
      'data/größe "1".bin',
      Buffer.alloc(300_000, 'ab'),
    );
    expect(made.body).toMatchObject({
      ...{ path: 'data/größe "1".bin', kind: 'file', bytes: 300_000 },
    });
    const where = `${home}/content?${at('data/größe "1".bin')}`;
    const whole = await ada.get(where).buffer(true).expect(200);
    expect(whole.body).toHaveLength(300_000);
    // Never a page of the portal's own, whatever it is.
    expect(whole.headers).toMatchObject({
      'content-type': 'application/octet-stream',
      'content-disposition': expect.stringContaining('attachment'),
      'content-security-policy': "default-src 'none'; sandbox",
      'x-content-type-options': 'nosniff',
    });
    const part = await ada.get(where).set('range', 'bytes=-3').expect(206);
    expect(part.headers['content-range']).toBe('bytes 299997-299999/300000');
    expect(String(part.body)).toBe('bab');
    const past = await ada.get(where).set('range', 'bytes=300000-').expect(416);
    expect(past.body.error.code).toBe('RANGE_INVALID');
  });

  it('are replaced only when one says so', async () => {
    await upload('twice', 'one').expect(201);
    const again = await upload('twice', 'two').expect(409);
    expect(again.body.error.code).toBe('ENTRY_EXISTS');
    await upload('twice', 'two', '&overwrite=true').expect(201);
    await upload('/', 'x').expect(409);
    await upload('data', 'x', '&overwrite=true').expect(409);
  });

  it('cannot lead anywhere else by their path', async () => {
    for (const path of ['../x', 'data/../../x', '..', 'a\0b', './x']) {
      const { body } = await upload(path, 'x').expect(400);
      expect(body.error.code).toBe('PATH_INVALID');
      await ada.post(`${home}/folders`).send({ path }).expect(400);
      await ada
        .post(`${home}/moves`)
        .send({ from: 'twice', to: path })
        .expect(400);
      await ada.get(`${home}/entries?${at(path)}`).expect(400);
    }
    // It is decoded once.
    const { body } = await upload('%2e%2e', 'x').expect(201);
    expect(body.path).toBe('%2e%2e');
  });

  it('are moved and deleted, a folder when one says that all of it goes', async () => {
    await ada.post(`${home}/folders`).send({ path: 'tree' }).expect(201);
    await upload('tree/leaf', 'x').expect(201);
    const into = { from: 'tree', to: 'tree/deeper' };
    await ada.post(`${home}/moves`).send(into).expect(400);
    const onto = { from: 'tree', to: 'twice', overwrite: true };
    await ada.post(`${home}/moves`).send(onto).expect(409);
    const moved = await ada
      .post(`${home}/moves`)
      .send({ from: 'tree', to: 'wood' })
      .expect(200);
    expect(moved.body).toMatchObject({ kind: 'move', state: 'done' });
    await ada.get(`${home}/entry?${at('wood/leaf')}`).expect(200);
    const refused = await ada.delete(`${home}/entry?${at('wood')}`).expect(409);
    expect(refused.body.error.code).toBe('NOT_A_FILE');
    const task = await ada
      .delete(`${home}/entry?${at('wood')}&recursive=true`)
      .expect(200);
    expect(task.body).toMatchObject({ kind: 'delete', state: 'done' });
    await ada.get(`${home}/entry?${at('wood')}`).expect(404);
    await ada.get(`/tasks/${task.body.id}`).expect(200);
    await portal.as('eve').get(`/tasks/${task.body.id}`).expect(404);
  });

  it('are listed in pages, folders first, in the order that one wants', async () => {
    await ada.post(`${home}/folders`).send({ path: 'many' }).expect(201);
    for (const [index, name] of ['b10', 'a', 'b2'].entries()) {
      await upload(`many/${name}`, 'x'.repeat(index + 1)).expect(201);
    }
    await ada.post(`${home}/folders`).send({ path: 'many/z' }).expect(201);
    const list = (query: string) =>
      ada.get(`${home}/entries?path=many&${query}`);
    const namesOf = ({ body }: { body: { items: { name: string }[] } }) =>
      body.items.map(({ name }) => name);
    expect(namesOf(await list(''))).toEqual(['z', 'a', 'b2', 'b10']);
    expect(namesOf(await list('sort=size&order=desc'))).toEqual([
      ...['z', 'b2', 'a', 'b10'],
    ]);
    const first = await list('limit=3').expect(200);
    expect(first.body.total).toBe(4);
    const { nextCursor } = first.body;
    const next = await list(`limit=3&cursor=${nextCursor}`).expect(200);
    expect(namesOf(next)).toEqual(['b10']);
    expect(next.body.nextCursor).toBeUndefined();
    // Of nobody else, and of no other folder.
    const eve = portal.as('eve');
    await eve.get(`${home}/entries?cursor=${nextCursor}`).expect(400);
  });

  it('are shown, texts and tables and pictures, and what is neither is not', async () => {
    const preview = async (name: string, content: string | Buffer) => {
      await upload(name, content).expect(201);
      return (await ada.get(`${home}/preview?${at(name)}`).expect(200)).body;
    };
    expect(await preview('a.txt', 'héllo')).toEqual({
      ...{ kind: 'text', bytes: 6, truncated: false, text: 'héllo' },
    });
    const rows = await preview('a.csv', 'a;b\n"x;""y""";2\r\nlast');
    expect(rows.rows).toEqual([['a', 'b'], ['x;"y"', '2'], ['last']]);
    const long = await preview('long.txt', 'é'.repeat(200_000));
    expect(long).toMatchObject({ kind: 'text', truncated: true });
    expect(long.text).toHaveLength(131_072);
    const png = Buffer.from('89504e470d0a1a0a00', 'hex');
    expect(await preview('a.png', png)).toMatchObject({
      ...{ kind: 'image', mediaType: 'image/png' },
      base64: png.toString('base64'),
    });
    // A page is a text here, and so is a picture that can do things.
    const svg = '<svg xmlns="http://www.w3.org/2000/svg" onload="x()"/>';
    expect((await preview('a.svg', svg)).kind).toBe('text');
    expect(await preview('b.bin', Buffer.from([1, 0, 2]))).toMatchObject({
      ...{ kind: 'none', reason: 'not-shown' },
    });
    expect((await preview('empty', '')).kind).toBe('text');
  });

  it('are downloaded by an address that holds for one file and a moment', async () => {
    await upload('by-address', 'content').expect(201);
    const made = await ada
      .post(`${home}/downloads`)
      .send({ path: 'by-address' })
      .expect(201);
    expect(made.body.path).toMatch(/^\/v1\/downloads\/[\w-]{43}$/);
    const file = await portal.agent
      .get(`/api/storage${made.body.path}`)
      .expect(200);
    expect(String(file.body)).toBe('content');
    expect(file.headers['content-disposition']).toContain('attachment');
    await portal.agent.get('/api/storage/v1/downloads/guessed').expect(404);
    await ada.post(`${home}/downloads`).send({ path: 'none' }).expect(404);
  });

  it('are refused when there is no more room, and the reason arrives', async () => {
    const { body } = await upload('large', Buffer.alloc(51_000_000)).expect(
      507,
    );
    expect(body.error).toMatchObject({ code: 'STORAGE_FULL' });
    await ada.get(`${home}/entry?path=large`).expect(404);
    const usage = await ada.get(`${home}/usage`).expect(200);
    expect(usage.body.totalBytes).toBe(50_000_000);
    expect(usage.body.usedBytes).toBeLessThan(2_000_000);
  });

  it('have nothing of an upload that is broken off', async () => {
    const { port } = portal.server.address() as AddressInfo;
    const request = http.request({
      ...{ port, method: 'PUT', host: '127.0.0.1' },
      path: `/api/storage/v1${home}/content?path=broken`,
      headers: {
        authorization: `Bearer ${ada.token}`,
        'content-length': 1_000_000,
      },
    });
    request.on('error', () => {});
    await new Promise(resolve => {
      request.write(Buffer.alloc(100_000), resolve);
    });
    request.destroy();
    await expect
      .poll(async () => (await ada.get(`${home}/usage`)).body.usedBytes)
      .toBeLessThan(2_000_000);
    await ada.get(`${home}/entry?path=broken`).expect(404);
  });

  it('are copied, also whole folders, and nothing is replaced unasked', async () => {
    await ada.post(`${home}/folders`).send({ path: 'copied' }).expect(201);
    await ada.post(`${home}/folders`).send({ path: 'copied/in' }).expect(201);
    await upload('copied/in/a', 'of a').expect(201);
    const copy = (from: string, to: string, more = {}) =>
      ada.post(`${home}/copies`).send({ from, to, ...more });
    const task = await copy('copied', 'again').expect(200);
    expect(task.body).toMatchObject({ kind: 'copy', state: 'done', done: 1 });
    for (const folder of ['copied', 'again']) {
      const file = await ada.get(`${home}/content?${at(`${folder}/in/a`)}`);
      expect(String(file.body)).toBe('of a');
    }
    const refused = await copy('copied', 'again').expect(409);
    expect(refused.body.error.code).toBe('ENTRY_EXISTS');
    await copy('copied', 'copied/in/self').expect(400);
    await upload('replaced', 'before').expect(201);
    await copy('copied/in/a', 'replaced').expect(409);
    await copy('copied/in/a', 'replaced', { overwrite: true }).expect(200);
    const none = await copy('copied', 'x', { toStorage: 'none' }).expect(404);
    expect(none.body.error.code).toBe('STORAGE_NOT_FOUND');
  });

  it('are listed in time when there are ten thousand of them', async () => {
    const folder = join(portal.root, 'people', encodeURIComponent(ADA));
    await mkdir(join(folder, 'ten-thousand'));
    const all = Array.from({ length: 10_000 }, (_, index) => `file-${index}`);
    for (const name of all) {
      await writeFile(join(folder, 'ten-thousand', name), '');
    }
    const { body } = await ada
      .get(`${home}/entries?path=ten-thousand&limit=10000`)
      .expect(200);
    expect(body.items.map((each: { name: string }) => each.name)).toEqual(all);
  });
});

describe('my linked storages', () => {
  it('are there also when what others share cannot be told, which the list says', async () => {
    const linked = { mine: { type: 'webdav', options: {}, secrets: {} } };
    const other = await startStorage({ linked, incomplete: true });
    const { body } = await other.as('ada').get('/storages').expect(200);
    expect(body).toMatchObject({
      items: [{ id: 'home' }, { id: 'mine' }],
      incomplete: true,
    });
    await other.stop();
  });
});

describe('a storage that another shares to be looked into', () => {
  it('is changed in no way', async () => {
    const shared = {
      linked: { theirs: { type: 'webdav', options: {}, secrets: {} } },
    };
    const other = await startStorage({ ...shared, readOnly: ['theirs'] });
    const person = other.as('ada');
    const theirs = '/storages/theirs';
    const tries = [
      person.put(`${theirs}/content?${at('a')}`).send('x'),
      person.post(`${theirs}/folders`).send({ path: 'a' }),
      person.post(`${theirs}/moves`).send({ from: 'a', to: 'b' }),
      person.delete(`${theirs}/entry?${at('a')}`),
    ];
    for (const tried of tries) {
      const { body } = await tried.expect(403);
      expect(body.error.code).toBe('SHARE_ROLE');
    }
    const { body } = await person.get('/storages').expect(200);
    expect(body.items[1]).toMatchObject({
      ...{ id: 'theirs', ownerRef: 'user:default/max' },
      shared: { role: 'view' },
    });
    await other.stop();
  });
});
