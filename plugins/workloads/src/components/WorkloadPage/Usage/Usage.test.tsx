import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { apiError } from '../../../__testUtils__/apiError';
import { FakeWorkloadsApi } from '../../../__testUtils__/FakeWorkloadsApi';
import {
  accessibilityProblems,
  renderRoom,
} from '../../../__testUtils__/renderRoom';
import { sampleUsage, sampleWorkload } from '../../../__testUtils__/samples';
import { linesOf } from './linesOf';

const corals = sampleWorkload();
const address = `/workloads/${corals.id}`;
const usage = async () =>
  within(await screen.findByRole('region', { name: 'Usage' }));

describe('the usage of a workload', () => {
  it('is drawn, said in words, and comes with advice for the next time', async () => {
    const { container } = renderRoom(address, new FakeWorkloadsApi([corals]));
    const section = await usage();
    const chart = await section.findByRole('img', { name: /^CPU cores/ });
    expect(chart).toHaveAccessibleName(/0\.12 of 8 on average, 0\.6 at most/);
    expect(section.getByRole('img', { name: /^Memory/ })).toHaveAccessibleName(
      /1\.5 GiB of 16 GiB on average, 2 GiB at most/,
    );
    expect(
      section.getByText(/at most 0\.6 of 8 cores: ask for 1/),
    ).toBeInTheDocument();
    expect(section.getByText(/of memory: 3 GiB would do/)).toBeInTheDocument();
    // Nothing is drawn of what nobody has measured.
    expect(section.getAllByRole('img')).toHaveLength(2);
    expect(await accessibilityProblems(container)).toEqual([]);
  });

  it('can be read figure by figure, and what is not known says so', async () => {
    renderRoom(address, new FakeWorkloadsApi([corals]));
    const section = await usage();
    await userEvent.click(await section.findByText('All figures'));
    const [, newest] = section.getAllByRole('row');
    expect(newest).toHaveTextContent('0.6');
    expect(newest).toHaveTextContent('2 GiB');
    expect(within(newest).getAllByText('not known')).toHaveLength(2);
  });

  it('goes back as far as I ask', async () => {
    const { api } = renderRoom(address, new FakeWorkloadsApi([corals]));
    const section = await usage();
    await userEvent.click(
      await section.findByRole('button', { name: /How far back/ }),
    );
    await userEvent.click(
      await screen.findByRole('option', { name: 'The last month' }),
    );
    await section.findByRole('img', { name: /^CPU cores/ });
    expect(api.asked.filter(({ method }) => method === 'usage').at(-1)).toEqual(
      { method: 'usage', args: [corals.id, { range: 'month' }] },
    );
  });

  it('says why there are no figures: none yet, none here, or a failure', async () => {
    const api = new FakeWorkloadsApi([corals]);
    api.used = { ...sampleUsage, samples: [] };
    const first = renderRoom(address, api);
    expect(
      await (await usage()).findByText(/Nothing was measured/),
    ).toBeInTheDocument();
    first.unmount();
    api.used = { ...sampleUsage, samples: [], everySeconds: 0 };
    const second = renderRoom(address, api);
    expect(
      await (await usage()).findByText(/does not measure/),
    ).toBeInTheDocument();
    second.unmount();
    api.failing.usage = apiError(503, {
      name: 'ServiceUnavailableError',
      message: 'The database is away',
    });
    renderRoom(address, api);
    expect(
      await (await usage()).findByText(/could not be asked/),
    ).toBeInTheDocument();
  });

  it('is no part of what has not run yet', async () => {
    const waiting = sampleWorkload({ state: 'queued', startedAt: undefined });
    renderRoom(address, new FakeWorkloadsApi([waiting]));
    await screen.findByRole('region', { name: 'State' });
    expect(screen.queryByRole('region', { name: 'Usage' })).toBeNull();
  });
});

describe('a line of usage', () => {
  const at = (minute: number, cpuCores?: number) => ({
    at: new Date(minute * 60_000).toISOString(),
    seconds: 60,
    cpuCores,
  });
  const draw = (...samples: ReturnType<typeof at>[]) =>
    linesOf(samples, {
      of: ({ cpuCores }) => cpuCores,
      most: 2,
      gapSeconds: 180,
      size: [100, 10],
    });

  it('is broken where nothing was known', () => {
    expect(draw(at(0, 1), at(1, 2), at(2), at(3, 0), at(10, 1))).toBe(
      'M0 5l0 0L10 0M30 10l0 0M100 5l0 0',
    );
  });
});
