import { PassThrough, Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import type { EntryPath } from '@astrolabe/plugin-storage-common';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Storage } from '../storages/types';

const signal = new AbortController().signal;
const watched = { signal };
const code = (wanted: string) => expect.objectContaining({ code: wanted });

/** Names as people have them; what no storage takes is refused before (`parsePath`). */
const names = fc
  .oneof(
    fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 }),
    fc.constantFrom(
      ...['%2e%2e', '...', ' a ', '"q"', "it's", 'a\\b', '[x]', '{y}', '#?&=+'],
      ...[
        '-rf',
        '~',
        'x:y',
        'a;b|c',
        '$(x)',
        '`x`',
        '<&>',
        'ñ日本🙂',
        'A',
        'a',
      ],
    ),
  )
  // The pictures of control characters are what rclone writes for them (README).
  // eslint-disable-next-line no-control-regex -- control characters are refused
  .filter(name => !/[/\u0000-\u001f\u007f\u2400-\u2426]|^\.{1,2}$/.test(name));

async function write(storage: Storage, path: EntryPath, content: Buffer) {
  await storage.write(path, Readable.from([content]), {
    bytes: content.length,
    signal,
  });
}

async function read(storage: Storage, path: EntryPath): Promise<Buffer> {
  return buffer(await storage.read(path, { signal }));
}

async function namesIn(storage: Storage, folder: EntryPath = []) {
  return (await storage.list(folder)).map(({ name }) => name).sort();
}

