import {
  mkdir,
  mkdtemp,
  readdir,
  rm,
  symlink,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, describe, expect, it } from 'vitest';
import { describeStorage } from '../../__testUtils__/describeStorage';
import { Homes } from '.';

const made: string[] = [];
afterAll(async () => {
  for (const each of made) await rm(each, { recursive: true, force: true });
});

async function newRoot(): Promise<string> {
  const root = await mkdtemp(path.join(tmpdir(), 'astrolabe-homes-'));
  made.push(root);
  return root;
}

const signal = new AbortController().signal;
const ADA = 'user:default/ada';
const placeOf = (root: string) =>
  path.join(root, 'people', encodeURIComponent(ADA));

describeStorage('a folder of the portal', {
  create: async () =>
    new Homes({ root: await newRoot(), quotaBytes: 1e9 }).of(ADA),
  hasEmptyFolders: true,
  runs: 300,
});

describe('a folder of the portal', () => {
  it('never follows a link out of it', async () => {
    const root = await newRoot();
    const home = new Homes({ root, quotaBytes: 1e9 }).of(ADA);
    await home.makeFolder(['mine']);
    const outside = path.join(root, 'outside');
    await mkdir(outside);
    await writeFile(path.join(outside, 'secret'), 'of somebody else');
    await symlink(outside, path.join(placeOf(root), 'mine', 'out'));
    await symlink(
      path.join(outside, 'secret'),
      path.join(placeOf(root), 'file'),
    );
    expect(await home.list(['mine'])).toEqual([]);
    for (const wanted of [
      ['file'],
      ['mine', 'out'],
      ['mine', 'out', 'secret'],
    ]) {
      expect(await home.stat(wanted)).toBeUndefined();
      await expect(home.read(wanted, { signal })).rejects.toThrow(/nothing/);
      await expect(home.list(wanted)).rejects.toThrow(/nothing/);
    }
    const content = () => Readable.from([Buffer.from('x')]);
    await expect(
      home.write(['mine', 'out', 'new'], content(), { signal }),
    ).rejects.toThrow(/nothing/);
    await home.remove({ path: ['mine'], kind: 'folder' }, { signal });
    expect(await readdir(outside)).toEqual(['secret']);
  });

  it('has room for so much and no more, whatever comes at the same time', async () => {
    const root = await newRoot();
    const home = new Homes({ root, quotaBytes: 1000 }).of(ADA);
    const write = (name: string, size: number, announced?: number) =>
      home.write([name], Readable.from([Buffer.alloc(size)]), {
        bytes: announced,
        signal,
      });
    await write('a', 600, 600);
    const full = { status: 507, code: 'STORAGE_FULL' };
    await expect(write('b', 500, 500)).rejects.toMatchObject(full);
    await expect(write('b', 500)).rejects.toMatchObject(full);
    const both = await Promise.allSettled([
      write('c', 300, 300),
      write('d', 300, 300),
    ]);
    expect(both.map(({ status }) => status).sort()).toEqual([
      'fulfilled',
      'rejected',
    ]);
    expect((await home.usage()).usedBytes).toBe(900);
    // What is replaced is no more.
    await home.remove({ path: ['a'], kind: 'file' }, { signal });
    expect(await home.usage()).toMatchObject({
      usedBytes: 300,
      totalBytes: 1000,
    });
    expect(await readdir(path.join(root, 'uploads'))).toEqual([]);
  });

  it('is of one person alone', async () => {
    const homes = new Homes({ root: await newRoot(), quotaBytes: 1e9 });
    await homes.of(ADA).makeFolder(['mine']);
    for (const other of [
      'user:default/ad',
      'user:other/ada',
      'user:default/..',
    ]) {
      expect(await homes.of(other).list([])).toEqual([]);
    }
    expect(await homes.of('user:default/ADA').list([])).toHaveLength(1);
  });
});
