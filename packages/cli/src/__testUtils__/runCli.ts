import { spawn } from 'node:child_process';
import path from 'node:path';
import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { spawn as openTerminal } from '@lydell/node-pty';
import type { Terminal } from '../lib/app';
import { run } from '../run';

/** How one call of the real CLI ended. */
export interface CliResult {
  exitCode: number | null;
  stdout: string;
  stderr: string;
}

const launcher = path.resolve(__dirname, '../../bin/astrolabe');

/** Runs bin/astrolabe as a shell would, with its own home. */
export function runCli(
  args: string[],
  options: {
    home: string;
    env?: Record<string, string>;
    input?: string;
    /** Closes its output at once, as `head` does when it has enough. */
    isUnread?: boolean;
    onStdout?: (text: string, interrupt: () => void) => void;
  },
): Promise<CliResult> {
  const child = spawn(process.execPath, [launcher, ...args], {
    env: { ...environment(options.home), ...options.env },
  });
  if (options.isUnread) child.stdout.destroy();
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', chunk => {
    stdout += chunk;
    options.onStdout?.(stdout, () => child.kill('SIGINT'));
  });
  child.stderr.on('data', chunk => {
    stderr += chunk;
  });
  child.stdin.end(options.input ?? '');
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', exitCode => resolve({ exitCode, stdout, stderr }));
  });
}

/**
 * What a person sees who runs it in a terminal: in this process, which a test
 * may also prefer because it is quicker.
 */
export async function seenInTerminal(
  args: string[],
  { home }: { home: string },
): Promise<string> {
  const screen = new PassThrough();
  const stream = Object.assign(screen, { isTTY: true }) as unknown;
  const seen = text(screen);
  await run({
    argv: [process.execPath, launcher, ...args],
    env: environment(home),
    stdin: process.stdin,
    stdout: stream as Terminal['stdout'],
    stderr: stream as Terminal['stderr'],
  });
  screen.end();
  return seen;
}

/** Runs bin/astrolabe in a real terminal; what is typed is typed by `write`. */
export function inTerminal(args: string[], { home }: { home: string }) {
  const terminal = openTerminal(process.execPath, [launcher, ...args], {
    env: environment(home),
  });
  const seen = { screen: '' };
  terminal.onData(shown => {
    seen.screen += shown;
  });
  return {
    seen,
    write: (typed: string) => terminal.write(typed),
    exited: new Promise<number>(resolve => {
      terminal.onExit(({ exitCode }) => resolve(exitCode));
    }),
  };
}

function environment(home: string): NodeJS.ProcessEnv {
  return {
    PATH: process.env.PATH,
    HOME: home,
    XDG_CONFIG_HOME: path.join(home, 'config'),
  } as NodeJS.ProcessEnv;
}
