import { once } from 'node:events';
import { PassThrough, type Readable } from 'node:stream';
import type { Request, Response } from 'express';
import { uploadBrokenOff } from '../problems';
import type { Download } from '../service';
import type { Content } from '../storages/types';

/** Ends when whoever waits for the answer has gone. */
export function goneOf(res: Response): AbortSignal {
  const controller = new AbortController();
  res.once('close', () => {
    if (!res.writableFinished) controller.abort(uploadBrokenOff());
  });
  return controller.signal;
}

/**
 * Has the body of a request taken in. It is not handed over itself: whoever
 * ends it early would end the connection with it, and nobody would hear why.
 */
export async function receive<T>(
  req: Request,
  take: (content: Readable) => Promise<T>,
): Promise<T> {
  const content = new PassThrough({ highWaterMark: 256 * 1024 });
  content.on('error', () => {});
  const breakOff = () => {
    if (!req.complete) content.destroy(uploadBrokenOff());
  };
  req.once('close', breakOff).once('error', breakOff);
  req.pipe(content);
  try {
    return await take(content);
  } finally {
    req.unpipe(content);
    content.destroy();
    // What is still on its way is let go by, or the answer would not be read.
    req.resume();
  }
}

/**
 * Sends a file of somebody: to keep, and never for a browser to show or to run
 * as a page of the portal.
 */
export async function sendFile(
  res: Response,
  { name, bytes, range, content }: Download,
): Promise<void> {
  res.status(range ? 206 : 200);
  res.attachment(name);
  res.set({
    'content-type': 'application/octet-stream',
    'content-security-policy': "default-src 'none'; sandbox",
    'x-content-type-options': 'nosniff',
    'accept-ranges': 'bytes',
    'cache-control': 'no-store',
  });
  if (bytes !== undefined) res.set('content-length', String(bytes));
  if (range) res.set('content-range', range);
  // Who goes away, and a file that becomes shorter, ends the connection.
  await pour(content, res).catch(() => res.destroy());
}

/** Gives the memory of each piece back when it has left, where it was lent. */
async function pour(content: Content, res: Response): Promise<void> {
  const signal = goneOf(res);
  for await (const piece of content) {
    if (!res.write(piece)) await once(res, 'drain', { signal });
    if (res.writableLength > 0) continue; // It may not have left yet.
    content.giveBack?.(piece);
  }
  res.end();
}
