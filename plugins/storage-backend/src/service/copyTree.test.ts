import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { beforeWrite } from '../__testUtils__/beforeWrite';
import { storageAway } from '../problems';
import { Homes } from '../storages/home';
import type { Progress, Storage } from '../storages/types';
import { copyTree } from './copyTree';

const never = new AbortController().signal;
const entry = { name: 'data', path: 'data', kind: 'folder' as const };

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
      const content = Readable.from([Buffer.from(name.repeat(3))]);
      await source.write(['data', name], content, { signal: never });
    }
  });
  afterEach(() => rm(root, { recursive: true, force: true }));

  const copyTo = (to: Storage, signal = never) => {
    const done: Progress[] = [];
    const copied = copyTree(
      { source, from: ['data'], entry, target: to, to: ['copy'] },
      { signal, onProgress: progress => done.push({ ...progress }) },
    );
    return { copied, done };
  };

  it('has all that is in it, and tells how far it is', async () => {
    const { copied, done } = copyTo(target);
    await copied;
    const all = { total: 3, totalBytes: 9 };
    expect(done[0]).toEqual({ done: 0, doneBytes: 0, ...all });
    expect(done).toContainEqual({ done: 1, doneBytes: 6, ...all });
    expect(done.at(-1)).toEqual({ done: 3, doneBytes: 9, ...all });
    expect(await target.list(['copy'])).toHaveLength(3);
  });

  it('has whole files of what was copied, when it is cancelled', async () => {
    const stopper = new AbortController();
    let files = 0;
    const cancelling = beforeWrite(target, () => {
      files += 1;
      if (files === 2) stopper.abort();
    });
    const { copied, done } = copyTo(cancelling, stopper.signal);
    await expect(copied).rejects.toThrow('aborted');
    expect(done.at(-1)).toMatchObject({ done: 1, total: 3 });
    expect(await target.list(['copy'])).toHaveLength(1);
    expect(await source.list(['data'])).toHaveLength(3);
  });

  it('ends when a file breaks off before anybody reads it', async () => {
    const content = Readable.from([Buffer.from('a')]);
    const breaking = {
      ...beforeWrite(source, () => {}),
      read: async () => content,
    };
    const asking = beforeWrite(target, async () => {
      content.destroy(new Error('gone'));
      await new Promise(resolve => content.once('close', resolve));
    });
    const copied = copyTree(
      { source: breaking, from: ['data'], entry, target: asking, to: ['copy'] },
      { signal: never },
    );
    await expect(copied).rejects.toMatchObject({ code: 'STORAGE_AWAY' });
    expect(await target.list(['copy'])).toEqual([]);
  });

  it('says why it ended, when the storage is away', async () => {
    const ending = beforeWrite(target, () => {
      throw storageAway('it has ended');
    });
    await expect(copyTo(ending).copied).rejects.toMatchObject({
      code: 'STORAGE_AWAY',
      cause: 'it has ended',
    });
    expect(await source.list(['data'])).toHaveLength(3);
  });
});
