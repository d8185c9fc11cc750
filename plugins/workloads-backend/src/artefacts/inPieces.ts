/** A stretch of a file is read from few rows, and a row is no large value. */
const PIECE_BYTES = 256 * 1024;

/** The same bytes, in pieces of one length, the last one shorter. */
export async function* inPieces(
  content: AsyncIterable<Uint8Array>,
): AsyncGenerator<Buffer> {
  let waiting: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of content) {
    waiting.push(chunk);
    length += chunk.length;
    if (length < PIECE_BYTES) continue;
    const whole = Buffer.concat(waiting);
    const end = length - (length % PIECE_BYTES);
    for (let at = 0; at < end; at += PIECE_BYTES) {
      yield whole.subarray(at, at + PIECE_BYTES);
    }
    waiting = [whole.subarray(end)];
    length -= end;
  }
  if (length > 0) yield Buffer.concat(waiting);
}
