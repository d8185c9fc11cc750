import { ConfigReader } from '@backstage/config';
import { text } from 'node:stream/consumers';
import { Readable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { serve } from './__testUtils__/serve';
import { GuardedClient, NetworkGuard, readGuard } from '.';

const SECRET = 'canary-of-the-client';
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

  it('knows what is of this house alone: in a private network, allowed by name, or not to be found', async () => {
    const isOfHouse = (address: string, allowedHosts: string[] = []) =>
      readGuard(new ConfigReader({ http: { allowedHosts } })).isOfHouse(
        address,
      );
    expect(await isOfHouse('https://93.184.215.14/ada/leaves')).toBe(false);
    expect(await isOfHouse('http://10.1.2.3/ada')).toBe(true);
    expect(await isOfHouse('http://[::1]:3000/')).toBe(true);
    expect(await isOfHouse('http://localhost/')).toBe(true);
    expect(await isOfHouse('http://no-such-host.invalid/')).toBe(true);
    expect(await isOfHouse('no address')).toBe(true);
    const allowed = ['*.house.example', '93.184.215.14:443'];
    expect(await isOfHouse('https://git.house.example/a', allowed)).toBe(true);
    expect(await isOfHouse('https://93.184.215.14/a', allowed)).toBe(true);
    expect(await isOfHouse('http://93.184.215.14/a', allowed)).toBe(false);
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
    const log = await serve((_, response) => {
      for (let i = 0; i < 500; i++) response.write(`line ${i}\n`);
      response.end('the end');
    });
    const request = (keeps: 'beginning' | 'end') =>
      client.request(log.url, { maxBytes: 25, keeps });
    expect((await request('end')).body).toBe('line 498\nline 499\nthe end');
    expect(await request('beginning')).toMatchObject({
      body: 'line 0\nline 1\nline 2\nline',
      isCut: true,
    });
    const endless = await serve((_, response) => response.write('¥'.repeat(9)));
    const beginning = await client.request(endless.url, {
      ...{ maxBytes: 9, keeps: 'beginning', timeoutMs: 5_000 },
    });
    expect(beginning.body).toBe('¥¥¥¥');
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

  it('hands on what is large as it comes, either way, and no more than is wanted', async () => {
    const piece = 'x'.repeat(100_000);
    const service = await serve(async (request, response) => {
      const length = (await text(request)).length;
      response.writeHead(200, { 'x-length': length });
      for (let at = 0; at < 30; at++) response.write(piece);
      response.end();
    });
    const client = new GuardedClient(open);
    const ask = (maxBytes: number) =>
      client.open(service.url, {
        ...{ method: 'PUT', maxBytes },
        body: Readable.from([piece, piece]),
      });
    const answer = await ask(3_000_000);
    expect(answer.headers['x-length']).toBe('200000');
    expect((await text(answer.body)).length).toBe(3_000_000);
    const { body } = await ask(2_999_999);
    await expect(text(body)).rejects.toThrow('longer than 2999999 bytes');
    const broken = new Readable({
      read() {
        this.destroy(new Error('the disk is gone'));
      },
    });
    await expect(
      client.open(service.url, { method: 'PUT', body: broken }),
    ).rejects.toThrow('the disk is gone');
  });

  it('waits for a body that trickles no longer than it may', async () => {
    const slow = await serve((_, response) => response.write('x'));
    const client = new GuardedClient(open);
    const { body } = await client.open(slow.url, { timeoutMs: 500 });
    await expect(text(body)).rejects.toThrow(/aborted/);
  });
});
