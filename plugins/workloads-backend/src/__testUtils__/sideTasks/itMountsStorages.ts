import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { WorkloadEngine } from '@astrolabe/plugin-workloads-node';
import { eventually } from '../startWorkloads';
import {
  ACCOUNT,
  ODD_NAME,
  startStorageBench,
  type StorageBench,
} from './startStorageBench';

const WITHIN_MS = 120_000;

/**
 * What the side tasks of a storage do on a real engine, behind the portal's door.
 *
 * @param address of this machine, as programs of the engine reach it
 */
export function itMountsStorages({
  engine,
  address,
  crash,
}: {
  engine: () => WorkloadEngine;
  address: string;
  /** Ends, without a word, what looks after a workload there, and starts it again. */
  crash(workloadId: string): Promise<void>;
}): void {
  let bench: StorageBench;

  beforeAll(async () => {
    bench = await startStorageBench(engine(), address);
  });

  afterAll(() => bench?.stop());

  it(
    'is there before the program starts; what that writes arrives, and nothing stays mounted',
    async () => {
      const { desk } = bench;
      const ended = await desk.ended({ account: ACCOUNT });
      const { state, reason } = ended;
      expect([state, reason.evidence]).toEqual(['completed', undefined]);
      expect(await desk.said(ended)).toEqual({
        [`${ACCOUNT}/${ODD_NAME}`]: 'depth\n4\n',
        wrote: `${ACCOUNT}/written.txt`,
      });
      const written = path.join(bench.folder, 'written.txt');
      await eventually(() =>
        expect(readFileSync(written, 'utf8')).toBe('by the program'),
      );
      await eventually(() => expect(mounted()).toEqual([]));
      for (const task of ended.tasks) {
        // Also of how JSON would have it.
        expect(await desk.log(ended, task)).not.toContain("cr'");
      }
    },
    WITHIN_MS,
  );

  it(
    'is measured; when it dies the workload goes on and says so, and when it is back, too',
    () => outlives(bench),
    WITHIN_MS,
  );

  it(
    'is mounted once, or not at all, when its machine has crashed, and no more when it is deleted',
    async () => {
      const { desk, folder } = bench;
      const id = await desk.launch({ account: ACCOUNT, stays: true });
      await desk.until(id, 'running');
      await eventually(async () =>
        expect(await desk.storages(id)).toMatchObject([{ state: 'answers' }]),
      );
      await crash(id);
      const { state } = await desk.until(id, 'running', 'failed');
      await eventually(() =>
        expect(mounted()).toHaveLength(state === 'running' ? 1 : 0),
      );
      await desk.remove(id);
      await eventually(() => expect(mounted()).toEqual([]));
      expect(readdirSync(folder).sort()).toEqual([ODD_NAME, 'written.txt']);
    },
    WITHIN_MS,
  );

  it(
    'is only read where that is asked for',
    async () => {
      const { desk } = bench;
      const ended = await desk.ended({ account: ACCOUNT, readOnly: true });
      expect(await desk.said(ended)).toMatchObject({
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

async function outlives({
  desk,
  storage,
  folder,
}: StorageBench): Promise<void> {
  const id = await desk.launch({ account: ACCOUNT, stays: true });
  await desk.until(id, 'running');
  const told = (state: string) =>
    eventually(async () => {
      const [status] = await desk.storages(id);
      expect(status).toMatchObject({ account: ACCOUNT, state });
      return status;
    }, 60);
  const rate = expect.any(Number);
  expect(await told('answers')).toMatchObject({
    answersMs: rate,
    writesBytesPerSecond: rate,
    readsBytesPerSecond: rate,
  });
  expect(readdirSync(folder).sort()).toEqual([ODD_NAME, 'written.txt']);
  await storage.kill();
  expect((await told('silent')).reason).toMatch(/refused|no route|timeout/i);
  await desk.until(id, 'running');
  await storage.comeBack();
  await told('answers');
  await desk.until(id, 'running');
  await desk.remove(id);
}

async function deleteInTheMiddle(bench: StorageBench): Promise<void> {
  const { desk } = bench;
  const id = await desk.launch({ account: ACCOUNT, stays: true });
  await desk.until(id, 'running');
  await eventually(async () =>
    expect(await desk.log({ id }, 'reader')).toContain('written.txt'),
  );
  expect(mounted()).not.toEqual([]);
  await desk.remove(id);
  await eventually(() => expect(mounted()).toEqual([]));
  expect(readdirSync(bench.folder).sort()).toEqual([ODD_NAME, 'written.txt']);
}

/** Where the storage is mounted on this machine. */
function mounted(): string[] {
  return readFileSync('/proc/self/mountinfo', 'utf8')
    .split('\n')
    .filter(line => line.includes('fuse.rclone') && line.includes(ACCOUNT));
}
