import { setTimeout as pause } from 'node:timers/promises';
import type { TerminalSize } from '@astrolabe/plugin-workloads-common';
import {
  SHELL_COMMAND,
  type EngineTerminal,
  type EngineTerminalOptions,
} from '@astrolabe/plugin-workloads-node';
import { NotFoundError } from '@backstage/errors';
import Docker from 'dockerode';
import type { Wish } from '../folder/types';
import { filterOf } from '../supervisor/runners/containerSpec';

const RETRY_MS = 50;
const TRIES = 40;

/** A program in a task's container. */
export async function openContainerTerminal(
  { workload, containerSocket }: Wish,
  options: EngineTerminalOptions,
): Promise<EngineTerminal> {
  const { task, command = SHELL_COMMAND, columns, rows } = options;
  const docker = new Docker({ socketPath: containerSocket });
  const [found] = await docker.listContainers({
    filters: { label: filterOf(workload.id, task) },
  });
  if (!found) throw new NotFoundError(`No task '${task}' that runs`);
  const exec = await docker.getContainer(found.Id).exec({
    Cmd: [...command],
    Env: ['TERM=xterm-256color'],
    AttachStdin: true,
    AttachStdout: true,
    AttachStderr: true,
    Tty: true,
  });
  const stream = await exec.start({ hijack: true, stdin: true, Tty: true });
  const exitCode = new Promise<number | undefined>(resolve =>
    stream.once('close', () =>
      exec.inspect().then(
        ({ ExitCode }) => resolve(ExitCode ?? undefined),
        () => resolve(undefined),
      ),
    ),
  );
  // Whoever listens closes it; until then nobody may be surprised.
  stream.on('error', () => stream.destroy());
  await sized(exec, { columns, rows });
  return {
    stream,
    // Ended meanwhile: there is nothing to size.
    resize: size => void resize(exec, size).catch(() => undefined),
    exitCode,
  };
}

/** Its first size; the program may not run yet when the daemon says that it does. */
async function sized(exec: Docker.Exec, size: TerminalSize): Promise<void> {
  for (let left = TRIES; left > 0; left--) {
    try {
      await resize(exec, size);
      return;
    } catch {
      // Not there yet, or ended already; a wrong size is no reason to end it.
      await pause(RETRY_MS);
    }
  }
}

function resize(exec: Docker.Exec, size: TerminalSize): Promise<unknown> {
  return exec.resize({ w: size.columns, h: size.rows });
}
