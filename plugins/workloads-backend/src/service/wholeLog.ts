import type { LogChunk } from '@astrolabe/plugin-workloads-common';

const PIECE_BYTES = 1024 ** 2;

/** Who writes on and on is not followed for ever. */
const MOST_MIB = 256;
const MOST_BYTES = MOST_MIB * 1024 ** 2;

/** Lines of ours, where a reader would take for whole what is not. */
const MARKS = {
  older: 'Older output is no longer kept: the next line may be the end of one.',
  missing:
    'Output is missing here: more was written than is kept, before it could be read.',
  end: `There is more: a download ends after ${MOST_MIB} MiB.`,
};

/** All of a log, to keep; where something is missing, a line says so. */
export interface WholeLog {
  /** What a file with it may be called. */
  name: string;
  /** There was more before, which is gone. */
  truncated: boolean;
  content: AsyncIterable<string>;
}

/** Reads the first piece, so that a refusal is told at once; the rest as it is wanted. */
export async function openWholeLog(
  title: string,
  read: (stretch: { offset: number; maxBytes: number }) => Promise<LogChunk>,
): Promise<WholeLog> {
  const pieceAt = (offset: number) => read({ offset, maxBytes: PIECE_BYTES });
  const first = await pieceAt(0);
  async function* content() {
    let piece = first;
    let bytes = 0;
    let isWithinLine = false;
    const mark = (what: keyof typeof MARKS) =>
      `${isWithinLine ? '\n' : ''}[${MARKS[what]}]\n`;
    while (piece.text !== '' && bytes < MOST_BYTES) {
      if (piece.truncated) yield mark(bytes === 0 ? 'older' : 'missing');
      yield piece.text;
      bytes += Buffer.byteLength(piece.text);
      isWithinLine = !piece.text.endsWith('\n');
      piece = await pieceAt(piece.nextOffset);
    }
    if (piece.text !== '') yield mark('end');
  }
  return {
    name: `${title}-${first.task}.log`,
    truncated: first.truncated,
    content: content(),
  };
}
