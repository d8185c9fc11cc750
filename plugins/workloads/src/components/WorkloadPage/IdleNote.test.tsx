import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { FakeWorkloadsApi } from '../../__testUtils__/FakeWorkloadsApi';
import {
  accessibilityProblems,
  renderRoom,
} from '../../__testUtils__/renderRoom';
import { sampleWorkload } from '../../__testUtils__/samples';

const idle = {
  warnings: 1,
  since: '2026-11-24T09:00:00.000Z',
  stopsAt: '2026-11-26T09:00:00.000Z',
  files: 'kept' as const,
};

const address = `/workloads/${sampleWorkload().id}`;
const title = () =>
  screen.findByRole('heading', { name: sampleWorkload().title, level: 1 });

describe('what nobody uses', () => {
  it.each([
    ['kept', 'Its files are kept.'],
    ['lost', 'Its files are lost then.'],
    ['saved', 'where you have room, a snapshot is taken before'],
  ] as const)('says that its files are %s', async (files, words) => {
    const workload = sampleWorkload({ idle: { ...idle, files } });
    renderRoom(address, new FakeWorkloadsApi([workload]));
    await title();
    expect(screen.getByText(/will be stopped at/)).toHaveTextContent(words);
  });

  it('is warned of, and kept running when I say so', async () => {
    const unused = sampleWorkload({ idle });
    const { container, api } = renderRoom(
      address,
      new FakeWorkloadsApi([unused]),
    );
    await title();
    expect(screen.getByText('Nobody uses it')).toBeInTheDocument();
    expect(screen.getByText(/will be stopped at Nov 26/)).toBeInTheDocument();
    expect(await accessibilityProblems(container)).toEqual([]);
    await userEvent.click(
      screen.getByRole('button', { name: 'Keep it running for a day' }),
    );
    expect(await screen.findByText(/kept running until/)).toBeInTheDocument();
    expect(screen.queryByText('Nobody uses it')).not.toBeInTheDocument();
    expect(api.asked).toContainEqual({
      method: 'snooze',
      args: [unused.id, 24],
    });
  });
});
