import { randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { sideBySide } from '../lib/measure.mjs';
import { row } from '../lib/table.mjs';
import { startServers } from './servers.mjs';
import { startPortal } from './portal.mjs';

const MEGABYTES = Number(process.env.BENCH_MEGABYTES ?? 256);
const TIMES = Number(process.env.BENCH_TIMES ?? 5);
/** Of the line to linked storages, in Mbit/s; loopback's unless given. */
const LINE = Number(process.env.BENCH_LINE ?? 0);
const ENTRIES = 10_000;
/** Without them it asks a bucket about each object. */
const LIKE_OURS = ['--no-mimetype', '--use-server-modtime'];

/** Listing, upload and download by the portal, beside rclone itself at the same storage. */
export default async function storage() {
  const work = await mkdtemp(path.join(tmpdir(), 'astrolabe-bench-files-'));
  const servers = await startServers(work, LINE && LINE * 125_000);
  const portal = await startPortal(servers);
  try {
    const file = path.join(work, 'file');
    await writeFile(file, randomBytes(MEGABYTES * 1_000_000));
    const many = path.join(work, 'many');
    await mkdir(many);
    for (let index = 0; index < ENTRIES; index += 1) {
      await writeFile(path.join(many, `file-${index}.csv`), '');
    }
    const rows = [];
    const { rclone } = servers;
    for (const { id, place, fill } of servers.storages(portal)) {
      await fill(many);
      // The WebDAV server looks into a folder anew after five seconds.
      if (id === 'webdav') await pause(6000);
      const told = await portal.list(id, 'many');
      if (told !== ENTRIES) throw new Error(`${id} lists ${told} entries`);
      const back = path.join(work, 'back');
      const pairs = [
        [
          `a list of ${ENTRIES}`,
          () => portal.list(id, 'many'),
          () => rclone('lsjson', ...LIKE_OURS, place('many')),
        ],
        [
          `upload of ${MEGABYTES} MB`,
          () => portal.upload(id, 'ours', file),
          () => rclone('copyto', '--ignore-times', file, place('peer')),
        ],
        [
          `download of ${MEGABYTES} MB`,
          () => portal.download(id, 'ours', `${back}-ours`),
          () =>
            rclone('copyto', '--ignore-times', place('peer'), `${back}-peer`),
        ],
      ];
      for (const [what, ours, peer] of pairs) {
        const times = await sideBySide(ours, peer, TIMES);
        rows.push(row(`${id}: ${what}`, times.ours, times.peer));
      }
    }
    const line = LINE ? `, by lines of ${LINE} Mbit/s` : '';
    const title = `Files${line}, p50 / p95`;
    return [{ title, unit: 'ms', peer: 'rclone', rows }];
  } finally {
    await portal.stop();
    await servers.stop();
    await rm(work, { recursive: true, force: true });
  }
}
