import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
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

  const remote = (more: { pass?: string; url?: string } = {}) => ({
    type: 'webdav',
    options: { url: more.url ?? server.url, vendor: 'rclone', user: 'ada' },
    secrets: { pass: more.pass ?? PASSWORD },
  });
  const ask = (more: { pass?: string; url?: string } = {}, withinMs = 20_000) =>
    probe(remote(more), { withinMs });

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
  });

  it.each([
    [429, 'away'],
    [500, 'away'],
    [503, 'away'],
    [403, 'refused'],
    [404, 'not-found'],
    [507, undefined],
  ])('is told apart from what passes: %i is %s', async (status, trouble) => {
    const other = await serve((_request, response) => {
      response.writeHead(status).end();
    });
    try {
      expect((await ask({ url: other.url })).trouble).toBe(trouble);
    } finally {
      other.stop();
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

  it('is not asked where the portal may not connect to', async () => {
    const asked: string[] = [];
    const inside = await serve((request, response) => {
      asked.push(request.url ?? '');
      response.writeHead(207).end();
    }, '127.0.0.2');
    try {
      const { reason } = await ask({ url: inside.url });
      expect(reason).toContain('private network');
      expect(asked).toEqual([]);
    } finally {
      inside.stop();
    }
  });

  it('is not said of one whose address leads to nothing', async () => {
    expect((await ask({ url: `${server.url}/gone` })).trouble).toBe(
      'not-found',
    );
  });

  it('is asked once rclone is there: how long that takes is not counted', async () => {
    const slow = new Daemon({
      program: async () => {
        await pause(1500);
        return rcloneProgram();
      },
      environment: async () => environmentWith(await proxy.url()),
      logger: mockServices.logger.mock(),
    });
    try {
      const asked = probeStorage({ daemon: slow, remotes: new Remotes() });
      expect(await asked(remote(), { withinMs: 1400 })).toEqual({});
    } finally {
      await slow.stop();
    }
  });

  it('is asked no longer when time is over', async () => {
    let leaves = () => {};
    const left = new Promise<void>(resolve => {
      leaves = resolve;
    });
    const silent = await serve((_request, response) => {
      response.on('close', leaves);
    });
    try {
      expect((await ask({ url: silent.url }, 500)).trouble).toBe('away');
      await left;
    } finally {
      silent.stop();
    }
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

/** Another service on loopback. */
async function serve(answer: RequestListener, host = '127.0.0.1') {
  const server = createServer(answer).listen(0, host);
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://${host}:${port}`,
    stop: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
