/* eslint-disable @backstage/no-relative-monorepo-imports -- scripts are no package */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startKeycloak } from '../../../../../scripts/engines/keycloak.mjs';
import { loginFormAction } from '../../../../../scripts/engines/keycloakLogin.mjs';
import { freePort } from '../../../../../scripts/lib/freePort.mjs';
import { Browser, startSignIn, type Portal } from '../../__testUtils__';
import { WorkloadTokens } from '../../machineAccess/workloadTokens';

const PASSWORD = 'a password of tests';
const PATIENCE = { timeout: 60_000, interval: 500 };

type Keycloak = Awaited<ReturnType<typeof startKeycloak>>;

// The realm that operators are given, in a real Keycloak.
describe('sign-in by Keycloak', () => {
  let keycloak: Keycloak;
  let portal: Portal;

  beforeAll(async () => {
    const issuerPort = await freePort();
    portal = await startSignIn({
      providerId: 'keycloak',
      issuer: `http://localhost:${issuerPort}/realms/astrolabe`,
      provider: { timeoutSeconds: 20 },
    });
    keycloak = await startKeycloak({ portalUrl: portal.url, port: issuerPort });
  });
  afterAll(async () => {
    await portal?.stop();
    await keycloak?.stop();
  });

  function addPerson(username: string, roles: string[]) {
    return keycloak.admin.addPerson({
      ...{ username, password: PASSWORD, roles },
      ...{ firstName: username, lastName: 'Example' },
      email: `${username}@example.org`,
    });
  }

  /** As a person does it: by the form, with name and password. */
  async function comeIn(
    username: string,
    page = '/home',
    { browser = new Browser(), start = portal.startUrl(page) } = {},
  ) {
    const form = await browser.follow(start);
    expect(form.url).toContain(keycloak.issuer);
    const { url } = await browser.follow(
      loginFormAction(await form.response.text()),
      {
        method: 'POST',
        body: new URLSearchParams({ username, password: PASSWORD }),
        until: `${portal.url}${page}`,
      },
    );
    return { browser, url };
  }

  async function sessionOf(browser: Browser) {
    const response = await portal.session(browser);
    expect(response.status).toBe(200);
    return (await response.json()).backstageIdentity;
  }

  const statusOf = async (browser: Browser) =>
    (await portal.session(browser)).status;

  it('brings me back to my page as a member of what my roles say', async () => {
    await addPerson('ada', ['access:default:full']);
    const { browser, url } = await comeIn('ada', '/workloads?mine=1');
    expect(url).toBe(`${portal.url}/workloads?mine=1`);
    const { identity, token } = await sessionOf(browser);
    expect(identity.userEntityRef).toMatch(/^user:default\/ada-[0-9a-f]{8}$/);
    expect(identity.ownershipEntityRefs).toContain('group:default/tier-full');
    const me = await (await portal.me(token)).json();
    expect(me).toMatchObject({ displayName: 'ada Example', tier: 'full' });
  });

  it('says which workload asks, by a token of a client of its own', async () => {
    const client = { clientId: 'ci', secret: 'of-tests-only' };
    const audience = 'https://portal.example.org';
    await keycloak.admin.ask('POST', '/clients', {
      ...{
        ...client,
        serviceAccountsEnabled: true,
        standardFlowEnabled: false,
      },
      protocolMappers: [
        {
          ...{ name: 'portal', protocol: 'openid-connect' },
          protocolMapper: 'oidc-audience-mapper',
          config: {
            'included.custom.audience': audience,
            'access.token.claim': 'true',
          },
        },
      ],
    });
    const response = await fetch(
      `${keycloak.issuer}/protocol/openid-connect/token`,
      {
        method: 'POST',
        body: new URLSearchParams({
          grant_type: 'client_credentials',
          ...{ client_id: client.clientId, client_secret: client.secret },
        }),
      },
    );
    const { access_token: token } = await response.json();
    const trusting = (azp: string) =>
      new WorkloadTokens(() => [
        {
          ...{ ref: 'user:service/ci', memberOf: [], scopes: [] },
          tokens: [
            {
              ...{ issuer: keycloak.issuer, audience },
              claims: new Map([['azp', [azp]]]),
            },
          ],
        },
      ]);
    await expect(trusting('ci').find(token)).resolves.toMatchObject({
      personRef: 'user:service/ci',
    });
    await expect(trusting('other').find(token)).rejects.toThrow(/trusts/);
  });

  it('lets nobody in without a role', async () => {
    await addPerson('nobody', []);
    const { browser, url } = await comeIn('nobody');
    expect(new URL(url).searchParams.get('sign-in')).toBe('no-membership');
    expect(await statusOf(browser)).toBe(401);
  });

  it('takes what I may do from a live token when my role is taken', async () => {
    const id = await addPerson('bea', ['access:default:manager']);
    const { token } = await sessionOf((await comeIn('bea')).browser);
    const mayRefresh = () => decisionOn(portal, token, 'asset.refresh');
    expect(await mayRefresh()).toBe('ALLOW');
    await keycloak.admin.takeRoles(id, ['access:default:manager']);
    await expect
      .poll(async () => {
        await portal.keep();
        return mayRefresh();
      }, PATIENCE)
      .toBe('DENY');
    await keycloak.admin.giveRoles(id, ['access:default:full']);
    await expect
      .poll(async () => {
        await portal.keep();
        return (await portal.me(token)).status;
      }, PATIENCE)
      .toBe(200);
    expect(await mayRefresh()).toBe('DENY');
  });

  it('ends my session when its administrator does, without being asked', async () => {
    const id = await addPerson('cleo', ['access:default:full']);
    const { browser } = await comeIn('cleo');
    expect(await statusOf(browser)).toBe(200);
    await keycloak.admin.endSessions(id);
    // Nobody refreshes it here: it is Keycloak that tells us.
    await expect.poll(() => statusOf(browser), PATIENCE).toBe(401);
  });

  it('ends the session of somebody who is disabled', async () => {
    const id = await addPerson('dan', ['access:default:full']);
    const { browser } = await comeIn('dan');
    await keycloak.admin.disable(id);
    await expect
      .poll(async () => {
        await portal.keep();
        return statusOf(browser);
      }, PATIENCE)
      .toBe(401);
  });

  it('asks anew who I am before another account of mine is linked, and for it', async () => {
    await keycloak.admin.ask('POST', '/roles', { name: 'access:imagine:full' });
    await addPerson('fay', ['access:default:full']);
    await addPerson('fay-at-work', ['access:imagine:full']);
    const { browser } = await comeIn('fay');
    const begin = async () => {
      const { identity, token } = await sessionOf(browser);
      const answer = await browser.request(
        `${portal.url}/api/communities/v1/identities/links`,
        {
          method: 'POST',
          headers: {
            ...{ authorization: `Bearer ${token}` },
            'content-type': 'application/json',
            'x-requested-with': 'XMLHttpRequest',
          },
          body: JSON.stringify({ provider: 'keycloak', return: '/home' }),
        },
      );
      const { url, error } = await answer.json();
      return { ref: identity.userEntityRef, url, error };
    };
    expect((await begin()).error.code).toBe('SIGN_IN_AGAIN');
    await comeIn('fay', '/home', {
      ...{ browser, start: portal.startUrl('/home', 'login') },
    });
    const { ref, url: start } = await begin();
    // Two accounts of one realm: it asks for the one that it knows.
    browser.forget(keycloak.issuer);
    const { url } = await comeIn('fay-at-work', '/home', { browser, start });
    expect(new URL(url).searchParams.get('link')).toBe('done');
    const { identity } = await sessionOf((await comeIn('fay-at-work')).browser);
    expect(identity.userEntityRef).toBe(ref);
    expect(identity.ownershipEntityRefs).toEqual([
      ...[ref, 'group:default/tier-full', 'group:imagine/tier-full'],
    ]);
  });

  it('signs me out there too, so that it asks who I am the next time', async () => {
    await addPerson('eva', ['access:default:full']);
    const { browser } = await comeIn('eva');
    // It knows me: no form.
    const known = await browser.follow(portal.startUrl('/home'), {
      until: `${portal.url}/home`,
    });
    expect(known.url).toBe(`${portal.url}/home`);
    const answer = await browser.request(
      `${portal.url}/api/communities/v1/sign-in/sign-out`,
      { method: 'POST', headers: { 'x-requested-with': 'XMLHttpRequest' } },
    );
    const { url } = await answer.json();
    const end = await browser.follow(url, { until: portal.url });
    expect(end.url).toBe(`${portal.url}/`);
    const form = await browser.follow(portal.startUrl('/home'));
    expect(loginFormAction(await form.response.text())).toContain('/login');
  });
});

/** What the policy says to whoever holds the token. */
async function decisionOn(
  { url }: Portal,
  token: string,
  name: string,
): Promise<string> {
  const permission = { type: 'basic', name, attributes: {} };
  const response = await fetch(`${url}/api/permission/authorize`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${token}`,
      'content-type': 'application/json',
    },
    body: JSON.stringify({ items: [{ id: 'asked', permission }] }),
  });
  const { items } = await response.json();
  return items[0].result;
}
