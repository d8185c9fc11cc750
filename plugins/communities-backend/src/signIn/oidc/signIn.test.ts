import { createHash } from 'node:crypto';
import { exportSPKI, SignJWT, UnsecuredJWT, type JWTPayload } from 'jose';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  Browser,
  startSignIn,
  TinyProvider,
  type Portal,
} from '../../__testUtils__';

let provider: TinyProvider;
let portal: Portal;

beforeAll(async () => {
  provider = await TinyProvider.start();
  portal = await startSignIn({
    issuer: provider.issuer,
    provider: { timeoutSeconds: 1, clockToleranceSeconds: 5 },
  });
});
afterAll(async () => {
  await portal.stop();
  await provider.goAway();
});
beforeEach(() => provider.behave());

const CALLBACK = '/api/communities/v1/sign-in/tiny/callback';

/** Signs in, and stops before the page of the portal. */
async function comeIn(page = '/home', browser = new Browser()) {
  const { url } = await browser.follow(portal.startUrl(page), {
    until: `${portal.url}${page}`,
  });
  return { browser, url };
}

/** Goes to the provider, and stops where it sends the browser back. */
async function goThere(browser = new Browser(), page = '/home') {
  const { url } = await browser.follow(portal.startUrl(page), {
    until: `${portal.url}${CALLBACK}`,
  });
  return { browser, url };
}

/** What the page is told of a sign-in that did not succeed. */
async function problemAt(browser: Browser, url: string) {
  expect((await portal.session(browser)).status).toBe(401);
  return new URL(url).searchParams.get('sign-in');
}

async function problem() {
  const { browser, url } = await comeIn();
  return problemAt(browser, url);
}

async function tokenOf(browser: Browser): Promise<string> {
  const session = await (await portal.session(browser)).json();
  return session.backstageIdentity.token;
}

const sessionCookieOf = (browser: Browser) =>
  browser.cookiesOf(portal.url).get('astrolabe-session');

const signOut = (browser: Browser, headers: Record<string, string> = {}) =>
  browser.request(`${portal.url}/api/communities/v1/sign-in/sign-out`, {
    method: 'POST',
    headers,
  });
const OWN = { 'x-requested-with': 'XMLHttpRequest' };

const now = () => Math.floor(Date.now() / 1000);

