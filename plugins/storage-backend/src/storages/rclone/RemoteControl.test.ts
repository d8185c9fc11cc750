import { createHash, randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import http from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { RemoteControl } from './RemoteControl';

const content = randomBytes(20_000_000);
const { length } = content;
const digest = (bytes: Buffer) =>
  createHash('sha256').update(bytes).digest('hex');
const { signal } = new AbortController();

let folder: string;
let server: http.Server;
let control: RemoteControl;

/** What rclone does with files of these names. */
const answers: Record<string, http.RequestListener> = {
  said: (_, response) =>
    response.setHeader('content-length', length).end(content),
  unsaid: (_, response) => response.end(content),
  empty: (_, response) => response.setHeader('content-length', 0).end(),
  part: ({ headers }, response) =>
    response
      .writeHead(206, { 'content-length': 3 })
      .end(headers.range!.slice(-3)),
  cut: (_, response) => {
    response.setHeader('content-length', length);
    response.write(content.subarray(0, 5_000_000), () => response.destroy());
  },
  none: (_, response) => response.writeHead(404).end('object not found'),
  gone: (_, response) => response.destroy(),
};

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'astrolabe-control-'));
  const socket = path.join(folder, 'control');
  server = http.createServer((request, response) =>
    answers[request.url!.split('/').at(-1)!](request, response),
  );
  await new Promise<void>(resolve => server.listen(socket, resolve));
  control = new RemoteControl(socket);
});

afterEach(async () => {
  server.closeAllConnections();
  await new Promise(resolve => server.close(resolve));
  await rm(folder, { recursive: true });
});

async function read(name: string, range?: string): Promise<Buffer> {
  const file = await control.read({ fs: 'a:', path: name }, { range, signal });
  const pieces: Buffer[] = [];
  for await (const piece of file) {
    if (Math.random() < 0.05) await pause(2);
    pieces.push(Buffer.from(piece));
    file.giveBack?.(piece);
  }
  return Buffer.concat(pieces);
}

describe('the content of a file', () => {
  it.each(['said', 'unsaid'])(
    'is the same when memory is used again, its length being %s',
    async name => {
      expect(digest(await read(name))).toBe(digest(content));
    },
  );

  it('may be nothing, or a part of it', async () => {
    expect(await read('empty')).toHaveLength(0);
    expect(String(await read('part', 'bytes=1-345'))).toBe('345');
  });

  it('that breaks off is no whole one', async () => {
    await expect(read('cut')).rejects.toMatchObject({ code: 'STORAGE_AWAY' });
  });

  it('that is not there is said to be so, and so is an rclone that has ended', async () => {
    await expect(read('none')).rejects.toMatchObject({
      code: 'ENTRY_NOT_FOUND',
    });
    await expect(read('gone')).rejects.toMatchObject({ code: 'STORAGE_AWAY' });
    server.closeAllConnections();
    await new Promise(resolve => server.close(resolve));
    await expect(read('said')).rejects.toMatchObject({ code: 'STORAGE_AWAY' });
    await new Promise<void>(resolve =>
      server.listen(path.join(folder, 'control'), resolve),
    );
  });

  it('is left where it is when nobody wants it any more', async () => {
    const stopper = new AbortController();
    const file = await control.read(
      { fs: 'a:', path: 'said' },
      { signal: stopper.signal },
    );
    const reading = (async () => {
      for await (const piece of file) {
        expect(piece.length).toBeGreaterThan(0);
        stopper.abort();
      }
    })();
    await expect(reading).rejects.toThrow(/abort/i);
  });
});
