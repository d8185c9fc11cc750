import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { FakeWorkloadsApi } from '../../__testUtils__/FakeWorkloadsApi';
import {
  accessibilityProblems,
  renderRoom,
} from '../../__testUtils__/renderRoom';
import { sampleWorkload } from '../../__testUtils__/samples';

const corals = sampleWorkload();
const tasks = [0, 1, 2].map(index =>
  sampleWorkload({
    id: `01932f00-0000-7000-8000-00000000001${index}`,
    title: 'Sweep of seeds',
    state: index === 0 ? 'completed' : 'running',
    lifetime: { kind: 'batch' },
    endpoints: [],
    group: { id: 'sweep', index, size: 3 },
  }),
);
const rooms = () => new FakeWorkloadsApi([corals, ...tasks]);
const array = async () =>
  (await screen.findByText('Sweep of seeds')).closest('li')!;

describe('My workloads, by what they are for', () => {
  it('has a tab for each purpose, with how many there are and in the address', async () => {
    const user = userEvent.setup();
    renderRoom('/workloads', rooms());
    const first = await screen.findByRole('tab', { name: 'Interactive (1)' });
    await screen.findByRole('link', { name: 'Label my corals' });
    first.focus();
    await user.keyboard('{ArrowRight}{Enter}');
    expect(
      await screen.findByRole('tab', { name: 'Batch (1)', selected: true }),
    ).toBeInTheDocument();
    await array();
    expect(
      screen.queryByRole('link', { name: 'Label my corals' }),
    ).not.toBeInTheDocument();
    expect(screen.getByTestId('location')).toHaveTextContent(
      '/workloads?tab=batch',
    );
    await user.click(screen.getByRole('tab', { name: 'Trials (0)' }));
    expect(
      await screen.findByText('You are trying nothing out.'),
    ).toBeInTheDocument();
  });

  it('shows an array as one, and its tasks when I open it', async () => {
    const user = userEvent.setup();
    const { container, signals } = renderRoom('/workloads?tab=batch', rooms());
    expect(await array()).toHaveTextContent(/Completed: 1.*Running: 2/);
    const toggle = screen.getByRole('button', { name: /tasks of Sweep/ });
    expect(toggle).toHaveAttribute('aria-expanded', 'false');
    toggle.focus();
    await user.keyboard('{Enter}');
    const last = await screen.findByRole('link', { name: 'Task 3 of 3' });
    expect(last).toHaveAttribute('href', `/workloads/${tasks[2].id}`);
    expect(await accessibilityProblems(container)).toEqual([]);

    signals.emit({
      kind: 'changed',
      workload: { ...tasks[2], state: 'failed' },
    });
    expect(last.closest('li')).toHaveTextContent('Failed');

    await user.click(screen.getByRole('button', { name: /tasks of Sweep/ }));
    expect(
      screen.queryByRole('link', { name: 'Task 3 of 3' }),
    ).not.toBeInTheDocument();
  });

  it('reads the counts again when a task changes, once for many', async () => {
    const { api, signals } = renderRoom('/workloads?tab=batch', rooms());
    await array();
    signals.emit(
      ...tasks.map(workload => ({ kind: 'changed' as const, workload })),
    );
    await waitFor(() => expect(api.count('list')).toBe(2));
  });

  it('stops and deletes all of an array, when I confirm it', async () => {
    const user = userEvent.setup();
    const { api } = renderRoom('/workloads?tab=batch', rooms());
    await array();
    for (const [action, method] of [
      ['Stop', 'stopGroup'],
      ['Delete', 'deleteGroup'],
    ] as const) {
      await user.click(
        screen.getByRole('button', { name: `${action} all of Sweep of seeds` }),
      );
      const dialog = await screen.findByRole('dialog');
      expect(dialog).toHaveTextContent('The processes of all its tasks end');
      expect(api.count(method)).toBe(0);
      await user.click(
        within(dialog).getByRole('button', { name: `${action} all` }),
      );
      await waitFor(() =>
        expect(api.asked).toContainEqual({
          method,
          args: expect.arrayContaining(['sweep']),
        }),
      );
    }
    await waitFor(() => expect(api.count('list')).toBeGreaterThan(1));
  });

  it('is deleted with what is not in its storage where I say so', async () => {
    const user = userEvent.setup();
    const copied = tasks.map(task => ({ ...task, storage: 'copy' as const }));
    const { api } = renderRoom(
      '/workloads?tab=batch',
      new FakeWorkloadsApi(copied),
    );
    await array();
    await user.click(
      screen.getByRole('button', { name: 'Delete all of Sweep of seeds' }),
    );
    const dialog = within(await screen.findByRole('dialog'));
    await user.click(dialog.getByRole('checkbox', { name: /not in their/ }));
    await user.click(dialog.getByRole('button', { name: 'Delete all' }));
    const args = ['sweep', { giveUpFiles: true }];
    await waitFor(() =>
      expect(api.asked).toContainEqual({ method: 'deleteGroup', args }),
    );
  });
});
