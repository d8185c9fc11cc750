import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { beforeWrite } from './__testUtils__/beforeWrite';
import { storageRefuses } from './problems';
import { RenewedStorage } from './RenewedStorage';
import { Homes } from './storages/home';
import type { Storage } from './storages/types';

const signal = new AbortController().signal;

describe('a linked storage that is used for hours', () => {
  let root: string;
  let home: Storage;
  beforeEach(async () => {
    root = await mkdtemp(path.join(tmpdir(), 'astrolabe-renewed-'));
    home = new Homes({ root, quotaBytes: 1e9 }).of('user:default/ada');
  });
  afterEach(() => rm(root, { recursive: true, force: true }));

  const ended = () =>
    beforeWrite(home, () => {
      throw storageRefuses();
    });
  const write = (storage: Storage) =>
    storage.write(['file'], Readable.from([Buffer.from('x')]), { signal });

  it('is written to with what lets one in by then', async () => {
    let now = 0;
    const renewed = new RenewedStorage(ended(), {
      open: async () => home,
      verify: async () => ({ state: 'expired' }),
      now: () => now,
    });
    await expect(write(renewed)).rejects.toMatchObject({
      code: 'STORAGE_REFUSES',
    });
    now = 5 * 60_000;
    await write(renewed);
    expect(await renewed.list([])).toHaveLength(1);
  });

  it('is written to again when a refusal had its sign-in renewed', async () => {
    const renewed = new RenewedStorage(ended(), {
      open: async () => home,
      verify: async () => ({ state: 'working' }),
    });
    await expect(write(renewed)).rejects.toBeTruthy();
    await write(renewed);
  });

  it('lets nobody in from whom it was taken meanwhile', async () => {
    let now = 0;
    const renewed = new RenewedStorage(home, {
      open: async () => undefined,
      verify: async () => ({ state: 'working' }),
      now: () => now,
    });
    await write(renewed);
    now = 5 * 60_000;
    for (const use of [() => renewed.list([]), () => write(renewed)]) {
      await expect(use()).rejects.toMatchObject({ code: 'STORAGE_REFUSES' });
    }
  });
});
