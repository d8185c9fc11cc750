import { setTimeout as wait } from 'node:timers/promises';
import {
  isSettled,
  type LogChunk,
  type WorkloadState,
} from '@astrolabe/plugin-workloads-common';
import type { Response } from 'express';

const PAUSE_MS = 300;
const KEEP_ALIVE_MS = 15_000;

/**
 * Sends a task's output as it comes, one LogChunk a line, until the workload
 * has ended and all is told, or nobody listens any more.
 */
export async function followLogs(options: {
  res: Response;
  read(offset: number | undefined): Promise<LogChunk>;
  state(): Promise<WorkloadState>;
}): Promise<void> {
  const { res, read, state } = options;
  const gone = new AbortController();
  res.on('close', () => gone.abort());

  // A refusal has to be told before the first byte.
  let chunk = await read(undefined);
  res.set('content-type', 'application/x-ndjson');
  res.set('cache-control', 'no-store');
  res.set('x-accel-buffering', 'no');
  res.flushHeaders();

  let lastSent = Date.now();
  while (!gone.signal.aborted) {
    if (chunk.text !== '') {
      res.write(`${JSON.stringify(chunk)}\n`);
      lastSent = Date.now();
    } else if (isSettled(await state())) {
      break;
    } else if (Date.now() - lastSent > KEEP_ALIVE_MS) {
      res.write('\n');
      lastSent = Date.now();
    }
    await wait(PAUSE_MS, undefined, { signal: gone.signal }).catch(
      () => undefined,
    );
    if (!gone.signal.aborted) {
      const next = await read(chunk.nextOffset).catch(() => undefined);
      if (!next) break;
      chunk = next;
    }
  }
  res.end();
}
