import { createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream } from 'node:stream/web';
import type { App } from './app';

/** Writes an answer to a file, as it comes. */
export async function saveTo(
  app: App,
  target: string,
  { body }: Response,
): Promise<void> {
  await mkdir(path.dirname(target), { recursive: true });
  await pipeline(
    Readable.fromWeb(body as ReadableStream),
    createWriteStream(target),
    { signal: app.signal },
  );
  app.note(target);
}
