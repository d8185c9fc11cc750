import { execFileSync } from 'node:child_process';
import {
  copyFileSync,
  cpSync,
  mkdirSync,
  realpathSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import path from 'node:path';
import { ensureDebian } from '../lib/system.mjs';
import { runQuietly } from '../lib/process.mjs';

const MIRROR = 'http://deb.debian.org/debian';
const PACKAGES = [
  ...['python3', 'python3-venv', 'ca-certificates'],
  // For packages that are compiled when they are installed.
  ...['g++', 'make', 'libkrb5-dev'],
];

/**
 * Makes a Debian with Python, Node, npm and a compiler, and pushes it: what
 * images of environments are built on where there is no other registry.
 *
 * @param {import('./podman.mjs').Podman} podman
 * @param {{ folder: string, reference: string }} options
 */
export async function pushBaseImage(podman, { folder, reference }) {
  if (!(await ensureDebian(['debootstrap'], '/usr/sbin/debootstrap'))) {
    throw new Error("This test needs Debian's debootstrap, and root");
  }
  console.log('Making a base image once (3 minutes)');
  const system = path.join(folder, 'debian');
  const archive = path.join(folder, 'debian.tar');
  await runQuietly([
    'debootstrap',
    '--variant=minbase',
    `--include=${PACKAGES.join(',')}`,
    ...['bookworm', system, MIRROR],
  ]);
  addNode(path.join(system, 'usr/local'));
  // What is downloaded on the way is of no more use.
  rmSync(path.join(system, 'var/cache/apt'), { recursive: true });
  rmSync(path.join(system, 'var/lib/apt/lists'), { recursive: true });
  await runQuietly(['tar', '-C', system, '-cf', archive, '.']);
  podman.run('import', '--quiet', archive, reference);
  podman.run('push', '--quiet', reference);
  podman.run('rmi', reference);
  rmSync(system, { recursive: true, force: true });
  rmSync(archive);
}

/** The Node that runs this with its headers, and the npm of this machine. */
function addNode(local) {
  copyFileSync(process.execPath, path.join(local, 'bin/node'));
  const headers = path.resolve(process.execPath, '../../include');
  cpSync(headers, path.join(local, 'include'), { recursive: true });
  const npm = execFileSync('/usr/bin/which', ['npm'], { encoding: 'utf8' });
  const program = realpathSync(npm.trim());
  const modules = path.join(local, 'lib/node_modules');
  mkdirSync(modules, { recursive: true });
  cpSync(path.resolve(program, '../..'), path.join(modules, 'npm'), {
    recursive: true,
  });
  symlinkSync(
    '../lib/node_modules/npm/bin/npm-cli.js',
    path.join(local, 'bin/npm'),
  );
}
