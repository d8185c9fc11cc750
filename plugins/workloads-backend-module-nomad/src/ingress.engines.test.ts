/* eslint-disable @backstage/no-relative-monorepo-imports, @backstage/no-mixed-plugin-imports -- the whole room behind its door, with a real engine and a real ingress */
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { makeCertificate } from '@astrolabe/plugin-workloads-node/testUtils';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  Browser,
  createShelf,
  eventually,
  put,
  startWorkloads,
  type Page,
  type Portal,
} from '../../workloads-backend/src/__testUtils__';
import { Podman } from '../../../scripts/engines/podman.mjs';
import { traefikProgram } from '../../../scripts/engines/traefik.mjs';
import { freePort } from '../../../scripts/lib/freePort.mjs';
import { putVariable, runDeployed } from './__testUtils__/deployed';
import { keyed } from './__testUtils__/keyed';
import { NomadSetup } from './__testUtils__/NomadSetup';

const IMAGE = 'localhost/astrolabe-traefik:test';
const DOMAIN = 'apps.site.example';
const secret = 'of-the-ingress-of-tests-0123456789';

const folder = mkdtempSync(path.join(tmpdir(), 'astrolabe-podman-'));
const podman = new Podman(folder);
let setup: NomadSetup;
let portal: Portal;
let httpsPort: number;
const { key, certificate } = makeCertificate(DOMAIN, `*.${DOMAIN}`);

/** Says what reached it, and says back what comes by WebSocket. */
const program = `
  const server = require('node:http').createServer((request, response) => {
    // The browser of the tests keeps the last cookie alone.
    if (request.url.startsWith('/deep')) response.setHeader('set-cookie', 'mine=1; Path=/');
    response.end(JSON.stringify({ url: request.url, headers: request.headers, key: process.env.KEY }));
  });
  server.on('upgrade', (request, socket) => {
    socket.write('HTTP/1.1 101 Switching Protocols\\r\\nConnection: Upgrade\\r\\nUpgrade: websocket\\r\\nX-Heard: ' +
      Buffer.from(JSON.stringify(request.headers)).toString('base64') + '\\r\\n\\r\\n');
    socket.pipe(socket);
  });
  server.listen(Number(process.env.PORT), process.env.HOST);`;

const echo = keyed(program, { cpuCores: 0.1, memoryBytes: 128 * 1024 ** 2 });

beforeAll(async () => {
  const traefik = await traefikProgram();
  await podman.configure();
  podman.importPrograms(
    IMAGE,
    [{ from: traefik, to: '/traefik' }],
    ['ENTRYPOINT ["/traefik"]'],
  );
  await podman.serve();
  setup = await NomadSetup.start({
    extra: {
      plugin: {
        docker: {
          config: {
            endpoint: `unix://${podman.socketPath}`,
            gc: { image: false },
          },
        },
      },
    },
  });
  httpsPort = await freePort();
  const gatewayPort = await freePort();
  const gatewayUrl = `http://127.0.0.1:${gatewayPort}`;
  const config = {
    gateway: { port: gatewayPort },
    ingresses: [
      {
        siteId: 'r1.dc-a',
        baseUrl: `https://${DOMAIN}:${httpsPort}`,
        gatewayUrl,
        secret,
      },
    ],
  };
  const shelf = createShelf();
  put(shelf, 'echo', echo);
  const engine = setup.engine({}, config);
  portal = await startWorkloads({ engine: engine as never, shelf, config });
  const { url } = setup.agent;
  await putVariable(url, 'astrolabe-traefik', { secret, certificate, key });
  await runDeployed(url, 'traefik', {
    image: IMAGE,
    datacenters: ['dc-a'],
    gateway_url: gatewayUrl,
    http_port: await freePort(),
    https_port: httpsPort,
    poll_interval: '500ms',
  });
  await eventually(async () => {
    const { status } = await new Browser(httpsPort, certificate).visit(
      `https://nobody-x.${DOMAIN}:${httpsPort}/`,
    );
    expect(status).toBe(401);
  }, 120);
});

