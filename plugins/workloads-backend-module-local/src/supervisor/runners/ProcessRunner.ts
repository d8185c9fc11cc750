import { spawn, type ChildProcess } from 'node:child_process';
import { constants, setPriority } from 'node:os';
import { because } from '@astrolabe/plugin-workloads-common/reasons';
import { threadVariables } from '@astrolabe/plugin-workloads-node/environments';
import { identify } from '../../folder/processes.ts';
import { resolveWith } from '../../folder/resolve.ts';
import type { ProcessIdentity } from '../../folder/types.ts';
import { Cgroup } from '../cgroup.ts';
import {
  cgroupPrefix,
  endProcesses,
  WORKLOAD_VARIABLE,
} from '../endProcesses.ts';
import { MemoryWatch } from '../MemoryWatch.ts';
import { findProgram, SYSTEM_PATH } from '../programs.ts';
import { diskFull, missingProgram, Refusal } from '../refusal.ts';
import type {
  RunningTask,
  StartRequest,
  TaskExit,
  TaskRunner,
} from './types.ts';

/** Runs a task as a process with its own group, limits and a bare environment. */
export class ProcessRunner implements TaskRunner {
  async prepare(): Promise<void> {
    // A process needs only its environment, which is made before.
  }

  async start(request: StartRequest): Promise<RunningTask> {
    const { task, layout, log } = request;
    const [name, ...args] = (task.command ?? []).map(text =>
      resolveWith(text, request.values),
    );
    const program = locate(name, request);
    const child = spawn(program, args, {
      cwd: layout.work,
      env: taskEnvironment(request),
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    child.stdout!.on('data', chunk => log.write(chunk));
    child.stderr!.on('data', chunk => log.write(chunk));
    await spawned(child, program);
    return new RunningProcess(child, request).running();
  }
}

/** A process that has been started, with its limits. */
class RunningProcess {
  readonly #child: ChildProcess;
  readonly #request: StartRequest;
  readonly #root: ProcessIdentity;
  readonly #cgroup: Cgroup | undefined;
  readonly #memory: MemoryWatch | undefined;

  constructor(child: ChildProcess, request: StartRequest) {
    const { task, settings, workloadId } = request;
    this.#child = child;
    this.#request = request;
    this.#root = identify(child.pid!) ?? {
      pid: child.pid!,
      startTime: 'ended',
    };
    beNice(child.pid!);
    if (settings.cgroups) {
      const name = `${cgroupPrefix(workloadId)}${task.name}`;
      this.#cgroup = Cgroup.create(name, task.resources);
    }
    const limited = this.#cgroup?.add(child.pid!) && this.#cgroup.limitsMemory;
    if (!limited) {
      this.#memory = new MemoryWatch(child.pid!, task.resources.memoryBytes);
    }
  }

  running(): RunningTask {
    return {
      task: this.#request.task,
      log: this.#request.log,
      exited: this.#exit(),
      stop: graceMs => this.#end(graceMs),
      leftovers: {
        processes: [{ ...this.#root, task: this.#request.task.name }],
        cgroups: this.#cgroup?.folders ?? [],
        containers: false,
      },
    };
  }

  /** How it ended, once all that it started has ended too and its output is read. */
  async #exit(): Promise<TaskExit> {
    const killsBefore = this.#cgroup?.memoryKills() ?? 0;
    const drained = new Promise(resolve => this.#child.once('close', resolve));
    const exit = await new Promise<TaskExit>(resolve =>
      this.#child.once('exit', (code, signal) =>
        resolve({ code: code ?? undefined, signal: signal ?? undefined }),
      ),
    );
    this.#memory?.stop();
    const kills = (this.#cgroup?.memoryKills() ?? 0) - killsBefore;
    const outOfMemory = this.#memory?.evidence ?? killEvidence(kills, exit);
    await this.#end(0);
    await Promise.race([drained, new Promise(next => setTimeout(next, 500))]);
    this.#cgroup?.remove();
    return { ...exit, outOfMemory };
  }

  #end(graceMs: number): Promise<void> {
    return endProcesses(
      { roots: [this.#root], cgroups: this.#cgroup?.folders ?? [] },
      graceMs,
    );
  }
}

/** The kernel may have ended a child and not the task: then the task says how it took it. */
function killEvidence(kills: number, exit: TaskExit): string | undefined {
  const failed = exit.signal !== undefined || exit.code !== 0;
  return kills > 0 && failed
    ? `The kernel ended ${kills} of its processes at the memory limit.`
    : undefined;
}

function locate(name: string, { programFolders, task }: StartRequest): string {
  const program = findProgram(name, programFolders);
  if (program) return program;
  const folders = [...programFolders, ...SYSTEM_PATH];
  throw missingProgram(name, {
    evidence: `Looked in ${folders.join(', ')}`,
    environmentId: task.environment?.id,
  });
}

async function spawned(child: ChildProcess, program: string): Promise<void> {
  try {
    await new Promise<void>((resolve, reject) => {
      child.once('spawn', resolve);
      child.once('error', reject);
    });
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    if ('code' in error && error.code === 'ENOSPC')
      throw diskFull(error.message);
    throw new Refusal({
      ...because('missing-program.cannotStart', { program }),
      evidence: error.message,
    });
  }
}

/**
 * What a task sees: nothing of ours but what is named here. The portal's own
 * variables hold its secrets.
 */
function taskEnvironment(request: StartRequest): Record<string, string> {
  const { task, layout, programFolders, values } = request;
  const own = Object.entries(task.env ?? {}).map(([name, text]) => [
    name,
    resolveWith(text, values),
  ]);
  return {
    PATH: [...programFolders, ...SYSTEM_PATH].join(':'),
    HOME: layout.work,
    TMPDIR: layout.temporary,
    LANG: 'C.UTF-8',
    ...threadVariables(task.resources.cpuCores),
    CUDA_VISIBLE_DEVICES: request.gpus.join(','),
    ...request.environmentVariables,
    ...Object.fromEntries(own),
    [WORKLOAD_VARIABLE]: request.workloadId,
  };
}

/** The portal and the person at this machine come first. */
function beNice(pid: number): void {
  try {
    setPriority(pid, constants.priority.PRIORITY_BELOW_NORMAL);
  } catch {
    // Ended already.
  }
}
