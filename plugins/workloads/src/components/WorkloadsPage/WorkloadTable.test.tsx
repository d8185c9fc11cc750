import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';
import { FakeWorkloadsApi } from '../../__testUtils__/FakeWorkloadsApi';
import {
  accessibilityProblems,
  renderRoom,
} from '../../__testUtils__/renderRoom';
import { sampleWorkload } from '../../__testUtils__/samples';

// A window of 1280 px. BUI asks for the width as it is loaded, and only once.
vi.hoisted(() => {
  Object.defineProperty(window, 'matchMedia', {
    value: (media: string) => ({
      media,
      matches: Number(/min-width: (\d+)px/.exec(media)?.[1] ?? 1e9) <= 1280,
      addEventListener: () => {},
      removeEventListener: () => {},
      addListener: () => {},
      removeListener: () => {},
    }),
  });
});

describe('My workloads in a wide window', () => {
  it('is a table whose rows change with their workloads', async () => {
    const corals = sampleWorkload();
    const { container, signals } = renderRoom(
      '/workloads',
      new FakeWorkloadsApi([corals]),
    );
    const table = await screen.findByRole('grid', { name: 'My workloads' });
    const row = () =>
      within(table).getByRole('row', { name: /Label my corals/ });
    expect(row()).toHaveTextContent('Running');
    expect(row()).toHaveTextContent('This machine');
    expect(await accessibilityProblems(container)).toEqual([]);

    const queue = {
      resource: 'cpu' as const,
      position: 1,
      ahead: 0,
      total: 2,
      since: corals.createdAt,
    };
    signals.emit({
      kind: 'changed',
      workload: { ...corals, state: 'queued', queue },
    });
    expect(row()).toHaveTextContent(
      'Number 1 of 2 that wait for processors and memory.',
    );
    expect(await accessibilityProblems(container)).toEqual([]);

    signals.emit({
      kind: 'changed',
      workload: { ...corals, state: 'stopping' },
    });
    expect(row()).toHaveTextContent('Stopping');
    expect(
      within(row()).getByRole('button', { name: 'Stop Label my corals' }),
    ).toBeDisabled();
  });

  it('has the tasks of an array below it when I open it', async () => {
    const tasks = [0, 1].map(index =>
      sampleWorkload({
        id: `01932f00-0000-7000-8000-00000000001${index}`,
        title: 'Sweep of seeds',
        lifetime: { kind: 'batch' },
        group: { id: 'sweep', index, size: 2 },
      }),
    );
    const { container } = renderRoom(
      '/workloads?tab=batch',
      new FakeWorkloadsApi(tasks),
    );
    const user = userEvent.setup();
    await user.click(
      await screen.findByRole('button', { name: /tasks of Sweep of seeds/ }),
    );
    await screen.findByRole('row', { name: /Task 2 of 2/ });
    const rows = screen.getAllByRole('row').slice(1);
    expect(rows.map(row => row.textContent)).toEqual([
      expect.stringMatching(/Sweep of seeds.*Running: 2/),
      expect.stringContaining('Task 1 of 2'),
      expect.stringContaining('Task 2 of 2'),
    ]);
    expect(await accessibilityProblems(container)).toEqual([]);
  });
});