afterAll(async () => {
  await portal?.stop();
  await setup?.dispose();
  await podman.remove();
  rmSync(folder, { recursive: true, force: true });
});

describe('an endpoint behind the Traefik of its site', () => {
  let browser: Browser;
  beforeEach(() => {
    browser = new Browser(httpsPort, certificate);
  });
  const ada = () => portal.as('ada');

  /** A workload that runs, and whose route Traefik has heard of. */
  async function running() {
    const { body } = await ada().launch({}, { tool: 'echo' }).expect(201);
    const { endpoints } = await ada().until(body.id, 'running');
    const place = { id: body.id as string, url: endpoints[0].url as string };
    await isRouted(place);
    return place;
  }

  const pass = async (id: string) => {
    const route = `/v1/workloads/${id}/endpoints/web/ticket`;
    const { body } = await ada().post(route).expect(200);
    return body as { url: string; token: string };
  };

  async function isRouted({ id, url }: { id: string; url: string }) {
    const { token } = await pass(id);
    const headers = { authorization: `Bearer ${token}` };
    await eventually(async () => {
      const page = await new Browser(httpsPort, certificate).visit(url, {
        headers,
      });
      expect(page.status).toBe(200);
    });
  }

  const heardBy = (page: Page) => {
    expect(page.status).toBe(200);
    return JSON.parse(page.text) as {
      url: string;
      headers: Record<string, string>;
      key: string;
    };
  };

  it('opens for its owner by a ticket, for nobody else, and has none of ours told to the program', async () => {
    const place = await running();
    const { id, url } = place;
    const { host } = new URL(url);
    expect(host.endsWith(`.${DOMAIN}:${httpsPort}`)).toBe(true);
    const refused = await browser.visit(url, {
      headers: { accept: 'text/html', 'accept-language': 'es' },
    });
    expect(refused.status).toBe(401);
    expect(refused.text).toContain('Abra esto desde el portal');
    expect(refused.text).toContain('¿Le han dado una contraseña?');

    const entered = await browser.visit((await pass(id)).url);
    expect(entered.status).toBe(303);
    expect(entered.headers.location).toBe(url);
    const cookie = browser.cookies.get(new URL(url).hostname)!;
    expect(cookie).toMatch(/^__Host-astrolabe-session=/);
    const page = await browser.visit(`${url}deep?a=1&b=%20`, {
      headers: {
        cookie: `theme=dark; ${cookie}`,
        authorization: 'Basic b3du',
        'x-key': 'guessed',
        'x-forwarded-for': '1.2.3.4',
        'x-forwarded-user': 'root',
        forwarded: 'for=1.2.3.4',
        'x-astrolabe-ingress': 'guessed',
      },
    });
    const { url: seen, headers, key: known } = heardBy(page);
    expect(seen).toBe('/deep?a=1&b=%20');
    expect(headers).toMatchObject({
      cookie: 'theme=dark',
      authorization: 'Basic b3du',
      'x-key': known,
      'x-forwarded-proto': 'https',
      'x-forwarded-host': host,
      'x-forwarded-for': '127.0.0.1',
      host,
    });
    const all = JSON.stringify(headers);
    expect(all).not.toContain('astrolabe');
    expect(all).not.toContain('root');
    expect(headers).not.toHaveProperty('forwarded');
    expect(page.headers['set-cookie']).toEqual(['mine=1; Path=/']);
    expect(page.headers['x-frame-options']).toBe('SAMEORIGIN');
  });

  it('passes WebSockets on, for its owner alone', async () => {
    const { id, url } = await running();
    expect((await browser.connect(url)).status).toBe(401);
    const { token } = await pass(id);
    await browser.visit((await pass(id)).url);
    const { origin } = new URL(url);
    const foreign = { origin: 'https://evil.example' };
    expect((await browser.connect(url, foreign)).status).toBe(403);
    for (const headers of [
      { origin },
      { authorization: `Bearer ${token}`, cookie: '' },
    ]) {
      const {
        status,
        socket,
        headers: answer,
      } = await browser.connect(url, {
        'sec-websocket-version': '13',
        'sec-websocket-key': 'dGhlIHNhbXBsZSBub25jZQ==',
        ...headers,
      });
      expect(status).toBe(101);
      const heard = Buffer.from(String(answer['x-heard']), 'base64').toString();
      expect(heard).not.toContain('astrolabe');
      expect(heard).not.toContain(token);
      socket!.write('over there?');
      const [said] = await once(socket!, 'data');
      expect(String(said)).toBe('over there?');
      socket!.destroy();
    }
  });

  it('opens by a token and by a password', async () => {
    const { id, url } = await running();
    const { token } = await pass(id);
    const byToken = await browser.visit(url, {
      method: 'POST',
      body: 'x'.repeat(100_000),
      headers: { authorization: `Bearer ${token}` },
    });
    expect(heardBy(byToken).headers).not.toHaveProperty('authorization');

    const route = `/v1/workloads/${id}/endpoints/web/password`;
    const { body } = await ada().post(route).send({}).expect(200);
    const give = (password: string) =>
      browser.visit(new URL('/.astrolabe/password', url).href, {
        method: 'POST',
        body: new URLSearchParams({ password }).toString(),
        headers: {
          'content-type': 'application/x-www-form-urlencoded',
          origin: new URL(url).origin,
        },
      });
    expect((await give('not the password')).status).toBe(401);
    expect((await give(body.password)).status).toBe(303);
    expect(heardBy(await browser.visit(url)).headers).not.toHaveProperty(
      'cookie',
    );
    await ada().delete(route).expect(204);
    expect((await browser.visit(url)).status).toBe(401);
  });

  it('is closed to a cookie of an earlier run, and tells when it has ended', async () => {
    const place = await running();
    const { id, url } = place;
    await browser.visit((await pass(id)).url);
    expect((await browser.visit(url)).status).toBe(200);
    await ada().post(`/v1/workloads/${id}/restart`).expect(200);
    await ada().until(id, 'running');
    expect((await browser.visit(url)).status).toBe(401);
    await isRouted(place);
    await browser.visit((await pass(id)).url);
    expect((await browser.visit(url)).status).toBe(200);
    await ada().post(`/v1/workloads/${id}/stop`).expect(200);
    await ada().until(id, 'stopped');
    const ended = await browser.visit(url, {
      headers: { accept: 'text/html' },
    });
    expect(ended.status).toBe(410);
    expect(ended.text).toContain('does not run any more');
  });

  it('tells a browser nothing of what is for the ingress alone', async () => {
    const { id, url } = await running();
    await browser.visit((await pass(id)).url);
    const tricks = [
      {},
      { 'x-astrolabe-ingress': secret },
      { connection: 'close, x-astrolabe-ingress' },
      { connection: 'close, x-forwarded-host, x-forwarded-uri' },
    ];
    for (const headers of tricks) {
      for (const own of ['/.astrolabe/routes', '/.astrolabe/auth?to=x']) {
        const page = await browser.visit(url, { path: own, headers });
        expect([404, 503]).toContain(page.status);
        expect(page.text).not.toContain('routers');
        expect(page.headers).not.toHaveProperty('x-key');
      }
      const { status, text } = await new Browser(httpsPort, certificate).visit(
        url,
        { headers },
      );
      expect([401, 404]).toContain(status);
      expect(text).not.toContain('headers');
    }
  });

  it('is closed to pages of a neighbour', async () => {
    const { id, url } = await running();
    await browser.visit((await pass(id)).url);
    const headers = {
      'sec-fetch-site': 'same-site',
      'sec-fetch-mode': 'cors',
    };
    expect((await browser.visit(url, { headers })).status).toBe(403);
  });

  it('is closed to everybody while the portal is away', async () => {
    const { id, url } = await running();
    await browser.visit((await pass(id)).url);
    expect((await browser.visit(url)).status).toBe(200);
    await portal.stopPortal();
    for (const visitor of [browser, new Browser(httpsPort, certificate)]) {
      const page = await visitor.visit(url);
      expect(page.status).toBeGreaterThanOrEqual(500);
      expect(page.text).not.toContain('headers');
    }
  });
});
