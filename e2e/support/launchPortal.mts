import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { root } from '../../scripts/lib/process.mjs';

export interface RunningPortal {
  url: string;
  /** As Ctrl-C does. */
  stop(): Promise<void>;
  /** As a crash does: the whole process group, at once. */
  kill(): Promise<void>;
}

/**
 * Starts the portal as `npm start` does, and waits until it says that it is
 * ready. The gateway has the port after its own.
 *
 * @throws Error when it ends before
 */
export async function launchPortal(options: {
  port: number;
  data: string;
  /** A file of configuration that goes over the embedded one. */
  config?: string;
}): Promise<RunningPortal> {
  const port = String(options.port);
  const portal = spawn(
    process.execPath,
    [path.join(root, 'scripts/bootstrap.mjs'), 'start'],
    {
      cwd: root,
      // A process group of its own, so that a crash can be had.
      detached: true,
      stdio: ['ignore', 'pipe', 'inherit'],
      env: {
        ...process.env,
        NODE_ENV: 'development',
        ASTROLABE_DATA: options.data,
        ASTROLABE_PORT: port,
        ASTROLABE_GATEWAY_PORT: String(options.port + 1),
        ...(options.config && { ASTROLABE_CONFIG: options.config }),
      },
    },
  );
  await readiness(portal);
  return {
    url: `http://localhost:${port}`,
    stop: () => end(portal, () => portal.kill('SIGINT')),
    kill: () => end(portal, () => process.kill(-portal.pid!, 'SIGKILL')),
  };
}

function readiness(portal: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    portal.stdout!.on('data', chunk => {
      process.stdout.write(chunk);
      if (String(chunk).includes('Astrolabe is ready')) resolve();
    });
    portal.on('exit', code =>
      reject(new Error(`The portal ended with ${code}`)),
    );
  });
}

async function end(portal: ChildProcess, how: () => void): Promise<void> {
  if (portal.exitCode !== null || portal.signalCode !== null) return;
  const ended = once(portal, 'exit');
  how();
  await ended;
  // The backend in its group may take a moment longer, and holds the port.
  while (isAlive(-portal.pid!)) await pause(50);
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