describe('sign-in by a provider', () => {
  it('brings me back to the page that I wanted, as a member of my communities', async () => {
    const { browser, url } = await comeIn('/workloads/abc?tab=logs#end');
    expect(url).toBe(`${portal.url}/workloads/abc?tab=logs#end`);
    const session = await (await portal.session(browser)).json();
    expect(session.profile.displayName).toBe('Ada Fuller');
    const { identity, token } = session.backstageIdentity;
    expect(identity.userEntityRef).toMatch(/^user:default\/ada-[0-9a-f]{8}$/);
    expect(identity.ownershipEntityRefs).toEqual([
      identity.userEntityRef,
      'group:default/tier-full',
      'group:imagine/tier-demo',
    ]);
    const me = await portal.me(token);
    expect(me.status).toBe(200);
    expect(await me.json()).toMatchObject({ displayName: 'Ada Fuller' });
  });

  it('offers the providers to everybody, and says what they have to say of me', async () => {
    const url = `${portal.url}/api/communities/v1/sign-in/providers`;
    expect(await (await fetch(url)).json()).toEqual({
      items: [
        {
          ...{ id: 'tiny', title: 'The institute' },
          looksFor: [
            {
              claim: 'realm_access.roles',
              value: 'access:{community}:{level}',
            },
          ],
        },
      ],
    });
  });

  it('knows me again, whatever I am called by then', async () => {
    const first = await comeIn();
    provider.claims = {
      ...provider.claims,
      ...{ preferred_username: 'olga', name: 'Olga \u202ENew' },
    };
    const second = await comeIn();
    const sessions = await Promise.all(
      [first, second].map(async ({ browser }) =>
        (await portal.session(browser)).json(),
      ),
    );
    const [before, after] = sessions.map(
      ({ backstageIdentity }) => backstageIdentity.identity.userEntityRef,
    );
    expect(after).toBe(before);
    // What turns the reading direction is left out.
    expect(sessions[1].profile.displayName).toBe('Olga New');
  });

  it('takes nobody for another of the same name, or with the same address', async () => {
    provider.claims.email = 'ada@example.org';
    const { browser } = await comeIn();
    provider.claims.sub = 'somebody-else';
    const other = await comeIn();
    const [one, two] = await Promise.all(
      [browser, other.browser].map(async each =>
        (await portal.session(each)).json(),
      ),
    );
    expect(one.backstageIdentity.identity.userEntityRef).not.toBe(
      two.backstageIdentity.identity.userEntityRef,
    );
    // It was not verified there.
    expect(one.profile.email).toBeUndefined();
  });

  it('lets nobody in without a membership, and says so', async () => {
    provider.claims.realm_access = { roles: ['access:elsewhere:full'] };
    expect(await problem()).toBe('no-membership');
  });

  it('says that the provider refused me', async () => {
    provider.denies = true;
    expect(await problem()).toBe('denied');
  });

  it('comes back to no other place than a page of the portal', async () => {
    for (const page of [
      'https://evil.example/',
      '//evil.example/',
      '/\\evil.example/',
      '/\t/evil.example',
      '/%09/../\\evil.example',
      '/..//evil.example',
      'javascript:alert(1)',
      '/api/auth/session/refresh',
      'workloads',
      ' /workloads',
    ]) {
      const response = await new Browser().request(portal.startUrl(page));
      expect({ page, status: response.status }).toEqual({ page, status: 400 });
    }
  });

  it('is bound to the browser that began it', async () => {
    const { url } = await goThere();
    const victim = new Browser();
    const end = await victim.follow(url, { until: `${portal.url}/?` });
    expect(await problemAt(victim, end.url)).toBe('expired');
  });

  it('works in two tabs at once', async () => {
    const browser = new Browser();
    const first = await goThere(browser, '/one');
    const second = await goThere(browser, '/two');
    for (const [tab, page] of [
      [second, '/two'],
      [first, '/one'],
    ] as const) {
      const end = await browser.follow(tab.url, {
        until: `${portal.url}${page}`,
      });
      expect(end.url).toBe(`${portal.url}${page}`);
    }
    expect((await portal.session(browser)).status).toBe(200);
  });

  it('takes an answer once', async () => {
    const { browser, url } = await goThere();
    await browser.follow(url, { until: `${portal.url}/home` });
    const again = await browser.follow(url, { until: `${portal.url}/?` });
    expect(new URL(again.url).searchParams.get('sign-in')).toBe('expired');
  });

  it('is not accepted when its state or its seal was changed', async () => {
    const { browser, url } = await goThere();
    const state = new URL(url).searchParams.get('state')!;
    const name = `astrolabe-sign-in-${state.slice(0, 16)}`;
    const sealed = browser.cookiesOf(portal.url).get(name)!;
    browser.plant(portal.url, name, `A${sealed.slice(1)}`);
    const end = await browser.follow(url, { until: `${portal.url}/?` });
    expect(await problemAt(browser, end.url)).toBe('expired');

    const other = await goThere();
    const tail = other.url.replace(/(state=[^&]{20})[^&]*/, '$1another');
    const stopped = await other.browser.follow(tail, {
      until: `${portal.url}/home`,
    });
    expect(await problemAt(other.browser, stopped.url)).toBe('failed');
  });

  it('is not accepted with what another sign-in was given', async () => {
    const one = await goThere();
    const two = await goThere();
    // The code of one with the state of the other: PKCE and nonce differ.
    const mixed = new URL(two.url);
    mixed.searchParams.set('code', new URL(one.url).searchParams.get('code')!);
    const end = await two.browser.follow(mixed.href, {
      until: `${portal.url}/home`,
    });
    expect(await problemAt(two.browser, end.url)).toBe('expired');
  });

  it('gives a browser another session each time, and none that it brought along', async () => {
    const browser = new Browser();
    browser.plant(portal.url, 'astrolabe-session', 'chosen-by-somebody-else');
    await comeIn('/home', browser);
    const first = sessionCookieOf(browser)!;
    expect(first).not.toBe('chosen-by-somebody-else');
    await comeIn('/home', browser);
    expect(sessionCookieOf(browser)).not.toBe(first);
    const old = new Browser();
    old.plant(portal.url, 'astrolabe-session', first);
    expect((await portal.session(old)).status).toBe(401);
  });

  it('keeps its cookies from scripts and from other hosts', async () => {
    const { browser, url } = await goThere();
    const response = await browser.request(url);
    const session = response.headers
      .getSetCookie()
      .find(line => line.startsWith('astrolabe-session='))!;
    expect(session).toMatch(/HttpOnly/i);
    expect(session).toMatch(/SameSite=Lax/i);
    expect(session).toMatch(/Path=\/api/i);
    expect(session).not.toMatch(/Domain/i);
  });
});

