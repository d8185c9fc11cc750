import type { LinkedIdentity } from '@astrolabe/plugin-communities-common';
import type { JWTPayload } from 'jose';
import { describe, expect, it } from 'vitest';
import { Browser, useSignIn } from '../../__testUtils__';

const door = useSignIn();
const PAGE = '/preferences';
const OWN = { 'x-requested-with': 'XMLHttpRequest' };

const at = (path: string) => `${door.portal.url}/api/communities/v1${path}`;
const roles = (...names: string[]) => ({
  realm_access: { roles: names.map(name => `access:${name}`) },
});

/** The provider speaks of somebody whom it never spoke of. */
function another(claims: JWTPayload = roles('default:full')): JWTPayload {
  door.provider.behave();
  Object.assign(door.provider.claims, claims);
  return door.provider.claims;
}

/** Signs in, by default after the provider has asked anew who it is. */
async function comeIn(
  prompt: 'login' | 'unasked' = 'login',
  browser = new Browser(),
) {
  await browser.follow(
    door.portal.startUrl(PAGE, prompt === 'login' ? prompt : undefined),
    {
      until: `${door.portal.url}${PAGE}`,
    },
  );
  const session = await (await door.portal.session(browser)).json();
  const { token, identity } = session.backstageIdentity;
  const ask = (request: string, body?: object, headers = OWN) => {
    const [method, path] = request.split(' ');
    return browser.request(at(path), {
      method,
      headers: {
        ...headers,
        authorization: `Bearer ${token}`,
        'content-type': 'application/json',
      },
      ...(body && { body: JSON.stringify(body) }),
    });
  };
  const identities = async (): Promise<LinkedIdentity[]> =>
    (await (await ask('GET /identities')).json()).items;
  const begin = (headers = OWN) =>
    ask('POST /identities/links', { provider: 'tiny', return: PAGE }, headers);
  /** Begins a link, goes to the provider and stops on the way back. */
  const goThere = async () => {
    const { url } = await (await begin()).json();
    const back = await browser.follow(url, {
      until: at('/sign-in/tiny/callback'),
    });
    return back.url;
  };
  const ref: string = identity.userEntityRef;
  return { browser, token, ref, ask, identities, begin, goThere };
}

/** @returns what the page that it ends at is told of the link */
async function finish(browser: Browser, url: string) {
  const end = await browser.follow(url, { until: `${door.portal.url}${PAGE}` });
  return new URL(end.url).searchParams.get('link');
}

/** Somebody with two identities, who is signed in by the second. */
async function linked() {
  const first = another(roles('default:full'));
  const before = await comeIn();
  const second = another(roles('imagine:manager'));
  const outcome = await finish(before.browser, await before.goThere());
  const ada = await comeIn('login', before.browser);
  return { first, second, before, outcome, ada };
}

const codeOf = async (response: Response) => ({
  status: response.status,
  code: (await response.json()).error?.code,
});

