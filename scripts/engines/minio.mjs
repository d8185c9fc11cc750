import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { freePort } from '../lib/freePort.mjs';
import { buildGoServer } from './goServer.mjs';

/** The program, built when it is not there yet. */
export function minioProgram() {
  return buildGoServer({
    name: 'minio',
    module: 'github.com/minio/minio',
    version: 'v0.0.0-20260212201848-7aac2a2c5b7c',
  });
}

/**
 * An S3 server, with buckets in a folder of its own: each folder in it is a
 * bucket.
 *
 * @param {{ accessKeyId: string, secretAccessKey: string, host?: string, environment?: Record<string, string> }} options
 */
export async function startMinio({
  accessKeyId,
  secretAccessKey,
  host = '127.0.0.1',
  environment = {},
}) {
  const program = await minioProgram();
  const folder = mkdtempSync(path.join(tmpdir(), 'astrolabe-minio-'));
  const address = `${host}:${await freePort()}`;
  const consoleAddress = `127.0.0.1:${await freePort()}`;
  const url = `http://${address}`;
  const start = async () => {
    const server = spawn(
      program,
      [
        ...['server', path.join(folder, 'data'), '--address', address],
        ...['--console-address', consoleAddress],
        ...['--certs-dir', path.join(folder, 'certs')],
      ],
      {
        env: {
          PATH: '/usr/bin:/bin',
          HOME: folder,
          MINIO_ROOT_USER: accessKeyId,
          MINIO_ROOT_PASSWORD: secretAccessKey,
          MINIO_BROWSER: 'off',
          MINIO_UPDATE: 'off',
          ...environment,
        },
        stdio: 'ignore',
      },
    );
    while (!(await isReady(url))) {
      if (server.exitCode !== null) throw new Error('MinIO has ended');
      await pause(50);
    }
    return server;
  };
  let server = await start();
  const kill = async () => {
    if (server.exitCode !== null || server.signalCode !== null) return;
    server.kill('SIGKILL'); // It has nothing to put away.
    await once(server, 'exit');
  };
  return {
    url,
    folder: path.join(folder, 'data'),
    kill,
    /** Takes what comes and answers nothing, until it is killed or goes on (`SIGCONT`). */
    freeze: () => server.kill('SIGSTOP'),
    goOn: () => server.kill('SIGCONT'),
    async restart() {
      await kill();
      server = await start();
    },
    async stop() {
      await kill();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** @param {string} url */
async function isReady(url) {
  try {
    return (await fetch(`${url}/minio/health/ready`)).ok;
  } catch {
    return false;
  }
}
