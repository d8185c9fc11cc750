import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

const here = path.join(import.meta.dirname, 'makeOnce.mjs');

/** Makes the file with its name in it when it is told to, or fails. */
const program = `
  import { once } from 'node:events';
  import { writeFileSync } from 'node:fs';
  import { makeOnce } from ${JSON.stringify(here)};
  const [target, name] = process.argv.slice(1);
  await makeOnce(
    target,
    async () => {
      console.log('making');
      const [told] = await once(process.stdin, 'data');
      if (String(told) !== 'go on') throw new Error('It failed');
      writeFileSync(target, name);
    },
    { staleMs: 2000 },
  );
  console.log('is there');
  process.exit();
`;

let folder: string;
let started: ChildProcess[];
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'astrolabe-make-once-'));
  started = [];
});
afterEach(() => {
  for (const each of started) each.kill('SIGKILL');
  rmSync(folder, { recursive: true });
});

const target = () => path.join(folder, 'cache', 'server');

function start(name: string) {
  const running = spawn(process.execPath, [
    ...['--input-type=module', '-e', program],
    ...[target(), name],
  ]);
  started.push(running);
  // From the beginning: it may have ended before anybody asks.
  const closed = once(running, 'close');
  let output = '';
  running.stdout.on('data', chunk => {
    output += chunk;
  });
  return {
    tell: (what: string) => running.stdin.write(what),
    async says(words: string) {
      while (!output.includes(words)) await once(running.stdout, 'data');
    },
    async end(signal?: NodeJS.Signals) {
      if (signal) running.kill(signal);
      await closed;
      return output;
    },
  };
}

/** One that makes it, and one that waits. */
async function startTwo() {
  const first = start('first');
  await first.says('making');
  const second = start('second');
  await second.says('Waiting for another process');
  return { first, second };
}

describe('a server that two processes need at the same time', () => {
  it('is made by the first, for which the second waits', async () => {
    const { first, second } = await startTwo();
    first.tell('go on');
    await first.end();
    const output = await second.end();
    expect(output).toContain('is there');
    expect(output).not.toContain('making');
    expect(readFileSync(target(), 'utf8')).toBe('first');
    expect(readdirSync(path.dirname(target()))).toEqual(['server']);
  });

  it.each(['SIGKILL', 'SIGTERM'] as const)(
    'is made by the second, where the first ends by %s',
    async signal => {
      const { first, second } = await startTwo();
      await first.end(signal);
      await second.says('making');
      second.tell('go on');
      expect(await second.end()).toContain('is there');
      expect(readFileSync(target(), 'utf8')).toBe('second');
    },
  );

  it('is made by the second, where the first fails', async () => {
    const { first, second } = await startTwo();
    first.tell('fail');
    expect(await first.end()).not.toContain('is there');
    await second.says('making');
    second.tell('go on');
    expect(await second.end()).toContain('is there');
  });

  it('is not made again', async () => {
    const first = start('first');
    first.tell('go on');
    await first.end();
    expect(await start('second').end()).toBe('is there\n');
  });
});