describe('linking another sign-in to oneself', () => {
  it('lets me in by both from then on, as a member of what either says', async () => {
    const { first, second, before, outcome } = await linked();
    expect(outcome).toBe('done');
    for (const claims of [first, second]) {
      door.provider.claims = claims;
      const { ref, token, identities } = await comeIn();
      expect(ref).toBe(before.ref);
      const me = await (await door.portal.me(token)).json();
      expect(me.memberships).toMatchObject([
        { community: 'default', tier: 'full' },
        { community: 'imagine', tier: 'manager' },
      ]);
      const found = await identities();
      expect(found.map(each => [each.subject, each.isCurrent])).toEqual([
        [first.sub, claims === first],
        [second.sub, claims === second],
      ]);
      expect(found[0]).toMatchObject({ provider: 'tiny', account: 'ada' });
    }
  });

  it('gives the browser another session, and ends the one before', async () => {
    another();
    const { browser, goThere } = await comeIn();
    const held = door.sessionCookieOf(browser)!;
    another();
    await finish(browser, await goThere());
    expect(door.sessionCookieOf(browser)).not.toBe(held);
    const old = new Browser();
    old.plant(door.portal.url, 'astrolabe-session', held);
    expect((await door.portal.session(old)).status).toBe(401);
  });

  it('wants that both providers have just asked who I am', async () => {
    another();
    const stale = await comeIn('unasked');
    expect(await codeOf(await stale.begin())).toEqual({
      ...{ status: 403, code: 'SIGN_IN_AGAIN' },
    });
    const { browser, goThere, identities } = await comeIn();
    another();
    door.provider.asksWhenTold = false;
    expect(await finish(browser, await goThere())).toBe('stale');
    expect(await identities()).toHaveLength(1);
    // A provider that does not ask when it is told to makes no fresh session.
    const unasked = await comeIn();
    expect((await unasked.begin()).status).toBe(403);
  });

  it('refuses an identity that somebody has, who stays who they are', async () => {
    const taken = another();
    const max = await comeIn();
    const mine = another();
    const { browser, goThere, identities } = await comeIn();
    door.provider.claims = taken;
    expect(await finish(browser, await goThere())).toBe('taken');
    door.provider.claims = mine;
    expect(await finish(browser, await goThere())).toBe('own');
    expect(await identities()).toHaveLength(1);
    door.provider.claims = taken;
    expect((await comeIn()).ref).toBe(max.ref);
  });

  it('refuses one that entitles to nothing', async () => {
    another();
    const { browser, goThere, identities } = await comeIn();
    another(roles());
    expect(await finish(browser, await goThere())).toBe('no-membership');
    expect(await identities()).toHaveLength(1);
  });

  it('is begun by no page of others, no token alone and nobody else', async () => {
    another();
    const ada = await comeIn();
    another();
    const eve = await comeIn();
    expect(await codeOf(await ada.begin({} as typeof OWN))).toEqual({
      ...{ status: 403, code: 'FOREIGN_PAGE' },
    });
    const asked = (browser: Browser) =>
      browser.request(at('/identities/links'), {
        method: 'POST',
        headers: {
          ...OWN,
          authorization: `Bearer ${ada.token}`,
          'content-type': 'application/json',
        },
        body: JSON.stringify({ provider: 'tiny' }),
      });
    // A stolen token, without a session and with the thief's own.
    for (const browser of [new Browser(), eve.browser]) {
      expect(await codeOf(await asked(browser))).toEqual({
        ...{ status: 401, code: 'NO_SESSION' },
      });
    }
    const link = { provider: 'tiny', return: 'https://evil.example/' };
    const away = await ada.ask('POST /identities/links', link);
    expect((await codeOf(away)).code).toBe('FOREIGN_RETURN');
  });

  it("takes the answer in the session that began it alone, so that nobody's identity gets to another", async () => {
    const own = another();
    const eve = await comeIn();
    another();
    // Eve has signed in at the provider, and makes Ada finish it.
    const url = await eve.goThere();
    const state = new URL(url).searchParams.get('state')!;
    const name = `astrolabe-sign-in-${state.slice(0, 16)}`;
    const sealed = eve.browser.cookiesOf(door.portal.url).get(name)!;
    another();
    const ada = await comeIn();
    const led = await ada.browser.follow(url, {
      until: `${door.portal.url}/`,
    });
    expect(new URL(led.url).searchParams.get('sign-in')).toBe('expired');
    // Even where she could write Ada's cookies.
    ada.browser.plant(door.portal.url, name, sealed);
    expect(await finish(ada.browser, url)).toBe('expired');
    expect(await ada.identities()).toHaveLength(1);
    // Nor is it hers after she has signed out, or in again.
    door.provider.claims = own;
    await comeIn('login', eve.browser);
    eve.browser.plant(door.portal.url, name, sealed);
    expect(await finish(eve.browser, url)).toBe('expired');
    expect(await eve.identities()).toHaveLength(1);
  });
});

describe('taking a sign-in away', () => {
  it('ends its sessions and what it gave, and makes it a stranger', async () => {
    const { first, second, before, ada } = await linked();
    const other = new Browser();
    door.provider.claims = first;
    await comeIn('login', other);
    const [founding] = await ada.identities();
    expect((await ada.ask(`DELETE /identities/${founding.id}`)).status).toBe(
      204,
    );
    expect((await door.portal.session(other)).status).toBe(401);
    expect((await ada.identities()).map(({ subject }) => subject)).toEqual([
      second.sub,
    ]);
    door.provider.claims = second;
    const still = await comeIn();
    expect(still.ref).toBe(before.ref);
    const me = await (await door.portal.me(still.token)).json();
    expect(me.memberships).toHaveLength(1);
    // Its person's name is not given to it again.
    door.provider.claims = first;
    expect((await comeIn()).ref).not.toBe(before.ref);
  });

  it('is not done to the last, to the one in use, or to that of another', async () => {
    const { first, ada } = await linked();
    const current = (await ada.identities()).find(each => each.isCurrent)!;
    const remove = async (id: string, who = ada) =>
      codeOf(await who.ask(`DELETE /identities/${id}`));
    expect((await remove(current.id)).code).toBe('IDENTITY_IN_USE');
    another();
    const eve = await comeIn();
    const [own] = await eve.identities();
    expect((await remove(own.id, eve)).code).toBe('LAST_IDENTITY');
    expect((await remove(current.id, eve)).code).toBe('IDENTITY_UNKNOWN');
    expect(await ada.identities()).toHaveLength(2);
    // Nor without a fresh sign-in, or by a page of others.
    const foreign = await ada.ask(
      `DELETE /identities/${current.id}`,
      undefined,
      {} as typeof OWN,
    );
    expect((await codeOf(foreign)).code).toBe('FOREIGN_PAGE');
    door.provider.claims = first;
    const stale = await comeIn('unasked');
    expect((await remove(current.id, stale)).code).toBe('SIGN_IN_AGAIN');
  });

  it('leaves one, though each session takes the other away at once', async () => {
    const { first, ada } = await linked();
    door.provider.claims = first;
    const twin = await comeIn();
    const [one, two] = await ada.identities();
    const statuses = await Promise.all([
      ada.ask(`DELETE /identities/${one.id}`),
      twin.ask(`DELETE /identities/${two.id}`),
    ]);
    const done = statuses.filter(({ status }) => status === 204);
    expect(done).toHaveLength(1);
  });
});
