import { describe, expect, it } from 'vitest';
import { Browser, useSignIn } from '../../__testUtils__';

const door = useSignIn();

describe('sign-in by a provider', () => {
  it('brings me back to the page that I wanted, as a member of my communities', async () => {
    const { browser, url } = await door.comeIn('/workloads/abc?tab=logs#end');
    expect(url).toBe(`${door.portal.url}/workloads/abc?tab=logs#end`);
    const session = await (await door.portal.session(browser)).json();
    expect(session.profile.displayName).toBe('Ada Fuller');
    const { identity, token } = session.backstageIdentity;
    expect(identity.userEntityRef).toMatch(/^user:default\/ada-[0-9a-f]{8}$/);
    expect(identity.ownershipEntityRefs).toEqual([
      identity.userEntityRef,
      'group:default/tier-full',
      'group:imagine/tier-demo',
    ]);
    const me = await door.portal.me(token);
    expect(me.status).toBe(200);
    expect(await me.json()).toMatchObject({ displayName: 'Ada Fuller' });
  });

  it('offers the providers to everybody, and says what they have to say of me', async () => {
    const url = `${door.portal.url}/api/communities/v1/sign-in/providers`;
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
    const first = await door.comeIn();
    door.provider.claims = {
      ...door.provider.claims,
      ...{ preferred_username: 'olga', name: 'Olga \u202ENew' },
    };
    const second = await door.comeIn();
    const sessions = await Promise.all(
      [first, second].map(async ({ browser }) =>
        (await door.portal.session(browser)).json(),
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
    door.provider.claims.email = 'ada@example.org';
    const { browser } = await door.comeIn();
    door.provider.claims.sub = 'somebody-else';
    const other = await door.comeIn();
    const [one, two] = await Promise.all(
      [browser, other.browser].map(async each =>
        (await door.portal.session(each)).json(),
      ),
    );
    expect(one.backstageIdentity.identity.userEntityRef).not.toBe(
      two.backstageIdentity.identity.userEntityRef,
    );
    // It was not verified there.
    expect(one.profile.email).toBeUndefined();
  });

  it('lets nobody in without a membership, and says so', async () => {
    door.provider.claims.realm_access = { roles: ['access:elsewhere:full'] };
    expect(await door.problem()).toBe('no-membership');
  });

  it('says that the provider refused me', async () => {
    door.provider.denies = true;
    expect(await door.problem()).toBe('denied');
  });

  it('comes back to no other place than a page of the portal', async () => {
    for (const page of [
      'https://evil.example/',
      '//evil.example/',
      '/\\evil.example/',
      '/\t/evil.example',
      '/%09/../\\evil.example',
      '/..//evil.example',
      'data:text/html,hello',
      '/api/auth/session/refresh',
      'workloads',
      ' /workloads',
    ]) {
      const response = await new Browser().request(door.portal.startUrl(page));
      expect({ page, status: response.status }).toEqual({ page, status: 400 });
    }
  });

  it('is bound to the browser that began it', async () => {
    const { url } = await door.goThere();
    const victim = new Browser();
    const end = await victim.follow(url, { until: `${door.portal.url}/?` });
    expect(await door.problemAt(victim, end.url)).toBe('expired');
  });

  it('works in two tabs at once', async () => {
    const browser = new Browser();
    const first = await door.goThere(browser, '/one');
    const second = await door.goThere(browser, '/two');
    for (const [tab, page] of [
      [second, '/two'],
      [first, '/one'],
    ] as const) {
      const end = await browser.follow(tab.url, {
        until: `${door.portal.url}${page}`,
      });
      expect(end.url).toBe(`${door.portal.url}${page}`);
    }
    expect((await door.portal.session(browser)).status).toBe(200);
  });

  it('takes an answer once', async () => {
    const { browser, url } = await door.goThere();
    await browser.follow(url, { until: `${door.portal.url}/home` });
    const again = await browser.follow(url, { until: `${door.portal.url}/?` });
    expect(new URL(again.url).searchParams.get('sign-in')).toBe('expired');
  });

  it('is not accepted when its state or its seal was changed', async () => {
    const { browser, url } = await door.goThere();
    const state = new URL(url).searchParams.get('state')!;
    const name = `astrolabe-sign-in-${state.slice(0, 16)}`;
    const sealed = browser.cookiesOf(door.portal.url).get(name)!;
    const another = sealed.startsWith('A') ? 'B' : 'A';
    browser.plant(door.portal.url, name, another + sealed.slice(1));
    const end = await browser.follow(url, { until: `${door.portal.url}/?` });
    expect(await door.problemAt(browser, end.url)).toBe('expired');

    const other = await door.goThere();
    const tail = other.url.replace(/(state=[^&]{20})[^&]*/, '$1another');
    const stopped = await other.browser.follow(tail, {
      until: `${door.portal.url}/home`,
    });
    expect(await door.problemAt(other.browser, stopped.url)).toBe('failed');
  });

  it('is not accepted with what another sign-in was given', async () => {
    const one = await door.goThere();
    const two = await door.goThere();
    // The code of one with the state of the other: PKCE and nonce differ.
    const mixed = new URL(two.url);
    mixed.searchParams.set('code', new URL(one.url).searchParams.get('code')!);
    const end = await two.browser.follow(mixed.href, {
      until: `${door.portal.url}/home`,
    });
    expect(await door.problemAt(two.browser, end.url)).toBe('expired');
  });

  it('gives a browser another session each time, and none that it brought along', async () => {
    const browser = new Browser();
    browser.plant(
      door.portal.url,
      'astrolabe-session',
      'chosen-by-somebody-else',
    );
    await door.comeIn('/home', browser);
    const first = door.sessionCookieOf(browser)!;
    expect(first).not.toBe('chosen-by-somebody-else');
    await door.comeIn('/home', browser);
    expect(door.sessionCookieOf(browser)).not.toBe(first);
    const old = new Browser();
    old.plant(door.portal.url, 'astrolabe-session', first);
    expect((await door.portal.session(old)).status).toBe(401);
  });

  it('keeps its cookies from scripts and from other hosts', async () => {
    const { browser, url } = await door.goThere();
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
