import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { freePort } from '../lib/freePort.mjs';
import { ensureDebian } from '../lib/system.mjs';

/**
 * A WebDAV server, with files of its own in a folder.
 *
 * @param {{ host: string, user: string, password: string }} options
 */
export async function startWebDav({ host, user, password }) {
  if (!(await ensureDebian(['rclone'], '/usr/bin/rclone'))) {
    throw new Error(
      'This test needs rclone: install it, or run it as root on Debian',
    );
  }
  const folder = mkdtempSync(path.join(tmpdir(), 'astrolabe-webdav-'));
  const port = await freePort();
  const url = `http://${host}:${port}`;
  /** @param {string[]} more */
  const start = async (...more) => {
    const started = spawn(
      '/usr/bin/rclone',
      [
        ...['serve', 'webdav', folder, '--addr', `${host}:${port}`],
        ...['--config', '/dev/null', '--dir-cache-time', '0s', ...more],
      ],
      {
        env: {
          PATH: '/usr/bin:/bin',
          RCLONE_USER: user,
          RCLONE_PASS: password,
        },
        stdio: 'ignore',
      },
    );
    while (!(await answers(url))) {
      if (started.exitCode !== null) throw new Error('rclone has ended');
      await pause(50);
    }
    return started;
  };
  let server = await start();
  /** @param {NodeJS.Signals} signal */
  const end = async signal => {
    if (server.exitCode !== null || server.signalCode !== null) return;
    server.kill(signal);
    await once(server, 'exit');
  };
  return {
    url,
    folder,
    /** As a machine does that loses its power. */
    kill: () => end('SIGKILL'),
    /**
     * At the same address, with the same files.
     *
     * @param {string[]} more - of its options, such as `--bwlimit=1M`
     */
    async comeBack(...more) {
      server = await start(...more);
    },
    async stop() {
      await end('SIGTERM');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** @param {string} url */
async function answers(url) {
  try {
    return (await fetch(url)).status === 401;
  } catch {
    return false;
  }
}
