import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import { NotAllowedError, serializeError } from '@backstage/errors';
import type { Response } from 'express';
import type { LogReader } from './service';
import { StandingUnknownError } from '@astrolabe/sharing';

const PAUSE_MS = 300;
const KEEP_ALIVE_MS = 15_000;

type Piece = Partial<Awaited<ReturnType<LogReader['next']>>> & {
  /** Why it goes on no longer. */
  refusal?: Error;
};

/**
 * Sends a task's output as it comes, one LogChunk a line, until the workload
 * has ended and all is told, or nobody listens any more. Whoever may not any
 * more is told so in the last line, as in an answer that refuses.
 */
export async function sendLogs(
  res: Response,
  reader: LogReader,
  gone: AbortSignal,
): Promise<void> {
  const options = { signal: gone };
  // A refusal has to be told before the first byte.
  let piece: Piece = await reader.next();
  res.set('content-type', 'application/x-ndjson');
  res.set('cache-control', 'no-store');
  res.set('x-accel-buffering', 'no');
  res.flushHeaders();

  let lastSent = Date.now();
  while (!gone.aborted && !piece.isLast) {
    const isQuiet = Date.now() - lastSent > KEEP_ALIVE_MS;
    if (piece.chunk?.text || isQuiet) {
      const line = piece.chunk?.text ? JSON.stringify(piece.chunk) : '';
      lastSent = Date.now();
      // Who reads slowly is waited for, not remembered for.
      if (!res.write(`${line}\n`))
        await ignoreAbort(once(res, 'drain', options));
    }
    await ignoreAbort(wait(PAUSE_MS, undefined, options));
    if (!gone.aborted) piece = await next(reader);
  }
  res.end(piece.refusal && `${JSON.stringify(bodyOf(piece.refusal))}\n`);
}

/** An engine that is away may come back; a workload that is gone does not. */
async function next(reader: LogReader): Promise<Piece> {
  try {
    return await reader.next();
  } catch (error) {
    const isRefused =
      error instanceof NotAllowedError || error instanceof StandingUnknownError;
    if (isRefused) return { isLast: true, refusal: error };
    return { isLast: (error as Error).name === 'NotFoundError' };
  }
}

function bodyOf(refusal: Error) {
  const statusCode = refusal instanceof NotAllowedError ? 403 : 503;
  return { error: serializeError(refusal), response: { statusCode } };
}

async function ignoreAbort(work: Promise<unknown>): Promise<void> {
  await work.catch(error => {
    if ((error as Error).name !== 'AbortError') throw error;
  });
}
