import { once } from 'node:events';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  Browser,
  Doorstep,
  eventually,
  startWorkloads,
  type Page,
} from '../__testUtils__';

const html = { accept: 'text/html' };

describe('who gets in to a workload', () => {
  let at: Doorstep;
  beforeEach(async () => {
    at = await Doorstep.create();
  });
  afterEach(() => at.close());

  it('is closed to whoever comes without a ticket', async () => {
    const { id, url } = await at.running();
    const page = await at.browser.visit(url, { headers: html });
    expect(page.status).toBe(401);
    expect(page.text).not.toContain(id);
    expect(page.headers['content-type']).toContain('text/html');
    expect(page.headers['content-security-policy']).toContain(
      "default-src 'none'",
    );
    expect(page.text).toContain('href="http://portal.example/workloads"');
    const spanish = await at.browser.visit(url, {
      headers: { ...html, 'accept-language': 'es-ES,es;q=0.9,en;q=0.8' },
    });
    expect(spanish.text).toContain('<html lang="es">');
    expect(spanish.text).toContain('Abra esto desde el portal');
    const answer = await at.browser.visit(url);
    expect(answer.status).toBe(401);
    expect(answer.headers['www-authenticate']).toBe('Bearer');
    expect(JSON.parse(answer.text).error).toMatchObject({
      code: 'SIGN_IN_REQUIRED',
      nextStep: expect.stringContaining('http://portal.example/workloads'),
    });
    const head = await at.browser.visit(url, { method: 'HEAD' });
    expect(head).toMatchObject({ status: 401, text: '' });
    expect(at.program.seen).toEqual([]);
  });

  it('tells a stranger nothing of what there is', async () => {
    const { url } = await at.running();
    // Who has a workload too is no less a stranger to this one.
    const other = await at.running();
    const { token } = await at.pass(other.id);
    const ticket = new URL((await at.pass(other.id)).url);
    const cookie = await at.enter(other);
    const visits = [
      {},
      { headers: html },
      { method: 'HEAD' },
      { path: '/.astrolabe/open', headers: html },
      { path: '/.astrolabe/open?ticket=guessed' },
      { path: `${ticket.pathname}${ticket.search}` },
      { headers: { authorization: 'Bearer ast_guessed' } },
      { headers: { authorization: `Bearer ${token}` } },
      { headers: { cookie, origin: 'http://evil.example' } },
    ];
    const told = async (label: string) => {
      const address = `http://${label}.apps.localhost:7008/`;
      const stranger = new Browser(at.portal.gatewayPort);
      const pages: object[] = [await stranger.connect(address)];
      for (const visit of visits) {
        const page = await stranger.visit(address, visit);
        expect(page.status).toBe(401);
        pages.push(page);
      }
      return pages.map(page => ({
        ...page,
        headers: { ...(page as Page).headers, date: 'any' },
      }));
    };
    const label = new URL(url).host.split('.')[0];
    const slug = label.replace('-web', '');
    const nothing = await told('nothing-x4f2k9-web');
    for (const known of [label, `${slug}-door`, slug]) {
      expect(await told(known)).toEqual(nothing);
    }
    expect(at.program.seen).toEqual([]);
  });

  it('opens once for a ticket, and stays open for that browser', async () => {
    const { id, url } = await at.running();
    const ticket = await at.pass(id);
    const entered = await at.browser.visit(ticket.url, { headers: html });
    expect(entered.status).toBe(303);
    expect(entered.headers.location).toBe(url);
    expect(entered.headers['referrer-policy']).toBe('no-referrer');
    expect(entered.headers['set-cookie']).toEqual([
      expect.stringMatching(
        /^astrolabe-session=[^;]+; Path=\/; HttpOnly; SameSite=Lax$/,
      ),
    ]);
    const page = await at.browser.visit(`${url}some/where?a=1&b=%20`);
    expect(page).toMatchObject({ status: 200, text: 'hello from the program' });
    expect(at.program.seen[0].url).toBe('/some/where?a=1&b=%20');

    // The page of the ticket loaded again: the same browser goes on in.
    expect((await at.browser.visit(ticket.url)).status).toBe(303);
    const other = new Browser(at.portal.gatewayPort);
    expect((await other.visit(ticket.url)).status).toBe(401);
    expect((await other.visit(url)).status).toBe(401);
  });

  it('gives one of two who come with the same ticket at once the way in', async () => {
    const { id } = await at.running();
    const { url } = await at.pass(id);
    const visits = await Promise.all(
      [1, 2, 3].map(() => new Browser(at.portal.gatewayPort).visit(url)),
    );
    expect(visits.map(({ status }) => status).sort()).toEqual([303, 401, 401]);
  });

  it("refuses another workload's and another endpoint's ticket, token and session", async () => {
    const mine = await at.running();
    const other = await at.running();
    const moved = (ticket: string, address: string) =>
      ticket.replace(new URL(ticket).host, new URL(address).host);
    const forOther = await at.pass(other.id);
    const forApi = await at.pass(mine.id, 'api');
    for (const { url, token } of [forOther, forApi]) {
      expect((await at.browser.visit(moved(url, mine.url))).status).toBe(401);
      const headers = { authorization: `Bearer ${token}` };
      expect((await at.browser.visit(mine.url, { headers })).status).toBe(401);
    }
    const cookie = await at.enter(other);
    const stolen = await at.browser.visit(mine.url, { headers: { cookie } });
    expect(stolen.status).toBe(401);
    for (const forged of ['x', 'x.y', `${cookie}x`, 'a.b.c', '.']) {
      const headers = { cookie: `astrolabe-session=${forged}` };
      expect((await at.browser.visit(mine.url, { headers })).status).toBe(401);
    }
    expect(at.program.seen).toEqual([]);
  });

  it('lets a program in with its token, which the other side never sees', async () => {
    const { id, url } = await at.running();
    const { token } = await at.pass(id);
    const page = await at.browser.visit(url, {
      method: 'POST',
      body: '{"say":"hi"}',
      headers: { authorization: `Bearer ${token}` },
    });
    expect(page.status).toBe(200);
    expect(at.program.heard).not.toContain(token);
    expect(at.program.seen[0].headers).not.toHaveProperty('authorization');
    const wrong = { authorization: 'Bearer ast_wrong' };
    expect((await at.browser.visit(url, { headers: wrong })).status).toBe(401);
  });

  it('is closed to pages of other origins', async () => {
    const place = await at.running();
    await at.enter(place);
    const { url } = place;
    const { origin } = new URL(url);
    const foreign = [
      { origin: 'http://evil.example' },
      { origin: 'null' },
      { origin: origin.replace('-web', '-api') },
      { 'sec-fetch-site': 'same-site', 'sec-fetch-mode': 'cors' },
      { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'no-cors' },
    ];
    for (const headers of foreign) {
      const { status, text } = await at.browser.visit(url, { headers });
      expect(status).toBe(403);
      expect(JSON.parse(text).error.code).toBe('FOREIGN_ORIGIN');
      expect((await at.browser.connect(url, headers)).status).toBe(403);
    }
    expect(at.program.seen).toEqual([]);
    const own = [
      { origin },
      { 'sec-fetch-site': 'same-origin', 'sec-fetch-mode': 'cors' },
      { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate' },
    ];
    for (const headers of own) {
      expect((await at.browser.visit(url, { headers })).status).toBe(200);
    }
  });

  it('leads nowhere from a name that is not of an endpoint', async () => {
    const place = await at.running();
    const cookie = await at.enter(place);
    const { url } = place;
    const { host } = new URL(url);
    const names = [
      'localhost',
      '127.0.0.1',
      'apps.localhost',
      `${host.split('.')[0]}.evil.example`,
      `x.${host}`,
      `${host.split('.')[0]}.apps.localhost.`,
    ];
    for (const name of names) {
      const page = await at.browser.visit(url, {
        headers: { host: name, cookie },
      });
      expect(page.status).toBe(404);
      const { status } = await at.browser.connect(url, { host: name, cookie });
      expect(status).toBe(404);
    }
    expect(at.program.seen).toEqual([]);
  });

  it('carries WebSockets for the owner alone', async () => {
    const { id, url } = await at.running();
    expect((await at.browser.connect(url)).status).toBe(401);
    const { token } = await at.pass(id);
    await at.enter({ id, url });
    at.program.upgradeHeaders = [
      'Set-Cookie: astrolabe-session=evil',
      'Set-Cookie: theme=dark',
    ];
    for (const headers of [{}, { authorization: `Bearer ${token}` }]) {
      const { socket, headers: answer } = await at.browser.connect(
        url,
        headers,
      );
      expect(answer['set-cookie']).toEqual(['theme=dark']);
      socket!.write('over there?');
      const [echo] = await once(socket!, 'data');
      expect(String(echo)).toBe('over there?');
      const closed = once(socket!, 'close');
      socket!.end();
      await closed;
    }
    expect(at.program.heard).not.toContain(token);
    expect(at.program.heard).not.toContain('astrolabe-session');
    expect(at.program.seen[0].headers['x-key']).toBe(`key-${id}`);
  });

  it('ends sessions and tokens when the workload is restarted', async () => {
    const { id, url } = await at.running();
    const { token } = await at.pass(id);
    await at.enter({ id, url });
    expect((await at.browser.visit(url)).status).toBe(200);
    const before = await at.pass(id);
    await at.portal.as('ada').post(`/v1/workloads/${id}/restart`).expect(200);
    await eventually(() =>
      expect(at.portal.engine.submitted(id)).toMatchObject({ generation: 2 }),
    );
    await at.portal.as('ada').until(id, 'running');
    const headers = { authorization: `Bearer ${token}` };
    expect((await at.browser.visit(url)).status).toBe(401);
    expect((await at.browser.visit(url, { headers })).status).toBe(401);
    expect((await at.browser.visit(before.url)).status).toBe(401);
    await at.enter({ id, url });
    expect((await at.browser.visit(url)).status).toBe(200);
  });

  it('goes on with its sessions when the portal is started again', async () => {
    const place = await at.running();
    await at.enter(place);
    const { url } = place;
    await at.portal.stopPortal();
    at.portal = await startWorkloads(at.portal);
    const again = new Browser(at.portal.gatewayPort);
    again.cookies.set(
      new URL(url).hostname,
      at.browser.cookies.get(new URL(url).hostname)!,
    );
    await eventually(async () =>
      expect((await again.visit(url)).status).toBe(200),
    );
  });
});
