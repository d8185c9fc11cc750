import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  copyFileSync,
  mkdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { connect } from 'node:net';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { ensureDebian } from '../lib/system.mjs';

/** The only image there is: Node alone, made of this machine's own. */
export const NODE_IMAGE = 'localhost/astrolabe-node:test';

const PACKAGES = ['podman', 'runc', 'containernetworking-plugins', 'iptables'];

/** runc and cgroupfs for machines with version 1 groups; limits that need no extra capability. */
const containersConf = folder => `
[containers]
default_ulimits = ["nofile=20000:20000", "nproc=20000:20000"]
[engine]
runtime = "runc"
cgroup_manager = "cgroupfs"
static_dir = "${path.join(folder, 'root', 'libpod')}"
tmp_dir = "${path.join(folder, 'run', 'libpod')}"
events_logger = "none"
[network]
network_backend = "cni"
`;

/** Registries of tests speak no TLS. */
const REGISTRIES_CONF = `
unqualified-search-registries = []
[[registry]]
location = "127.0.0.1"
insecure = true
`;

/** A Podman with everything of its own in one folder, and a socket there. */
export class Podman {
  /** @type {string} */
  socketPath;
  /** @type {string} */
  #folder;
  /** @type {import('node:child_process').ChildProcess | undefined} */
  #service;

  /** @param {string} folder */
  constructor(folder) {
    this.#folder = folder;
    this.socketPath = path.join(folder, 'podman.sock');
  }

  /** Brings it, and the image of Node. */
  async install() {
    await this.configure();
    this.importPrograms(NODE_IMAGE, [
      { from: process.execPath, to: '/usr/bin/node' },
      ...SYSTEM_PROGRAMS.map(name => ({
        from: `/usr/bin/${name}`,
        to: `/usr/bin/${name}`,
      })),
    ]);
  }

  /**
   * Makes an image of programs of this machine alone.
   *
   * @param {string} image
   * @param {{ from: string; to: string }[]} programs
   * @param {string[]} changes of its configuration, such as `ENTRYPOINT ["/x"]`
   */
  importPrograms(image, programs, changes = []) {
    this.run(
      'import',
      '--quiet',
      ...changes.flatMap(change => ['--change', change]),
      filesystem(this.#folder, programs),
      image,
    );
  }

  /** Brings it, without any image. */
  async configure() {
    if (!(await ensureDebian(PACKAGES, '/usr/bin/podman'))) {
      throw new Error(
        'This test needs Podman: install podman and runc, or run it as root on Debian',
      );
    }
    const write = (name, text) =>
      writeFileSync(path.join(this.#folder, name), text);
    write('containers.conf', containersConf(this.#folder));
    write('registries.conf', REGISTRIES_CONF);
    write(
      'storage.conf',
      `[storage]\ndriver = "overlay"\ngraphroot = "${
        this.#folder
      }/root"\nrunroot = "${this.#folder}/run"\n`,
    );
  }

  /** With these variables, every Podman or Buildah is this one. */
  get variables() {
    const inside = name => path.join(this.#folder, name);
    return {
      TMPDIR: this.#folder,
      CONTAINERS_CONF: inside('containers.conf'),
      CONTAINERS_REGISTRIES_CONF: inside('registries.conf'),
      CONTAINERS_STORAGE_CONF: inside('storage.conf'),
    };
  }

  /**
   * Runs one command, with its own storage.
   *
   * @param {string[]} args
   * @returns {string}
   */
  run(...args) {
    return execFileSync('/usr/bin/podman', args, {
      cwd: this.#folder,
      env: this.#env(),
      encoding: 'utf8',
    });
  }

  /** Starts its service, and waits until it answers. */
  async serve() {
    rmSync(this.socketPath, { force: true });
    const service = spawn(
      '/usr/bin/podman',
      ['system', 'service', '--time=0', `unix://${this.socketPath}`],
      {
        // conmon leaves a file `oom` where it stands when memory runs out.
        cwd: this.#folder,
        env: this.#env(),
        stdio: ['ignore', 'ignore', 'inherit'],
      },
    );
    this.#service = service;
    while (!(await answers(this.socketPath))) {
      if (service.exitCode !== null) throw new Error('Podman has ended');
      await pause(20);
    }
  }

  /** Ends its service; containers go on. */
  async halt() {
    const service = this.#service;
    if (!service || service.exitCode !== null) return;
    const ended = once(service, 'exit');
    service.kill('SIGTERM');
    await ended;
    this.#service = undefined;
  }

  async remove() {
    await this.halt();
    this.run('system', 'reset', '--force');
  }

  #env() {
    return {
      PATH: '/usr/sbin:/usr/bin:/sbin:/bin',
      HOME: this.#folder,
      ...this.variables,
    };
  }
}

/** @param {string} socketPath */
function answers(socketPath) {
  return new Promise(resolve => {
    const socket = connect(socketPath);
    socket.once('connect', () => resolve(true));
    socket.once('error', () => resolve(false));
    socket.once('connect', () => socket.destroy());
  });
}

/** What the image has beside Node: enough for a terminal, and to begin with a snapshot. */
const SYSTEM_PROGRAMS = ['sh', 'printf', 'stty', 'tr', 'cp', 'mkdir'];

/**
 * A file system with these programs and the libraries that they load, as a tar
 * file.
 *
 * @param {string} folder
 * @param {{ from: string; to: string }[]} programs
 */
function filesystem(folder, programs) {
  const root = path.join(folder, 'filesystem');
  rmSync(root, { recursive: true, force: true });
  const libraries = new Set(programs.flatMap(({ from }) => librariesOf(from)));
  for (const { from, to } of [
    ...programs,
    ...[...libraries].map(file => ({ from: file, to: file })),
  ]) {
    mkdirSync(path.dirname(path.join(root, to)), { recursive: true });
    copyFileSync(from, path.join(root, to));
  }
  mkdirSync(path.join(root, 'tmp'));
  symlinkSync('usr/bin', path.join(root, 'bin'));
  const archive = path.join(folder, 'filesystem.tar');
  execFileSync('/usr/bin/tar', ['-C', root, '-cf', archive, '.']);
  return archive;
}

/**
 * @param {string} program
 * @returns {string[]}
 */
function librariesOf(program) {
  const text = execFileSync('/usr/bin/ldd', [program], { encoding: 'utf8' });
  return [...text.matchAll(/\/[^ )]+(?= \()/g)].map(([file]) => file);
}
