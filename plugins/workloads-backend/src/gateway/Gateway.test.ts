import { once } from 'node:events';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Doorstep, eventually, Program } from '../__testUtils__';

const html = { accept: 'text/html' };

describe('what passes between a browser and a workload', () => {
  let at: Doorstep;
  beforeEach(async () => {
    at = await Doorstep.create();
  });
  afterEach(() => at.close());

  it("adds the program's own password on the way in, and keeps ours and it to itself", async () => {
    const place = await at.running();
    const cookie = await at.enter(place);
    const { id, url } = place;
    at.program.answer = (request, response) =>
      response.end(JSON.stringify(Object.keys(request.headers)));
    const page = await at.browser.visit(url, {
      headers: {
        cookie: `theme=dark; ${cookie}; lang=en`,
        authorization: 'Basic b3du',
        'x-key': 'guessed',
        'x-forwarded-for': '1.2.3.4',
        forwarded: 'for=1.2.3.4',
        'x-forwarded-user': 'root',
      },
    });
    const { headers } = at.program.seen[0];
    expect(headers).toMatchObject({
      cookie: 'theme=dark; lang=en',
      authorization: 'Basic b3du',
      'x-key': `key-${id}`,
      'x-forwarded-proto': 'http',
      'x-forwarded-host': new URL(url).host,
      host: new URL(url).host,
    });
    expect(headers['x-forwarded-for']).toMatch(/127\.0\.0\.1$/);
    expect(headers).not.toHaveProperty('forwarded');
    expect(headers).not.toHaveProperty('x-forwarded-user');
    expect(at.program.heard).not.toContain(cookie.split('=')[1]);
    expect(JSON.stringify(page)).not.toContain(`key-${id}`);
  });

  it("drops what a program sets under our cookie's name, and keeps its own at home", async () => {
    const place = await at.running();
    await at.enter(place);
    const { url } = place;
    at.program.answer = (_request, response) => {
      response.setHeader('set-cookie', [
        'astrolabe-session=evil; Path=/',
        ' astrolabe-session = evil; Domain=apps.localhost',
        'theme=dark; Domain=apps.localhost; Path=/',
      ]);
      response.end();
    };
    const page = await at.browser.visit(url);
    expect(page.headers['set-cookie']).toEqual(['theme=dark; Path=/']);
  });

  it.each([
    ['nothing', []],
    ['what a page may do', ["default-src 'self'"]],
    ['who may frame it', ['frame-ancestors *', "img-src 'none'"]],
  ])(
    'lets only the portal and the endpoint itself frame a program that says %s',
    async (_what, own) => {
      const place = await at.running();
      await at.enter(place);
      const name = 'content-security-policy';
      at.program.answer = (_request, response) => {
        for (const policy of own) response.appendHeader(name, policy);
        response.end();
      };
      const { headers } = await at.browser.visit(place.url);
      expect(String(headers[name]).split(', ')).toEqual([
        ...own,
        "frame-ancestors 'self' http://portal.example",
      ]);
    },
  );

  it.each([
    ['DENY', "frame-ancestors 'none'"],
    ['sameorigin', "frame-ancestors 'self'"],
    ['constructor', "frame-ancestors 'self' http://portal.example"],
  ])(
    'keeps what a program says by X-Frame-Options: %s',
    async (option, expected) => {
      const place = await at.running();
      await at.enter(place);
      at.program.answer = (_request, response) =>
        response.writeHead(200, { 'x-frame-options': option }).end();
      const { headers } = await at.browser.visit(place.url);
      expect(headers['content-security-policy']).toBe(expected);
      expect(headers['x-frame-options']).toBe(option);
    },
  );

  it('closes a WebSocket whose program dies, without a word of its own', async () => {
    const place = await at.running();
    await at.enter(place);
    const { url } = place;
    const { socket } = await at.browser.connect(url);
    let text = '';
    socket!.on('data', chunk => (text += chunk));
    const closed = once(socket!, 'close');
    await at.program.die();
    await closed;
    expect(text).toBe('');
    expect((await at.browser.connect(url)).status).toBe(502);
    at.program = await Program.start();
  });

  it('tells what a program answers instead of a WebSocket', async () => {
    const place = await at.running();
    await at.enter(place);
    const { url } = place;
    const dull = await Program.start();
    try {
      // It is no WebSocket server: its listener answers with a page.
      dull.refuseUpgrades();
      dull.answer = (_request, response) => {
        response.setHeader('set-cookie', 'astrolabe-session=evil');
        response.statusCode = 400;
        response.end('no sockets here');
      };
      at.portal.engine.origin = dull.origin;
      const { status, headers } = await at.browser.connect(url);
      expect(status).toBe(400);
      expect(headers).not.toHaveProperty('set-cookie');
    } finally {
      await dull.die();
    }
  });

  it('says that a program starts, has ended, or is silent', async () => {
    const place = await at.running();
    await at.enter(place);
    const { id, url } = place;
    const visit = () => at.browser.visit(url, { headers: html });
    const endpoints = (ready: boolean) => [
      { name: 'web', title: 'Greetings', url, ready },
    ];
    const sees = async (status: number, text: string) =>
      eventually(async () => {
        const page = await visit();
        expect(page.status).toBe(status);
        expect(page.text).toContain(text);
        return page;
      });

    at.portal.engine.observe(id, {
      state: 'starting',
      reason: { code: 'preparing-environment', message: 'Installing <b>.' },
      endpoints: endpoints(false),
    });
    const starting = await sees(503, 'Greetings is starting');
    expect(starting.text).toContain('Installing &#60;b&#62;.');
    expect(starting.text).toContain('http-equiv="refresh"');
    expect(starting.headers['retry-after']).toBe('2');

    at.portal.engine.observe(id, {
      state: 'running',
      reason: { code: 'ready', message: 'It runs.' },
      endpoints: endpoints(true),
    });
    await sees(200, 'hello from the program');
    at.portal.engine.origin = 'http://127.0.0.1:1';
    await sees(502, 'does not answer');
    at.portal.engine.lose();
    await sees(502, 'does not answer');
    at.portal.engine.find();

    await eventually(() =>
      at.portal.as('ada').post(`/v1/workloads/${id}/stop`).expect(200),
    );
    const ended = await sees(410, 'does not run any more');
    expect(ended.text).toContain(`http://portal.example/workloads/${id}`);
    await at.portal.as('ada').delete(`/v1/workloads/${id}`);
    await eventually(async () => expect((await visit()).status).toBe(401));
  });

  it('ends an answer whose program dies in the middle of it', async () => {
    const place = await at.running();
    await at.enter(place);
    const { url } = place;
    at.program.answer = (_request, response) => {
      response.write('the first half');
      setTimeout(() => response.socket?.destroy(), 50);
    };
    await expect(at.browser.visit(url)).rejects.toThrow('aborted');
    at.program.answer = request => request.socket.destroy();
    expect((await at.browser.visit(url)).status).toBe(502);
    at.program.answer = (_request, response) => void response.end('well again');
    expect((await at.browser.visit(url)).text).toBe('well again');
  });

  it('lets go of a program when the browser goes away', async () => {
    const place = await at.running();
    await at.enter(place);
    const { url } = place;
    const gone = new Promise(resolve => {
      at.program.answer = (_request, response) => {
        response.write('the first half');
        response.on('close', resolve);
      };
    });
    const page = at.browser.open(url);
    await once(page, 'response');
    page.destroy();
    await gone;
  });

  it('is not troubled by odd answers, nor by wishes for other protocols', async () => {
    const place = await at.running();
    const cookie = await at.enter(place);
    const answerWith = (head: string) => {
      at.program.answer = request =>
        request.socket.end(`HTTP/1.1 ${head}\r\nConnection: close\r\n\r\n`);
    };
    answerWith('099 Odd\r\nContent-Length: 0');
    const odd = await at.browser.visit(place.url);
    expect(odd.status).toBe(502);
    expect(JSON.parse(odd.text).error.code).toBe('UPSTREAM_SILENT');
    expect((await at.browser.connect(place.url)).status).toBe(101);
    at.program.refuseUpgrades();
    expect((await at.browser.connect(place.url)).status).toBe(502);
    answerWith('200 OK\r\nTrailer: x-sum\r\nContent-Length: 0');
    expect((await at.browser.visit(place.url)).status).toBe(200);
    const upgrade = { cookie, connection: 'Upgrade', upgrade: 'h2c' };
    answerWith('200 OK\r\nContent-Length: 0');
    const page = await at.browser.visit(place.url, { headers: upgrade });
    expect(page.status).toBe(200);
  });

  it.each([
    ['as to a WebSocket', 'Connection: Upgrade\r\nUpgrade: websocket\r\n'],
    ['and not to what', ''],
  ])(
    'does not wait for a program that switches protocols unasked, %s',
    async (_how, more) => {
      const place = await at.running();
      await at.enter(place);
      const lines = `HTTP/1.1 101 Switching Protocols\r\n${more}\r\n`;
      let left = 0;
      at.program.answer = request => {
        request.resume().socket.on('close', () => left++);
        request.socket.write(lines);
      };
      for (const method of ['GET', 'POST']) {
        const page = await at.browser.visit(place.url, {
          method,
          headers: { ...html, connection: 'keep-alive' },
          body: method === 'POST' ? 'x'.repeat(2_000_000) : undefined,
        });
        expect(page).toMatchObject({
          status: 502,
          headers: { connection: 'close' },
          text: expect.stringContaining('does not answer'),
        });
      }
      await eventually(() => expect(left).toBe(2));
    },
  );

  it('is not troubled by odd addresses', async () => {
    const place = await at.running();
    const cookie = await at.enter(place);
    const { url } = place;
    for (const path of ['//', '//evil.example/', '/%', '/a//b', '/\\[']) {
      const page = await at.browser.visit(url, { path, headers: { cookie } });
      expect(page.status).toBe(200);
    }
    const paths = at.program.seen.map(request => request.url);
    expect(paths.slice(1)).toEqual(['//evil.example/', '/%', '/a//b', '//[']);

    // As proxies ask: RFC 9112, 3.2.2.
    const whole = await at.browser.visit(url, { path: `${url}a?b=1` });
    expect(whole.status).toBe(200);
    expect(at.program.seen.at(-1)!.url).toBe('/a?b=1');
    for (const path of ['http://[', 'http://a:x/', 'ftp://a/', '*']) {
      const page = await at.browser.visit(url, { path });
      expect(page.status).toBe(400);
      expect(JSON.parse(page.text).error.code).toBe('INVALID_ADDRESS');
      const socket = await at.browser.connect(url, {}, path);
      expect(socket.status).toBe(400);
    }
    expect(at.program.seen).toHaveLength(6);
  });
});
