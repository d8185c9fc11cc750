import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { homedir, tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { mockServices } from '@backstage/backend-test-utils';
import { findRclone } from '../storages/rclone';
// eslint-disable-next-line @backstage/no-relative-monorepo-imports -- what all tests of servers use
import { freePort } from '../../../../scripts/lib/freePort.mjs';

const CHECKOUT = path.resolve(__dirname, '../../../..');

/** The locked rclone, fetched once for this machine. */
export function rcloneProgram(): Promise<string> {
  return findRclone({
    lock: path.join(
      CHECKOUT,
      'catalog-info/side-tasks/storage/environment/requirements.txt',
    ),
    folder: path.join(homedir(), '.cache/astrolabe/programs'),
    logger: mockServices.logger.mock(),
  });
}

/** A server that rclone is, with files of its own in a folder. */
export async function startRcloneServer(
  kind: 'webdav' | 'sftp',
  {
    env = {},
    flags = [],
  }: { env?: Record<string, string>; flags?: string[] } = {},
) {
  const program = await rcloneProgram();
  const folder = await mkdtemp(path.join(tmpdir(), `astrolabe-${kind}-`));
  const port = await freePort();
  const start = async () => {
    const child = spawn(
      program,
      [
        ...['serve', kind, folder, '--addr', `127.0.0.1:${port}`],
        ...['--config', '', '--dir-cache-time', '0s', ...flags],
      ],
      { env: { PATH: '/usr/bin:/bin', HOME: folder, ...env }, stdio: 'ignore' },
    );
    while (!(await listens(port))) {
      if (child.exitCode !== null) throw new Error('rclone has ended');
      await pause(50);
    }
    return child;
  };
  let child = await start();
  const end = async () => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill('SIGKILL');
    await once(child, 'exit');
  };
  return {
    url: `http://127.0.0.1:${port}`,
    host: `127.0.0.1:${port}`,
    folder,
    kill: end,
    /** Takes what comes and answers nothing, until it is killed or goes on. */
    freeze: () => child.kill('SIGSTOP'),
    goOn: () => child.kill('SIGCONT'),
    async restart() {
      await end();
      child = await start();
    },
    async stop() {
      await end();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function listens(port: number): Promise<boolean> {
  const socket = connect(port, '127.0.0.1');
  try {
    await once(socket, 'connect');
    return true;
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
}
