import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { InMemoryWorkloadEngine } from '@astrolabe/plugin-workloads-node/testUtils';
import { Browser, Doorstep, eventually } from '../../__testUtils__';

const secret = 'of-the-ingress-of-tests-0123456789';
const ingress = {
  siteId: 'local',
  baseUrl: 'https://apps.ifca.example',
  gatewayUrl: 'http://127.0.0.1:7008',
  secret,
};

/** Asks as an ingress does; `to` is where it would carry a request. */
interface Question {
  host: string;
  uri?: string;
  to?: string;
  headers?: object;
}

describe('an ingress', () => {
  let at: Doorstep;
  let caller: Browser;
  beforeEach(async () => {
    at = await Doorstep.create({
      config: { ingresses: [ingress] },
      engine: new InMemoryWorkloadEngine({ endpointBase: ingress.baseUrl }),
    });
    caller = new Browser(at.portal.gatewayPort);
  });
  afterEach(() => at.close());

  const said = { 'x-astrolabe-ingress': secret };

  const visit = (path: string, headers: object) =>
    caller.visit(`http://ingress.apps.localhost:7008${path}`, {
      headers: { ...headers },
    });

  /** What the document has it say for a purpose. */
  async function saying(purpose: 'visit' | 'question') {
    const { text } = await visit('/.astrolabe/routes', said);
    const { middlewares } = JSON.parse(text).http;
    return middlewares[purpose].headers.customRequestHeaders as object;
  }
  const passedOn = async (host: string, path: string, headers: object = {}) =>
    visit(path, {
      ...headers,
      ...(await saying('visit')),
      'x-forwarded-host': host,
    });
  const ask = async ({ host, uri = '/', to, headers }: Question) =>
    visit(
      `/.astrolabe/auth?to=${encodeURIComponent(to ?? at.program.origin)}`,
      {
        ...headers,
        ...(await saying('question')),
        'x-forwarded-host': host,
        'x-forwarded-uri': uri,
        'x-forwarded-method': 'GET',
      },
    );

  /** Goes in with a ticket, by the ingress. @returns the cookie */
  async function enter(id: string): Promise<string> {
    const ticket = new URL((await at.pass(id)).url);
    const path = `${ticket.pathname}${ticket.search}`;
    const { status, headers } = await passedOn(ticket.host, path);
    expect(status).toBe(303);
    return headers['set-cookie']![0].split(';')[0];
  }

  it('has the addresses of its site, and the way in by ticket, token and password', async () => {
    const { id, url } = await at.running();
    const { host } = new URL(url);
    expect(url).toMatch(/^https:\/\/.*-web\.apps\.ifca\.example\/$/);
    const { url: address, token } = await at.pass(id);
    expect(new URL(address).host).toBe(host);
    expect((await ask({ host })).status).toBe(401);

    const cookie = await enter(id);
    expect(cookie).toMatch(/^__Host-astrolabe-session=/);
    expect((await ask({ host, headers: { cookie } })).status).toBe(204);
    const bearer = { authorization: `Bearer ${token}` };
    expect((await ask({ host, headers: bearer })).status).toBe(204);

    const path = `/v1/workloads/${id}/endpoints/web/password`;
    const { body } = await at.portal.as('ada').post(path).send({}).expect(200);
    const given = await caller.visit(
      'http://ingress.apps.localhost/.astrolabe/password',
      {
        method: 'POST',
        body: new URLSearchParams({ password: body.password }).toString(),
        headers: {
          ...(await saying('visit')),
          'content-type': 'application/x-www-form-urlencoded',
          'x-forwarded-host': host,
          origin: `https://${host}`,
        },
      },
    );
    expect(given.headers.location).toBe(url);
    const session = given.headers['set-cookie']![0].split(';')[0];
    expect((await ask({ host, headers: { cookie: session } })).status).toBe(
      204,
    );
  });

  it('is told which headers the program gets, and none of ours', async () => {
    const { id, url } = await at.running();
    const { host } = new URL(url);
    const { token } = await at.pass(id);
    const own = await enter(id);
    const byCookie = await ask({
      host,
      headers: {
        cookie: `theme=dark; ${own}; lang=en`,
        authorization: 'Basic b3du',
        'x-key': 'guessed',
      },
    });
    expect(byCookie.headers).toMatchObject({
      cookie: 'theme=dark; lang=en',
      authorization: 'Basic b3du',
      'x-key': `key-${id}`,
      'x-forwarded-host': host,
      'x-forwarded-proto': 'https',
    });
    const byToken = await ask({
      host,
      headers: { authorization: `Bearer ${token}` },
    });
    expect(byToken.headers).not.toHaveProperty('authorization');
    expect(byToken.headers).not.toHaveProperty('cookie');
    expect(byToken.headers).not.toHaveProperty('x-astrolabe-ingress');
    expect(byToken.headers).not.toHaveProperty('x-forwarded-for');
  });

  it('reads one route for each endpoint that runs, and who asks for it is asked about', async () => {
    const { id, url } = await at.running();
    const { hostname } = new URL(url);
    const label = hostname.split('.')[0];
    const { headers, text } = await visit('/.astrolabe/routes', said);
    expect(headers['cache-control']).toBe('no-store');
    const { http } = JSON.parse(text);
    expect(http.routers[label]).toEqual({
      rule: `Host(\`${hostname}\`)`,
      priority: 1000,
      service: label,
      middlewares: ['question', label, 'frames'],
      tls: {},
    });
    expect(http.services[label]).toEqual({
      loadBalancer: { servers: [{ url: at.program.origin }] },
    });
    const auth = http.middlewares[label].forwardAuth;
    expect(auth.address).toBe(
      `http://127.0.0.1:7008/.astrolabe/auth?to=${encodeURIComponent(
        at.program.origin,
      )}`,
    );
    expect(auth.authResponseHeaders).toEqual(
      expect.arrayContaining([
        'Authorization',
        'Cookie',
        'x-astrolabe-ingress',
        'x-key',
      ]),
    );
    // Whatever else is asked for comes to the gateway.
    expect(http.routers.rest.service).toBe('gateway');
    expect(text).not.toContain(`key-${id}`);
    expect(text).not.toContain(secret);
    at.portal.engine.lose();
    expect((await visit('/.astrolabe/routes', said)).status).toBe(503);
    at.portal.engine.find();
    await at.portal.as('ada').post(`/v1/workloads/${id}/stop`).expect(200);
    await eventually(async () => {
      const after = await visit('/.astrolabe/routes', said);
      expect(JSON.parse(after.text).http.routers).not.toHaveProperty(label);
    });
  });

  it('may not carry to where the endpoint does not listen any more', async () => {
    const { id, url } = await at.running();
    const { host } = new URL(url);
    const headers = { cookie: await enter(id), accept: 'text/html' };
    for (const to of ['http://127.0.0.1:1', '']) {
      const page = await ask({ host, to, headers });
      expect(page.status).toBe(503);
      expect(page.text).toContain('The way to Greetings is being opened');
      expect(page.headers['retry-after']).toBe('2');
    }
    // Before it has heard of the endpoint, it passes requests on.
    expect((await passedOn(host, '/', headers)).status).toBe(503);
    expect(at.program.seen).toEqual([]);
  });

  it('keeps to the rules of the gateway: other origins, restarts, names of nothing', async () => {
    const { id, url } = await at.running();
    const { host } = new URL(url);
    const cookie = await enter(id);
    const foreign = [
      { origin: 'https://evil.example' },
      { origin: `https://${host.replace('-web', '-api')}` },
      { 'sec-fetch-site': 'same-site', 'sec-fetch-mode': 'cors' },
    ];
    for (const headers of foreign) {
      const { status } = await ask({ host, headers: { cookie, ...headers } });
      expect(status).toBe(403);
    }
    const origin = `https://${host}`;
    const own = await ask({ host, headers: { cookie, origin } });
    expect(own.status).toBe(204);
    for (const name of ['apps.ifca.example', 'x.evil.example', `a.${host}`]) {
      const { status } = await ask({ host: name, headers: { cookie } });
      expect(status).toBe(404);
    }
    const nothing = 'nothing-x4f2k9-web.apps.ifca.example';
    expect((await ask({ host: nothing, headers: { cookie } })).status).toBe(
      401,
    );
    const api = host.replace('-web', '-api');
    expect((await ask({ host: api, headers: { cookie } })).status).toBe(401);

    await at.portal.as('ada').post(`/v1/workloads/${id}/restart`).expect(200);
    await eventually(() =>
      expect(at.portal.engine.submitted(id)).toMatchObject({ generation: 2 }),
    );
    await at.portal.as('ada').until(id, 'running');
    expect((await ask({ host, headers: { cookie } })).status).toBe(401);
  });

  it('has nothing of its own for a browser that asks by way of it', async () => {
    const { id, url } = await at.running();
    const { host } = new URL(url);
    const own = [
      '/.astrolabe/routes',
      `/.astrolabe/auth?to=${encodeURIComponent(at.program.origin)}`,
    ];
    const tryAll = async (status: number) => {
      for (const path of own) {
        for (const headers of [{ 'x-forwarded-uri': '/' }, said]) {
          const page = await passedOn(host, path, headers);
          expect(page.status).toBe(status);
          expect(page.text).not.toContain('routers');
          expect(page.headers).not.toHaveProperty('x-key');
        }
      }
    };
    await tryAll(401);
    // The caller has a cookie after this.
    await enter(id);
    await tryAll(503);
    // Nor is a question anything else, whatever it asks for.
    const page = await ask({ host, uri: '/.astrolabe/routes', to: '' });
    expect(page.status).toBe(503);
    expect(page.text).not.toContain('routers');
  });

  it('is nobody without its secret', async () => {
    const { id, url } = await at.running();
    const { host } = new URL(url);
    const cookie = await enter(id);
    const claims = [{}, { 'x-astrolabe-ingress': 'guessed' }];
    for (const claim of claims) {
      const headers = {
        ...claim,
        cookie,
        'x-forwarded-host': host,
        'x-forwarded-uri': '/',
      };
      for (const path of ['/.astrolabe/routes', '/.astrolabe/auth']) {
        expect((await visit(path, headers)).status).toBe(401);
      }
      // Nor is the site's address one of the gateway's own.
      const direct = await visit('/', { ...headers, host });
      expect(direct.status).toBe(404);
    }
  });
});
