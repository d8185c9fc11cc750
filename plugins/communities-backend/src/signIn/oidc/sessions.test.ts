import { describe, expect, it } from 'vitest';
import {
  Browser,
  startSignIn,
  TinyProvider,
  untilDue,
  useSignIn,
} from '../../__testUtils__';

const door = useSignIn();
const OWN = { 'x-requested-with': 'XMLHttpRequest' };

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
      // Who is new is not sent to where nobody answers.
      const again = await new Browser().follow(from, { until });
      expect(new URL(again.url).searchParams.get('sign-in')).toBe('away');
    } finally {
      await other.stop();
    }
  });

  it('is not waited for', async () => {
    const { browser, url } = await door.goThere();
    door.provider.delayMs = 3000;
    const end = await browser.follow(url, { until: `${door.portal.url}/home` });
    expect(await door.problemAt(browser, end.url)).toBe('away');
  });

  it('that gives no way to refresh lets nobody in, and the log says what to do', async () => {
    door.provider.givesRefreshTokens = false;
    expect(await door.problem()).toBe('failed');
    expect(door.portal.logs()).toContain('offline_access');
  });
});

describe('a session', () => {
  it('gains and loses memberships as the provider says, with the same token', async () => {
    const { browser } = await door.comeIn();
    const token = await door.tokenOf(browser);
    expect((await door.portal.me(token)).status).toBe(200);
    door.provider.claims.realm_access = { roles: [] };
    await untilDue();
    await door.portal.keep();
    await expect
      .poll(async () => (await door.portal.me(token)).status, {
        timeout: 60_000,
      })
      .toBe(403);
    door.provider.claims.realm_access = { roles: ['access:default:manager'] };
    await untilDue();
    await door.portal.keep();
    await expect
      .poll(async () => (await (await door.portal.me(token)).json()).tier, {
        timeout: 60_000,
      })
      .toBe('manager');
  });

  it('ends when the provider refreshes it no more, and its memberships with it', async () => {
    const { browser } = await door.comeIn();
    const token = await door.tokenOf(browser);
    door.provider.refusal = { status: 400, body: { error: 'invalid_grant' } };
    await untilDue();
    await door.portal.keep();
    expect((await door.portal.session(browser)).status).toBe(401);
    await expect
      .poll(async () => (await door.portal.me(token)).status, {
        timeout: 60_000,
      })
      .toBe(403);
  });

  it('is refreshed by one of all replicas at a time', async () => {
    await door.comeIn();
    await untilDue();
    const before = door.provider.asked.length;
    await Promise.all([
      door.portal.keep(),
      door.portal.keep(),
      door.portal.keep(),
    ]);
    const asked = door.provider.asked
      .slice(before)
      .map(form => form.get('refresh_token'));
    expect(asked.length).toBeGreaterThan(0);
    expect(new Set(asked).size).toBe(asked.length);
  });

  it('is told to no page of another origin', async () => {
    const { browser } = await door.comeIn();
    const bare = await browser.request(
      `${door.portal.url}/api/auth/session/refresh`,
    );
    expect(bare.status).toBe(403);
  });

  it('ends when I sign out, at the provider too, but only by a page of ours', async () => {
    const { browser } = await door.comeIn();
    expect((await door.signOut(browser)).status).toBe(403);
    expect((await door.portal.session(browser)).status).toBe(200);
    const kept = door.sessionCookieOf(browser)!;

    const { url } = await (await door.signOut(browser, OWN)).json();
    expect(url).toMatch(new RegExp(`^${door.provider.issuer}/logout\\?`));
    const query = new URL(url).searchParams;
    expect(query.get('post_logout_redirect_uri')).toBe(`${door.portal.url}/`);
    expect(door.sessionCookieOf(browser)).toBeUndefined();
    // Whoever kept the cookie has nothing.
    browser.plant(door.portal.url, 'astrolabe-session', kept);
    expect((await door.portal.session(browser)).status).toBe(401);
  });

  it('is told to no person and to nobody else, only to backends', async () => {
    const { browser } = await door.comeIn();
    const token = await door.tokenOf(browser);
    const ask = (headers: Record<string, string>) =>
      fetch(`${door.portal.url}/api/communities/v1/sessions/find`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: JSON.stringify({ sessionId: door.sessionCookieOf(browser) }),
      });
    expect((await ask({})).status).toBe(401);
    expect((await ask({ authorization: `Bearer ${token}` })).status).toBe(403);
    const person = await fetch(
      `${door.portal.url}/api/communities/v1/people/ada`,
      {
        headers: { authorization: `Bearer ${token}` },
      },
    );
    expect(person.status).toBe(403);
  });
});
