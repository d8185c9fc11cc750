import { expect, it } from 'vitest';
import { untilDue, useSignIn } from '../__testUtils__';

const door = useSignIn();
const MANY = { timeout: 60_000 };

it('what was granted outlasts a change of claims, but not the last of them', async () => {
  const call = (token: string, path: string, body?: object) =>
    fetch(`${door.portal.url}/api/communities/v1${path}`, {
      method: body ? 'POST' : 'GET',
      headers: {
        authorization: `Bearer ${token}`,
        ...(body && { 'content-type': 'application/json' }),
      },
      body: body && JSON.stringify(body),
    });
  const tierOf = async (token: string) => {
    const me = await (await call(token, '/me')).json();
    return me.memberships?.find(
      (each: { community: string }) => each.community === 'imagine',
    )?.tier;
  };
  const isSaid = async (...roles: string[]) => {
    door.provider.claims.realm_access = { roles };
    await untilDue();
    await door.portal.keep();
  };

  door.provider.claims.realm_access = { roles: ['access:imagine:manager'] };
  const manager = await door.comeIn();
  const managersToken = await door.tokenOf(manager.browser);
  await door.signOut(manager.browser, { 'x-requested-with': 'XMLHttpRequest' });
  door.provider.behave();
  const { browser } = await door.comeIn();
  const token = await door.tokenOf(browser);
  expect(await tierOf(token)).toBe('demo');

  const wish = { community: 'imagine', tier: 'full', reason: 'A course' };
  const asked = await call(token, '/access-requests', wish);
  expect(asked.status).toBe(201);
  const { id } = await asked.json();
  const path = `/access-requests/${id}/approve`;
  expect((await call(managersToken, path, {})).status).toBe(200);
  await expect.poll(() => tierOf(token), MANY).toBe('full');

  await isSaid('access:default:demo');
  await expect
    .poll(async () => {
      const me = await (await call(token, '/me')).json();
      return me.memberships.map(
        (each: { community: string; tier: string }) =>
          `${each.tier} of ${each.community}`,
      );
    }, MANY)
    .toEqual(['demo of default', 'full of imagine']);

  await isSaid();
  await expect
    .poll(async () => (await call(token, '/me')).status, MANY)
    .toBe(403);
});
