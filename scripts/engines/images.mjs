import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { Registry } from '../images/Registry.mjs';
import { root } from '../lib/process.mjs';
import { pushBaseImage } from './baseImage.mjs';
import { cacheFolder } from './goServer.mjs';
import { Podman } from './podman.mjs';
import { startRegistry } from './registry.mjs';

const BASE = { id: 'debian', tag: `12-compiler-node-${process.version}` };

/**
 * A registry that keeps its images from run to run, with a base image in it,
 * and the command that builds images of environments.
 */
export async function startImages() {
  const folder = mkdtempSync(path.join(tmpdir(), 'astrolabe-images-'));
  const podman = new Podman(folder);
  await podman.configure();
  const registry = await startRegistry(path.join(cacheFolder, 'registry'));
  const base = `${registry.host}/base/${BASE.id}:${BASE.tag}`;
  const bases = new Registry(`${registry.host}/base`);
  if ((await bases.bytesOf(BASE.id, BASE.tag)) === undefined) {
    await pushBaseImage(podman, { folder, reference: base });
  }
  return {
    host: registry.host,
    base,
    /**
     * Runs the command.
     *
     * @param {string[]} args
     * @param {{ env?: Record<string, string> }} options
     */
    async build(args, { env = {} } = {}) {
      const command = [
        '--disable-warning=MODULE_TYPELESS_PACKAGE_JSON',
        path.join(root, 'scripts/images/build.mjs'),
        ...['--base', `python=${base}`, '--base', `node=${base}`],
        ...args,
      ];
      const options = { env: { ...process.env, ...podman.variables, ...env } };
      return promisify(execFile)(process.execPath, command, options);
    },
    async stop() {
      await registry.stop();
      await podman.remove();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
