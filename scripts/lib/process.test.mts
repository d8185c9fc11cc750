import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';

const here = path.join(import.meta.dirname, 'process.mjs');

/** Says how many interrupts it got, once it had time to get another. */
const child = `
  let count = 0;
  process.on('SIGINT', () => {
    if (++count === 1) setTimeout(() => { console.log('interrupts: ' + count); process.exit(7); }, 700);
  });
  console.log('ready');
  setInterval(() => {}, 1000);
`;

// It takes its time, since two signals that wait for a process count as one.
const parent = `
  process.on('SIGINT', () => {
    for (const until = Date.now() + 300; Date.now() < until; );
  });
  import { run } from ${JSON.stringify(here)};
  const code = await run([process.execPath, '-e', ${JSON.stringify(
    child,
  )}], {});
  console.log('ended with ' + code);
`;

const command = [process.execPath, '--input-type=module', '-e', parent];
// Of util-linux: gives a command a terminal of its own.
const hasScript = spawnSync('script', ['--version']).status === 0;

describe('Ctrl-C', () => {
  let started: ChildProcess | undefined;
  afterEach(() => started?.kill('SIGKILL'));

  /** What is printed by a command until it ends, told what to do when it is ready. A terminal's own exit code is its shell's matter. */
  async function outputOf(running: ChildProcess, onReady: () => void) {
    started = running;
    let output = '';
    running.stdout!.on('data', chunk => {
      const before = output;
      output += chunk;
      if (!before.includes('ready') && output.includes('ready')) onReady();
    });
    await once(running, 'close');
    return output;
  }

  it('is passed on where a program sends it to the bootstrap alone', async () => {
    const running = spawn(command[0], command.slice(1));
    const output = await outputOf(running, () => running.kill('SIGINT'));
    expect(output).toContain('interrupts: 1');
    expect(output).toContain('ended with 7');
  });

  it.skipIf(!hasScript)(
    'reaches what runs once in a terminal, which sends it to both (needs script)',
    async () => {
      const words = command.map(word => `'${word.replaceAll("'", "'\\''")}'`);
      const running = spawn('script', [
        ...['--quiet', '--return', '--command', `exec ${words.join(' ')}`],
        '/dev/null',
      ]);
      const output = await outputOf(running, () =>
        // What the key sends; the terminal makes the signal of it.
        running.stdin!.write('\x03'),
      );
      expect(output).toContain('interrupts: 1');
      expect(output).toContain('ended with 7');
    },
  );
});
