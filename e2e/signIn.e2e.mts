import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CLIENT_SECRET, startKeycloak } from '../scripts/engines/keycloak.mjs';
import { freePort } from '../scripts/lib/freePort.mjs';
import { openBrowser, type Session } from './support/browser.mts';
import type { RunningPortal } from './support/launchPortal.mts';
import { inEveryLook } from './support/looks.mts';
import { prepareJourney, type Journey } from './support/prepareJourney.mts';
import { ownPort } from './support/sharedPortal.mts';

const PORT_OFFSET = 70;
const PASSWORD = 'a password of tests';

describe('sign-in by the Keycloak of an institute', () => {
  let keycloak: Awaited<ReturnType<typeof startKeycloak>>;
  let journey: Journey;
  let portal: RunningPortal;
  let session: Session;

  beforeAll(async () => {
    const port = await freePort();
    const portalUrl = `http://localhost:${ownPort(PORT_OFFSET)}`;
    journey = await prepareJourney('sign-in');
    [keycloak, portal] = await Promise.all([
      startKeycloak({ portalUrl, port }),
      journey.start(PORT_OFFSET, {
        communities: {
          list: [{ id: 'sea', title: 'Sea Lab', hosts: ['sea.localhost'] }],
          signIn: {
            demo: { enabled: false },
            providers: [
              {
                id: 'keycloak',
                title: 'The institute',
                issuer: `http://localhost:${port}/realms/astrolabe`,
                clientId: 'astrolabe',
                clientSecret: CLIENT_SECRET,
                contact: 'help@institute.example',
                rules: [
                  {
                    claim: 'realm_access.roles',
                    pattern: 'access:{community}:{level}',
                    levels: { full: 'full' },
                  },
                ],
              },
            ],
          },
        },
      }),
    ]);
    await welcomeAt(seaOf(portal.url));
    await addPerson('ada', ['access:default:full']);
    await addPerson('nia', []);
    session = await openBrowser();
  });

  afterAll(async () => {
    await session?.close();
    await portal?.stop();
    await keycloak?.stop();
    await journey?.end();
  });

  function addPerson(username: string, roles: string[]) {
    return keycloak.admin.addPerson({
      ...{ username, password: PASSWORD, roles },
      ...{ firstName: username, lastName: 'Example' },
      email: `${username}@example.org`,
    });
  }

  const seaOf = (url: string) => url.replace('localhost', 'sea.localhost');

  /** Has Keycloak send people back to the host of a community, as the operator's guide says. */
  async function welcomeAt(origin: string) {
    const { ask } = keycloak.admin;
    const [client] = await ask('GET', '/clients?clientId=astrolabe');
    const signedOut = 'post.logout.redirect.uris';
    const attributes = {
      ...client.attributes,
      [signedOut]: `${client.attributes[signedOut]}##${origin}/`,
    };
    const callback = `${origin}/api/communities/v1/sign-in/keycloak/callback`;
    await ask('PUT', `/clients/${client.id}`, {
      ...client,
      attributes,
      redirectUris: [...client.redirectUris, callback],
    });
    await ask('POST', '/roles', { name: 'access:sea:full' });
  }

  const enter = ({ page } = session) =>
    page.getByRole('button', { name: 'Sign in with The institute' }).click();

  /** In Keycloak's own form. */
  async function fillForm(username: string, { page } = session) {
    await page.locator('#username').fill(username);
    await page.locator('#password').fill(PASSWORD);
    await page.locator('#kc-login').click();
  }

  it('brings me to the page that I asked for, as who I am there', async () => {
    const { page } = session;
    await page.goto(`${portal.url}/workloads?kind=batch`);
    await page.getByRole('heading', { name: 'Sign in' }).waitFor();
    await inEveryLook(page, 'sign-in-providers');
    await enter();
    await fillForm('ada');
    await page.waitForURL(`${portal.url}/workloads?kind=batch`);
    await page
      .getByRole('heading', { level: 1, name: 'My workloads' })
      .waitFor();
    await page.getByRole('button', { name: /ada Example · Full/ }).waitFor();
    await page.reload();
    await page.getByRole('button', { name: /ada Example · Full/ }).waitFor();
  });

  it('ends here and there when I sign out', async () => {
    const { page } = session;
    await page.getByRole('button', { name: /ada Example/ }).click();
    await page.getByRole('menuitem', { name: 'Sign out' }).click();
    await page.getByRole('heading', { name: 'Sign in' }).waitFor();
    await enter();
    await page.locator('#username').waitFor();
  });

  it('says what was looked for when my account entitles me to nothing', async () => {
    const { page } = session;
    await fillForm('nia');
    const said = page.getByRole('alert');
    await said.getByText('You belong to no community here yet').waitFor();
    const words = await said.textContent();
    expect(words).toContain('realm_access.roles = access:{community}:{level}');
    expect(words).toContain('help@institute.example');
    await inEveryLook(page, 'sign-in-no-membership');
  });

  it('brings whoever comes to the host of a community back there, and out from there', async () => {
    const sea = seaOf(portal.url);
    await addPerson('max', ['access:sea:full']);
    const guest = await openBrowser();
    const { page } = guest;
    await page.goto(`${sea}/tools`);
    await page.getByRole('heading', { name: 'Welcome to Sea Lab' }).waitFor();
    await enter(guest);
    await fillForm('max', guest);
    await page.waitForURL(`${sea}/tools`);
    await page.getByRole('button', { name: /max Example · Full/ }).click();
    await page.getByRole('menuitem', { name: 'Sign out' }).click();
    await page.getByRole('heading', { name: 'Welcome to Sea Lab' }).waitFor();
    expect(new URL(page.url()).origin).toBe(sea);
    await enter(guest);
    await page.locator('#username').waitFor();
    await guest.close();
  });

  it('lets me in by another account, once I was asked anew for each', async () => {
    await addPerson('ada-at-work', ['access:sea:full']);
    const mine = await openBrowser();
    const { page } = mine;
    await page.goto(`${portal.url}/preferences`);
    await enter(mine);
    await fillForm('ada', mine);
    const link = page.getByRole('button', {
      name: 'Link another account of The institute',
    });
    await link.click();
    await page.getByRole('button', { name: 'Sign in again' }).click();
    await page.locator('#password').fill(PASSWORD);
    await page.locator('#kc-login').click();
    // As at a provider where one chooses the account: Keycloak asks for the one that it knows.
    await page.context().clearCookies({ name: /^(AUTH_SESSION|KC_|KEYCLOAK)/ });
    await link.click();
    await fillForm('ada-at-work', mine);
    await page.getByText('The account of The institute is linked').waitFor();
    await page
      .getByRole('button', { name: 'Take away The institute: ada' })
      .waitFor();
    await inEveryLook(page, 'link-done');
    await mine.close();
  });

  it('says so when the institute does not answer', async () => {
    const { page } = session;
    await keycloak.stop();
    // What answered within a second is taken to be there.
    await page.waitForTimeout(2_000);
    await page.goto(`${portal.url}/workloads`);
    await enter();
    await page
      .getByRole('alert')
      .getByText('The institute does not answer')
      .waitFor({ timeout: 60_000 });
    await inEveryLook(page, 'sign-in-away');
  });
});
