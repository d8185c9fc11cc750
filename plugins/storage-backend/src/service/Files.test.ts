import { mkdtemp, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import type { EntryPath } from '@astrolabe/plugin-storage-common';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { beforeWrite } from '../__testUtils__/beforeWrite';
import { Homes } from '../storages/home';
import type { Storage } from '../storages/types';
import { Files } from './Files';
import { Pages } from './Pages';
import { Tasks } from './Tasks';

const signal = new AbortController().signal;
const [ADA, MAX] = ['user:default/ada', 'user:default/max'];

describe('what is moved to another storage', () => {
  const write = (storage: Storage, place: EntryPath, content: string) =>
    storage.write(place, Readable.from([Buffer.from(content)]), { signal });
  let root: string;
  let one: Storage;
  let other: Storage;
  beforeEach(async () => {
    root = await mkdtemp(path.join(tmpdir(), 'astrolabe-files-'));
    const homes = new Homes({ root, quotaBytes: 1e9 });
    [one, other] = [homes.of(ADA), homes.of(MAX)];
    await one.makeFolder(['data']);
    await one.makeFolder(['data', 'in']);
    for (const name of ['a', 'b']) await write(one, ['data', 'in', name], name);
  });
  afterEach(() => rm(root, { recursive: true, force: true }));

  const read = async (storage: Storage, ...place: string[]) =>
    text(await storage.read(place, { signal }));
  const onDisk = (...place: string[]) =>
    path.join(root, 'people', encodeURIComponent(ADA), ...place);
  const filesOf = (storage: Storage, id: string) => {
    const parts = { pages: new Pages(), tasks: new Tasks() };
    return new Files({ storage, id, ownerRef: ADA, ...parts });
  };
  const move = (from: string, target: Storage, to = from) =>
    filesOf(one, 'one').move(
      { from, to, overwrite: true },
      filesOf(target, 'other'),
    );

  it('is there, and is not where it was', async () => {
    expect(await move('data', other)).toMatchObject({ state: 'done', done: 2 });
    expect(await read(other, 'data', 'in', 'b')).toBe('b');
    expect(await one.list([])).toEqual([]);
  });

  it('stays where it was as far as it changed or came meanwhile', async () => {
    const place = onDisk('data', 'in');
    const changing = afterWrite(other, async ([, , name]) => {
      if (name !== 'a') return;
      await writeFile(path.join(place, 'a'), 'another');
      await writeFile(path.join(place, 'new'), 'came');
      await symlink('/elsewhere', path.join(place, 'link'));
    });
    await expect(move('data', changing)).rejects.toMatchObject({
      code: 'ENTRY_CHANGED',
      message: "'data/in/a' changed while it was moved",
    });
    expect((await readdir(place)).sort()).toEqual(['a', 'link', 'new']);
    expect(await read(one, 'data', 'in', 'a')).toBe('another');
    expect(await read(other, 'data', 'in', 'b')).toBe('b');
  });

  it('stays where it was when it is one file that changed', async () => {
    const changing = afterWrite(other, () =>
      writeFile(onDisk('data', 'in', 'a'), 'another'),
    );
    const moved = move('data/in/a', changing, 'a');
    await expect(moved).rejects.toMatchObject({ code: 'ENTRY_CHANGED' });
    expect(await read(one, 'data', 'in', 'a')).toBe('another');
  });

  it('is not lost when it is the same storage, linked twice', async () => {
    await expect(move('data/in/a', one)).rejects.toMatchObject({
      code: 'ENTRY_EXISTS',
    });
    expect(await read(one, 'data', 'in', 'a')).toBe('a');
    await move('data', one, 'data/deep');
    expect(await read(one, 'data', 'deep', 'in', 'a')).toBe('a');
    expect(await readdir(onDisk('data'))).toEqual(['deep']);
    expect(await readdir(onDisk('data', 'deep'))).toEqual(['in']);
  });

  it('replaces nothing in a storage to which two names are one', async () => {
    await write(one, ['data', 'in', 'A'], 'large');
    await expect(move('data', ignoringCase(other))).rejects.toMatchObject({
      code: 'ENTRY_EXISTS',
    });
    expect(await read(one, 'data', 'in', 'A')).toBe('large');
    expect(await read(one, 'data', 'in', 'a')).toBe('a');
  });
});

/** A storage in which something happens after a file was written. */
function afterWrite(
  storage: Storage,
  act: (path: EntryPath) => Promise<void>,
): Storage {
  return {
    ...beforeWrite(storage, () => {}),
    // eslint-disable-next-line max-params -- as the interface has it
    write: async (place, content, options) => {
      await storage.write(place, content, options);
      await act(place);
    },
  };
}

/** As those of Windows and macOS do. */
function ignoringCase(storage: Storage): Storage {
  const one = (place: EntryPath) => place.map(name => name.toLowerCase());
  return {
    ...beforeWrite(storage, () => {}),
    stat: place => storage.stat(one(place)),
    // eslint-disable-next-line max-params -- as the interface has it
    write: (place, content, options) =>
      storage.write(one(place), content, options),
  };
}
