import { pipeline } from 'node:stream/promises';
import type { EngineFileContent } from '@astrolabe/plugin-workloads-node';
import type { Response } from 'express';

/** Sends a file that a program made: to keep, never for a browser to show. */
export async function sendFile(
  res: Response,
  { path, bytes, content }: EngineFileContent & { path: string },
): Promise<void> {
  res.set('content-length', String(bytes));
  const name = path.slice(path.lastIndexOf('/') + 1);
  await send(res, { name, type: 'application/octet-stream', content });
}

/** Sends what a program said: to keep, too. */
export async function sendText(
  res: Response,
  {
    name,
    truncated,
    content,
  }: { name: string; truncated: boolean; content: AsyncIterable<string> },
  gone: AbortSignal,
): Promise<void> {
  if (truncated) res.set('x-astrolabe-truncated', 'true');
  const type = 'text/plain; charset=utf-8';
  await send(res, { name, type, content, gone });
}

async function send(
  res: Response,
  {
    name,
    type,
    content,
    gone,
  }: {
    name: string;
    type: string;
    content: AsyncIterable<string | Uint8Array>;
    gone?: AbortSignal;
  },
): Promise<void> {
  res.attachment(name);
  res.set('content-type', type);
  res.set('x-content-type-options', 'nosniff');
  res.set('cache-control', 'no-store');
  // Who goes away, and a file that becomes shorter, ends the connection.
  await pipeline(content, res, { signal: gone }).catch(() => res.destroy());
}
