import { ConfigReader } from '@backstage/config';
import http from 'node:http';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { connect } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { GuardedClient, GuardedProxy, NetworkGuard, readGuard } from '.';

const SECRET = 'canary-of-the-client';

/** A server on loopback that remembers what it was asked. */
class Service {
  readonly requests: http.IncomingMessage[] = [];
  readonly #server: http.Server;

  constructor(
    answer: (
      request: http.IncomingMessage,
      response: http.ServerResponse,
    ) => void,
  ) {
    this.#server = http.createServer((request, response) => {
      this.requests.push(request);
      answer(request, response);
    });
  }

  async start(): Promise<this> {
    await new Promise<void>(resolve => {
      this.#server.listen(0, '127.0.0.1', resolve);
    });
    return this;
  }

  get port() {
    return (this.#server.address() as AddressInfo).port;
  }

  get url() {
    return `http://127.0.0.1:${this.port}`;
  }

  async stop() {
    this.#server.closeAllConnections();
    await new Promise(resolve => this.#server.close(resolve));
  }
}

const cleanups: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup();
});

async function serve(answer: ConstructorParameters<typeof Service>[0]) {
  const service = await new Service(answer).start();
  cleanups.push(() => service.stop());
  return service;
}

const open = new NetworkGuard({ anything: true });
const closed = new NetworkGuard({});

describe('a guard', () => {
  const isOpen = (allowedHosts: string[], host: string, port = 443) => {
    const guard = readGuard(new ConfigReader({ http: { allowedHosts } }));
    return new Promise<boolean>(resolve => {
      try {
        const lookup = guard.lookupFor(host, port);
        lookup(host, { all: true }, error =>
          resolve(error?.name !== 'NotAllowedError'),
        );
      } catch {
        resolve(false);
      }
    });
  };

  it('lets nothing into a private network that is not allowed, by whatever name', async () => {
    for (const host of [
      ...['localhost', 'LOCALHOST', '127.1', '2130706433', '0x7f.0.0.1'],
      ...['127.0.0.1', '[::1]', '::ffff:127.0.0.1', '169.254.169.254'],
    ]) {
      expect([host, await isOpen([], host)]).toEqual([host, false]);
    }
  });

  it('lets in what the operator allows: a host, a port of it, a domain, a network', async () => {
    expect(await isOpen(['localhost'], 'localhost')).toBe(true);
    expect(await isOpen(['LocalHost:443'], 'localhost')).toBe(true);
    expect(await isOpen(['localhost:443'], 'localhost', 80)).toBe(false);
    expect(await isOpen(['*.localhost'], 'files.localhost')).toBe(true);
    expect(await isOpen(['*.localhost'], 'localhost')).toBe(false);
    expect(await isOpen(['127.0.0.0/8', '::1/128'], 'localhost')).toBe(true);
    expect(await isOpen(['10.0.0.0/8'], '127.0.0.1')).toBe(false);
    expect(await isOpen(['[::1]:443'], '::1')).toBe(true);
  });

  it.each(['http://x', 'a b', '10.0.0.0/33', '10.0.0.0/', 'x/8', '*'])(
    'refuses %s in its configuration, and says what is allowed',
    value => {
      const config = new ConfigReader({ http: { allowedHosts: [value] } });
      expect(() => readGuard(config)).toThrow(
        /'http.allowedHosts' has .* host:port/,
      );
    },
  );
});

describe('a guarded client', () => {
  it('says why it does not go into a private network', async () => {
    const service = await serve((_, response) => response.end('inside'));
    const client = new GuardedClient(closed);
    for (const host of ['127.0.0.1', 'localhost', '0x7f.1']) {
      await expect(
        client.request(`http://${host}:${service.port}`),
      ).rejects.toMatchObject({
        code: 'PRIVATE_ADDRESS',
        message: expect.stringContaining('private network'),
      });
    }
    expect(service.requests).toEqual([]);
  });

  it('is not led there by a redirect', async () => {
    const inside = await serve((_, response) => response.end('inside'));
    const outside = await serve((_, response) => {
      response.writeHead(302, { location: inside.url }).end();
    });
    const guard = new NetworkGuard({
      allowedHosts: [`127.0.0.1:${outside.port}`],
    });
    await expect(
      new GuardedClient(guard).request(outside.url),
    ).rejects.toMatchObject({ code: 'PRIVATE_ADDRESS' });
    expect(outside.requests).toHaveLength(1);
    expect(inside.requests).toEqual([]);
  });

  it('leaves what is secret behind when a redirect leads to others', async () => {
    const other = await serve((_, response) => response.end('there'));
    const first = await serve((request, response) => {
      const location = request.url === '/' ? '/here' : other.url;
      response.writeHead(307, { location }).end();
    });
    const answer = await new GuardedClient(open).request(first.url, {
      headers: { authorization: SECRET, 'private-token': SECRET },
    });
    expect(answer).toMatchObject({ body: 'there', url: `${other.url}/` });
    expect(first.requests.map(each => each.headers.authorization)).toEqual([
      SECRET,
      SECRET,
    ]);
    expect(JSON.stringify(other.requests[0].headers)).not.toContain(SECRET);
  });

  it('follows no redirect of what changes something', async () => {
    const service = await serve((_, response) => {
      response.writeHead(308, { location: '/again' }).end();
    });
    const answer = await new GuardedClient(open).request(service.url, {
      method: 'POST',
      body: 'x',
    });
    expect(answer.status).toBe(308);
    expect(service.requests).toHaveLength(1);
  });

  it('reads no answer that is too long, that never ends or that never comes', async () => {
    const long = await serve((_, response) => response.end('x'.repeat(2000)));
    const slow = await serve((_, response) => response.write('x'));
    const silent = await serve(() => {});
    const client = new GuardedClient(open);
    await expect(client.request(long.url, { maxBytes: 1000 })).rejects.toThrow(
      'longer than 1000 bytes',
    );
    for (const { url } of [slow, silent]) {
      await expect(client.request(url, { timeoutMs: 200 })).rejects.toThrow(
        'does not answer',
      );
    }
    const circle = await serve((_, response) => {
      response.writeHead(302, { location: '/' }).end();
    });
    await expect(client.request(circle.url)).rejects.toThrow(
      'redirects too often',
    );
    await expect(client.request('file:///etc/passwd')).rejects.toThrow(
      'neither http: nor https:',
    );
  });
});

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
