import { spawn } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The checkout. */
export const root = path.resolve(
  path.dirname(fileURLToPath(import.meta.url)),
  '../..',
);

/** Runs a command in the foreground and gives its exit code. */
export function run([program, ...args], options) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { stdio: 'inherit', ...options });
    const forward = signal => {
      // A terminal has sent Ctrl-C to the child too; a second one would cut
      // short what it does at its end.
      if (signal === 'SIGINT' && process.stdin.isTTY) return;
      child.kill(signal);
    };
    process.on('SIGINT', forward);
    process.on('SIGTERM', forward);
    child.on('error', reject);
    child.on('exit', (code, signal) => {
      process.off('SIGINT', forward);
      process.off('SIGTERM', forward);
      resolve(code ?? (signal ? 1 : 0));
    });
  });
}

/** Runs a command quietly; on failure the error carries the end of its output. */
export function runQuietly([program, ...args], options) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      stdio: ['ignore', 'pipe', 'pipe'],
      ...options,
    });
    let output = '';
    const keep = chunk => {
      output = (output + chunk).slice(-8000);
    };
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    child.on('error', reject);
    child.on('exit', code =>
      code === 0
        ? resolve(output)
        : reject(
            new Error(
              `${[program, ...args].join(' ')} ended with ${code}:\n${output}`,
            ),
          ),
    );
  });
}

/** Says what is being done, does it, and says how long it took. */
export async function step(label, work) {
  const started = Date.now();
  process.stdout.write(`… ${label}\n`);
  const result = await work();
  const seconds = ((Date.now() - started) / 1000).toFixed(1);
  process.stdout.write(`✔ ${label} (${seconds} s)\n`);
  return result;
}
