import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { root } from '../scripts/lib/process.mjs';
import { commandLine } from './support/commandLine.mts';
import { launchPortal, type RunningPortal } from './support/launchPortal.mts';
import { ownPort } from './support/sharedPortal.mts';

const PORT = ownPort(20);
const run = promisify(execFile);

// A portal of its own, that may die.
describe('a portal that is killed', () => {
  let home: string;
  let astrolabe: ReturnType<typeof commandLine>['json'];
  let data: string;
  let portal: RunningPortal;

  beforeAll(async () => {
    home = await mkdtemp(path.join(tmpdir(), 'astrolabe-crash-'));
    data = path.join(home, 'data');
    portal = await launchPortal({ port: PORT, data });
    ({ json: astrolabe } = commandLine(home));
    await astrolabe('login', portal.url, '--person', 'ada');
  });

  afterAll(async () => {
    await portal.stop();
    await rm(home, { recursive: true, force: true });
  });

  const stateOf = async (id: string) => (await astrolabe('show', id)).state;

  it.each([0, 200, 1000])(
    'runs exactly one process of what was launched %d ms before, once it is back',
    async wait => {
      const { id } = await astrolabe('deploy', 'tool/hello-web');
      await pause(wait);
      await portal.kill();
      portal = await launchPortal({ port: PORT, data });

      await expect
        .poll(() => stateOf(id), { timeout: 90_000, interval: 500 })
        .toBe('running');
      expect(await programsOf(id)).toHaveLength(1);
    },
  );

  it('leaves nothing running at Ctrl-C, and takes up what ran at the next start', async () => {
    const { items } = await astrolabe('list');
    expect(items).toHaveLength(3);
    await portal.stop();
    // One that looks after a workload lets go of it a moment before it is gone.
    await expect
      .poll(() => processesUnder(data), { timeout: 30_000, interval: 100 })
      .toEqual([]);

    portal = await launchPortal({ port: PORT, data });
    for (const { id } of items) {
      await expect
        .poll(() => stateOf(id), { timeout: 90_000, interval: 500 })
        .toBe('running');
      expect(await programsOf(id)).toHaveLength(1);
    }
  });

  it('says so when it is started twice', async () => {
    const again = run(
      process.execPath,
      [path.join(root, 'scripts/bootstrap.mjs'), 'start'],
      {
        env: {
          ...process.env,
          ASTROLABE_PORT: String(PORT),
          ASTROLABE_DATA: path.join(home, 'other'),
        },
      },
    );
    await expect(again).rejects.toMatchObject({
      code: 1,
      stderr: expect.stringContaining(
        `Port ${PORT} on 127.0.0.1 is in use, perhaps by another portal.`,
      ),
    });
  });

  it('ends by itself and says why, when it may not start as it is configured', async () => {
    const refused = run(
      process.execPath,
      [path.join(root, 'scripts/bootstrap.mjs'), 'start'],
      {
        env: {
          ...process.env,
          NODE_ENV: 'production',
          ASTROLABE_PORT: String(PORT + 2),
          ASTROLABE_GATEWAY_PORT: String(PORT + 3),
          ASTROLABE_DATA: path.join(home, 'refused'),
        },
      },
    );
    await expect(refused).rejects.toMatchObject({
      code: 1,
      stderr: expect.stringMatching(
        /did not start[^]*demo\.enabled is true, but NODE_ENV is production/,
      ),
    });
  });

  /** Command lines of the programs of a workload, not of what watches over them. */
  async function programsOf(id: string): Promise<string[]> {
    const commands = await processesUnder(data);
    return commands.filter(
      command => command.includes(id) && command.includes('server.mjs'),
    );
  }
});

/** Command lines of all processes that name something in this folder. */
async function processesUnder(folder: string): Promise<string[]> {
  const pids = (await readdir('/proc')).filter(name => /^\d+$/.test(name));
  const commands = await Promise.all(
    pids.map(pid => readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')),
  );
  return commands
    .map(command => command.replaceAll('\0', ' ').trim())
    .filter(command => command.includes(folder));
}
