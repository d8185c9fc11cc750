import {
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  rmdirSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import type { WorkloadResources } from '@astrolabe/plugin-workloads-common';

const ROOT = '/sys/fs/cgroup';
const PERIOD_MICROSECONDS = 100_000;

/**
 * Limits that the kernel keeps. `folders` is one with version 2 and one for
 * each controller with version 1; empty when this user may not make any.
 */
export class Cgroup {
  readonly folders: string[];

  private constructor(folders: string[]) {
    this.folders = folders;
  }

  /** A group for one task below our own, with its limits, where the system lets us. */
  static create(name: string, resources: WorkloadResources): Cgroup {
    const group = existsSync(path.join(ROOT, 'cgroup.controllers'))
      ? versionTwo(name, resources)
      : versionOne(name, resources);
    return new Cgroup(group);
  }

  /** True when the kernel ends what uses more memory than it may. */
  get limitsMemory(): boolean {
    return this.folders.some(folder => limitFile(folder) !== undefined);
  }

  /** @returns false when the process could not be put in, so that its memory has to be watched */
  add(pid: number): boolean {
    return this.folders
      .map(folder => tryWrite(path.join(folder, 'cgroup.procs'), String(pid)))
      .every(Boolean);
  }

  /** How often the kernel ended something here for lack of memory. */
  memoryKills(): number {
    for (const folder of this.folders) {
      for (const file of ['memory.events', 'memory.oom_control']) {
        const match = /^oom_kill (\d+)$/m.exec(read(path.join(folder, file)));
        if (match) return Number(match[1]);
      }
    }
    return 0;
  }

  remove(): void {
    this.folders.forEach(removeCgroup);
  }
}

/** Puts a process under the limits of groups that are there; not where this user may not. */
export function joinCgroups(folders: string[], pid: number): void {
  for (const folder of folders) {
    tryWrite(path.join(folder, 'cgroup.procs'), String(pid));
  }
}

/** The processes in a group, none when it is gone. */
export function cgroupPids(folder: string): number[] {
  return read(path.join(folder, 'cgroup.procs'))
    .split('\n')
    .filter(Boolean)
    .map(Number);
}

/**
 * What is counted in groups, version 2 or 1: the time of processors that all had
 * that ever ran there, and memory without what could be taken back at once.
 * Missing where none of them counts it.
 */
export function groupUsage(folders: string[]): {
  cpuSeconds?: number;
  memoryBytes?: number;
} {
  // Version 1 has a folder for each controller, and each task has its own.
  const total = (file: string, value: RegExp) => {
    const amounts = folders
      .map(folder => value.exec(read(path.join(folder, file)))?.[1])
      .filter(text => text !== undefined)
      .map(Number);
    if (amounts.length === 0) return undefined;
    return amounts.reduce((sum, amount) => sum + amount);
  };
  const microseconds = total('cpu.stat', /^usage_usec (\d+)$/m);
  const nanoseconds = total('cpuacct.usage', /^(\d+)/);
  const memory =
    total('memory.current', /^(\d+)/) ??
    total('memory.usage_in_bytes', /^(\d+)/);
  const inactive =
    total('memory.stat', /^total_inactive_file (\d+)$/m) ??
    total('memory.stat', /^inactive_file (\d+)$/m) ??
    0;
  return {
    cpuSeconds:
      microseconds === undefined
        ? nanoseconds && nanoseconds / 1e9
        : microseconds / 1e6,
    memoryBytes: memory && Math.max(0, memory - inactive),
  };
}

/** Removes an empty group; one that is gone already is fine. */
export function removeCgroup(folder: string): void {
  try {
    rmdirSync(folder);
  } catch {
    // Gone, or its last process is still ending: an empty group costs nothing.
  }
}

/** Groups of a workload that a supervisor made and could not report before it was killed. */
export function cgroupsNamed(prefix: string): string[] {
  return parents().flatMap(parent => {
    try {
      return readdirSync(parent)
        .filter(name => name.startsWith(prefix))
        .map(name => path.join(parent, name));
    } catch {
      return [];
    }
  });
}

function versionTwo(name: string, resources: WorkloadResources): string[] {
  for (const parent of parents()) {
    const folder = path.join(parent, name);
    if (!tryMake(folder)) continue;
    const limited = tryWrite(
      path.join(folder, 'memory.max'),
      String(resources.memoryBytes),
    );
    if (limited) {
      tryWrite(path.join(folder, 'memory.swap.max'), '0');
      tryWrite(path.join(folder, 'memory.oom.group'), '0');
      tryWrite(
        path.join(folder, 'cpu.max'),
        `${quota(resources)} ${PERIOD_MICROSECONDS}`,
      );
      return [folder];
    }
    removeCgroup(folder);
  }
  return [];
}

function versionOne(name: string, resources: WorkloadResources): string[] {
  return parents().flatMap(parent => {
    const folder = path.join(parent, name);
    if (!tryMake(folder)) return [];
    const limited = parent.startsWith(path.join(ROOT, 'memory'))
      ? tryWrite(
          path.join(folder, 'memory.limit_in_bytes'),
          String(resources.memoryBytes),
        )
      : tryWrite(
          path.join(folder, 'cpu.cfs_quota_us'),
          String(quota(resources)),
        );
    if (!limited) {
      removeCgroup(folder);
      return [];
    }
    return [folder];
  });
}

/**
 * Where our groups may go. Version 1: below our own, so that limits on the
 * portal hold for what it starts. Version 2: beside our own, since a group
 * with processes in it may not hand controllers down; the root may.
 */
function parents(): string[] {
  const lines = read('/proc/self/cgroup').split('\n').filter(Boolean);
  const own = lines.map(line => {
    const [, controllers, ...rest] = line.split(':');
    return { controllers: controllers.split(','), group: rest.join(':') };
  });
  if (existsSync(path.join(ROOT, 'cgroup.controllers'))) {
    const group =
      own.find(({ controllers }) => controllers[0] === '')?.group ?? '/';
    return [...new Set([path.dirname(group), group])].map(part =>
      path.join(ROOT, part),
    );
  }
  return ['memory', 'cpu'].flatMap(controller => {
    const group = own.find(({ controllers }) =>
      controllers.includes(controller),
    );
    if (!group) return [];
    const nested = path.join(ROOT, controller, group.group);
    return [existsSync(nested) ? nested : path.join(ROOT, controller)];
  });
}

function limitFile(folder: string): string | undefined {
  return ['memory.max', 'memory.limit_in_bytes']
    .map(name => path.join(folder, name))
    .find(file => existsSync(file));
}

function quota(resources: WorkloadResources): number {
  return Math.max(1000, Math.round(resources.cpuCores * PERIOD_MICROSECONDS));
}

function tryMake(folder: string): boolean {
  try {
    mkdirSync(folder);
    return true;
  } catch {
    return existsSync(folder);
  }
}

function tryWrite(file: string, content: string): boolean {
  try {
    writeFileSync(file, content);
    return true;
  } catch {
    return false;
  }
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
