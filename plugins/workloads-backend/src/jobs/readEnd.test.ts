import { Readable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { readEnd } from './readEnd';

const limits = { maxBytes: 4, longest: 10, ms: 50 };
const fileOf = (...pieces: string[]) => {
  const content = Readable.from(pieces.map(piece => Buffer.from(piece)));
  return { bytes: pieces.join('').length, content };
};

describe('the end of a file that a program made', () => {
  it('is no more than was asked for', async () => {
    const file = fileOf('one ', 'two ', 'x');
    expect(Buffer.from((await readEnd(file, limits))!).toString()).toBe('wo x');
    expect(file.content.destroyed).toBe(true);
  });

  it('is not looked for in a file that is longer than what is read at all', async () => {
    const file = fileOf('longer than ten');
    expect(await readEnd(file, limits)).toBe(undefined);
    // Nothing of it was taken, and nothing of it stays open.
    expect(file.content.readableDidRead).toBe(false);
    expect(file.content.destroyed).toBe(true);
  });

  it.each([
    ['a stream', () => new Readable({ read() {} })],
    [
      'a generator',
      async function* none() {
        await new Promise(() => {});
        yield Buffer.from('');
      },
    ],
  ])('is not waited for in %s that does not go on', async (_what, open) => {
    const content = open();
    await expect(readEnd({ bytes: 5, content }, limits)).rejects.toMatchObject({
      name: 'ServiceUnavailableError',
      message: expect.stringContaining('longer than 0.05 seconds'),
    });
    if (content instanceof Readable) expect(content.destroyed).toBe(true);
  });

  it('is there another time, where it breaks off', async () => {
    const content = Readable.from(
      (async function* broken() {
        yield Buffer.from('x');
        throw new Error('It has become shorter');
      })(),
    );
    await expect(readEnd({ bytes: 5, content }, limits)).rejects.toMatchObject({
      name: 'ServiceUnavailableError',
    });
  });
});
