import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import http, { type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { buffer, text } from 'node:stream/consumers';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
// eslint-disable-next-line @backstage/no-relative-monorepo-imports -- scripts are no package
import { startMinio } from '../../../scripts/engines/minio.mjs';
import { killRclone } from './__testUtils__/killRclone';
import { rcloneProgram, startRcloneServer } from './__testUtils__/rcloneServer';
import { startStorage } from './__testUtils__/startStorage';

const KEYS = { accessKeyId: 'AKIAEXAMPLE', secretAccessKey: 's3cr/et+=&%' };
/** More than all buffers on the way take together. */
const LARGE = 24_000_000;
const AWAY = { status: 503, body: { error: { code: 'STORAGE_AWAY' } } };
const FULL = { status: 507, body: { error: { code: 'STORAGE_FULL' } } };

type Portal = Awaited<ReturnType<typeof startStorage>>;
let webdav: Awaited<ReturnType<typeof startRcloneServer>>;
let minio: Awaited<ReturnType<typeof startMinio>>;
let portal: Portal;
let ada: ReturnType<Portal['as']>;

beforeAll(async () => {
  webdav = await startRcloneServer('webdav');
  minio = await startMinio(KEYS);
  await mkdir(path.join(minio.folder, 'data'));
  portal = await startStorage({
    allowedHosts: ['127.0.0.1/32'],
    config: { rclone: { path: await rcloneProgram() } },
    linked: {
      webdav: {
        type: 'webdav',
        options: { url: webdav.url, vendor: 'rclone' },
        secrets: {},
      },
      s3: {
        type: 's3',
        options: {
          ...{ provider: 'Minio', endpoint: minio.url, env_auth: 'false' },
          ...{ region: 'us-east-1', access_key_id: KEYS.accessKeyId },
        },
        secrets: { secret_access_key: KEYS.secretAccessKey },
        root: 'data',
      },
    },
  });
  ada = portal.as('ada');
});
afterAll(async () => {
  await portal?.stop();
  await webdav?.stop();
  await minio?.stop();
});

const allOfIt = { status: 200, bytes: LARGE, firstOdd: -1 };

/** What came; a file as large as this is not to be drawn by an assertion. */
async function look(answer: IncomingMessage) {
  const content = await buffer(answer);
  return {
    status: answer.statusCode,
    bytes: content.length,
    firstOdd: content.findIndex(byte => byte !== 'k'.charCodeAt(0)),
  };
}

const at = (name: string) => `path=${encodeURIComponent(name)}`;

describe.each([
  ['webdav', () => webdav, () => webdav.folder],
  ['s3', () => minio, () => path.join(minio.folder, 'data')],
] as const)('a storage by %s', (id, server, folder) => {
  const here = `/storages/${id}`;
  /** What may end in the middle of something, and how it comes back. */
  const ends = [
    ['rclone', async () => killRclone(), async () => server().goOn()],
    ['the storage', () => server().kill(), () => server().restart()],
  ] as const;
  const listed = async () => {
    const { body } = await ada.get(`${here}/entries`);
    return body.items?.map(({ name }: { name: string }) => name).sort();
  };

  beforeAll(async () => {
    const answer = await begin(
      'PUT',
      `${here}/content?${at('kept')}`,
      request => request.end(Buffer.alloc(LARGE, 'k')),
    );
    expect(await read(answer)).toMatchObject({ status: 201 });
  });

  it.each(ends)(
    'whose listing is cut by the end of %s says so, and lists again',
    async (_what, end, comeBack) => {
      expect(await listed()).toEqual(['kept']);
      server().freeze();
      const answer = ada.get(`${here}/entries`).then(said => said);
      await pause(300);
      await end();
      expect(await answer).toMatchObject(AWAY);
      await comeBack();
      await expect.poll(listed, { timeout: 30_000 }).toEqual(['kept']);
    },
  );

  it.each(ends)(
    'never gives a part for the whole of a file, when %s ends in a download',
    async (_what, end, comeBack) => {
      const file = await begin('GET', `${here}/content?${at('kept')}`);
      expect(file.headers['content-length']).toBe(String(LARGE));
      await once(file, 'readable');
      await end();
      await expect(buffer(file)).rejects.toThrow('aborted');
      await comeBack();
      await expect.poll(listed, { timeout: 30_000 }).toEqual(['kept']);
      const again = await begin('GET', `${here}/content?${at('kept')}`);
      expect(await look(again)).toEqual(allOfIt);
    },
  );

  it.each(ends)(
    'has nothing new and nothing lost, when %s ends in an upload',
    async (_what, end, comeBack) => {
      const where = `${here}/content?${at('kept')}&overwrite=true`;
      const answer = await begin('PUT', where, request =>
        sendAlmostAll(request, { after: LARGE / 2, act: end }),
      );
      expect(await read(answer)).toMatchObject(AWAY);
      await comeBack();
      await expect.poll(listed, { timeout: 30_000 }).toEqual(['kept']);
      // Nor is a part of it there that nobody is shown.
      await expect
        .poll(() => readdir(folder()), { timeout: 60_000 })
        .toEqual(['kept']);
      const kept = await begin('GET', `${here}/content?${at('kept')}`);
      expect(await look(kept)).toEqual(allOfIt);
      await ada
        .put(`${here}/content?${at('new')}`)
        .send(Buffer.from('whole'))
        .expect(201);
      await ada.delete(`${here}/entry?${at('new')}`).expect(200);
    },
  );

  it.each(ends)(
    'says that a move failed, when %s ends in it',
    async (_what, end, comeBack) => {
      await ada.post(`${here}/folders`).send({ path: 'many' }).expect(201);
      for (let index = 0; index < 5; index += 1) {
        await ada
          .put(`${here}/content?${at(`many/${index}`)}`)
          .send(Buffer.from('x'))
          .expect(201);
      }
      server().freeze();
      const move = ada
        .post(`${here}/moves`)
        .send({ from: 'many', to: 'moved' })
        .then(said => said);
      await pause(300);
      await end();
      expect(await move).toMatchObject(AWAY);
      await comeBack();
      const remove = async (name: string) =>
        (await ada.delete(`${here}/entry?${at(name)}&recursive=true`)).status;
      for (const name of ['many', 'moved']) {
        await expect
          .poll(() => remove(name), { timeout: 30_000 })
          .toBeOneOf([200, 404]);
      }
    },
  );
});

describe('what goes from one storage to another', () => {
  it('is there as it was, and where it was no more', async () => {
    await ada.post('/storages/home/folders').send({ path: 'way' }).expect(201);
    const name = 'way/ñ #1';
    await ada
      .put(`/storages/home/content?${at(name)}`)
      .send(Buffer.alloc(300_000, 'w'))
      .expect(201);
    for (const [from, to] of [
      ['home', 'webdav'],
      ['webdav', 's3'],
      ['s3', 'home'],
    ]) {
      const task = await ada
        .post(`/storages/${from}/moves`)
        .send({ from: 'way', to: 'way', toStorage: to })
        .expect(200);
      expect(task.body).toMatchObject({ state: 'done', toStorage: to });
      await ada.get(`/storages/${from}/entry?${at(name)}`).expect(404);
    }
    const { body } = await ada.get(`/storages/home/content?${at(name)}`);
    expect(String(body)).toBe('w'.repeat(300_000));
  });
});

describe('a full disk', () => {
  const disks: string[] = [];
  const shrink = (folder: string) => {
    mountSmallDisk(folder);
    disks.push(folder);
  };
  afterAll(() => {
    for (const each of disks) execFileSync('umount', ['--lazy', each]);
  });

  it("of the portal keeps nothing of an upload, and what was there stays one's own", async () => {
    shrink(portal.root);
    const upload = (name: string, size: number) =>
      ada
        .put(`/storages/home/content?${at(name)}&overwrite=true`)
        .send(Buffer.alloc(size, 'x'));
    await upload('small', 1000).expect(201);
    for (const name of ['large', 'small']) {
      expect(await upload(name, 8_000_000)).toMatchObject(FULL);
    }
    const { body } = await ada.get('/storages/home/entries').expect(200);
    expect(body.items).toMatchObject([{ name: 'small', bytes: 1000 }]);
    expect(await readdir(path.join(portal.root, 'uploads'))).toEqual([]);
    await upload('another', 1000).expect(201);
  });

  it('of a linked storage keeps nothing of an upload', async () => {
    const folder = path.join(webdav.folder, 'small');
    await mkdir(folder);
    shrink(folder);
    await writeFile(path.join(folder, 'kept'), 'as it was');
    for (const name of ['large', 'kept']) {
      const answer = await ada
        .put(`/storages/webdav/content?${at(`small/${name}`)}&overwrite=true`)
        .send(Buffer.alloc(8_000_000, 'x'));
      // This server has no word for it.
      expect(answer).toMatchObject({
        ...{ status: 502, body: { error: { code: 'STORAGE_FAILED' } } },
      });
    }
    expect(await readdir(folder)).toEqual(['kept']);
    expect(await readFile(path.join(folder, 'kept'), 'utf8')).toBe('as it was');
  });

  it('of a linked storage is said to be full, where the storage says so', async () => {
    await minio.kill();
    shrink(minio.folder);
    await mkdir(path.join(minio.folder, 'data'));
    await minio.restart();
    const filled = writeFile(
      path.join(minio.folder, 'filled'),
      Buffer.alloc(8_000_000),
    );
    await expect(filled).rejects.toThrow('ENOSPC');
    const answer = await ada
      .put(`/storages/s3/content?${at('small')}`)
      .send(Buffer.alloc(100_000, 'x'));
    expect({ status: answer.status, body: answer.body }).toMatchObject(FULL);
    const { body } = await ada.get('/storages/s3/entries').expect(200);
    expect(body.items).toEqual([]);
  });
});

/** Begins a request at the portal's door; the answer is read by whoever asked. */
async function begin(
  method: string,
  where: string,
  send: (request: http.ClientRequest) => unknown = request => request.end(),
): Promise<IncomingMessage> {
  const { port } = portal.server.address() as AddressInfo;
  const request = http.request({
    ...{ port, method, host: '127.0.0.1', agent: false },
    path: `/api/storage/v1${where}`,
    headers: {
      authorization: `Bearer ${ada.token}`,
      ...(method === 'PUT' && { 'content-length': LARGE }),
    },
  });
  const answered = once(request, 'response');
  await Promise.all([send(request), answered]);
  const [answer] = await answered;
  return answer;
}

/** As long as nobody answers; never its end, so that it cannot be there. */
async function sendAlmostAll(
  request: http.ClientRequest,
  { after, act }: { after: number; act(): unknown },
): Promise<void> {
  let answer: unknown;
  const answered = once(request, 'response').then(([come]) => {
    answer = come;
  });
  const piece = Buffer.alloc(1_000_000, 'x');
  for (let sent = 0; sent < LARGE - piece.length; sent += piece.length) {
    if (answer) return;
    if (!request.write(piece)) {
      await Promise.race([answered, once(request, 'drain')]);
    }
    if (sent === after) await act();
  }
}

async function read(answer: IncomingMessage) {
  const body = JSON.parse(await text(answer));
  answer.destroy();
  return { status: answer.statusCode, body };
}

function mountSmallDisk(folder: string): void {
  try {
    const options = ['-t', 'tmpfs', '-o', 'size=4m,mode=0700'];
    execFileSync('mount', [...options, 'tmpfs', folder], { stdio: 'pipe' });
  } catch (error) {
    throw new Error(
      'This test needs a small disk of its own: run it as root, where file systems may be mounted',
      { cause: error },
    );
  }
}
