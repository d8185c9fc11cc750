import { renderInTestApp } from '@backstage/frontend-test-utils';
import { signalApiRef } from '@backstage/plugin-signals-react';
import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { apiError } from '../__testUtils__/apiError';
import { FakeWorkloadsApi } from '../__testUtils__/FakeWorkloadsApi';
import { FakeSignals } from '../__testUtils__/FakeSignals';
import { accessibilityProblems, renderRoom } from '../__testUtils__/renderRoom';
import { sampleWorkload } from '../__testUtils__/samples';
import { workloadsApiRef } from '../api';
import { NoticesBell } from './NoticesBell';

const corals = sampleWorkload();
const ready = {
  workloadId: corals.id,
  title: corals.title,
  kind: 'ready' as const,
  at: '2026-11-24T08:01:00.000Z',
  isRead: false,
};
const done = {
  ...ready,
  kind: 'completed' as const,
  groupSize: 4,
  isRead: true,
};

describe('notices', () => {
  it('say what became of my workloads, lead there, and are read when I have been there', async () => {
    const api = new FakeWorkloadsApi([corals]);
    api.mailbox = { items: [ready, done], unread: 1 };
    const { container } = renderRoom('/notices', api);
    const list = within(await screen.findByRole('list', { name: 'Notices' }));
    expect(
      list.getByRole('link', { name: 'Ready: Label my corals' }),
    ).toHaveAttribute('href', `/workloads/${corals.id}`);
    expect(list.getByText(/All 4 that were launched together/)).toBeVisible();
    await waitFor(() =>
      expect(api.asked).toContainEqual({
        method: 'readNotices',
        args: [ready.at],
      }),
    );
    // Still to be told from those of before, as long as I look.
    expect(await screen.findAllByText('New')).toHaveLength(1);
    expect(await accessibilityProblems(container)).toEqual([]);
  });

  it('say so when there are none, and why they could not be loaded', async () => {
    const api = new FakeWorkloadsApi();
    const { unmount } = renderRoom('/notices', api);
    expect(await screen.findByText('Nothing to tell')).toBeInTheDocument();
    unmount();
    api.failing.inbox = apiError(503, {
      name: 'ServiceUnavailableError',
      message: 'It is being started',
    });
    renderRoom('/notices', api);
    expect(await screen.findByText(/It is being started/)).toBeInTheDocument();
  });

  it('are counted by a bell, also those that come while I look', async () => {
    const api = new FakeWorkloadsApi([corals]);
    const signals = new FakeSignals();
    const { container } = renderInTestApp(<NoticesBell />, {
      apis: [
        [workloadsApiRef, api],
        [signalApiRef, signals],
      ],
    });
    const none = await screen.findByRole('link', {
      name: 'Notices, none unread',
    });
    expect(none).toHaveAttribute('href', '/notices');
    api.mailbox = { items: [ready], unread: 1 };
    signals.emit({ kind: 'changed', workload: corals });
    await screen.findByRole('link', { name: 'Notices, 1 unread' });
    expect(await accessibilityProblems(container)).toEqual([]);
  });

  it('have no bell for whom nothing is told', async () => {
    const api = new FakeWorkloadsApi();
    api.failing.inbox = apiError(403, {
      name: 'NotAllowedError',
      message: 'Your tier may launch nothing',
    });
    renderInTestApp(<NoticesBell />, { apis: [[workloadsApiRef, api]] });
    await waitFor(() => expect(api.count('inbox')).toBe(1));
    expect(screen.queryByRole('link')).not.toBeInTheDocument();
  });
});
