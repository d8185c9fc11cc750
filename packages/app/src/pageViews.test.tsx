import {
  describePortal,
  type CommunityPageViews,
} from '@astrolabe/plugin-communities-common';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, it } from 'vitest';
import { FakePortal } from './__testUtils__/fakePortal';
import { closePortal, openPortal } from './__testUtils__/openPortal';

afterEach(closePortal);

const VIEWS = '/api/communities/v1/page-views';
const block = { id: 'default', title: 'Astrolabe' };

async function open(path: string, pageViews: boolean) {
  const portal = new FakePortal();
  portal.answers[VIEWS] = { body: { items: [] } };
  localStorage.setItem('astrolabe.demo-person', 'ada');
  const community = describePortal({ ...block, analytics: { pageViews } });
  await openPortal(path, { portal, community });
  return () =>
    portal.posted
      .filter(each => each.path === VIEWS)
      .map(({ body }) => JSON.parse(body).page);
}

describe('the pages of a portal', () => {
  it('tell what kind of page is open, where the community wants it counted', async () => {
    const told = await open('/preferences', true);
    await waitFor(() => expect(told()).toEqual(['/preferences']));
    const nav = await screen.findByRole('navigation', { name: 'Main' });
    await userEvent.click(within(nav).getByRole('link', { name: 'API' }));
    await waitFor(() => expect(told()).toEqual(['/preferences', '/api-docs']));
  });

  it('tell nothing of an address that is no page', async () => {
    const told = await open('/ada-is-here', true);
    await screen.findByRole('heading', { name: 'There is no such page' });
    expect(told()).toEqual([]);
  });

  it.each([
    ['the community does not want it', false, null],
    ['the browser minds', true, '1'],
  ])('tell nothing where %s', async (_why, isWanted, doNotTrack) => {
    Object.defineProperty(navigator, 'doNotTrack', {
      value: doNotTrack,
      configurable: true,
    });
    const told = await open('/preferences', isWanted);
    await screen.findByRole('heading', { level: 1, name: 'Preferences' });
    Reflect.deleteProperty(navigator, 'doNotTrack');
    expect(told()).toEqual([]);
  });

  it('show managers what is opened most', async () => {
    const items: CommunityPageViews[] = [
      {
        ...{ community: 'default', title: 'Astrolabe', isCounted: true },
        pages: [
          { page: '/tools/*', views: 1200 },
          { page: '/', views: 3 },
        ],
        days: [{ day: '2026-11-27', views: 1203 }],
      },
    ];
    const portal = new FakePortal();
    portal.answers[VIEWS] = { body: { items } };
    for (const list of ['access-offers', 'grants', 'access-requests']) {
      portal.answers[`/api/communities/v1/${list}`] = { body: { items: [] } };
    }
    localStorage.setItem('astrolabe.demo-person', 'max');
    await openPortal('/access', { portal });
    await screen.findByRole('heading', {
      name: 'Pages opened at Astrolabe, last 30 days',
    });
    const rows = screen.getAllByRole('row');
    expect(rows.map(row => row.textContent)).toEqual([
      'PageOpened',
      '/tools/*1,200',
      '/3',
    ]);
    expect(screen.getByText(/^1,203 in all; days with any: 1/)).toBeVisible();
  });
});
