import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parsePath, PathError, pathText, wrongInName } from '.';

const piece = fc.oneof(
  fc.constantFrom(
    ...['..', '.', '', '/', '\\', '\0', '%2e%2e', '．．', '\n', 'a', ' ', '~'],
  ),
  fc.string({ unit: 'binary', maxLength: 4 }),
);

describe('a path', () => {
  it('never leads out of its storage, whatever it is made of', () => {
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), pieces => {
        const text = pieces.join('');
        try {
          const names = parsePath(text);
          const place = path.join('/somebody/s/files', ...names);
          expect(`${place}/`.startsWith('/somebody/s/files/')).toBe(true);
          expect(place.split('/')).toHaveLength(4 + names.length);
          expect(parsePath(pathText(names))).toEqual(names);
        } catch (error) {
          expect(error).toBeInstanceOf(PathError);
        }
      }),
      { numRuns: 2000 },
    );
  });

  it('is refused when a name of it is none', () => {
    for (const text of [
      '..',
      'a/../b',
      './a',
      'a\0',
      'a\nb',
      'x'.repeat(256),
    ]) {
      expect(() => parsePath(text)).toThrow(PathError);
    }
    expect(() => parsePath(`${'ab/'.repeat(1400)}`)).toThrow(/4096/);
    expect(wrongInName('a/b')).toMatch('/');
    expect(wrongInName('\ud800')).toMatch('whole');
  });

  it('has names of any other characters', () => {
    for (const name of [
      '%2e%2e',
      '...',
      'ñ 日本 🙂',
      '"\'`$(x);&|',
      '-rf',
      '~',
    ]) {
      expect(parsePath(`/${name}/b/`)).toEqual([name, 'b']);
    }
    expect(parsePath('')).toEqual([]);
  });
});
