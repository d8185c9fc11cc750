import type { AccessRequest } from '@astrolabe/plugin-communities-common';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import axe from 'axe-core';
import { afterEach, describe, expect, it } from 'vitest';
import { closePortal, openPortal } from './__testUtils__/openPortal';
import { FakePortal, refusal } from './__testUtils__/fakePortal';

afterEach(closePortal);

const BASE = '/api/communities/v1';
const REQUESTS = `${BASE}/access-requests`;
const offer = {
  ...{ community: 'default', title: 'Astrolabe', maxDays: 30 },
  tiers: [{ id: 'full', title: 'full' }],
};
const request: AccessRequest = {
  id: '019cafe0-0000-7000-8000-000000000003',
  personRef: 'user:default/nia',
  displayName: 'Nia Newcomer',
  community: 'default',
  tier: 'full',
  reason: 'A course',
  state: 'pending',
  createdAt: '2026-11-01T08:00:00.000Z',
  expiresAt: '2096-11-15T08:00:00.000Z',
};

function portalWith(requests: AccessRequest[]) {
  const portal = new FakePortal();
  portal.answers[`${BASE}/access-offers`] = { body: { items: [offer] } };
  portal.answers[`${BASE}/grants`] = { body: { items: [] } };
  portal.answers[REQUESTS] = { body: { items: requests } };
  return portal;
}

function open(person: string, portal: FakePortal, path = '/access') {
  localStorage.setItem('astrolabe.demo-person', person);
  return openPortal(path, { portal });
}

describe('the page of access', () => {
  it('asks for what one came for, with a reason, and says what became of it', async () => {
    const portal = portalWith([]);
    await open('nia', portal, '/access?community=default&tier=full');
    const form = within(await screen.findByRole('dialog'));
    const send = form.getByRole('button', { name: 'Send' });
    expect(send).toBeDisabled();
    await userEvent.type(
      form.getByRole('textbox', { name: /^Why/ }),
      'A course',
    );
    const days = form.getByRole('textbox', { name: 'Days' });
    await userEvent.clear(days);
    await userEvent.type(days, '31');
    expect(send).toBeDisabled();
    await userEvent.clear(days);
    portal.answers[REQUESTS] = { body: { items: [request] } };
    await userEvent.type(days, '7{Enter}');
    expect(await screen.findByText('Waits')).toBeVisible();
    expect(screen.queryByRole('dialog')).not.toBeInTheDocument();
    expect(
      screen.getByRole('button', {
        name: 'Withdraw the request to be Full in Astrolabe',
      }),
    ).toBeVisible();
  });

  it('says so when there is nothing, and why it could not be loaded', async () => {
    await open('nia', portalWith([]));
    expect(
      await screen.findByText('Nothing is asked for or granted'),
    ).toBeVisible();
    closePortal();
    const broken = portalWith([]);
    broken.answers[REQUESTS] = refusal(503, 'Unavailable', 'It is away');
    await open('nia', broken);
    expect(await screen.findByRole('alert')).toHaveTextContent('It is away');
  });

  it('lets a manager decide, and shows what the portal has against it', async () => {
    const portal = portalWith([request]);
    const { container } = await open('max', portal);
    await userEvent.click(
      await screen.findByRole('button', {
        name: 'Decide on the request of Nia Newcomer',
      }),
    );
    const asked = await screen.findByRole('dialog');
    // Enter decides nothing: it may be the end of why one refuses.
    const note = within(asked).getAllByRole('textbox').at(-1)!;
    await userEvent.type(note, 'Not now{Enter}');
    expect(portal.posted).toEqual([]);
    portal.answers[`${REQUESTS}/${request.id}/approve`] = refusal(
      409,
      'ConflictError',
      'This request waits no more',
    );
    await userEvent.click(
      within(asked).getByRole('button', { name: 'Approve' }),
    );
    expect(await within(asked).findByRole('alert')).toHaveTextContent(
      'waits no more',
    );
    portal.answers[`${REQUESTS}/${request.id}/refuse`] = { body: request };
    portal.answers[REQUESTS] = { body: { items: [] } };
    await userEvent.click(
      within(asked).getByRole('button', { name: 'Refuse' }),
    );
    expect(await screen.findByText('Nobody waits for you.')).toBeVisible();
    const { violations } = await axe.run(container);
    expect(violations.map(({ id }) => id)).toEqual([]);
  });

  it('is led to from a refusal, and by a count of what one has not read', async () => {
    const portal = new FakePortal();
    const denial = refusal(403, 'NotAllowedError', 'Not for your tier');
    Object.assign((denial.body as { error: object }).error, {
      request: { community: 'default', tier: 'operator' },
    });
    portal.answers[`${BASE}/audit`] = denial;
    portal.answers['/api/notifications/notifications'] = {
      body: { totalCount: 2, notifications: [{ id: 'a' }, { id: 'b' }] },
    };
    await open('nia', portal, '/audit?all');
    expect(
      await screen.findByRole('link', { name: 'Ask for access' }),
    ).toHaveAttribute('href', '/access?community=default&tier=operator');
    expect(
      await screen.findByRole('link', { name: 'Access, 2 unread' }),
    ).toHaveAttribute('href', '/access');
  });
});
