import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { NetworkGuard } from '@astrolabe/http';
import { mockServices } from '@backstage/backend-test-utils';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rcloneProgram, startRcloneServer } from './__testUtils__/rcloneServer';
import { probeStorage } from './probeStorage';
import { environmentWith, LazyProxy } from './proxy';
import { Daemon, Remotes } from './storages/rclone';

const PASSWORD = 'p a"ß]canary';

describe('whether a storage can be read, by a real rclone and a real WebDAV', () => {
  const proxy = new LazyProxy(
    new NetworkGuard({ allowedHosts: ['127.0.0.1/32'] }),
  );
  const daemon = new Daemon({
    program: rcloneProgram,
    environment: async () => environmentWith(await proxy.url()),
    logger: mockServices.logger.mock(),
  });
  const remotes = new Remotes();
  const probe = probeStorage({ daemon, remotes });
  let server: Awaited<ReturnType<typeof startRcloneServer>>;
  beforeAll(async () => {
    server = await startRcloneServer('webdav', {
      env: { RCLONE_USER: 'ada', RCLONE_PASS: PASSWORD },
    });
  });
  afterAll(async () => {
    remotes.stop();
    await daemon.stop();
    await proxy.stop();
    await server?.stop();
  });

  const ask = (more: { pass?: string; url?: string } = {}, withinMs = 20_000) =>
    probe(
      {
        type: 'webdav',
        options: { url: more.url ?? server.url, vendor: 'rclone', user: 'ada' },
        secrets: { pass: more.pass ?? PASSWORD },
      },
      { withinMs },
    );

  it('is said of one that lets one in, also with nothing in it', async () => {
    expect(await ask()).toEqual({});
  });

  it('is told by its kind, and says nothing secret', async () => {
    const wrong = await ask({ pass: `${PASSWORD}x` });
    expect(wrong).toMatchObject({
      trouble: 'refused',
      reason: expect.stringContaining('401'),
    });
    expect(wrong.reason).not.toContain('canary');
    const inside = await ask({ url: 'http://169.254.169.254' });
    expect(inside.trouble).toMatch(/refused|away|unclear/);
  });

  it.each([
    [429, 'away'],
    [500, 'away'],
    [503, 'away'],
    [403, 'refused'],
    [507, undefined],
  ])('is told apart from what passes: %i is %s', async (status, trouble) => {
    const other = createServer((_request, response) => {
      response.writeHead(status).end();
    });
    other.listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as AddressInfo;
    try {
      const said = await ask({ url: `http://127.0.0.1:${port}` });
      expect(said.trouble).toBe(trouble);
    } finally {
      other.close();
    }
  });

  it('is not said where the portal itself has no room', async () => {
    const full = Object.assign(new Error('ENOSPC: /tmp/x'), { code: 'ENOSPC' });
    const broken = new Daemon({
      program: () => Promise.reject(full),
      environment: async () => ({}),
      logger: mockServices.logger.mock(),
    });
    const asked = probeStorage({ daemon: broken, remotes })(
      { type: 'webdav', options: { url: server.url }, secrets: {} },
      { withinMs: 5000 },
    );
    await expect(asked).rejects.toBe(full);
  });

  it('takes no longer than it may', async () => {
    server.freeze();
    try {
      const before = Date.now();
      expect(await ask({}, 1000)).toEqual({
        trouble: 'away',
        reason: 'The storage does not answer: it did not answer in 1 s',
      });
      expect(Date.now() - before).toBeLessThan(3000);
    } finally {
      server.goOn();
    }
  });

  it('is away when nothing is there', async () => {
    await server.kill();
    expect((await ask()).trouble).toBe('away');
    await server.restart();
    expect(await ask()).toEqual({});
  });
});
