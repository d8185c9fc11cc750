import { spawn } from 'node:child_process';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { freePort } from '../lib/freePort.mjs';
import { ensureDebian } from '../lib/system.mjs';

const PROGRAM = '/usr/bin/docker-registry';

/**
 * A registry of images on loopback, which keeps them in a folder.
 *
 * @param {string} folder
 * @returns its host and port, and how to stop it
 */
export async function startRegistry(folder) {
  if (!(await ensureDebian(['docker-registry'], PROGRAM))) {
    throw new Error("This test needs Debian's docker-registry");
  }
  await mkdir(folder, { recursive: true });
  const host = `127.0.0.1:${await freePort()}`;
  const file = path.join(folder, `config-${process.pid}.json`);
  const config = {
    version: 0.1,
    log: { level: 'error', accesslog: { disabled: true } },
    storage: {
      filesystem: { rootdirectory: path.join(folder, 'images') },
      delete: { enabled: true },
    },
    http: { addr: host, secret: 'of tests' },
  };
  await writeFile(file, JSON.stringify(config)); // JSON is YAML too.
  // It calls an image that is not there an error.
  const registry = spawn(PROGRAM, ['serve', file], { stdio: 'ignore' });
  const ended = new Promise(resolve => registry.once('exit', resolve));
  while (!(await fetch(`http://${host}/v2/`).catch(() => undefined))?.ok) {
    if (registry.exitCode !== null) throw new Error('The registry has ended');
    await pause(50);
  }
  return {
    host,
    async stop() {
      registry.kill();
      await ended;
      await rm(file);
    },
  };
}
