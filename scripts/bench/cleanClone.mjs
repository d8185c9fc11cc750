import { spawn } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { root, runQuietly } from '../lib/process.mjs';
import { freePort } from '../lib/freePort.mjs';
import { row } from './lib/table.mjs';

/**
 * What somebody meets who clones and types `npm start`: how long until the
 * address is printed, how long the second time, and how much memory it takes.
 * Packages come from wherever this machine's package caches are, warm or cold.
 */
export default async function cleanClone() {
  const folder = await mkdtemp(path.join(tmpdir(), 'astrolabe-clone-'));
  const clone = path.join(folder, 'astrolabe');
  try {
    const began = Date.now();
    await runQuietly(['git', 'clone', '--quiet', root, clone], { cwd: folder });
    const first = await portal(clone, began);
    await first.stop();
    const second = await portal(clone, Date.now());
    await new Promise(resolve => setTimeout(resolve, 10_000));
    const rss = await treeRss(second.pid);
    await second.stop();
    return [
      {
        title: 'From a clean clone',
        unit: 's',
        rows: [
          row('clone to portal', first.seconds),
          row('restart to ready', second.seconds),
        ],
      },
      {
        title: 'Memory of an idle portal, ten seconds after start',
        unit: 'MiB',
        rows: [
          row('the backend', Math.round(Math.max(...rss) / 1024)),
          row('with the starter', Math.round(sum(rss) / 1024)),
        ],
      },
    ];
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function portal(clone, began) {
  const child = spawn('npm', ['start'], {
    cwd: clone,
    detached: true,
    stdio: ['ignore', 'pipe', 'inherit'],
    env: {
      ...process.env,
      ASTROLABE_PORT: String(await freePort()),
      ASTROLABE_GATEWAY_PORT: String(await freePort()),
    },
  });
  const ended = new Promise(resolve => child.on('exit', resolve));
  await new Promise((resolve, reject) => {
    child.stdout.on('data', chunk => {
      process.stdout.write(chunk);
      if (String(chunk).includes('is ready')) resolve();
    });
    ended.then(code => reject(new Error(`npm start ended with ${code}`)));
  });
  return {
    pid: child.pid,
    seconds: Number(((Date.now() - began) / 1000).toFixed(1)),
    async stop() {
      // The whole group, as a terminal does at Ctrl-C.
      process.kill(-child.pid, 'SIGINT');
      await ended;
    },
  };
}

/** Resident KiB of each process of a group. */
async function treeRss(group) {
  const found = [];
  for (const pid of await readdir('/proc')) {
    const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    if (Number(fields[2]) !== group) continue;
    const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(
      () => '',
    );
    found.push(Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0));
  }
  return found;
}

function sum(numbers) {
  return numbers.reduce((total, number) => total + number, 0);
}
