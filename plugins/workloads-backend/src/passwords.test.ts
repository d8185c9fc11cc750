import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Browser, Doorstep, eventually } from './__testUtils__';

const html = { accept: 'text/html' };

describe('the password of an endpoint', () => {
  let at: Doorstep;
  beforeEach(async () => {
    at = await Doorstep.create();
  });
  afterEach(async () => {
    vi.useRealTimers();
    await at.close();
  });

  const pathOf = (id: string, endpoint = 'web') =>
    `/v1/workloads/${id}/endpoints/${endpoint}/password`;

  async function set(id: string, body: object = {}): Promise<string> {
    const path = pathOf(id);
    const answer = await at.portal.as('ada').post(path).send(body).expect(200);
    return answer.body.password;
  }

  /** Hands in a password, as a form does. */
  const give = (
    { browser, headers = html }: { browser: Browser; headers?: object },
    url: string,
    password: string,
  ) =>
    browser.visit(new URL('/.astrolabe/password', url).href, {
      method: 'POST',
      body: new URLSearchParams({ password }).toString(),
      headers: {
        'content-type': 'application/x-www-form-urlencoded',
        ...headers,
      },
    });

  it('lets in whoever was told it, without an account, and stays out of the program', async () => {
    const { id, url } = await at.running();
    const password = await set(id);
    expect(password).toMatch(/^([a-z2-9]{4}-){3}[a-z2-9]{4}$/);
    const asked = await at.browser.visit(url, { headers: html });
    expect(asked.status).toBe(401);
    expect(asked.text).toContain('action="/.astrolabe/password"');
    expect(asked.text).toContain('Were you given a password?');

    const entered = await give(at, url, ` ${password} `);
    expect(entered.status).toBe(303);
    expect(entered.headers.location).toBe(url);
    const page = await at.browser.visit(url);
    expect(page.text).toBe('hello from the program');
    expect(at.program.heard).not.toContain(password);
    expect(at.program.heard).not.toContain('astrolabe-session');
    // What the program wants as its own is added for them, too.
    expect(at.program.seen[0].headers['x-key']).toBe(`key-${id}`);
    expect((await at.browser.connect(url)).status).toBe(101);
    // For this endpoint alone.
    const cookie = at.browser.cookies.get(new URL(url).hostname)!;
    const api = url.replace('-web.', '-api.');
    const other = await at.browser.visit(api, { headers: { cookie } });
    expect(other.status).toBe(401);
  });

  it('is told once, listed without itself, and kept as a hash', async () => {
    const { id, url } = await at.running();
    const ada = at.portal.as('ada');
    const password = await set(id, { password: 'corals for class 7b' });
    expect(password).toBe('corals for class 7b');
    const { body } = await ada.get(`/v1/workloads/${id}/passwords`).expect(200);
    expect(body.items).toEqual([
      { endpoint: 'web', setAt: expect.stringMatching(/^\d{4}-.*Z$/) },
    ]);
    const rows = await at.portal.knex('endpoint_passwords');
    expect(JSON.stringify(rows)).not.toContain('corals');
    expect(JSON.stringify(at.portal.heard)).not.toContain('corals');
    expect((await give(at, url, password)).status).toBe(303);
    expect(at.portal.heard.audits).toEqual(
      expect.arrayContaining([
        {
          what: 'workload-password-set:succeeded',
          meta: expect.objectContaining({ workloadId: id, endpoint: 'web' }),
        },
        {
          what: 'workload-password-entry:succeeded',
          meta: { workloadId: id, endpoint: 'web' },
        },
      ]),
    );
  });

  it('ends, with all who came by it, when it is removed or another is set', async () => {
    const { id, url } = await at.running();
    const ada = at.portal.as('ada');
    const first = await set(id);
    await give(at, url, first);
    expect((await at.browser.visit(url)).status).toBe(200);

    const second = await set(id);
    expect((await at.browser.visit(url)).status).toBe(401);
    expect((await give(at, url, first)).status).toBe(401);
    await give(at, url, second);
    expect((await at.browser.visit(url)).status).toBe(200);

    const owner = new Browser(at.portal.gatewayPort);
    await owner.visit((await at.pass(id)).url);
    await ada.delete(pathOf(id)).expect(204);
    await ada.delete(pathOf(id)).expect(204);
    expect((await at.browser.visit(url)).status).toBe(401);
    expect((await give(at, url, second)).status).toBe(401);
    expect((await owner.visit(url)).status).toBe(200);
  });

  it('opens the next run as well, where sessions of the last one do not', async () => {
    const { id, url } = await at.running();
    const password = await set(id);
    await give(at, url, password);
    await at.portal.as('ada').post(`/v1/workloads/${id}/restart`).expect(200);
    await eventually(() =>
      expect(at.portal.engine.submitted(id)).toMatchObject({ generation: 2 }),
    );
    await at.portal.as('ada').until(id, 'running');
    expect((await at.browser.visit(url)).status).toBe(401);
    await give(at, url, password);
    expect((await at.browser.visit(url)).status).toBe(200);
  });

  it('is set by the owner alone, and only where there is an endpoint', async () => {
    const { id } = await at.running();
    const other = at.portal.as('max');
    await other.post(pathOf(id)).send({}).expect(404);
    await other.delete(pathOf(id)).expect(404);
    await other.get(`/v1/workloads/${id}/passwords`).expect(404);
    await at.portal.as('nobody').post(pathOf(id)).send({}).expect(401);
    const ada = at.portal.as('ada');
    const { body } = await ada.post(pathOf(id, 'door')).send({}).expect(404);
    expect(body.error.code).toBe('ENDPOINT_NOT_FOUND');
    for (const password of ['', 'too short', ' edged   ones', 'x'.repeat(129)])
      await ada.post(pathOf(id)).send({ password }).expect(400);
  });

  it('says nothing of what there is to whoever guesses, and stops them for a while', async () => {
    const { id, url } = await at.running();
    const password = await set(id);
    const nothing = url.replace(/\/\/[^.]+/, '//nothing-x4f2k9-web');
    const told = async (address: string) => {
      const guesser = new Browser(at.portal.gatewayPort);
      const pages = [];
      for (let guess = 0; guess < 21; guess++) {
        const page = await give(
          { browser: guesser },
          address,
          `guess ${guess}`,
        );
        pages.push({ status: page.status, text: page.text });
      }
      return pages;
    };
    const known = await told(url);
    expect(known).toEqual(await told(nothing));
    expect(known[0].status).toBe(401);
    expect(known[0].text).toContain('This password does not open it');
    expect(known[0].text).toContain('aria-invalid="true"');
    expect(known[20].status).toBe(429);
    expect(known[20].text).toContain('Too many passwords were tried');
    const wrong = at.portal.heard.audits.filter(
      ({ what }) => what === 'workload-password-entry:failed',
    );
    expect(wrong).toHaveLength(20);

    const early = await give(
      { browser: at.browser, headers: {} },
      url,
      password,
    );
    expect(early.status).toBe(429);
    expect(Number(early.headers['retry-after'])).toBeLessThanOrEqual(900);
    expect(JSON.parse(early.text).error.code).toBe('TOO_MANY_GUESSES');
    // The owner is not hindered.
    const owner = new Browser(at.portal.gatewayPort);
    expect((await owner.visit((await at.pass(id)).url)).status).toBe(303);
    vi.useFakeTimers({ toFake: ['Date'] });
    vi.setSystemTime(Date.now() + 16 * 60_000);
    expect((await give(at, url, password)).status).toBe(303);
  }, 300_000);

  it('is not taken from a page of another site, nor from what is no form', async () => {
    const { id, url } = await at.running();
    const password = await set(id);
    const foreign = [
      { origin: 'http://evil.example' },
      { origin: 'null' },
      { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'no-cors' },
    ];
    for (const headers of foreign) {
      const { status } = await give(
        { browser: at.browser, headers },
        url,
        password,
      );
      expect(status).toBe(403);
    }
    const odd = [
      { 'content-type': 'text/plain' },
      { 'content-type': 'application/json' },
    ];
    for (const headers of odd) {
      const { status } = await give(
        { browser: at.browser, headers },
        url,
        password,
      );
      expect(status).toBe(401);
    }
    const long = await give(at, url, `${password}${'x'.repeat(9000)}`);
    expect(long.status).toBe(401);
    const seen = await at.browser.visit(
      new URL('/.astrolabe/password', url).href,
      { headers: html },
    );
    expect(seen.status).toBe(401);
    expect(at.program.seen).toEqual([]);
    const { origin } = new URL(url);
    const own = await give(
      { browser: at.browser, headers: { ...html, origin } },
      url,
      password,
    );
    expect(own.status).toBe(303);
  });

  it('goes with its workload', async () => {
    const { id } = await at.running();
    await set(id);
    await at.portal.as('ada').delete(`/v1/workloads/${id}`).expect(204);
    await eventually(async () =>
      expect(await at.portal.knex('endpoint_passwords')).toEqual([]),
    );
  });
});
