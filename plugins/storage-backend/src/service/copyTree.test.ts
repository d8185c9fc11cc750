import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { storageAway } from '../problems';
import { Homes } from '../storages/home';
import type { Storage } from '../storages/types';
import { copyTree } from './copyTree';

const never = new AbortController().signal;
const entry = { name: 'data', path: 'data', kind: 'folder' as const };

/** A storage in which something happens before a file is written. */
function before(storage: Storage, act: () => void): Storage {
  return {
    list: folder => storage.list(folder),
    stat: place => storage.stat(place),
    usage: () => storage.usage(),
    read: (place, options) => storage.read(place, options),
    makeFolder: place => storage.makeFolder(place),
    move: (move, watched) => storage.move(move, watched),
    remove: (place, watched) => storage.remove(place, watched),
    // eslint-disable-next-line max-params -- as the interface has it
    write: async (place, content, options) => {
      act();
      await storage.write(place, content, options);
    },
  };
}

describe('a copy of a folder', () => {
  let root: string;
  let source: Storage;
  let target: Storage;
  beforeEach(async () => {
    root = await mkdtemp(path.join(tmpdir(), 'astrolabe-copy-'));
    const homes = new Homes({ root, quotaBytes: 1e9 });
    source = homes.of('user:default/ada');
    target = homes.of('user:default/max');
    await source.makeFolder(['data']);
    for (const name of ['a', 'b', 'c']) {
      const content = Readable.from([Buffer.from(name)]);
      await source.write(['data', name], content, { signal: never });
    }
  });
  afterEach(() => rm(root, { recursive: true, force: true }));

  const copyTo = (to: Storage, signal = never) => {
    const done: number[] = [];
    const copied = copyTree(
      { source, from: ['data'], entry, target: to, to: ['copy'] },
      { signal, onProgress: files => done.push(files) },
    );
    return { copied, done };
  };

  it('has all that is in it, and tells how far it is', async () => {
    const { copied, done } = copyTo(target);
    await copied;
    expect(done).toEqual([1, 2, 3]);
    expect(await target.list(['copy'])).toHaveLength(3);
  });

  it('has whole files of what was copied, when it is cancelled', async () => {
    const stopper = new AbortController();
    let files = 0;
    const cancelling = before(target, () => {
      files += 1;
      if (files === 2) stopper.abort();
    });
    const { copied, done } = copyTo(cancelling, stopper.signal);
    await expect(copied).rejects.toThrow('aborted');
    expect(done).toEqual([1]);
    expect(await target.list(['copy'])).toHaveLength(1);
    expect(await source.list(['data'])).toHaveLength(3);
  });

  it('says why it ended, when the storage is away', async () => {
    const ending = before(target, () => {
      throw storageAway('it has ended');
    });
    await expect(copyTo(ending).copied).rejects.toMatchObject({
      code: 'STORAGE_AWAY',
      cause: 'it has ended',
    });
    expect(await source.list(['data'])).toHaveLength(3);
  });
});
