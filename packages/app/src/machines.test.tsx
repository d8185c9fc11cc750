import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, it } from 'vitest';
import { closePortal, openPortal } from './__testUtils__/openPortal';
import { FakePortal } from './__testUtils__/fakePortal';

afterEach(closePortal);

const TOKENS = '/api/communities/v1/tokens';
const limits = { days: 90, mostDays: 365, perPerson: 20 };
const token = {
  id: '019cafe0-0000-7000-8000-000000000001',
  title: 'Nightly',
  scopes: ['workloads:read'],
  createdAt: '2026-11-01T08:00:00.000Z',
  expiresAt: '2096-11-01T08:00:00.000Z',
};

const entry = {
  id: '019cafe0-0000-7000-8000-000000000002',
  at: '2026-11-01T08:00:00.000Z',
  plugin: 'workloads',
  event: 'workload-stop',
  severity: 'medium',
  actor: 'user:default/ada',
  tokenId: '019cafe0-0000-7000-8000-0000abcd1234',
  address: '192.0.2.7',
  object: 'one',
  outcome: 'failed',
  error: 'NotFoundError',
};

function open(path: string, portal: FakePortal) {
  localStorage.setItem('astrolabe.demo-person', 'ada');
  return openPortal(path, { portal });
}

describe('the page of access tokens', () => {
  it('makes one, shows it once, and takes it back', async () => {
    const portal = new FakePortal();
    portal.answers[TOKENS] = { body: { items: [], limits } };
    await open('/access-tokens', portal);
    await screen.findByText('No program has access');
    await userEvent.click(screen.getByRole('button', { name: 'New token' }));
    const form = await screen.findByRole('dialog');
    const make = within(form).getByRole('button', { name: 'Make it' });
    expect(make).toBeDisabled();
    await userEvent.type(
      within(form).getByRole('textbox', { name: /What is it for/ }),
      'Nightly',
    );
    await userEvent.click(
      within(form).getByRole('checkbox', { name: /See my workloads/ }),
    );
    portal.answers[TOKENS] = {
      status: 201,
      body: { ...token, token: 'ast_told-once', items: [token], limits },
    };
    await userEvent.click(make);
    expect(await screen.findByText('ast_told-once')).toBeVisible();
    await userEvent.click(screen.getByRole('button', { name: 'Done' }));
    await waitFor(() =>
      expect(screen.queryByText('ast_told-once')).not.toBeInTheDocument(),
    );

    await userEvent.click(
      await screen.findByRole('button', { name: 'Revoke Nightly' }),
    );
    const asked = await screen.findByRole('dialog');
    portal.answers[`${TOKENS}/${token.id}`] = { body: {} };
    portal.answers[TOKENS] = { body: { items: [], limits } };
    await userEvent.click(
      within(asked).getByRole('button', { name: 'Revoke' }),
    );
    expect(await screen.findByText('No program has access')).toBeVisible();
    expect(portal.countOf(`${TOKENS}/${token.id}`)).toBe(1);
  });
});

describe('the page of the audit log', () => {
  const MINE = '/api/communities/v1/audit/mine';
  const ALL = '/api/communities/v1/audit';

  it('shows what one did, and says so when it is nothing', async () => {
    const portal = new FakePortal();
    portal.answers[MINE] = { body: { items: [entry] } };
    await open('/audit', portal);
    const table = await screen.findByRole('table');
    expect(within(table).getByText('workload-stop')).toBeVisible();
    expect(within(table).getByText('NotFoundError')).toBeVisible();
    expect(within(table).getByText('token abcd1234')).toBeVisible();

    portal.answers[MINE] = { body: { items: [] } };
    await userEvent.type(
      screen.getByRole('textbox', { name: 'Object' }),
      'two',
    );
    await userEvent.click(
      within(screen.getByRole('search')).getByRole('button', {
        name: 'Search',
      }),
    );
    expect(await screen.findByText('Nothing of this kind')).toBeVisible();
    expect(window.location.search).toBe('?object=two');
  });

  it('says who may see everybody’s', async () => {
    const portal = new FakePortal();
    portal.answers[ALL] = {
      status: 403,
      body: {
        error: {
          name: 'NotAllowedError',
          message: "Your tier does not grant 'audit.read'",
          code: 'PERMISSION_DENIED',
          nextStep: "The tier 'operator' grants it.",
        },
        response: { statusCode: 403 },
      },
    };
    await open('/audit?all', portal);
    const alert = await screen.findByRole('alert');
    expect(alert).toHaveTextContent('audit.read');
    expect(alert).toHaveTextContent('operator');
  });
});

describe('the page on which a program is let in', () => {
  it('shows what asks and for what, before one says yes', async () => {
    const portal = new FakePortal();
    const path = '/api/communities/v1/approvals/BCDF-GHJK';
    portal.answers[path] = {
      body: {
        userCode: 'BCDF-GHJK',
        client: 'astrolabe on lab-7',
        scopes: ['workloads:write'],
        days: 90,
        address: '192.0.2.7',
        createdAt: '2026-11-01T08:00:00.000Z',
      },
    };
    await open('/device', portal);
    await userEvent.type(
      await screen.findByRole('textbox', { name: /Code/ }),
      'BCDF-GHJK{Enter}',
    );
    expect(
      await screen.findByText('“astrolabe on lab-7” asks to work for you'),
    ).toBeVisible();
    expect(screen.getByText('192.0.2.7')).toBeVisible();
    expect(screen.getByText(/launch, open, stop and delete/)).toBeVisible();
    await userEvent.click(screen.getByRole('button', { name: 'Let it in' }));
    expect(await screen.findByText(/^It is in/)).toBeVisible();
    expect(portal.countOf(path)).toBe(2);
  });
});
