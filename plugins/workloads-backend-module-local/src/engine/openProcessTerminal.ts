import { readFileSync } from 'node:fs';
import { Duplex, type Writable } from 'node:stream';
import {
  SHELL_COMMAND,
  type EngineTerminal,
  type EngineTerminalOptions,
} from '@astrolabe/plugin-workloads-node';
import { NotFoundError, NotImplementedError } from '@backstage/errors';
import { spawn, type IPty } from '@lydell/node-pty';
import { isAlive } from '../folder/processes';
import type { Leftovers } from '../folder/types';
import { joinCgroups } from '../supervisor/cgroup';

/**
 * A program beside a task that runs as a process: in its folder, with its
 * environment and, where the kernel keeps them, within its limits. It carries the
 * workload's mark, so that it ends with the workload.
 */
export function openProcessTerminal(
  { processes, cgroups }: Leftovers,
  options: EngineTerminalOptions & { folder: string },
): EngineTerminal {
  const { task, command = SHELL_COMMAND, columns, rows, folder } = options;
  const root = processes.find(each => each.task === task && isAlive(each));
  if (!root) throw new NotFoundError(`No task '${task}' that runs`);
  const [program, ...args] = command;
  const pty = spawn(program, args, {
    cols: columns,
    rows,
    cwd: folder,
    env: { ...environmentOf(root.pid), TERM: 'xterm-256color' },
    encoding: null,
  });
  const ofTask = cgroups.filter(group => group.endsWith(`-${task}`));
  joinCgroups(ofTask, pty.pid);
  const exitCode = new Promise<number>(resolve =>
    pty.onExit(exit => resolve(exit.exitCode)),
  );
  return {
    stream: streamOf(pty, exitCode),
    resize: size => resize(pty, size),
    exitCode,
  };
}

/** What a process was started with; only where /proc is. */
function environmentOf(pid: number): Record<string, string> {
  let text;
  try {
    text = readFileSync(`/proc/${pid}/environ`, 'utf8');
  } catch {
    throw new NotImplementedError(
      'Terminals into processes need Linux: open one in a container, or in a tool that has its own',
    );
  }
  const lines = text.split('\0').filter(line => line.includes('='));
  return Object.fromEntries(
    lines.map(line => {
      const at = line.indexOf('=');
      return [line.slice(0, at), line.slice(at + 1)];
    }),
  );
}

function streamOf(pty: IPty, exitCode: Promise<number>): Duplex {
  const { _socket: socket } = pty as unknown as { _socket: Writable };
  const stream = new Duplex({
    read: () => pty.resume(),
    // As the library writes, but told when it is taken: what nobody reads waits.
    write: (bytes: Buffer, _encoding, done) => socket.write(bytes, done),
    destroy(error, done) {
      end(pty);
      done(error);
    },
  });
  // The library gives bytes where it was told of no encoding; its types do not know.
  pty.onData((data: string | Uint8Array) => {
    if (!stream.push(Buffer.from(data as Uint8Array))) pty.pause();
  });
  exitCode.then(() => stream.push(null));
  return stream;
}

function end(pty: IPty): void {
  try {
    pty.kill('SIGHUP');
  } catch {
    // It has ended already.
  }
}

function resize(pty: IPty, size: { columns: number; rows: number }): void {
  try {
    pty.resize(size.columns, size.rows);
  } catch {
    // It has ended already.
  }
}
