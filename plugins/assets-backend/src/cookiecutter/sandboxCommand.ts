import path from 'node:path';

const MIB = 1024 ** 2;

/** Of whatever runs in a sandbox, all of it together where it says so. */
export const LIMITS = {
  processes: 16,
  openFiles: 256,
  /** Of each process: what all of them can take before anybody counts. */
  addressBytes: 512 * MIB,
  /** What all processes hold together, beside the files below. */
  memoryBytes: 576 * MIB,
  /** `/out`, `/tmp` and `/dev/shm` each: they are memory, not disk. */
  diskBytes: 64 * MIB,
  answerBytes: 24 * MIB,
};

/** The only things of this machine that are in a sandbox, and none can be written to. */
export interface SandboxParts {
  /** The prefix of the Python that the environment was made with. */
  pythonHome: string;
  environment: string;
  template: string;
  /** The program that runs. */
  script: string;
  /** How long it may take. */
  seconds: number;
  /** Whether the portal runs as root. */
  isRoot: boolean;
}

/** The programs and libraries of the system: hooks call `git` or `sh`, Python needs the C library. */
const SYSTEM = ['bin', 'lib', 'lib64', 'libexec', 'share'];

/**
 * A command of bubblewrap: namespaces of its own for processes, network, users,
 * names and files; nothing of the portal's environment; no capabilities, and no
 * way to get any. The limits are set inside, where processes are counted by
 * themselves.
 *
 * As root there is one more around it: it shows the same files to a user who may
 * not look into the portal's folders, since limits do not hold for root.
 */
export function sandboxCommand(parts: SandboxParts): string[] {
  if (!parts.isRoot) return inner(parts);
  const shown = {
    environment: '/environment',
    template: '/template',
    script: '/make.py',
  };
  return [
    ...['bwrap', '--die-with-parent'],
    ...['--cap-add', 'CAP_SETUID', '--cap-add', 'CAP_SETGID'],
    ...files(parts),
    ...['--dev-bind', '/dev', '/dev', '--bind', '/proc', '/proc'],
    ...['--perms', '1777', '--tmpfs', '/tmp', '--'],
    ...['/usr/bin/setpriv', '--reuid=65534', '--regid=65534'],
    ...['--clear-groups', '--', ...inner({ ...parts, ...shown })],
  ];
}

function inner(parts: SandboxParts): string[] {
  const space = ['--size', String(LIMITS.diskBytes), '--tmpfs'];
  return [
    ...['bwrap', '--unshare-all', '--unshare-user', '--disable-userns'],
    ...['--die-with-parent', '--new-session', '--clearenv'],
    ...['--uid', '1000', '--gid', '1000', '--hostname', 'sandbox'],
    ...files(parts),
    ...['--proc', '/proc', '--dev', '/dev'],
    ...[...space, '/dev/shm', ...space, '/tmp', ...space, '/out'],
    ...['--remount-ro', '/dev', '--remount-ro', '/'],
    ...['--setenv', 'PATH', '/environment/bin:/usr/bin'],
    ...['--setenv', 'HOME', '/tmp', '--setenv', 'LANG', 'C.UTF-8'],
    ...['--chdir', '/tmp', '--', ...limited(parts)],
    ...['/environment/bin/python', '-I', '/make.py'],
  ];
}

function files(parts: SandboxParts): string[] {
  const { pythonHome } = parts;
  const ofPython =
    pythonHome === '/usr'
      ? []
      : [
          ...foldersTo(pythonHome),
          ...['bin', 'lib'].flatMap(name => readOnly(`${pythonHome}/${name}`)),
        ];
  return [
    ...foldersTo('/usr'),
    ...SYSTEM.flatMap(name => readOnly(`/usr/${name}`)),
    ...['bin', 'lib', 'lib64'].flatMap(name => [
      ...['--symlink', `usr/${name}`, `/${name}`],
    ]),
    ...ofPython,
    ...['--ro-bind', parts.environment, '/environment'],
    ...['--ro-bind', parts.template, '/template'],
    ...['--ro-bind', parts.script, '/make.py'],
  ];
}

function readOnly(file: string): string[] {
  return ['--ro-bind-try', file, file];
}

/** Each folder on the way, which would be closed to others otherwise. */
function foldersTo(folder: string): string[] {
  if (folder === '/') return [];
  return [...foldersTo(path.dirname(folder)), '--dir', folder];
}

/** Should the portal end meanwhile, `timeout` still ends all of it. */
function limited({ seconds }: SandboxParts): string[] {
  return [
    ...['/usr/bin/timeout', '--signal=KILL', String(seconds + 5)],
    '/usr/bin/prlimit',
    `--nproc=${LIMITS.processes}`,
    `--as=${LIMITS.addressBytes}`,
    `--cpu=${seconds}`,
    `--fsize=${LIMITS.diskBytes}`,
    `--nofile=${LIMITS.openFiles}`,
    ...['--core=0', '--'],
  ];
}
