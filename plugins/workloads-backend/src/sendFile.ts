import { pipeline } from 'node:stream/promises';
import type { EngineFileContent } from '@astrolabe/plugin-workloads-node';
import type { Response } from 'express';

/** Sends a file that a program made: to keep, never for a browser to show. */
export async function sendFile(
  res: Response,
  { path, bytes, content }: EngineFileContent & { path: string },
): Promise<void> {
  const name = path.slice(path.lastIndexOf('/') + 1);
  res.attachment(name);
  res.set('content-type', 'application/octet-stream');
  res.set('content-length', String(bytes));
  res.set('x-content-type-options', 'nosniff');
  res.set('cache-control', 'no-store');
  // Who goes away, and a file that becomes shorter, ends the connection.
  await pipeline(content, res).catch(() => res.destroy());
}
