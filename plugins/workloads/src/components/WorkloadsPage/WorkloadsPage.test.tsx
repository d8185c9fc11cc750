import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { SIGNALS_RECONNECTED_EVENT } from '../../hooks/useWorkloadSignals';
import { apiError } from '../../__testUtils__/apiError';
import { FakeWorkloadsApi } from '../../__testUtils__/FakeWorkloadsApi';
import {
  accessibilityProblems,
  renderRoom,
} from '../../__testUtils__/renderRoom';
import { sampleWorkload } from '../../__testUtils__/samples';

const corals = sampleWorkload();
const plankton = sampleWorkload({
  id: '01932f00-0000-7000-8000-000000000002',
  title: 'Count plankton',
  state: 'failed',
  reason: {
    code: 'out-of-memory',
    message: 'Killed at 2 GiB.',
    nextStep: 'Ask for more memory.',
  },
});

const card = async (name: string) => {
  const link = await screen.findByRole('link', { name });
  return link.closest('li')!;
};

beforeEach(() => vi.spyOn(window, 'open').mockReturnValue(null));
afterEach(() => vi.restoreAllMocks());

describe('My workloads', () => {
  it('shows what I have launched, how it is, and why', async () => {
    const { container } = renderRoom(
      '/workloads',
      new FakeWorkloadsApi([corals, plankton]),
    );

    expect(await card('Label my corals')).toHaveTextContent(
      /Running.*Ready to use.*This machine/,
    );
    expect(await card('Count plankton')).toHaveTextContent(
      /Failed.*It needed more memory than it was given/,
    );
    expect(screen.getByText('Showing 2 of 2')).toBeInTheDocument();
    expect(await accessibilityProblems(container)).toEqual([]);
  });

  it('says what something was made from as people call it', async () => {
    renderRoom('/workloads', new FakeWorkloadsApi([corals]), {
      assetTitles: { [corals.entityRef]: 'JupyterLab for all' },
    });
    expect(
      await screen.findByRole('link', { name: 'JupyterLab for all' }),
    ).toHaveAttribute('href', '/tools/jupyterlab');
  });

  it('leads to the marketplace when I have launched nothing', async () => {
    const { container } = renderRoom('/workloads');

    expect(await screen.findByText('Nothing launched yet')).toBeInTheDocument();
    expect(
      screen.getByRole('link', { name: 'Browse modules' }),
    ).toHaveAttribute('href', '/modules');
    expect(await accessibilityProblems(container)).toEqual([]);
  });

  it('follows changes without asking again', async () => {
    const { api, signals } = renderRoom(
      '/workloads',
      new FakeWorkloadsApi([corals]),
    );
    await card('Label my corals');

    // Two in the same moment: none is lost.
    signals.emit(
      { kind: 'changed', workload: { ...corals, state: 'stopping' } },
      { kind: 'changed', workload: plankton },
    );
    expect(await card('Label my corals')).toHaveTextContent('Stopping');
    expect(await card('Count plankton')).toHaveTextContent('Failed');

    signals.emit({ kind: 'deleted', id: corals.id });
    expect(
      screen.queryByRole('link', { name: 'Label my corals' }),
    ).not.toBeInTheDocument();
    expect(api.count('list')).toBe(1);
  });

  it('does not let an old message undo a newer one', async () => {
    const { signals } = renderRoom(
      '/workloads',
      new FakeWorkloadsApi([corals]),
    );
    await card('Label my corals');
    signals.emit({
      kind: 'changed',
      workload: {
        ...corals,
        state: 'starting',
        changedAt: '2026-11-24T08:00:00.000Z',
      },
    });
    expect(await card('Label my corals')).toHaveTextContent('Running');
  });

  it('reads once when the signal connection is back', async () => {
    const { api } = renderRoom('/workloads', new FakeWorkloadsApi([corals]));
    await card('Label my corals');
    window.dispatchEvent(new Event(SIGNALS_RECONNECTED_EVENT));
    await waitFor(() => expect(api.count('list')).toBe(2));
  });

  it('offers only what makes sense in a state', async () => {
    renderRoom('/workloads', new FakeWorkloadsApi([plankton]));
    const row = within(await card('Count plankton'));
    expect(row.getByRole('button', { name: /^Open/ })).toBeDisabled();
    expect(row.getByRole('button', { name: /^Stop/ })).toBeDisabled();
    expect(row.getByRole('button', { name: /^Restart/ })).toBeEnabled();
    expect(row.getByRole('button', { name: /^Delete/ })).toBeEnabled();
  });

  it('asks before it stops something, and by keyboard too', async () => {
    const user = userEvent.setup();
    const { api } = renderRoom('/workloads', new FakeWorkloadsApi([corals]));
    (
      await screen.findByRole('button', { name: 'Stop Label my corals' })
    ).focus();
    await user.keyboard('{Enter}');

    const dialog = await screen.findByRole('dialog');
    expect(dialog).toHaveTextContent('Its files and logs stay');
    await user.keyboard('{Escape}');
    await waitFor(() =>
      expect(screen.queryByRole('dialog')).not.toBeInTheDocument(),
    );
    expect(api.count('stop')).toBe(0);

    await user.click(
      screen.getByRole('button', { name: 'Stop Label my corals' }),
    );
    await user.click(
      within(await screen.findByRole('dialog')).getByRole('button', {
        name: 'Stop',
      }),
    );
    expect(await card('Label my corals')).toHaveTextContent('Stopping');
    expect(api.count('stop')).toBe(1);
  });

  it('opens the first endpoint with a ticket, in a tab cut off from the portal', async () => {
    const tab = {
      opener: window as unknown,
      location: { replace: vi.fn() },
      close: vi.fn(),
    };
    vi.mocked(window.open).mockReturnValue(tab as unknown as Window);
    const { api } = renderRoom('/workloads', new FakeWorkloadsApi([corals]));
    await userEvent.click(
      await screen.findByRole('button', { name: 'Open Label my corals' }),
    );
    await waitFor(() =>
      expect(tab.location.replace).toHaveBeenCalledWith(api.ticketUrl),
    );
    expect(tab.opener).toBeNull();
    expect(api.asked.at(-1)).toMatchObject({
      method: 'openEndpoint',
      args: [corals.id, 'lab'],
    });
  });

  it('says why an action did not work', async () => {
    const { api } = renderRoom('/workloads', new FakeWorkloadsApi([corals]));
    api.failing.stop = apiError(503, {
      name: 'ServiceUnavailableError',
      message: 'The engine does not answer',
      nextStep: 'Try again in a minute',
    });
    await userEvent.click(
      await screen.findByRole('button', { name: 'Stop Label my corals' }),
    );
    await userEvent.click(
      within(await screen.findByRole('dialog')).getByRole('button', {
        name: 'Stop',
      }),
    );
    expect(await screen.findByRole('alert')).toHaveTextContent(
      /The engine does not answer.*Try again in a minute/,
    );
  });

  it('keeps the state that I look for in the address', async () => {
    renderRoom(
      '/workloads?state=failed',
      new FakeWorkloadsApi([corals, plankton]),
    );
    await card('Count plankton');
    expect(
      screen.queryByRole('link', { name: 'Label my corals' }),
    ).not.toBeInTheDocument();
  });

  it('says so when nothing is in that state', async () => {
    renderRoom('/workloads?state=lost', new FakeWorkloadsApi([corals]));
    await userEvent.click(
      await screen.findByRole('button', { name: 'Show all states' }),
    );
    await card('Label my corals');
    expect(screen.getByTestId('location')).toHaveTextContent(/^\/workloads$/);
  });

  it('does not speak for what was not loaded when it looks for a state', async () => {
    const api = new FakeWorkloadsApi([corals, plankton]);
    api.pageSize = 1;
    renderRoom('/workloads?state=running', api);
    expect(
      await screen.findByText(/None of those loaded so far/),
    ).toBeInTheDocument();
    expect(
      screen.queryByText('None of them is in this state.'),
    ).not.toBeInTheDocument();
    await userEvent.click(screen.getByRole('button', { name: 'Show more' }));
    await card('Label my corals');
    expect(screen.queryByText(/loaded so far/)).not.toBeInTheDocument();
  });

  it('says that it looks only at what was loaded', async () => {
    const api = new FakeWorkloadsApi([corals, plankton]);
    api.pageSize = 1;
    renderRoom('/workloads?state=failed', api);
    await card('Count plankton');
    expect(screen.getByText(/Only those loaded so far/)).toBeInTheDocument();
  });

  it('shows more when there is more', async () => {
    const api = new FakeWorkloadsApi([corals, plankton]);
    api.pageSize = 1;
    renderRoom('/workloads', api);
    await card('Count plankton');
    await userEvent.click(screen.getByRole('button', { name: 'Show more' }));
    await card('Label my corals');
    expect(
      screen.queryByRole('button', { name: 'Show more' }),
    ).not.toBeInTheDocument();
  });

  it('says why it could not be loaded, and tries again', async () => {
    const api = new FakeWorkloadsApi([corals]);
    api.failing.list = apiError(500, {
      name: 'Error',
      message: 'The database is locked',
    });
    renderRoom('/workloads', api);
    expect(
      await screen.findByText(/The database is locked/),
    ).toBeInTheDocument();
    api.failing = {};
    await userEvent.click(
      screen.getByRole('button', { name: /try again|retry/i }),
    );
    await card('Label my corals');
  });

  it('says which rule forbids it', async () => {
    const api = new FakeWorkloadsApi();
    api.failing.list = apiError(403, {
      name: 'NotAllowedError',
      message: 'The demo tier has no workloads',
      nextStep: 'Ask your community manager',
    });
    const { container } = renderRoom('/workloads', api);
    expect(
      await screen.findByText(/Ask your community manager/),
    ).toBeInTheDocument();
    expect(await accessibilityProblems(container)).toEqual([]);
  });
});
