/** A stretch of what is kept is read from few rows, and a row is no large value. */
const PIECE_BYTES = 256 * 1024;

/** The same bytes, in pieces of one length, the last one shorter. */
export function* piecesOf(bytes: Buffer): Generator<Buffer> {
  for (let at = 0; at < bytes.length; at += PIECE_BYTES) {
    yield bytes.subarray(at, at + PIECE_BYTES);
  }
}

/** Of what comes bit by bit, too. */
export async function* inPieces(
  content: AsyncIterable<Uint8Array>,
): AsyncGenerator<Buffer> {
  let waiting: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of content) {
    waiting.push(chunk);
    length += chunk.length;
    if (length < PIECE_BYTES) continue;
    const all = Buffer.concat(waiting);
    const end = length - (length % PIECE_BYTES);
    yield* piecesOf(all.subarray(0, end));
    waiting = [all.subarray(end)];
    length -= end;
  }
  yield* piecesOf(Buffer.concat(waiting));
}
