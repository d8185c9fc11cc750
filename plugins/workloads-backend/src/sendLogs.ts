import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import type { Response } from 'express';
import type { LogReader } from './service';

const PAUSE_MS = 300;
const KEEP_ALIVE_MS = 15_000;

type Piece = Partial<Awaited<ReturnType<LogReader['next']>>>;

/**
 * Sends a task's output as it comes, one LogChunk a line, until the workload
 * has ended and all is told, or nobody listens any more.
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
  res.end();
}

/** An engine that is away may come back; a workload that is gone does not. */
async function next(reader: LogReader): Promise<Piece> {
  try {
    return await reader.next();
  } catch (error) {
    return { isLast: (error as Error).name === 'NotFoundError' };
  }
}

async function ignoreAbort(work: Promise<unknown>): Promise<void> {
  await work.catch(error => {
    if ((error as Error).name !== 'AbortError') throw error;
  });
}
