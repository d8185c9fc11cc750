import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readLog } from './readLog';

describe('a log', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'astrolabe-log-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const write = (offset: number, text: string) =>
    writeFileSync(
      path.join(folder, `${String(offset).padStart(15, '0')}.log`),
      text,
    );
  const read = (options: {
    offset?: number;
    maxBytes: number;
    secrets?: string[];
  }) => readLog(folder, { task: 'main', secrets: [], ...options });

  it('that nobody has written yet is empty', () => {
    rmSync(folder, { recursive: true });
    expect(read({ maxBytes: 10 })).toMatchObject({ text: '', nextOffset: 0 });
  });

  it('is read piece by piece without breaking a character, across segments', () => {
    const text = 'aüß😀 und mehr Text — größer\n'.repeat(3);
    const bytes = Buffer.from(text);
    writeFileSync(
      path.join(folder, '000000000000000.log'),
      bytes.subarray(0, 20),
    );
    writeFileSync(path.join(folder, '000000000000020.log'), bytes.subarray(20));
    for (const maxBytes of [4, 5, 7, 64]) {
      let whole = '';
      for (let offset = 0; offset < bytes.length; ) {
        const chunk = read({ offset, maxBytes });
        expect(chunk.nextOffset).toBeGreaterThan(offset);
        whole += chunk.text;
        offset = chunk.nextOffset;
      }
      expect(whole).toBe(text);
    }
  });

  it('says from where on it is kept', () => {
    write(100, 'newer\n');
    expect(read({ offset: 0, maxBytes: 10 })).toEqual({
      task: 'main',
      text: 'newer\n',
      nextOffset: 106,
      truncated: true,
    });
  });

  it('covers a secret even where a piece ends in the middle of it', () => {
    write(0, 'token=ABCDEFGHIJKLMNOP end');
    const secrets = ['ABCDEFGHIJKLMNOP'];
    for (let maxBytes = 1; maxBytes < 26; maxBytes++) {
      for (let offset = 0; offset < 26; offset++) {
        const { text } = read({ offset, maxBytes, secrets });
        expect(text).not.toMatch(/[A-Z]/);
      }
    }
  });

  it('holds a secret back that has not been written to its end', () => {
    const secrets = ['ABCDEFGHIJKLMNOP'];
    write(0, 'token=ABCDEFGH');
    const first = read({ offset: 0, maxBytes: 100, secrets });
    expect(first).toMatchObject({ text: 'token=', nextOffset: 6 });
    write(0, 'token=ABCDEFGHIJKLMNOP end');
    const { text } = read({ offset: 6, maxBytes: 100, secrets });
    expect(text).toBe('**************** end');
  });
});