describe('an ID token', () => {
  const forgeries: [string, (payload: JWTPayload) => Promise<string>][] = [
    ['has no signature', async each => new UnsecuredJWT(each).encode()],
    [
      'is signed with our own secret',
      each =>
        new SignJWT(each)
          .setProtectedHeader({ alg: 'HS256' })
          .sign(new TextEncoder().encode('canary-of-the-client')),
    ],
    [
      'is signed with the public key as a secret',
      async each =>
        new SignJWT(each).setProtectedHeader({ alg: 'HS256' }).sign(
          createHash('sha512')
            .update(await exportSPKI(provider.publicKey))
            .digest(),
        ),
    ],
    [
      'is changed after it was signed',
      async each => {
        const parts = (await provider.sign(each)).split('.');
        const payload = Buffer.from(
          JSON.stringify({ ...each, sub: 'the-operator' }),
        ).toString('base64url');
        return [parts[0], payload, parts[2]].join('.');
      },
    ],
  ];
  const lies: [string, (payload: JWTPayload) => JWTPayload][] = [
    ['is for another client', each => ({ ...each, aud: 'another' })],
    [
      'is of another issuer',
      each => ({ ...each, iss: 'https://evil.example' }),
    ],
    ['has expired', each => ({ ...each, exp: now() - 60 })],
    ['is not valid yet', each => ({ ...each, nbf: now() + 60 })],
    ['has another nonce', each => ({ ...each, nonce: 'another' })],
    ['has no nonce', ({ nonce: _, ...each }) => each],
    ['is of somebody else than the user info', each => ({ ...each, sub: 'x' })],
  ];

  it.each(forgeries)('that %s lets nobody in', async (_what, forge) => {
    provider.forge = forge;
    expect(await problem()).toBe('failed');
  });

  it.each(lies)('that %s lets nobody in', async (_what, tamper) => {
    provider.tamper = tamper;
    expect(await problem()).toBe('failed');
  });

  it('may be a little early or late, as clocks are', async () => {
    provider.tamper = each => ({ ...each, nbf: now() + 2, exp: now() - 2 });
    const { browser } = await comeIn();
    expect((await portal.session(browser)).status).toBe(200);
  });

  it('may be signed with a key that is new', async () => {
    await comeIn();
    await provider.rotate();
    const { browser } = await comeIn();
    expect((await portal.session(browser)).status).toBe(200);
  });
});

describe('a provider that is away or slow', () => {
  it('keeps the portal from nothing but new sign-ins, and is found again', async () => {
    const early = await TinyProvider.start();
    await early.goAway();
    const other = await startSignIn({ issuer: early.issuer });
    try {
      const from = other.startUrl('/home');
      const until = `${other.url}/home`;
      const away = await new Browser().follow(from, { until });
      expect(new URL(away.url).searchParams.get('sign-in')).toBe('away');

      await early.comeBack();
      const browser = new Browser();
      expect((await browser.follow(from, { until })).url).toBe(until);
      await early.goAway();
      // Who is in goes on.
      expect((await other.session(browser)).status).toBe(200);
      await untilDue();
      await other.keep();
      expect((await other.session(browser)).status).toBe(200);
      expect(other.logs()).toContain('is asked later');
    } finally {
      await other.stop();
    }
  });

  it('is not waited for', async () => {
    const { browser, url } = await goThere();
    provider.delayMs = 3000;
    const end = await browser.follow(url, { until: `${portal.url}/home` });
    expect(await problemAt(browser, end.url)).toBe('away');
  });

  it('that gives no way to refresh lets nobody in, and the log says what to do', async () => {
    provider.givesRefreshTokens = false;
    expect(await problem()).toBe('failed');
    expect(portal.logs()).toContain('offline_access');
  });
});

/** The sessions of these tests are due a second after they were made. */
const untilDue = () => new Promise(resolve => setTimeout(resolve, 1100));

