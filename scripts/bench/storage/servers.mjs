import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdir, readdir } from 'node:fs/promises';
import { homedir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { startMinio } from '../../engines/minio.mjs';
import { freePort } from '../../lib/freePort.mjs';
import { until } from '../lib/measure.mjs';
import { startSlowHop } from '../lib/slowHop.mjs';

const run = promisify(execFile);
const KEYS = {
  accessKeyId: 'AKIAEXAMPLE',
  secretAccessKey: 'of-the-benchmark',
};
/** Nothing is there yet that would have to be compared. */
const FAST = ['--transfers', '32', '--no-check-dest'];

/**
 * A WebDAV server and an S3 server, as the portal and as rclone itself know them.
 *
 * @param {string} folder
 * @param {number | undefined} bytesPerSecond of the line to each; nothing: loopback's
 */
export async function startServers(folder, bytesPerSecond) {
  const program = await rcloneProgram();
  const webdav = await startWebDav(program, path.join(folder, 'webdav'));
  const minio = await startMinio(KEYS);
  await mkdir(path.join(minio.folder, 'data'));
  const hops = [];
  const addressOf = async ({ url }) => {
    if (!bytesPerSecond) return url;
    const hop = await startSlowHop(url, bytesPerSecond);
    hops.push(hop);
    return hop.url;
  };
  const linked = {
    webdav: {
      type: 'webdav',
      options: { url: await addressOf(webdav), vendor: 'rclone' },
      secrets: {},
    },
    s3: {
      type: 's3',
      options: {
        ...{
          provider: 'Minio',
          endpoint: await addressOf(minio),
          env_auth: 'false',
        },
        ...{ region: 'us-east-1', access_key_id: KEYS.accessKeyId },
      },
      secrets: { secret_access_key: KEYS.secretAccessKey },
      root: 'data',
    },
  };
  const env = { ...process.env, RCLONE_CONFIG: '/dev/null' };
  for (const [id, { type, options, secrets }] of Object.entries(linked)) {
    const all = { type, ...options, ...secrets };
    for (const [key, value] of Object.entries(all)) {
      env[`RCLONE_CONFIG_${id}_${key}`.toUpperCase()] = value;
    }
  }
  const rclone = (...args) =>
    run(program, args, { env, maxBuffer: 64 * 1024 ** 2 });
  return {
    program,
    linked,
    rclone,
    /** `fill` copies a folder into it. */
    storages: ({ home }) => [
      {
        id: 'home',
        place: name => path.join(home, name),
        fill: from => cp(from, path.join(home, 'many'), { recursive: true }),
      },
      {
        id: 'webdav',
        place: name => `webdav:${name}`,
        fill: from =>
          cp(from, path.join(webdav.folder, 'many'), { recursive: true }),
      },
      {
        id: 's3',
        place: name => `s3:data/${name}`,
        fill: from => rclone('copy', from, 's3:data/many', ...FAST),
      },
    ],
    async stop() {
      for (const hop of hops) hop.stop();
      await webdav.stop();
      await minio.stop();
    },
  };
}

async function startWebDav(program, folder) {
  await mkdir(folder);
  const address = `127.0.0.1:${await freePort()}`;
  const server = spawn(
    program,
    [
      ...['serve', 'webdav', folder, '--addr', address],
      ...['--config', '', '--dir-cache-time', '5s'],
    ],
    { stdio: 'ignore' },
  );
  const url = `http://${address}`;
  const ask = async () => (await fetch(url)).ok;
  await until(ask, { what: 'The WebDAV server answers' });
  return {
    url,
    folder,
    async stop() {
      server.kill('SIGKILL');
      await once(server, 'exit');
    },
  };
}

/** The one that tests of the storage room have fetched. */
async function rcloneProgram() {
  const folder = path.join(homedir(), '.cache/astrolabe/programs');
  const names = await readdir(folder).catch(() => []);
  const name = names.find(each => /^rclone-[0-9a-f]+$/.test(each));
  if (name) return path.join(folder, name, 'bin/rclone');
  throw new Error(
    'No rclone: run `npm run test:engines -- plugins/storage-backend` first',
  );
}
