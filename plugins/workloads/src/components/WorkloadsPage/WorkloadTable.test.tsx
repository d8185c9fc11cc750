import { screen, within } from '@testing-library/react';
import { beforeAll, describe, expect, it } from 'vitest';
import { FakeWorkloadsApi } from '../../testUtils/FakeWorkloadsApi';
import {
  accessibilityProblems,
  renderRoom,
  setWindowWidth,
} from '../../testUtils/renderRoom';
import { sampleWorkload } from '../../testUtils/samples';

// A file of its own: the width is read once for the life of the page.
beforeAll(() => setWindowWidth(1280));

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
    expect(await accessibilityProblems(container)).toEqual([]);

    signals.emit({
      kind: 'changed',
      workload: { ...corals, state: 'stopping' },
    });
    expect(row()).toHaveTextContent('Stopping');
    expect(
      within(row()).getByRole('button', { name: 'Delete Label my corals' }),
    ).toBeDisabled();
  });
});
