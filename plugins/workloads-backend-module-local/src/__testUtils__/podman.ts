import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
// eslint-disable-next-line @backstage/no-relative-monorepo-imports -- scripts are no package
import { ensureDebian } from '../../../../scripts/lib/system.mjs';

/** The only image there is: Node alone, made of this machine's own. */
export const NODE_IMAGE = 'localhost/astrolabe-node:test';

/** runc and cgroupfs for machines with version 1 groups; limits that need no extra capability. */
const CONTAINERS_CONF = `
[containers]
default_ulimits = ["nofile=20000:20000", "nproc=20000:20000"]
[engine]
runtime = "runc"
cgroup_manager = "cgroupfs"
events_logger = "none"
[network]
network_backend = "cni"
`;

/** Podman's service on a socket in `folder`, with its storage there too. */
export async function startPodman(folder: string) {
  if (!(await ensureDebian(['podman', 'runc'], '/usr/bin/podman'))) {
    throw new Error(
      'This test needs Podman: install podman and runc, or run it as root on Debian',
    );
  }
  mkdirSync(folder, { recursive: true });
  const inside = (name: string) => path.join(folder, name);
  writeFileSync(inside('containers.conf'), CONTAINERS_CONF);
  writeFileSync(
    inside('registries.conf'),
    'unqualified-search-registries = []',
  );
  const env = {
    PATH: '/usr/sbin:/usr/bin:/sbin:/bin',
    HOME: folder,
    TMPDIR: folder,
    CONTAINERS_CONF: inside('containers.conf'),
    CONTAINERS_REGISTRIES_CONF: inside('registries.conf'),
  };
  const storage = ['--root', inside('root'), '--runroot', inside('run')];
  const podman = (...args: string[]) =>
    execFileSync('/usr/bin/podman', [...storage, ...args], {
      env,
      encoding: 'utf8',
    });
  podman('import', '--quiet', nodeFilesystem(folder), NODE_IMAGE);

  const socketPath = inside('podman.sock');
  const service = spawn(
    '/usr/bin/podman',
    [...storage, 'system', 'service', '--time=0', `unix://${socketPath}`],
    { env, stdio: ['ignore', 'ignore', 'inherit'] },
  );
  while (!existsSync(socketPath)) {
    if (service.exitCode !== null) throw new Error('Podman has ended');
    await pause(20);
  }
  return {
    socketPath,
    podman,
    async stop() {
      const ended = once(service, 'exit');
      service.kill('SIGTERM');
      await ended;
      podman('system', 'reset', '--force');
    },
  };
}

/** A file system with Node and the libraries that it loads, as a tar file. */
function nodeFilesystem(folder: string): string {
  const root = path.join(folder, 'filesystem');
  const libraries = execFileSync('/usr/bin/ldd', [process.execPath], {
    encoding: 'utf8',
  });
  const files = [
    { from: process.execPath, to: '/usr/bin/node' },
    ...[...libraries.matchAll(/\/[^ )]+(?= \()/g)].map(([file]) => ({
      from: file,
      to: file,
    })),
  ];
  for (const { from, to } of files) {
    mkdirSync(path.dirname(path.join(root, to)), { recursive: true });
    copyFileSync(from, path.join(root, to));
  }
  mkdirSync(path.join(root, 'tmp'));
  const archive = path.join(folder, 'filesystem.tar');
  execFileSync('/usr/bin/tar', ['-C', root, '-cf', archive, '.']);
  return archive;
}
