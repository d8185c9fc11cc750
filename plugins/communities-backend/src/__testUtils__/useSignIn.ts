import { afterAll, beforeAll, beforeEach, expect } from 'vitest';
import { Browser } from './Browser';
import { startSignIn, type Portal } from './startSignIn';
import { TinyProvider } from './TinyProvider';

const CALLBACK = '/api/communities/v1/sign-in/tiny/callback';

/** A portal and its provider for the tests of a file, and what people do there. */
export function useSignIn(
  more: Pick<Parameters<typeof startSignIn>[0], 'people' | 'rooms'> = {},
) {
  let provider: TinyProvider;
  let portal: Portal;
  beforeAll(async () => {
    provider = await TinyProvider.start();
    portal = await startSignIn({
      ...more,
      issuer: provider.issuer,
      provider: { timeoutSeconds: 1, clockToleranceSeconds: 5 },
    });
  });
  afterAll(async () => {
    await portal.stop();
    await provider.goAway();
  });
  beforeEach(() => provider.behave());

  const post = (path: string) => `${portal.url}/api/communities/v1/${path}`;
  return {
    get provider() {
      return provider;
    },
    get portal() {
      return portal;
    },
    /** Signs in, and stops before the page of the portal. */
    async comeIn(page = '/home', browser = new Browser()) {
      const { url } = await browser.follow(portal.startUrl(page), {
        until: `${portal.url}${page}`,
      });
      return { browser, url };
    },
    /** Goes to the provider, and stops where it sends the browser back. */
    async goThere(browser = new Browser(), page = '/home') {
      const { url } = await browser.follow(portal.startUrl(page), {
        until: `${portal.url}${CALLBACK}`,
      });
      return { browser, url };
    },
    /** What the page is told of a sign-in that did not succeed. */
    async problemAt(browser: Browser, url: string) {
      expect((await portal.session(browser)).status).toBe(401);
      return new URL(url).searchParams.get('sign-in');
    },
    async problem() {
      const { browser, url } = await this.comeIn();
      return this.problemAt(browser, url);
    },
    async tokenOf(browser: Browser): Promise<string> {
      const session = await (await portal.session(browser)).json();
      return session.backstageIdentity.token;
    },
    sessionCookieOf: (browser: Browser) =>
      browser.cookiesOf(portal.url).get('astrolabe-session'),
    signOut: (browser: Browser, headers: Record<string, string> = {}) =>
      browser.request(post('sign-in/sign-out'), { method: 'POST', headers }),
    logOut: (token: string) =>
      fetch(post('sign-in/tiny/back-channel-logout'), {
        method: 'POST',
        body: new URLSearchParams({ logout_token: token }),
      }),
  };
}

export const now = () => Math.floor(Date.now() / 1000);

/** The sessions of these tests are due a second after they were made. */
export const untilDue = () => new Promise(resolve => setTimeout(resolve, 1100));
