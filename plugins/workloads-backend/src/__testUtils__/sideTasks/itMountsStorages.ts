import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { WorkloadEngine } from '@astrolabe/plugin-workloads-node';
// eslint-disable-next-line @backstage/no-relative-monorepo-imports -- scripts are no package
import { startWebDav } from '../../../../../scripts/engines/webdav.mjs';
import { createShelf, put } from '../assets';
import { eventually, startWorkloads } from '../startWorkloads';
import { Desk } from './Desk';
import { reader } from './reader';

const WITHIN_MS = 120_000;
const PASSWORD = `se"cr'\${et} {{ env "HOME" }} ü`;
/** Another in each process, which may run beside this one. */
const ACCOUNT = `corals-${process.pid}`;
const ODD_NAME = "o'dd ${HOME} $(id) ü.csv";

/**
 * What the side tasks of a storage do on a real engine, behind the portal's door.
 *
 * @param address of this machine, as programs of the engine reach it
 */
export function itMountsStorages({
  engine,
  address,
}: {
  engine: () => WorkloadEngine;
  address: string;
}): void {
  let bench: Bench;

  beforeAll(async () => {
    bench = await startBench(engine(), address);
  });

  afterAll(() => bench?.stop());

  it(
    'is there before the program starts; what that writes arrives, and nothing stays mounted',
    async () => {
      const { desk } = bench;
      const ended = await desk.ended({ account: ACCOUNT });
      const { state, reason } = ended;
      expect([state, reason.evidence]).toEqual(['completed', undefined]);
      expect(JSON.parse(await desk.log(ended, 'reader'))).toEqual({
        [`${ACCOUNT}/${ODD_NAME}`]: 'depth\n4\n',
        wrote: `${ACCOUNT}/written.txt`,
      });
      const written = path.join(bench.folder, 'written.txt');
      await eventually(() =>
        expect(readFileSync(written, 'utf8')).toBe('by the program'),
      );
      await eventually(() => expect(mounted()).toEqual([]));
      for (const task of ended.tasks) {
        expect(await desk.log(ended, task)).not.toContain('se"cr');
      }
    },
    WITHIN_MS,
  );

  it(
    'is only read where that is asked for',
    async () => {
      const { desk } = bench;
      const ended = await desk.ended({ account: ACCOUNT, readOnly: true });
      expect(JSON.parse(await desk.log(ended, 'reader'))).toMatchObject({
        [`${ACCOUNT}/${ODD_NAME}`]: 'depth\n4\n',
        failed: 'EROFS',
      });
    },
    WITHIN_MS,
  );

  it(
    'ends the workload when it lets nobody in, and says so',
    async () => {
      const { desk } = bench;
      const ended = await desk.ended({ account: 'expired' });
      expect(ended).toMatchObject({
        state: 'failed',
        reason: {
          code: 'storage-failed',
          evidence: expect.stringContaining('401 Unauthorized'),
          nextStep: expect.stringContaining('link the storage again'),
        },
      });
      expect(await desk.log(ended, 'reader')).toBe('');
    },
    WITHIN_MS,
  );

  it(
    'keeps its files when the workload is deleted in the middle, and is mounted no more',
    () => deleteInTheMiddle(bench),
    WITHIN_MS,
  );
}

async function deleteInTheMiddle(bench: Bench): Promise<void> {
  const { desk } = bench;
  const id = await desk.launch({ account: ACCOUNT, stays: true });
  await desk.until(id, 'running');
  await eventually(async () =>
    expect(await desk.log({ id }, 'reader')).toContain('written.txt'),
  );
  expect(mounted()).not.toEqual([]);
  await bench.portal.as('ada').delete(`/v1/workloads/${id}`).expect(204);
  await eventually(async () => {
    await bench.portal.as('ada').get(`/v1/workloads/${id}`).expect(404);
  }, 60);
  await eventually(() => expect(mounted()).toEqual([]));
  expect(readdirSync(bench.folder).sort()).toEqual([ODD_NAME, 'written.txt']);
}

type Bench = Awaited<ReturnType<typeof startBench>>;

/** A storage with a file, two accounts for it of which one is no good, and a portal. */
async function startBench(engine: WorkloadEngine, host: string) {
  const user = 'ada@corals';
  const storage = await startWebDav({ host, user, password: PASSWORD });
  const { url, folder } = storage;
  writeFileSync(path.join(folder, ODD_NAME), 'depth\n4\n');
  const accounts = [
    { url, user, id: ACCOUNT, password: PASSWORD },
    { url, user, id: 'expired', password: 'an old one' },
  ];
  const shelf = createShelf();
  put(shelf, 'reader', reader);
  const portal = await startWorkloads({
    engine: engine as never,
    shelf,
    config: { storage: { accounts } },
  });
  const stop = async () => {
    await portal.stopPortal();
    await storage.stop();
  };
  return { desk: new Desk(portal), folder, portal, stop };
}

/** Where the storage is mounted on this machine. */
function mounted(): string[] {
  return readFileSync('/proc/self/mountinfo', 'utf8')
    .split('\n')
    .filter(line => line.includes('fuse.rclone') && line.includes(ACCOUNT));
}
