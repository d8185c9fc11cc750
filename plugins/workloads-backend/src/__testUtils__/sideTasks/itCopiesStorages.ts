import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  writeFileSync,
} from 'node:fs';
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
const BIG = 'big/reef.bin';
const MEBIBYTE = 1024 ** 2;

/**
 * What the tasks of a storage that is copied do on a real engine, behind the
 * portal's door.
 *
 * @param address of this machine, as programs of the engine reach it
 */
export function itCopiesStorages({
  engine,
  address,
}: {
  engine: () => WorkloadEngine;
  address: string;
}): void {
  let bench: StorageBench;

  beforeAll(async () => {
    bench = await startStorageBench(engine(), address);
    mkdirSync(path.join(bench.folder, 'big'));
    writeFileSync(path.join(bench.folder, BIG), Buffer.alloc(80 * MEBIBYTE));
  });

  afterAll(() => bench?.stop());

  const copied = { account: ACCOUNT, mode: 'copy' };
  const stored = (name: string) => path.join(bench.folder, name);
  /** A workload that runs, and has written into this folder. */
  const written = async (folder: string) => {
    const { desk } = bench;
    mkdirSync(stored(folder), { recursive: true });
    const id = await desk.launch({ ...copied, folder, stays: true });
    await desk.until(id, 'running');
    await eventually(async () =>
      expect(await desk.log({ id }, 'reader')).toContain('written.txt'),
    );
    return id;
  };

  it(
    'does not start what it does not fit, and says how much there is room for',
    async () => {
      const ended = await bench.desk.ended(copied);
      expect(ended).toMatchObject({
        state: 'failed',
        reason: {
          code: 'storage-failed',
          evidence: expect.stringContaining('there is room for'),
        },
      });
    },
    WITHIN_MS,
  );

  it(
    'is there before the program starts, and what that has changed is in the storage when it has ended',
    async () => {
      const { desk, folder } = bench;
      // A second try has it.
      mkdirSync(stored('mine'), { recursive: true });
      writeFileSync(stored(`mine/${ODD_NAME}`), 'depth\n4\n');
      const ended = await desk.ended({ ...copied, folder: 'mine' });
      expect([ended.state, ended.reason.evidence]).toEqual([
        'completed',
        undefined,
      ]);
      expect(await desk.said(ended)).toEqual({
        [`${ACCOUNT}/${ODD_NAME}`]: 'depth\n4\n',
        wrote: `${ACCOUNT}/written.txt`,
      });
      expect(readdirSync(path.join(folder, 'mine')).sort()).toEqual([
        ODD_NAME,
        'written.txt',
      ]);
      expect(readFileSync(stored('mine/written.txt'), 'utf8')).toBe(
        'by the program',
      );
      // What it said last may reach the portal a moment after its end.
      await eventually(async () =>
        expect(await desk.storages(ended.id)).toMatchObject([
          { account: ACCOUNT, mode: 'copy', state: 'copied-back', files: 1 },
        ]),
      );
      for (const task of ended.tasks) {
        // Also of how JSON would have it.
        expect(await desk.log(ended, task)).not.toContain("cr'");
      }
    },
    WITHIN_MS,
  );

  it(
    'keeps both where another has changed the same meanwhile, also when it is deleted in the middle',
    async () => {
      const { desk } = bench;
      mkdirSync(stored('both'));
      writeFileSync(stored('both/written.txt'), 'before');
      const id = await written('both');
      writeFileSync(stored('both/written.txt'), 'by another');
      await desk.remove(id);
      expect(readFileSync(stored('both/written.txt'), 'utf8')).toBe(
        'by another',
      );
      const beside = stored(`both/written (workload ${id}).txt`);
      expect(existsSync(beside)).toBe(true);
      expect(readFileSync(beside, 'utf8')).toBe('by the program');
    },
    WITHIN_MS,
  );

  it(
    'waits for a storage that is away at the end, says so, and copies back when it is there again',
    async () => {
      const { desk, storage } = bench;
      const id = await written('waiting');
      await storage.kill();
      await desk.stop(id);
      await eventually(async () => {
        const [status] = await desk.storages(id);
        expect(status).toMatchObject({ state: 'left', files: 1 });
        expect(Date.parse(status.triesUntil!)).toBeGreaterThan(Date.now());
      }, 60);
      expect((await desk.until(id, 'stopping')).state).toBe('stopping');
      expect(readdirSync(stored('waiting'))).toEqual([]);
      await storage.comeBack();
      await desk.until(id, 'stopped');
      expect(readFileSync(stored('waiting/written.txt'), 'utf8')).toBe(
        'by the program',
      );
      await eventually(async () =>
        expect(await desk.storages(id)).toMatchObject([
          { state: 'copied-back', files: 1 },
        ]),
      );
      await desk.remove(id);
    },
    2 * WITHIN_MS,
  );

  it(
    'says what was not copied back when it is away at the end, and does that when it is asked to, where files are kept',
    async () => {
      const { desk, storage } = bench;
      const id = await written('late');
      await storage.kill();
      await desk.stop(id);
      await desk.until(id, 'stopped');
      expect(await desk.storages(id)).toMatchObject([
        { state: 'left', files: 1 },
      ]);
      expect(readdirSync(stored('late'))).toEqual([]);
      expect(await desk.file(id, `storage/${ACCOUNT}/written.txt`)).toBe(
        'by the program',
      );
      await storage.comeBack();
      // Where a restart begins with an empty folder, that is all there is.
      if (engine().capabilities().keepsFiles) {
        await desk.copyBack(id);
        await eventually(async () =>
          expect(await desk.storages(id)).toMatchObject([
            { state: 'copied-back', files: 1 },
          ]),
        );
        expect((await desk.until(id, 'stopped')).state).toBe('stopped');
        expect(readFileSync(stored('late/written.txt'), 'utf8')).toBe(
          'by the program',
        );
      }
      await desk.remove(id, { giveUpFiles: true });
    },
    WITHIN_MS,
  );
}
