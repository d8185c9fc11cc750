import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  secretPath,
  segmentOf,
  VersionError,
  type SecretStore,
} from '../stores';

const first = { ifVersion: 0 };

/* eslint-disable max-lines-per-function -- a contract is one list */
/** What every store of secrets has to do. */
export function describeSecretStore(
  title: string,
  open: () => SecretStore,
): void {
  const place = () => secretPath('contract', crypto.randomUUID());

  describe(`a store of secrets, ${title}`, () => {
    it('is ready, and has nothing that was not written', async () => {
      const store = open();
      expect(await store.health()).toEqual({ state: 'ready' });
      expect(await store.read(place())).toBeUndefined();
      expect(await store.list(place())).toEqual([]);
    });

    it('keeps a secret of any characters, and its version', async () => {
      const store = open();
      const path = place();
      const text = fc.string({ unit: 'grapheme', maxLength: 200 });
      let version = 0;
      await fc.assert(
        fc.asyncProperty(
          fc.dictionary(fc.stringMatching(/^[a-z]{1,8}$/), text, {
            maxKeys: 4,
          }),
          async record => {
            const data = { ...record };
            version = await store.write(path, data, { ifVersion: version });
            expect(await store.read(path)).toEqual({ data, version });
          },
        ),
        { numRuns: 20 },
      );
      expect(version).toBe(20);
    });

    it('keeps a file of 64 KiB', async () => {
      const store = open();
      const path = place();
      const content = Buffer.alloc(64 * 1024, 7).toString('base64');
      await store.write(path, { content }, first);
      expect((await store.read(path))?.data).toEqual({ content });
    });

    it('writes what has changed meanwhile for one alone', async () => {
      const store = open();
      const path = place();
      const write = (value: string, ifVersion: number) =>
        store.write(path, { value }, { ifVersion });
      const outcomes = await Promise.allSettled(
        ['a', 'b', 'c', 'd'].map(value => write(value, 0)),
      );
      const refusals = outcomes.flatMap(each =>
        each.status === 'rejected' ? [each.reason] : [],
      );
      expect(refusals).toHaveLength(3);
      refusals.forEach(each => expect(each).toBeInstanceOf(VersionError));
      expect(await write('e', 1)).toBe(2);
      await expect(write('f', 1)).rejects.toThrow(VersionError);
      await expect(write('g', 0)).rejects.toThrow(VersionError);
      expect((await store.read(path))?.data).toEqual({ value: 'e' });
    });

    it('removes a secret with all that it was, once or twice', async () => {
      const store = open();
      const path = place();
      await store.write(path, { value: 'a' }, first);
      await store.write(path, { value: 'b' }, { ifVersion: 1 });
      await store.remove(path);
      await store.remove(path);
      expect(await store.read(path)).toBeUndefined();
      expect(await store.write(path, { value: 'c' }, first)).toBe(1);
    });

    it('lists what is right below a place, and nothing beside it', async () => {
      const store = open();
      const top = crypto.randomUUID();
      const paths = [
        ['a', 'one'],
        ['a', 'two'],
        ['a', 'deep', 'three'],
        ['ab', 'four'],
        ['A', 'five'],
      ];
      for (const path of paths) {
        await store.write(secretPath(top, ...path), { value: 'x' }, first);
      }
      const listed = (...path: string[]) =>
        store.list(secretPath(top, ...path));
      expect(await listed('a')).toEqual(['deep/', 'one', 'two']);
      expect(await listed()).toEqual(['A/', 'a/', 'ab/']);
    });

    it("keeps apart whatever is another person's", async () => {
      const store = open();
      const people = ['user:a/b_c', 'user:a_b/c', 'user:a/B_c', 'user:a/b%c'];
      const top = crypto.randomUUID();
      for (const ref of people) {
        const path = secretPath(top, segmentOf(ref));
        await store.write(path, { ref }, first);
      }
      for (const ref of people) {
        const path = secretPath(top, segmentOf(ref));
        expect((await store.read(path))?.data).toEqual({ ref });
      }
    });
  });
}
