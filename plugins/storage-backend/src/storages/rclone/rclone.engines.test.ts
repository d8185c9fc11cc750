import { randomUUID } from 'node:crypto';
import { mkdir, readdir, readFile, utimes, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { RcloneRemote } from '@astrolabe/plugin-accounts-node';
import { NetworkGuard } from '@astrolabe/http';
import { mockServices } from '@backstage/backend-test-utils';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { describeStorage } from '../../__testUtils__/describeStorage';
import {
  rcloneProgram,
  startRcloneServer,
} from '../../__testUtils__/rcloneServer';
// eslint-disable-next-line @backstage/no-relative-monorepo-imports -- scripts are no package
import { startMinio } from '../../../../../scripts/engines/minio.mjs';
import { linkedStorages } from '../../linked';
import { environmentWith, LazyProxy } from '../../proxy';
import { Daemon, RcloneStorage, Remotes } from '.';

// Of any characters, as people have them.
const USER = 'ú "ser]\\\'$(x)';
const PASSWORD = 'p a"ß]\\\'`$(x)`&%20#:;🙂';
const KEY = { id: 'AKIAEXAMPLE', secret: 's3cr/et+=&%"\'' };

type Server = Awaited<ReturnType<typeof startRcloneServer>>;
let webdav: Server;
let minio: Awaited<ReturnType<typeof startMinio>>;
const proxy = new LazyProxy(
  new NetworkGuard({ allowedHosts: ['127.0.0.1/32'] }),
);
const daemon = new Daemon({
  program: rcloneProgram,
  environment: async () => environmentWith(await proxy.url()),
  logger: mockServices.logger.mock(),
});
const remotes = new Remotes();

beforeAll(async () => {
  webdav = await startRcloneServer('webdav', {
    env: { RCLONE_USER: USER, RCLONE_PASS: PASSWORD },
  });
  minio = await startMinio({
    accessKeyId: KEY.id,
    secretAccessKey: KEY.secret,
  });
});
afterAll(async () => {
  remotes.stop();
  await daemon.stop();
  await proxy.stop();
  await webdav?.stop();
  await minio?.stop();
});

const storageOf = (remote: RcloneRemote) =>
  new RcloneStorage({ daemon, remotes, remote });

const webdavIn = (folder: string): RcloneRemote => ({
  type: 'webdav',
  options: { url: `${webdav.url}/${folder}`, vendor: 'rclone', user: USER },
  secrets: { pass: PASSWORD },
});

describeStorage('a WebDAV server, by rclone', {
  async create() {
    const folder = randomUUID();
    await mkdir(path.join(webdav.folder, folder));
    return storageOf(webdavIn(folder));
  },
  hasEmptyFolders: true,
  runs: 15,
});

describeStorage('an S3 server, by rclone', {
  async create() {
    const bucket = randomUUID();
    await mkdir(path.join(minio.folder, bucket));
    return storageOf({
      type: 's3',
      options: {
        provider: 'Other',
        endpoint: minio.url,
        region: 'us-east-1',
        access_key_id: KEY.id,
        env_auth: 'false',
      },
      secrets: { secret_access_key: KEY.secret },
      root: bucket,
    });
  },
  hasEmptyFolders: false,
});

describe('a storage that is linked', () => {
  it('does not show what an upload has left, and has it removed a day later', async () => {
    const folder = path.join(webdav.folder, 'left');
    await mkdir(folder);
    const [left, going, mine] = [
      ...[randomUUID(), randomUUID()].map(id => `.astrolabe-upload-${id}`),
      '.astrolabe-upload-mine',
    ];
    for (const name of [left, going, mine]) {
      await writeFile(path.join(folder, name), 'x');
    }
    const before = new Date(Date.now() - 25 * 60 * 60_000);
    await utimes(path.join(folder, left), before, before);
    const entries = await storageOf(webdavIn('')).list(['left']);
    expect(entries.map(({ name }) => name)).toEqual([mine]);
    await expect
      .poll(() => readdir(folder), { timeout: 20_000 })
      .toEqual([going, mine].sort());
  });

  it('whose sign-in ends in the middle is renewed, or says that it has to be linked again', async () => {
    await mkdir(path.join(webdav.folder, 'renewed'));
    let present: RcloneRemote;
    let asked = 0;
    const opened = async (state: 'working' | 'expired') => {
      present = { ...webdavIn(''), secrets: { pass: 'has ended' } };
      const linked = linkedStorages(
        {
          list: async () => ({ items: [] }),
          remote: async () => present,
          verify: async () => {
            asked++;
            if (state === 'working') present = webdavIn('');
            return { state };
          },
        },
        { daemon, remotes },
      );
      return (await linked.open('user:default/ada', 'webdav', 'read'))!;
    };
    const renewed = await opened('working');
    const entries = await renewed.list([]);
    expect(entries.map(({ name }) => name)).toContain('renewed');
    await renewed.makeFolder(['renewed', 'more']);
    expect(asked).toBe(1);
    const ended = await opened('expired');
    for (const use of [() => ended.list([]), () => ended.makeFolder(['x'])]) {
      await expect(use()).rejects.toMatchObject({ code: 'STORAGE_REFUSES' });
    }
    expect(asked).toBe(3);
  });

  it('by SFTP is reached when it shows the host key that it is to have, and no other', async () => {
    const env = { RCLONE_USER: 'ada', RCLONE_PASS: PASSWORD };
    const server = await startRcloneServer('sftp', { env });
    await writeFile(path.join(server.folder, 'seen.txt'), 'x');
    const keys = path.join(server.folder, '.cache/rclone/serve-sftp');
    const own = await readFile(path.join(keys, 'id_ed25519.pub'), 'utf8');
    const [type, key] = own.split(' ');
    const listed = (hostKey: string) =>
      storageOf({
        type: 'sftp',
        options: {
          ...{ host: '127.0.0.1', port: server.host.split(':')[1] },
          ...{ user: 'ada', host_keys: hostKey, shell_type: 'none' },
        },
        secrets: { pass: PASSWORD },
      }).list([]);
    const entries = await listed(`${type} ${key.trim()}`);
    expect(entries.map(({ name }) => name)).toContain('seen.txt');
    const other = `${type} ${key.trim().replace(/.{4}$/, 'AAAA')}`;
    await expect(listed(other)).rejects.toMatchObject({
      code: 'STORAGE_REFUSES',
    });
    await server.stop();
  });

  it('that lets nobody in, or is away, says so', async () => {
    const wrong = storageOf({ ...webdavIn(''), secrets: { pass: 'wrong' } });
    await expect(wrong.list([])).rejects.toMatchObject({
      code: 'STORAGE_REFUSES',
    });
    const away = webdavIn('');
    away.options.url = 'http://127.0.0.1:1/';
    await expect(storageOf(away).list([])).rejects.toMatchObject({
      code: 'STORAGE_AWAY',
    });
  });
});
