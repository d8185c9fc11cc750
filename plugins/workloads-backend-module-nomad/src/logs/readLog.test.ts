import { describe, expect, it } from 'vitest';
import type { NomadClient } from '../client/NomadClient';
import { readLog } from './readLog';

const lines = (name: string, count: number) =>
  Array.from({ length: count }, (_, n) => `${name} ${n} ${'.'.repeat(n)}\n`);

/** A node that keeps these two outputs of a task. */
function keeping(outputs: { stdout: string; stderr: string }) {
  const files = new Map(
    Object.entries(outputs).map(([kind, text]) => [
      `main.${kind}.0`,
      Buffer.from(text),
    ]),
  );
  const client = {
    get: async () => ({
      body: [...files].map(([Name, { length: Size }]) => ({ Name, Size })),
    }),
    bytes: async (
      _: string,
      query: { path: string; offset: number; limit: number },
    ) =>
      files
        .get(query.path.slice('alloc/logs/'.length))!
        .subarray(query.offset, query.offset + query.limit),
  };
  return {
    client: client as unknown as NomadClient,
    allocationId: 'a',
    secrets: [],
    fileBytes: 1024 ** 2,
  };
}

describe('the two outputs of a task', () => {
  it('take turns line by line when they are read piece by piece, and none is lost', async () => {
    const errors = lines('error', 30);
    const others = lines('other', 40);
    const source = keeping({
      stderr: errors.join(''),
      stdout: others.join(''),
    });
    for (const maxBytes of [100, 127, 300, 1000]) {
      let all = '';
      for (let offset = 0; ; ) {
        const options = { task: 'main', offset, maxBytes };
        const { text, nextOffset } = await readLog(source, options);
        if (text === '') break;
        all += text;
        offset = nextOffset;
      }
      const read = all.split(/(?<=\n)/);
      expect(read.filter(line => line.startsWith('e'))).toEqual(errors);
      expect(read.filter(line => !line.startsWith('e'))).toEqual(others);
    }
  });
});
