import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import { GuardedClient, NetworkGuard } from '@astrolabe/http';
import { afterEach, describe, expect, it } from 'vitest';
import { ForgeClient } from './ForgeClient';
import type { ForgeWire } from './types';

const LIMITS = { maxBytes: 1_000_000_000, timeoutMs: 60_000 };
const stops: (() => void)[] = [];

/** A forge that answers like this, and what asks it. */
async function forgeThat(answers: RequestListener) {
  const server = createServer(answers).listen(0, '127.0.0.1');
  stops.push(() => {
    server.close();
    server.closeAllConnections();
  });
  await new Promise(resolve => server.once('listening', resolve));
  const { port } = server.address() as AddressInfo;
  const guard = new NetworkGuard({ anything: true });
  return new ForgeClient(new GuardedClient(guard), `http://127.0.0.1:${port}`, {
    headers: {},
    needs: () => undefined,
  });
}

describe('a file at a forge', () => {
  afterEach(() => stops.splice(0).forEach(stop => stop()));

  it('that is refused with very many words is no more than its first ones', async () => {
    let isLeft = false;
    const client = await forgeThat((_request, response) => {
      response.writeHead(500).on('close', () => (isLeft = true));
      const said = { message: 'Out of order', more: ' '.repeat(1_000_000) };
      // It never comes to an end.
      response.write(JSON.stringify(said).slice(0, -1));
    });
    await expect(client.open('/archive.zip', LIMITS)).rejects.toMatchObject({
      trouble: 'away',
    });
    await expect.poll(() => isLeft).toBe(true);
  });

  it('is there, whatever becomes of what the forge says of it', async () => {
    const client = await forgeThat((request, response) => {
      request.resume().on('end', () => {
        response.writeHead(201, { 'content-length': 1000 });
        response.write('{', () => response.destroy());
      });
    });
    const file = { bytes: 3, body: Readable.from([Buffer.from('abc')]) };
    await client.put('/file', { ...file, timeoutMs: 60_000 });
  });

  it('is sent, whatever its length', async () => {
    const client = await forgeThat((request, response) => {
      request.resume().on('end', () => response.writeHead(201).end());
    });
    for (const text of ['', 'x', 'x'.repeat(1_001)]) {
      await client.upload('PUT', '/sbom', { text });
    }
  });

  it('that is long is sent for longer', async () => {
    const times: number[] = [];
    const wire = {
      request: async (url: string, { timeoutMs = 0 } = {}) => {
        times.push(timeoutMs);
        return { status: 201, headers: {}, body: '', url };
      },
    } as unknown as ForgeWire;
    const said = { headers: {}, needs: () => undefined };
    const client = new ForgeClient(wire, 'https://forge.example', said);
    await client.upload('PUT', '/sbom', { text: '{}' });
    await client.upload('PUT', '/sbom', { text: 'x'.repeat(5_000_000) });
    expect(times[0]).toBeLessThan(21_000);
    expect(times[1]).toBeGreaterThan(100_000);
  });

  it('that is wrong is refused with the names of what is wrong in it', async () => {
    const client = await forgeThat((_request, response) => {
      const errors = [{ field: 'metadata.license', message: 'Not a licence' }];
      const message = 'Validation error.';
      response.writeHead(400).end(JSON.stringify({ message, errors }));
    });
    await expect(client.send('POST', '/deposits', {})).rejects.toThrow(
      /answered 400: Validation error\. metadata\.license: Not a licence$/,
    );
  });
});
