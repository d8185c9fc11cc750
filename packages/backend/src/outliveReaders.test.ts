import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { describe, expect, it } from 'vitest';

/** As Backstage does it: what goes wrong is logged, and the process goes on. */
const program = `
  import { outliveReaders } from '${path.join(
    import.meta.dirname,
    'outliveReaders.ts',
  )}';
  if (process.argv[1] === 'outlive') outliveReaders();
  let failures = 0;
  process.on('uncaughtException', () => {
    failures += 1;
    if (failures < 1000) process.stdout.write('a failure\\n');
  });
  process.on('message', () => {
    process.stdout.write('a line\\n');
    setTimeout(() => process.send(failures, () => process.exit()), 500);
  });
  process.send('ready');
`;

/** How often a process fails after the reader of its output is gone. */
async function failuresOf(how: string): Promise<number> {
  const child = spawn(
    process.execPath,
    [
      ...['--experimental-strip-types', '--no-warnings'],
      ...['--input-type=module', '--eval', program, how],
    ],
    { stdio: ['ignore', 'pipe', 'inherit', 'ipc'] },
  );
  await once(child, 'message');
  child.stdout!.destroy();
  child.send('write');
  const [failures] = await once(child, 'message');
  return failures as number;
}

describe('a portal whose log nobody reads any more', () => {
  it('goes on', async () => {
    expect(await failuresOf('outlive')).toBe(0);
  });

  it('would fail again and again otherwise', async () => {
    expect(await failuresOf('as it is')).toBeGreaterThan(1);
  });
});
