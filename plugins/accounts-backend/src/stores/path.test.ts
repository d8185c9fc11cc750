import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { secretPath, segmentOf } from '.';

describe('the place of a secret', () => {
  it.each([
    ['a way up', ['people', '..']],
    ['a separator', ['people/ada']],
    ['nothing', ['']],
    ['no names at all', []],
    ['another line', ['people\n']],
    ['an encoded separator', ['people%2fada']],
    ['a name of 300 letters', ['a'.repeat(300)]],
  ])('is never %s', (_what, segments) => {
    expect(() => secretPath(...segments)).toThrow('a name that it cannot have');
  });

  it('can be that of any text, and of no two texts the same', () => {
    const text = fc.string({ unit: 'binary', maxLength: 60 });
    fc.assert(
      fc.property(text, text, (one, other) => {
        expect(secretPath(segmentOf(one))).toHaveLength(1);
        expect(segmentOf(one) === segmentOf(other)).toBe(one === other);
      }),
    );
  });
});
