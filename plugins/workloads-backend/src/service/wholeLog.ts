import type { LogChunk } from '@astrolabe/plugin-workloads-common';

const PIECE_BYTES = 1024 ** 2;

/** Who writes on and on is not followed for ever. */
const MOST_BYTES = 256 * PIECE_BYTES;

/** All of a log, to keep. */
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
    for (let bytes = 0; piece.text !== '' && bytes < MOST_BYTES; ) {
      yield piece.text;
      bytes += Buffer.byteLength(piece.text);
      piece = await pieceAt(piece.nextOffset);
    }
  }
  return {
    name: `${title}-${first.task}.log`,
    truncated: first.truncated,
    content: content(),
  };
}
