import type { LinkedIdentity } from '@astrolabe/plugin-communities-common';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import axe from 'axe-core';
import { afterEach, describe, expect, it } from 'vitest';
import { FakePortal } from './__testUtils__/fakePortal';
import { closePortal, openPortal } from './__testUtils__/openPortal';

afterEach(closePortal);

const BASE = '/api/communities/v1';
const mine: LinkedIdentity[] = [
  { account: 'ada', isCurrent: true },
  { account: 'ada-at-work', isCurrent: false },
].map(each => ({
  ...{ id: each.account, provider: 'institute', subject: each.account },
  ...{ issuer: 'https://institute.example.org/', ...each },
  linkedAt: '2026-11-01T08:00:00.000Z',
}));

async function open(query = '', identities = mine) {
  const portal = new FakePortal();
  portal.answers[`${BASE}/sign-in/providers`] = {
    body: {
      items: [{ id: 'institute', title: 'The institute', looksFor: [] }],
    },
  };
  portal.answers[`${BASE}/identities`] = { body: { items: identities } };
  portal.answers['/api/auth/session/refresh'] = { status: 401, body: {} };
  localStorage.setItem('astrolabe.demo-person', 'ada');
  const { container } = await openPortal(`/preferences${query}`, { portal });
  // The first time the page is compiled.
  await screen.findByText('Who am I here?', {}, { timeout: 30_000 });
  return { portal, container };
}

describe('the ways in which one signs in', () => {
  it('are listed, and all but the one in use can be taken away', async () => {
    const { portal, container } = await open();
    const table = within(
      await screen.findByRole('region', { name: 'Ways in which I sign in' }),
    );
    expect(table.getByText('In use now')).toBeVisible();
    await userEvent.click(
      table.getByRole('button', {
        name: 'Take away The institute: ada-at-work',
      }),
    );
    portal.answers[`${BASE}/identities/ada-at-work`] = {
      status: 200,
      body: {},
    };
    portal.answers[`${BASE}/identities`] = { body: { items: [mine[0]] } };
    const dialog = within(await screen.findByRole('dialog'));
    await userEvent.click(dialog.getByRole('button', { name: 'Take away' }));
    await expect
      .poll(() => screen.queryByText('ada-at-work'))
      .not.toBeInTheDocument();
    const { violations } = await axe.run(container);
    expect(violations.map(({ id }) => id)).toEqual([]);
  });

  it('get more after one has signed in again', async () => {
    const { portal } = await open();
    portal.answers[`${BASE}/identities/links`] = {
      status: 403,
      body: {
        error: {
          ...{ name: 'NotAllowedError', message: 'Say once more who you are' },
          code: 'SIGN_IN_AGAIN',
        },
        response: { statusCode: 403 },
      },
    };
    await userEvent.click(
      await screen.findByRole('button', {
        name: 'Link another account of The institute',
      }),
    );
    expect(
      await screen.findByRole('button', { name: 'Sign in again' }),
    ).toBeVisible();
  });

  it.each([
    ['done', /is linked/],
    ['taken', /ask the operator of this portal to remove that person/],
    ['own', /lets you choose the account/],
  ])('say what came of one: %s', async (outcome, words) => {
    await open(`?link=${outcome}&provider=institute`);
    const role = outcome === 'done' ? 'status' : 'alert';
    const notices = await screen.findAllByRole(role);
    expect(notices.map(each => each.textContent).join()).toMatch(words);
  });

  it('are not shown to whom no provider knows', async () => {
    await open('', []);
    expect(screen.queryByText('How I sign in')).toBeNull();
  });
});
