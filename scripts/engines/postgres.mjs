import { spawn, execFile } from 'node:child_process';
import { chown, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { freePort } from '../lib/freePort.mjs';
import { ensureDebian } from '../lib/system.mjs';

const execFileAsync = promisify(execFile);
const bin = '/usr/lib/postgresql/15/bin';

/**
 * A PostgreSQL 15 of our own on loopback, with an empty cluster.
 *
 * @returns its connection string and how to stop it
 */
export async function startPostgres() {
  if (!(await ensureDebian(['postgresql-15'], `${bin}/postgres`))) {
    throw new Error(
      `PostgreSQL 15 is missing (${bin}): install Debian's postgresql-15`,
    );
  }
  // Of its own, so that runs beside each other do not stop each other's.
  const port = await freePort();
  const folder = await mkdtemp(path.join(tmpdir(), 'astrolabe-postgres-'));
  const identity = await unprivileged();
  await chown(folder, identity.uid, identity.gid);
  await execFileAsync(
    `${bin}/initdb`,
    ['-D', folder, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--no-sync'],
    { ...identity, cwd: folder },
  );
  const server = spawn(
    `${bin}/postgres`,
    ['-D', folder, '-h', '127.0.0.1', '-p', String(port), '-k', folder, '-F'],
    { ...identity, cwd: folder, stdio: ['ignore', 'ignore', 'pipe'] },
  );
  let log = '';
  server.stderr.on('data', chunk => {
    log = (log + chunk).slice(-4000);
  });
  const ended = new Promise(resolve => server.on('exit', resolve));
  const deadline = Date.now() + 60_000;
  for (;;) {
    const ready = await execFileAsync(`${bin}/pg_isready`, [
      '-h',
      '127.0.0.1',
      '-p',
      String(port),
    ]).then(
      () => true,
      () => false,
    );
    if (ready) break;
    if (server.exitCode !== null || Date.now() > deadline) {
      throw new Error(`PostgreSQL did not start:\n${log}`);
    }
    await new Promise(resolve => setTimeout(resolve, 200));
  }
  return {
    connectionString: `postgres://postgres@127.0.0.1:${port}`,
    async stop() {
      server.kill('SIGINT');
      await ended;
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** PostgreSQL refuses to run as root. */
async function unprivileged() {
  if (process.getuid() !== 0) {
    return { uid: process.getuid(), gid: process.getgid() };
  }
  const id = async flag =>
    Number((await execFileAsync('id', [flag, 'postgres'])).stdout);
  return { uid: await id('-u'), gid: await id('-g') };
}
