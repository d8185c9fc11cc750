import { Readable } from 'node:stream';
import type { EngineFileContent } from '@astrolabe/plugin-workloads-node';
import { ServiceUnavailableError } from '@backstage/errors';
import { inTime } from '../inTime';

/** Whoever reads for others waits for no file any longer. */
const READ_MS = 20_000;

/**
 * The end of a file that a program made; undefined where the whole of it is longer than
 * what is read at all.
 *
 * @throws ServiceUnavailableError where it breaks off, or takes too long
 */
export async function readEnd(
  { bytes, content }: EngineFileContent,
  limits: { maxBytes: number; longest: number; ms?: number },
): Promise<Uint8Array | undefined> {
  const { maxBytes, longest, ms = READ_MS } = limits;
  const left = new AbortController();
  try {
    if (bytes > longest) return undefined;
    return await inTime(
      endOf(content, { maxBytes, signal: left.signal }),
      ms,
      `It took longer than ${ms / 1000} seconds`,
    );
  } catch (error) {
    throw new ServiceUnavailableError('A file cannot be read now', error);
  } finally {
    left.abort();
    // What nobody has read to its end is still open.
    if (content instanceof Readable) content.destroy();
  }
}

async function endOf(
  content: AsyncIterable<Uint8Array>,
  { maxBytes, signal }: { maxBytes: number; signal: AbortSignal },
): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  let bytes = 0;
  for await (const piece of content) {
    signal.throwIfAborted();
    pieces.push(piece);
    bytes += piece.length;
    while (bytes - pieces[0].length >= maxBytes) {
      bytes -= pieces.shift()!.length;
    }
  }
  return Buffer.concat(pieces).subarray(-maxBytes);
}