/** What every storage does, whatever is behind it. */
export function describeStorage(
  title: string,
  options: {
    /** One with nothing in it, a new one each time. */
    create(): Promise<Storage>;
    /** What is written into a folder needs the folder to be there. */
    hasEmptyFolders: boolean;
    /** How many files of random names are tried. */
    runs?: number;
  },
): void {
  describe(title, () => {
    it('keeps what is written, and gives it back, all of it or a part', async () => {
      const storage = await options.create();
      await storage.makeFolder(['data']);
      const content = Buffer.alloc(3_000_000, 'abcdefg');
      await write(storage, ['data', 'large'], content);
      await write(storage, ['data', 'empty'], Buffer.alloc(0));
      expect(await read(storage, ['data', 'large'])).toEqual(content);
      expect(await read(storage, ['data', 'empty'])).toHaveLength(0);
      const range = { first: 1_000_000, last: 1_000_006 };
      const part = await storage.read(['data', 'large'], { range, signal });
      expect(await buffer(part)).toEqual(
        content.subarray(1_000_000, 1_000_007),
      );
      expect(await storage.stat(['data', 'large'])).toMatchObject({
        ...{ name: 'large', path: 'data/large', kind: 'file' },
        ...{ bytes: 3_000_000, changedAt: expect.stringMatching(/Z$/) },
      });
      expect(await namesIn(storage, ['data'])).toEqual(['empty', 'large']);
      expect((await storage.stat(['data']))?.kind).toBe('folder');
      expect(await storage.stat(['data', 'none'])).toBeUndefined();
      expect((await storage.stat([]))?.kind).toBe('folder');
    });

    it('replaces a file by another one, also of the same size', async () => {
      const storage = await options.create();
      for (const text of ['first', 'other', 'a longer one']) {
        await write(storage, ['file'], Buffer.from(text));
        expect(String(await read(storage, ['file']))).toBe(text);
      }
      await write(storage, ['second'], Buffer.from('after a move'));
      await storage.move(
        { path: ['second'], kind: 'file', to: ['file'] },
        watched,
      );
      expect(String(await read(storage, ['file']))).toBe('after a move');
      expect(await namesIn(storage)).toEqual(['file']);
    });

    it('shows nothing of an upload that breaks off, and leaves what was there', async () => {
      const storage = await options.create();
      await write(storage, ['kept'], Buffer.from('as it was'));
      for (const size of [10, 3_000_000]) {
        for (const name of ['kept', 'new']) {
          const content = new PassThrough().on('error', () => {});
          content.write(Buffer.alloc(size, 'x'));
          const written = storage.write([name], content, {
            bytes: size * 2,
            signal,
          });
          const refused = expect(written).rejects.toThrow();
          // What is on its way is under no name that anybody asked for.
          expect(await storage.stat(['new'])).toBeUndefined();
          content.destroy(new Error('gone'));
          await refused;
          await expect
            .poll(() => namesIn(storage), { timeout: 20_000 })
            .toEqual(['kept']);
        }
      }
      const short = Readable.from([Buffer.from('abc')]);
      await expect(
        storage.write(['new'], short, { bytes: 10, signal }),
      ).rejects.toEqual(code('UPLOAD_BROKEN_OFF'));
      expect(await namesIn(storage)).toEqual(['kept']);
      expect(String(await read(storage, ['kept']))).toBe('as it was');
    });

    it('moves and removes files and whole folders', async () => {
      const storage = await options.create();
      await storage.makeFolder(['one']);
      await storage.makeFolder(['one', 'deep']);
      await write(storage, ['one', 'a'], Buffer.from('a'));
      await write(storage, ['one', 'deep', 'b'], Buffer.from('b'));
      await storage.move(
        { path: ['one'], kind: 'folder', to: ['two'] },
        watched,
      );
      expect(await namesIn(storage)).toEqual(['two']);
      expect(await namesIn(storage, ['two'])).toEqual(['a', 'deep']);
      expect(String(await read(storage, ['two', 'deep', 'b']))).toBe('b');
      await storage.remove({ path: ['two', 'a'], kind: 'file' }, watched);
      expect(await namesIn(storage, ['two'])).toEqual(['deep']);
      await storage.remove({ path: ['two'], kind: 'folder' }, watched);
      expect(await namesIn(storage)).toEqual([]);
    });

    it('removes folders in which nothing is, and no other', async () => {
      const storage = await options.create();
      for (const folder of ['all', 'all/none', 'all/none/deep', 'all/kept']) {
        await storage.makeFolder(folder.split('/'));
      }
      await write(storage, ['all', 'kept', 'file'], Buffer.from('x'));
      await storage.removeEmptyFolders(['all'], watched);
      expect(await namesIn(storage, ['all'])).toEqual(['kept']);
      await storage.remove(
        { path: ['all', 'kept', 'file'], kind: 'file' },
        watched,
      );
      await storage.removeEmptyFolders(['all'], watched);
      expect(await namesIn(storage)).toEqual([]);
    });

    it('does not wait for what has broken off before it is asked for', async () => {
      const storage = await options.create();
      const content = new PassThrough().on('error', () => {});
      const written = storage.write(['new'], content, { signal });
      content.destroy(new Error('gone'));
      await expect(written).rejects.toThrow();
      expect(await namesIn(storage)).toEqual([]);
    });

    it('says what is not there, and what is no folder', async () => {
      const storage = await options.create();
      await write(storage, ['file'], Buffer.from('x'));
      await expect(storage.list(['file'])).rejects.toEqual(
        code('NOT_A_FOLDER'),
      );
      await expect(storage.makeFolder(['file', 'x'])).rejects.toBeTruthy();
      if (!options.hasEmptyFolders) return;
      await expect(storage.list(['none'])).rejects.toEqual(
        code('ENTRY_NOT_FOUND'),
      );
      await expect(
        write(storage, ['none', 'file'], Buffer.from('x')),
      ).rejects.toEqual(code('ENTRY_NOT_FOUND'));
      await storage.makeFolder(['empty']);
      await expect(storage.makeFolder(['empty'])).rejects.toEqual(
        code('ENTRY_EXISTS'),
      );
      expect(await storage.list(['empty'])).toEqual([]);
    });

    it('takes names of any characters, and gives the same ones back', async () => {
      const storage = await options.create();
      await fc.assert(
        fc.asyncProperty(
          names,
          fc.uint8Array({ maxLength: 40 }),
          async (name, bytes) => {
            const content = Buffer.from(bytes);
            await write(storage, [name], content);
            expect(await namesIn(storage)).toEqual([name]);
            expect(await read(storage, [name])).toEqual(content);
            await storage.remove({ path: [name], kind: 'file' }, watched);
          },
        ),
        { numRuns: options.runs ?? 30, endOnFailure: true },
      );
      expect(await namesIn(storage)).toEqual([]);
    });
  });
}
