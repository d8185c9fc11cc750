import { describe, expect, it } from 'vitest';
import { openWholeLog } from './wholeLog';

/** The lines of a download, of pieces that an engine hands over one after the other. */
async function download(
  pieceAt: (index: number) => { text: string; truncated?: boolean },
): Promise<{ lines: string[]; truncated: boolean }> {
  const { content, truncated } = await openWholeLog(
    'Corals',
    async ({ offset }) => ({
      ...{ task: 'main', truncated: false, nextOffset: offset + 1 },
      ...pieceAt(offset),
    }),
  );
  const texts: string[] = [];
  for await (const text of content) texts.push(text);
  return { lines: texts.join('').split('\n'), truncated };
}

describe('the download of a log', () => {
  it('adds nothing to what is whole', async () => {
    const said = ['one\ntw', 'o\n', ''];
    expect(await download(index => ({ text: said[index] }))).toEqual({
      lines: ['one', 'two', ''],
      truncated: false,
    });
  });

  it('says where older lines are gone, and where some went before they could be read', async () => {
    const said = ['e\ntwo\nthr', 'ive\n', ''];
    const pieces = said.map(text => ({ text, truncated: text !== '' }));
    expect(await download(index => pieces[index])).toEqual({
      lines: [
        expect.stringMatching(/^\[Older output is no longer kept/),
        'e',
        'two',
        'thr',
        expect.stringMatching(/^\[Output is missing here/),
        'ive',
        '',
      ],
      truncated: true,
    });
  });

  it('says that there is more where it ends too early', async () => {
    const text = 'x'.repeat(16 * 1024 ** 2);
    const { lines } = await download(() => ({ text }));
    expect(lines.slice(1)).toEqual([
      '[There is more: a download ends after 256 MiB.]',
      '',
    ]);
    expect(lines[0]).toHaveLength(256 * 1024 ** 2);
  });
});
