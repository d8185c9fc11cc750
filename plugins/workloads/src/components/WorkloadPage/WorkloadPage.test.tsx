import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { SIGNALS_RECONNECTED_EVENT } from '../../hooks/useWorkloadSignals';
import { apiError } from '../../__testUtils__/apiError';
import { FakeWorkloadsApi } from '../../__testUtils__/FakeWorkloadsApi';
import {
  accessibilityProblems,
  renderRoom,
} from '../../__testUtils__/renderRoom';
import { sampleDowntime, sampleWorkload } from '../../__testUtils__/samples';

const corals = sampleWorkload();
const preparing = sampleWorkload({
  state: 'starting',
  startedAt: undefined,
  reason: {
    code: 'preparing-environment',
    message: 'Installing 120 packages.',
    evidence: 'Downloading numpy',
    nextStep: 'Nothing: the second start is quick.',
    progress: 0.4,
  },
  endpoints: [{ ...corals.endpoints[0], ready: false }],
});

const address = `/workloads/${corals.id}`;
const log = () => screen.findByRole('log');
const title = (name = 'Label my corals') =>
  screen.findByRole('heading', { level: 1, name });

afterEach(() => {
  vi.restoreAllMocks();
});

describe('a workload', () => {
  it('shows its state, why, what shows it, and what I can do', async () => {
    const { container } = renderRoom(
      address,
      new FakeWorkloadsApi([preparing]),
    );
    await title();
    const now = screen.getByRole('region', { name: 'State' });
    expect(now).toHaveTextContent('Preparing its software environment');
    expect(now).toHaveTextContent('Downloading numpy');
    expect(now).toHaveTextContent('the second start is quick');
    expect(
      within(now).getByRole('progressbar', { name: 'Progress' }),
    ).toHaveAttribute('aria-valuenow', '40');
    expect(screen.getByText('Not running')).toBeInTheDocument();
    expect(
      screen.getByRole('button', { name: 'Open JupyterLab' }),
    ).toBeDisabled();
    expect(await accessibilityProblems(container)).toEqual([]);
  });

  it('says where it stands while it waits, and for how long, as that changes', async () => {
    const queue = {
      resource: 'gpu' as const,
      position: 3,
      ahead: 2,
      total: 7,
      since: corals.createdAt,
    };
    const waiting = sampleWorkload({
      state: 'queued',
      reason: { code: 'waiting-for-capacity', message: 'It needs 1 GPU.' },
      queue,
    });
    const { container, signals } = renderRoom(
      address,
      new FakeWorkloadsApi([waiting]),
    );
    await title();
    const now = screen.getByRole('region', { name: 'State' });
    expect(now).toHaveTextContent('Number 3 of 7 that wait for a GPU.');
    expect(now).toHaveTextContent('cannot be said yet');
    expect(await accessibilityProblems(container)).toEqual([]);
    const wait = {
      p50Seconds: 1100,
      p80Seconds: 4100,
      samples: 50,
      at: corals.createdAt,
    };
    signals.emit({
      kind: 'changed',
      workload: { ...waiting, queue: { ...queue, position: 2, wait } },
    });
    expect(now).toHaveTextContent(
      /Number 2 of 7.*Likely within 19 min, very likely within 1 h 10 min\./,
    );
    // Told to a screen reader, too.
    const told = screen.getByText(/Number 2 of 7/).closest('[aria-live]');
    expect(told).toHaveAttribute('aria-live', 'polite');
  });

  it('tells me when its site will be down, if it lives into that', async () => {
    const api = new FakeWorkloadsApi([corals]);
    api.down.list.items = [sampleDowntime];
    const { container, unmount } = renderRoom(address, api);
    expect(
      await screen.findByText('This machine will be down'),
    ).toBeInTheDocument();
    expect(screen.getByText(/New power supplies/)).toBeInTheDocument();
    expect(await accessibilityProblems(container)).toEqual([]);
    unmount();
    renderRoom('/workloads', api);
    expect(
      await screen.findByText(/at another site: Label my corals/),
    ).toBeInTheDocument();
  });

  it('follows it live until its endpoint opens', async () => {
    const { api, signals } = renderRoom(
      address,
      new FakeWorkloadsApi([preparing]),
    );
    await title();
    const notYet = {
      ...corals,
      reason: { code: 'waiting-for-health', message: 'Waiting.' } as const,
      endpoints: preparing.endpoints,
    };
    signals.emit({ kind: 'changed', workload: notYet });
    expect(screen.getByText('Not answering yet')).toBeInTheDocument();
    expect(
      screen.getByRole('button', { name: 'Open JupyterLab' }),
    ).toBeDisabled();

    signals.emit({
      kind: 'changed',
      workload: { ...corals, changedAt: '2026-11-24T08:02:00.000Z' },
    });
    expect(
      screen.getByRole('button', { name: 'Open JupyterLab' }),
    ).toBeEnabled();
    const timeline = screen.getByRole('list', { name: 'Time line' });
    expect(
      within(timeline)
        .getAllByRole('listitem')
        .map(item => item.textContent),
    ).toEqual([
      expect.stringContaining('Ready to use'),
      expect.stringContaining('waiting for it to answer'),
      expect.stringMatching(/:01:00.*Ready to use/),
      expect.stringContaining('Preparing'),
    ]);
    expect(api.count('get')).toBe(1);
    expect(api.count('events')).toBe(1);
  });

  it('shows what was told while its answer was on the way, which was made before', async () => {
    const api = new FakeWorkloadsApi([preparing]);
    const found = await api.get(corals.id);
    let answer: (told: typeof found) => void;
    vi.spyOn(api, 'get').mockReturnValue(
      new Promise(resolve => {
        answer = resolve;
      }),
    );
    const { signals } = renderRoom(address, api);
    await vi.waitFor(() => expect(api.get).toHaveBeenCalled());
    const changedAt = new Date(Date.parse(corals.changedAt) + 1000);
    const workload = { ...corals, changedAt: changedAt.toISOString() };
    signals.emit({ kind: 'changed', workload });
    answer!(found);
    await title();
    const now = screen.getByRole('region', { name: 'State' });
    expect(within(now).getByText('Running')).toBeInTheDocument();
  });

  it('reads again once when the signal connection is back', async () => {
    const { api } = renderRoom(address, new FakeWorkloadsApi([corals]));
    await title();
    window.dispatchEvent(new Event(SIGNALS_RECONNECTED_EVENT));
    await waitFor(() => expect(api.count('get')).toBe(2));
  });

  it('opens an endpoint with a ticket', async () => {
    const tab = {
      opener: window as unknown,
      location: { replace: vi.fn() },
      close: vi.fn(),
    };
    vi.spyOn(window, 'open').mockReturnValue(tab as unknown as Window);
    const { api } = renderRoom(address, new FakeWorkloadsApi([corals]));
    await userEvent.click(
      await screen.findByRole('button', { name: 'Open JupyterLab' }),
    );
    await waitFor(() =>
      expect(tab.location.replace).toHaveBeenCalledWith(api.ticketUrl),
    );
    expect(tab.opener).toBeNull();
  });

  it('closes the tab again and says why when there is no ticket', async () => {
    const tab = {
      opener: null,
      location: { replace: vi.fn() },
      close: vi.fn(),
    };
    vi.spyOn(window, 'open').mockReturnValue(tab as unknown as Window);
    const { api } = renderRoom(address, new FakeWorkloadsApi([corals]));
    api.failing.openEndpoint = apiError(409, {
      name: 'ConflictError',
      message: 'It stopped a moment ago',
    });
    await userEvent.click(
      await screen.findByRole('button', { name: 'Open JupyterLab' }),
    );
    expect(
      await screen.findByText(/It stopped a moment ago/),
    ).toBeInTheDocument();
    expect(tab.close).toHaveBeenCalled();
  });

  it('follows the log, and stops when I pause or leave', async () => {
    const user = userEvent.setup();
    const { api, unmount } = renderRoom(
      address,
      new FakeWorkloadsApi([corals]),
    );
    expect(await log()).toHaveTextContent('No output yet.');
    act(() => api.output.emit('\u001b[32mfirst\u001b[00m line\n', 11));
    expect(await log()).toHaveTextContent(/^first line$/);

    await user.click(screen.getByRole('button', { name: 'Pause' }));
    expect(api.output.followers.size).toBe(0);
    await user.click(screen.getByRole('button', { name: 'Follow' }));
    expect(api.asked.at(-1)).toEqual({
      method: 'followLogs',
      args: [corals.id, { task: 'main', offset: 11 }],
    });
    act(() => api.output.emit('second line\n', 23));
    expect(await log()).toHaveTextContent('first line second line');

    unmount();
    expect(api.output.followers.size).toBe(0);
  });

  it('shows the log of another task', async () => {
    const user = userEvent.setup();
    const { api } = renderRoom(address, new FakeWorkloadsApi([corals]));
    await log();
    act(() => api.output.emit('of main\n'));
    await user.click(screen.getByRole('button', { name: /Task/ }));
    await user.click(await screen.findByRole('option', { name: 'mount' }));
    expect(
      await screen.findByRole('log', { name: 'Output of mount' }),
    ).toHaveTextContent('No output yet.');
    expect(api.asked.at(-1)?.args[1]).toEqual({
      task: 'mount',
      offset: undefined,
    });
  });

  it('takes up the log again after the connection broke, and reads the state once', async () => {
    const { api } = renderRoom(address, new FakeWorkloadsApi([corals]));
    await log();
    act(() => api.output.emit('before\n', 7));
    act(() =>
      [...api.output.followers].forEach(f => f.fail(new TypeError('gone'))),
    );
    expect(
      await screen.findAllByText('Connection lost, trying again'),
    ).not.toEqual([]);
    await waitFor(() => expect(api.count('followLogs')).toBe(2), {
      timeout: 3_000,
    });
    act(() => api.output.emit('after\n', 13));
    expect(await log()).toHaveTextContent('before after');
    await waitFor(() => expect(api.count('get')).toBe(2));
  });

  it('says why I may not follow its log any more', async () => {
    const { api } = renderRoom(address, new FakeWorkloadsApi([corals]));
    await log();
    act(() => api.output.emit('before\n', 7));
    const refusal = apiError(403, {
      name: 'NotAllowedError',
      code: 'ACCESS_ENDED',
      message: 'You may not have this open any more',
      cause: "you are no member of 'imagine' any more",
      nextStep: 'The page Access says what you have.',
    });
    act(() => [...api.output.followers].forEach(f => f.fail(refusal)));
    expect(await screen.findByRole('alert')).toHaveTextContent(
      /You may not follow it.*no member of 'imagine'.*page Access/,
    );
    expect(await log()).toHaveTextContent('before');
    expect(api.count('followLogs')).toBe(1);
  });

  it('deletes only after asking, and then says that it is gone', async () => {
    const user = userEvent.setup();
    const { api, signals, container } = renderRoom(
      address,
      new FakeWorkloadsApi([corals]),
    );
    await user.click(
      await screen.findByRole('button', { name: 'Delete Label my corals' }),
    );
    await user.click(
      within(await screen.findByRole('dialog')).getByRole('button', {
        name: 'Delete',
      }),
    );
    await waitFor(() => expect(api.count('delete')).toBe(1));
    signals.emit({ kind: 'deleted', id: corals.id });
    expect(
      await screen.findByText('This workload was deleted'),
    ).toBeInTheDocument();
    expect(await accessibilityProblems(container)).toEqual([]);
  });

  it('says where it runs, and whether I chose that', async () => {
    const request = { ...corals.request, siteId: 'this-machine' };
    const { unmount } = renderRoom(address, new FakeWorkloadsApi([corals]));
    const facts = await screen.findByRole('region', { name: 'Facts' });
    expect(facts).toHaveTextContent(/SiteThis machine/);
    const asked = () => screen.getByRole('region', { name: 'What was asked' });
    expect(asked()).not.toHaveTextContent('Where');
    unmount();

    renderRoom(address, new FakeWorkloadsApi([{ ...corals, request }]));
    await title();
    expect(asked()).toHaveTextContent(/WhereThis machine/);
  });

  it('calls what was asked as the form does, with units', async () => {
    const api = new FakeWorkloadsApi([corals]);
    const { container } = renderRoom(address, api);
    await title();
    const asked = screen.getByRole('region', { name: 'What was asked' });
    expect(await within(asked).findByText('CPU cores')).toBeInTheDocument();
    expect(asked).toHaveTextContent(/NameLabel my corals.*CPU cores2 cores/);
    expect(asked).not.toHaveTextContent('hardware.cpuCores');
    expect(await accessibilityProblems(container)).toEqual([]);
  });

  it('shows what was asked by its keys when the form is gone', async () => {
    const api = new FakeWorkloadsApi([corals]);
    api.failing.getLaunchForm = apiError(404, {
      name: 'NotFoundError',
      message: 'No such tool',
    });
    renderRoom(address, api);
    await title();
    await waitFor(() => expect(api.count('getLaunchForm')).toBe(1));
    expect(
      screen.getByRole('region', { name: 'What was asked' }),
    ).toHaveTextContent(/general\.titleLabel my corals.*hardware\.cpuCores2/);
    expect(screen.queryByText('No such tool')).not.toBeInTheDocument();
  });

  it('shows what was asked, and the ways to ask for it again', async () => {
    const user = userEvent.setup();
    renderRoom(address, new FakeWorkloadsApi([corals]));
    const again = await screen.findByRole('link', {
      name: 'Deploy again with these values',
    });
    expect(again).toHaveAttribute(
      'href',
      `/deploy?ref=aitool%3Adefault%2Fjupyterlab&from=${corals.id}`,
    );
    const call = screen.getByRole('region', {
      name: 'Call JupyterLab by program',
    });
    await user.click(within(call).getByRole('tab', { name: 'Python' }));
    expect(within(call).getByRole('figure')).toHaveTextContent(
      new URL(corals.endpoints[0].url).host,
    );
  });

  it('says how much time is left', async () => {
    // Some seconds more, which are not shown, for a machine that is slow.
    const endsAt = new Date(Date.now() + 2 * 3_600_000 + 20_000).toISOString();
    renderRoom(address, new FakeWorkloadsApi([sampleWorkload({ endsAt })]));
    expect(await screen.findByText('Time left')).toBeInTheDocument();
    expect(screen.getByText('2 h')).toBeInTheDocument();
  });

  it('explains an address of nothing, or of somebody else', async () => {
    const { container } = renderRoom('/workloads/not-mine');
    await title('There is no such workload');
    expect(screen.getByText(/belongs to somebody else/)).toBeInTheDocument();
    expect(await accessibilityProblems(container)).toEqual([]);
  });

  it('says why it could not be loaded, and tries again', async () => {
    const api = new FakeWorkloadsApi([corals]);
    api.failing.events = apiError(500, { name: 'Error', message: 'Disk full' });
    renderRoom(address, api);
    expect(await screen.findByText('Disk full')).toBeInTheDocument();
    api.failing = {};
    await userEvent.click(screen.getByRole('button', { name: /try again/i }));
    await title();
  });
});
