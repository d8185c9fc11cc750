import { spawn } from 'node:child_process';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { freePort } from '../lib/freePort.mjs';
import { ensureDebian } from '../lib/system.mjs';

const PROGRAM = '/usr/bin/docker-registry';

/** Who may use a registry that asks. */
export const ROBOT = { username: 'robot', password: 'canary-of-the-registry' };
const HTPASSWD =
  'robot:$2y$05$/VFRLTprQuaBbY7hrbrzx.fP813y8S5q8P8fsSBK.qibfMDJ6AT7m';

/**
 * A registry of images on loopback, which keeps them in a folder.
 *
 * @param {string} folder
 * @param {{ asks?: boolean; isReadOnly?: boolean }} options asks: it lets in nobody but
 * the robot. isReadOnly: nothing is put there but by another of the same folder
 * @returns its host and port, and how to stop it
 */
export async function startRegistry(
  folder,
  { asks = false, isReadOnly = false } = {},
) {
  if (!(await ensureDebian(['docker-registry'], PROGRAM))) {
    throw new Error("This test needs Debian's docker-registry");
  }
  await mkdir(folder, { recursive: true });
  const host = `127.0.0.1:${await freePort()}`;
  const file = path.join(folder, `config-${host.split(':')[1]}.json`);
  const passwords = path.join(folder, 'htpasswd');
  await writeFile(passwords, HTPASSWD);
  const config = {
    version: 0.1,
    log: { level: 'error', accesslog: { disabled: true } },
    storage: {
      filesystem: { rootdirectory: path.join(folder, 'images') },
      delete: { enabled: true },
      maintenance: { readonly: { enabled: isReadOnly } },
    },
    http: { addr: host, secret: 'of tests' },
    ...(asks && { auth: { htpasswd: { realm: 'tests', path: passwords } } }),
  };
  await writeFile(file, JSON.stringify(config)); // JSON is YAML too.
  // It calls an image that is not there an error.
  const registry = spawn(PROGRAM, ['serve', file], { stdio: 'ignore' });
  const ended = new Promise(resolve => registry.once('exit', resolve));
  const isUp = async () => {
    const answer = await fetch(`http://${host}/v2/`).catch(() => undefined);
    return answer?.status === (asks ? 401 : 200);
  };
  while (!(await isUp())) {
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
