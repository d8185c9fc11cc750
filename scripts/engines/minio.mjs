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
 * An S3 server on loopback, with buckets in a folder of its own: each folder in
 * it is a bucket.
 *
 * @param {{ accessKeyId: string, secretAccessKey: string }} options
 * @returns {Promise<{ url: string, folder: string, stop(): Promise<void> }>}
 */
export async function startMinio({ accessKeyId, secretAccessKey }) {
  const program = await minioProgram();
  const folder = mkdtempSync(path.join(tmpdir(), 'astrolabe-minio-'));
  const address = `127.0.0.1:${await freePort()}`;
  const server = spawn(
    program,
    [
      ...['server', path.join(folder, 'data'), '--address', address],
      ...['--console-address', `127.0.0.1:${await freePort()}`],
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
      },
      stdio: 'ignore',
    },
  );
  const url = `http://${address}`;
  while (!(await isReady(url))) {
    if (server.exitCode !== null) throw new Error('MinIO has ended');
    await pause(50);
  }
  return {
    url,
    folder: path.join(folder, 'data'),
    async stop() {
      if (server.exitCode === null) {
        server.kill('SIGKILL'); // It has nothing to put away.
        await once(server, 'exit');
      }
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
