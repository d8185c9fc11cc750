import { spawn } from 'node:child_process';
import path from 'node:path';

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
    onStdout?: (text: string, interrupt: () => void) => void;
  },
): Promise<CliResult> {
  const child = spawn(process.execPath, [launcher, ...args], {
    env: {
      PATH: process.env.PATH,
      HOME: options.home,
      XDG_CONFIG_HOME: path.join(options.home, 'config'),
      ...options.env,
    },
  });
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