describe('a session', () => {
  it('gains and loses memberships as the provider says, with the same token', async () => {
    const { browser } = await comeIn();
    const token = await tokenOf(browser);
    expect((await portal.me(token)).status).toBe(200);
    provider.claims.realm_access = { roles: [] };
    await untilDue();
    await portal.keep();
    await expect
      .poll(async () => (await portal.me(token)).status, { timeout: 60_000 })
      .toBe(403);
    provider.claims.realm_access = { roles: ['access:default:manager'] };
    await untilDue();
    await portal.keep();
    await expect
      .poll(async () => (await (await portal.me(token)).json()).tier, {
        timeout: 60_000,
      })
      .toBe('manager');
  });

  it('ends when the provider refreshes it no more, and its memberships with it', async () => {
    const { browser } = await comeIn();
    const token = await tokenOf(browser);
    provider.refusal = { status: 400, body: { error: 'invalid_grant' } };
    await untilDue();
    await portal.keep();
    expect((await portal.session(browser)).status).toBe(401);
    await expect
      .poll(async () => (await portal.me(token)).status, { timeout: 60_000 })
      .toBe(403);
  });

  it('is refreshed by one of all replicas at a time', async () => {
    await comeIn();
    await untilDue();
    const before = provider.asked.length;
    await Promise.all([portal.keep(), portal.keep(), portal.keep()]);
    const asked = provider.asked
      .slice(before)
      .map(form => form.get('refresh_token'));
    expect(asked.length).toBeGreaterThan(0);
    expect(new Set(asked).size).toBe(asked.length);
  });

  it('is told to no page of another origin', async () => {
    const { browser } = await comeIn();
    const bare = await browser.request(
      `${portal.url}/api/auth/session/refresh`,
    );
    expect(bare.status).toBe(403);
  });

  it('ends when I sign out, at the provider too, but only by a page of ours', async () => {
    const { browser } = await comeIn();
    expect((await signOut(browser)).status).toBe(403);
    expect((await portal.session(browser)).status).toBe(200);
    const kept = sessionCookieOf(browser)!;

    const { url } = await (await signOut(browser, OWN)).json();
    expect(url).toMatch(new RegExp(`^${provider.issuer}/logout\\?`));
    const query = new URL(url).searchParams;
    expect(query.get('post_logout_redirect_uri')).toBe(`${portal.url}/`);
    expect(sessionCookieOf(browser)).toBeUndefined();
    // Whoever kept the cookie has nothing.
    browser.plant(portal.url, 'astrolabe-session', kept);
    expect((await portal.session(browser)).status).toBe(401);
  });

  it('is told to no person and to nobody else, only to backends', async () => {
    const { browser } = await comeIn();
    const token = await tokenOf(browser);
    const ask = (headers: Record<string, string>) =>
      fetch(`${portal.url}/api/communities/v1/sessions/find`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: JSON.stringify({ sessionId: sessionCookieOf(browser) }),
      });
    expect((await ask({})).status).toBe(401);
    expect((await ask({ authorization: `Bearer ${token}` })).status).toBe(403);
    const person = await fetch(`${portal.url}/api/communities/v1/people/ada`, {
      headers: { authorization: `Bearer ${token}` },
    });
    expect(person.status).toBe(403);
  });
});

describe('a logout token', () => {
  const send = (token: string) =>
    fetch(`${portal.url}/api/communities/v1/sign-in/tiny/back-channel-logout`, {
      method: 'POST',
      body: new URLSearchParams({ logout_token: token }),
    });

  it('of the provider ends the session that it names', async () => {
    const { browser } = await comeIn();
    const change = { sid: 'session-there', sub: undefined };
    expect((await send(await provider.logoutToken(change))).status).toBe(200);
    expect((await portal.session(browser)).status).toBe(401);
  });

  it('ends all sessions of a person, but none that is younger', async () => {
    const { browser } = await comeIn();
    const old = await provider.logoutToken({ iat: now() - 30 });
    expect((await send(old)).status).toBe(200);
    expect((await portal.session(browser)).status).toBe(200);
    expect((await send(await provider.logoutToken())).status).toBe(200);
    expect((await portal.session(browser)).status).toBe(401);
  });

  const event = { 'http://schemas.openid.net/event/backchannel-logout': {} };
  const lies: [string, () => Promise<string>][] = [
    ['is for another client', () => provider.logoutToken({ aud: 'another' })],
    [
      'is of another issuer',
      () => provider.logoutToken({ iss: 'https://e.x' }),
    ],
    ['has expired', () => provider.logoutToken({ exp: now() - 60 })],
    ['is old', () => provider.logoutToken({ iat: now() - 3600 })],
    ['is an ID token', () => provider.logoutToken({ events: undefined })],
    ['has a nonce', () => provider.logoutToken({ nonce: 'n' })],
    ['names nobody', () => provider.logoutToken({ sub: undefined })],
    [
      'has no signature',
      async () =>
        new UnsecuredJWT({
          ...{ iss: provider.issuer, aud: 'astrolabe', iat: now() },
          ...{ sub: provider.claims.sub, events: event },
        }).encode(),
    ],
    [
      'is signed with our secret',
      () =>
        new SignJWT({
          ...{ iss: provider.issuer, aud: 'astrolabe', iat: now() },
          ...{ sub: provider.claims.sub, events: event },
        })
          .setProtectedHeader({ alg: 'HS256' })
          .sign(new TextEncoder().encode('canary-of-the-client')),
    ],
  ];
  it.each(lies)('that %s ends nothing', async (_what, make) => {
    const { browser } = await comeIn();
    expect((await send(await make())).status).toBe(400);
    expect((await portal.session(browser)).status).toBe(200);
  });
});

describe('what is secret', () => {
  it('is in no log', () => {
    expect(portal.logs()).toContain('failed');
    expect(portal.logs()).not.toMatch(/canary|eyJ/);
  });
});
