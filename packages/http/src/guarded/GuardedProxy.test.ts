import { createHash, randomBytes } from 'node:crypto';
import http from 'node:http';
import { connect, createServer, type AddressInfo, type Server } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { cleanups, serve } from './__testUtils__/serve';
import { GuardedProxy, NetworkGuard } from '.';

const open = new NetworkGuard({ anything: true });
const closed = new NetworkGuard({});

describe('a guarded proxy', () => {
  const start = async (guard: NetworkGuard) => {
    const proxy = await GuardedProxy.start(guard);
    cleanups.push(() => proxy.stop());
    return new URL(proxy.url);
  };
  const authOf = ({ username, password }: URL) =>
    `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`;

  /** A plain request through it. */
  const ask = (
    proxy: URL,
    address: string,
    { body = '', auth = authOf(proxy) } = {},
  ) =>
    new Promise<{ status?: number; text: string }>((resolve, reject) => {
      const request = http.request({
        ...{ host: proxy.hostname, port: proxy.port, path: address },
        method: body ? 'PUT' : 'GET',
        agent: false,
        headers: { 'proxy-authorization': auth, 'x-own': 'kept' },
      });
      request.on('response', response => {
        let text = '';
        response.on('data', chunk => (text += chunk));
        response.on('error', reject);
        response.on('end', () =>
          resolve({ status: response.statusCode, text }),
        );
      });
      request.on('error', reject);
      request.end(body);
    });

  /** What comes back when one asks for a tunnel and then says something. */
  const dig = (
    proxy: URL,
    target: string,
    { say = '', auth = authOf(proxy) } = {},
  ) =>
    new Promise<string>((resolve, reject) => {
      const socket = connect(Number(proxy.port), proxy.hostname);
      let text = '';
      socket.on('data', chunk => {
        if (text === '' && say) socket.write(say);
        text += chunk;
      });
      socket.on('error', reject);
      socket.on('close', () => resolve(text));
      socket.write(
        `CONNECT ${target} HTTP/1.1\r\nHost: x\r\nProxy-Authorization: ${auth}\r\n\r\n`,
      );
    });

  let echo: Server;
  beforeEach(async () => {
    echo = createServer(socket => {
      socket.once('data', data => socket.end(`echo ${data}`));
    });
    await new Promise<void>(resolve => echo.listen(0, '127.0.0.1', resolve));
    cleanups.push(() => new Promise(resolve => echo.close(resolve)));
  });
  const echoPort = () => (echo.address() as AddressInfo).port;

  it('carries what goes where it may go, both ways', async () => {
    const service = await serve(async (request, response) => {
      let text = '';
      for await (const chunk of request) text += chunk;
      response.writeHead(201).end(`got ${text}`);
    });
    const proxy = await start(
      new NetworkGuard({ allowedHosts: ['127.0.0.1', 'localhost'] }),
    );
    const url = `http://localhost:${service.port}/a?b=c`;
    expect(await ask(proxy, url, { body: 'x'.repeat(300_000) })).toEqual({
      status: 201,
      text: `got ${'x'.repeat(300_000)}`,
    });
    const [{ headers, url: path }] = service.requests;
    expect(path).toBe('/a?b=c');
    expect(headers).toMatchObject({ 'x-own': 'kept' });
    expect(headers).not.toHaveProperty('proxy-authorization');
    expect(
      await dig(proxy, `127.0.0.1:${echoPort()}`, { say: 'hello' }),
    ).toMatch(/^HTTP\/1.1 200 .*echo hello$/s);
  });

  /** The digest of what comes, read by somebody slow. */
  const digestOf = (proxy: URL, address: string) =>
    new Promise<string>((resolve, reject) => {
      const hash = createHash('sha256');
      const request = http.request({
        ...{ host: proxy.hostname, port: proxy.port, path: address },
        ...{ agent: false, headers: { 'proxy-authorization': authOf(proxy) } },
      });
      request.on('error', reject);
      request.on('response', async response => {
        try {
          for await (const chunk of response) {
            if (Math.random() < 0.05) await pause(2);
            hash.update(chunk);
          }
          resolve(hash.digest('hex'));
        } catch (error) {
          reject(error);
        }
      });
      request.end();
    });

  it('carries what is large as it is, to whoever is slow, and never a part as the whole', async () => {
    const large = randomBytes(20_000_000);
    const { length } = large;
    const service = await serve(({ url }, response) => {
      // Whether it says how long it is, or its end alone shows that.
      if (url !== '/unsaid') response.setHeader('content-length', length);
      if (url === '/cut') {
        response.write(large.subarray(0, 5_000_000), () => response.destroy());
      } else response.end(large);
    });
    const proxy = await start(open);
    const expected = createHash('sha256').update(large).digest('hex');
    for (const path of ['said', 'unsaid', 'said']) {
      expect(await digestOf(proxy, `${service.url}/${path}`)).toBe(expected);
    }
    await expect(digestOf(proxy, `${service.url}/cut`)).rejects.toThrow();
  });

  it('has the server answer who asks before they send', async () => {
    const server = http.createServer();
    server.on('checkContinue', ({ url }, response) => {
      if (url === '/taken') response.writeContinue();
      response.writeHead(url === '/taken' ? 201 : 507).end();
    });
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
    cleanups.push(() => new Promise(resolve => server.close(resolve)));
    const { port } = server.address() as AddressInfo;
    const proxy = await start(open);
    const send = (path: string) =>
      new Promise<string>((resolve, reject) => {
        const request = http.request({
          ...{ host: proxy.hostname, port: proxy.port, method: 'PUT' },
          ...{ path: `http://127.0.0.1:${port}/${path}`, agent: false },
          headers: {
            'proxy-authorization': authOf(proxy),
            expect: '100-continue',
            'content-length': 4,
          },
        });
        const said: string[] = [];
        request.on('continue', () => {
          said.push('go on');
          request.end('data');
        });
        request.on('response', ({ statusCode }) => {
          resolve([...said, statusCode].join(', '));
          request.destroy();
        });
        request.on('error', reject);
        request.flushHeaders();
      });
    expect(await send('taken')).toBe('go on, 201');
    expect(await send('full')).toBe('507');
  });

  it('carries nothing into a private network, by whatever name', async () => {
    const service = await serve((_, response) => response.end('inside'));
    const proxy = await start(closed);
    for (const host of ['127.0.0.1', 'localhost', '[::1]', '2130706433']) {
      expect(await ask(proxy, `http://${host}:${service.port}/`)).toMatchObject(
        { status: 403 },
      );
      expect(
        await dig(proxy, `${host}:${echoPort()}`, { say: 'hello' }),
      ).toMatch(/^HTTP\/1.1 403 .*private network/);
    }
    expect(service.requests).toEqual([]);
  });

  it('carries nothing for who does not know its password', async () => {
    const service = await serve((_, response) => response.end('inside'));
    const proxy = await start(open);
    const wrong = `Basic ${Buffer.from('astrolabe:x').toString('base64')}`;
    for (const auth of ['', wrong]) {
      expect(await ask(proxy, service.url, { auth })).toMatchObject({
        status: 407,
      });
      expect(
        await dig(proxy, `127.0.0.1:${echoPort()}`, { say: 'x', auth }),
      ).toMatch(/^HTTP\/1.1 407 /);
    }
    expect(service.requests).toEqual([]);
  });

  it('says what is wrong, and lives on', async () => {
    const proxy = await start(open);
    const nobody = await serve(() => {});
    const { port } = nobody;
    await nobody.stop();
    cleanups.pop();
    expect(await ask(proxy, `http://127.0.0.1:${port}/`)).toMatchObject({
      status: 502,
    });
    expect(await dig(proxy, `127.0.0.1:${port}`)).toMatch(/^HTTP\/1.1 502 /);
    for (const target of ['127.0.0.1', 'a@b:1', 'x:0', 'x:70000', ':1']) {
      expect(await dig(proxy, target)).toMatch(/^HTTP\/1.1 400 /);
    }
    expect(await ask(proxy, '/etc/passwd')).toMatchObject({ status: 400 });
    expect(await ask(proxy, 'ftp://x/')).toMatchObject({ status: 400 });
    const cut = await serve((_, response) => {
      response.writeHead(200, { 'content-length': '100' });
      response.write('x', () => response.destroy());
    });
    await expect(ask(proxy, cut.url)).rejects.toThrow();
    const answer = await serve((_, response) => response.end('well'));
    expect(await ask(proxy, answer.url)).toMatchObject({ text: 'well' });
  });

  it('is there again, at its place, when its thread has ended', async () => {
    const said = vi.spyOn(Worker.prototype, 'postMessage');
    cleanups.push(async () => said.mockRestore());
    const proxy = await start(open);
    const answer = await serve((_, response) => response.end('well'));
    await ask(proxy, answer.url);
    await (said.mock.contexts[0] as Worker).terminate();
    await expect
      .poll(() => ask(proxy, answer.url).catch(({ code }) => code))
      .toMatchObject({ text: 'well' });
  });

  it('ends what goes through it when it is stopped', async () => {
    const proxy = await GuardedProxy.start(open);
    const silent = createServer(() => {});
    await new Promise<void>(resolve => silent.listen(0, '127.0.0.1', resolve));
    cleanups.push(() => new Promise(resolve => silent.close(resolve)));
    const { port } = silent.address() as AddressInfo;
    const ended = dig(new URL(proxy.url), `127.0.0.1:${port}`);
    await new Promise(resolve => silent.once('connection', resolve));
    await proxy.stop();
    await ended.catch(() => {});
    await expect(
      ask(new URL(proxy.url), 'http://127.0.0.1:1/'),
    ).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  });
});
