import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { apiError } from '../../__testUtils__/apiError';
import { FakeWorkloadsApi } from '../../__testUtils__/FakeWorkloadsApi';
import {
  accessibilityProblems,
  renderRoom,
} from '../../__testUtils__/renderRoom';
import { sampleCapacity, sampleDowntime } from '../../__testUtils__/samples';

const far = {
  ...sampleCapacity.items[1],
  nodes: { ready: 3, closed: 1, down: 2 },
  gpuModels: [
    { model: 'NVIDIA A100', total: 4, eligible: 2, used: 3, free: 0 },
    { model: 'Tesla T4', total: 6, eligible: 6, used: 1, free: 5 },
  ],
};

function withSites(): FakeWorkloadsApi {
  const api = new FakeWorkloadsApi();
  api.available = { items: [sampleCapacity.items[0], far], unreachable: [] };
  return api;
}

const site = (name: string) => screen.findByRole('region', { name });

describe('Sites', () => {
  it('shows of each site what is free, its machines, and its GPUs by model', async () => {
    const { container } = renderRoom('/sites', withSites());
    const here = within(await site('This machine'));
    expect(here.getByText('4 of 8 free')).toBeInTheDocument();
    expect(here.getByText('8 GiB of 16 GiB free')).toBeInTheDocument();
    expect(here.getByText('It has no GPUs.')).toBeInTheDocument();
    const away = within(await site('Far away'));
    expect(away.getByText('92.5 of 256 free')).toBeInTheDocument();
    expect(away.getByText('Taking work: 3')).toBeInTheDocument();
    expect(away.getByText('Closed for new work: 1')).toBeInTheDocument();
    expect(away.getByText('Not answering: 2')).toBeInTheDocument();
    expect(away.getByText('NVIDIA A100')).toBeInTheDocument();
    expect(away.getByText('0 of 2 free')).toBeInTheDocument();
    expect(away.getByText('5 of 6 free')).toBeInTheDocument();
    expect(await accessibilityProblems(container)).toEqual([]);
  });

  it('compares the GPUs of all sites in a table, with those that nobody can get now', async () => {
    const api = withSites();
    const gpu = { count: 2 };
    const here = sampleCapacity.items[0];
    const plain = { ...here, siteId: 'plain', title: 'Plain' };
    api.available.items.push({
      ...plain,
      total: { ...here.total, gpu },
      free: { ...here.free, gpu: { count: 1 } },
    });
    renderRoom('/sites', api);
    const table = within(await screen.findByRole('table'));
    const rows = table
      .getAllByRole('row')
      .map(row => [...row.children].map(cell => cell.textContent));
    expect(rows).toEqual([
      ['Site', 'Machines', 'GPU', 'Total', 'Eligible', 'In use', 'Free'],
      ['This machine', 'Not told', 'It has no GPUs.'],
      [
        ...['Far away', 'Taking work: 3Closed for new work: 1Not answering: 2'],
        ...['NVIDIA A100', '4', '2', '3', '0'],
      ],
      ['Tesla T4', '6', '6', '1', '5'],
      ['Plain', 'Not told', 'Model not told', '2', '2', '1', '1'],
    ]);
  });

  it('shows GPUs that nobody can get as such, and not as none', async () => {
    const api = withSites();
    const broken = { model: 'Tesla T4', total: 2, eligible: 0, used: 0 };
    const here = sampleCapacity.items[0];
    const gpuModels = [{ ...broken, free: 0 }];
    api.available = { items: [{ ...here, gpuModels }], unreachable: [] };
    renderRoom('/sites', api);
    const card = await site('This machine');
    expect(card).toHaveTextContent('Tesla T40 of 0 free');
    expect(card).not.toHaveTextContent('It has no GPUs.');
  });

  it('shows what I may use, and what of it is in use', async () => {
    renderRoom('/sites', withSites());
    const mine = within(
      await screen.findByRole('region', { name: 'What you may use' }),
    );
    expect(mine.getByText('Your tier: workloads')).toBeInTheDocument();
    expect(mine.getByText('3 of 50 in use')).toBeInTheDocument();
    expect(mine.getByText('GPUs of Climate: NVIDIA A100')).toBeInTheDocument();
  });

  it('shows on a map where sites are, which leads to what each has', async () => {
    const api = withSites();
    api.available.items[1] = {
      ...far,
      place: { latitude: 43.46, longitude: -3.8 },
    };
    const { container } = renderRoom('/sites', api);
    const link = await screen.findByRole('link', {
      name: 'Far away: something is free',
    });
    expect(
      screen.queryByRole('link', { name: /This machine/ }),
    ).not.toBeInTheDocument();
    await userEvent.click(link);
    expect(await site('Far away')).toHaveFocus();
    expect(await accessibilityProblems(container)).toEqual([]);
  });

  it('has no map where nobody has said where the sites are', async () => {
    renderRoom('/sites', withSites());
    await site('Far away');
    expect(screen.queryByText('Where they are')).not.toBeInTheDocument();
  });

  it('says which engine does not answer, and shows the others', async () => {
    const api = withSites();
    api.available.unreachable = [
      {
        engine: 'nomad-r2',
        reason: {
          code: 'engine-unreachable',
          message: 'The engine does not answer.',
          evidence: 'connect ECONNREFUSED',
        },
      },
    ];
    renderRoom('/sites', api);
    await site('Far away');
    expect(screen.getByText('nomad-r2 does not answer')).toBeInTheDocument();
    expect(screen.getByText(/ECONNREFUSED/)).toBeInTheDocument();
  });

  it('asks again when it is told to, and keeps what it knew when that fails', async () => {
    const api = withSites();
    renderRoom('/sites', api);
    await site('Far away');
    api.failing.capacity = apiError(503, {
      name: 'ServiceUnavailableError',
      message: 'It is being started',
    });
    await userEvent.click(screen.getByRole('button', { name: 'Refresh' }));
    expect(await screen.findByRole('alert')).toHaveTextContent(
      /could not be asked again.*being started/,
    );
    await site('Far away');
    delete api.failing.capacity;
    await userEvent.click(screen.getByRole('button', { name: 'Refresh' }));
    await waitFor(() =>
      expect(screen.queryByRole('alert')).not.toBeInTheDocument(),
    );
  });

  it('says which site will be down, to everybody', async () => {
    const api = withSites();
    api.down.list = { items: [sampleDowntime], mayAnnounce: false };
    renderRoom('/sites', api);
    const planned = await site('Planned downtime');
    expect(planned).toHaveTextContent(/This machine.*New power supplies/);
    expect(within(planned).queryByRole('button')).not.toBeInTheDocument();
    expect(within(planned).queryByRole('form')).not.toBeInTheDocument();
  });

  it('lets an operator announce a downtime and take it back, and says what is wrong', async () => {
    const api = withSites();
    api.down.list = { items: [sampleDowntime], mayAnnounce: true };
    const { container } = renderRoom('/sites', api);
    const planned = within(await site('Planned downtime'));
    const announce = planned.getByRole('button', { name: 'Announce it' });
    expect(announce).toBeDisabled();
    const type = (label: RegExp, value: string) =>
      fireEvent.change(planned.getByLabelText(label), { target: { value } });
    type(/^From/, '2027-01-02T08:00');
    type(/^Until/, '2027-01-02T10:00');
    type(/^Why/, 'Cooling');
    expect(await accessibilityProblems(container)).toEqual([]);
    api.failing.announceDowntime = apiError(400, {
      name: 'InputError',
      message: 'It is over already',
      code: 'BAD_DOWNTIME',
    });
    await userEvent.click(announce);
    expect(await planned.findByRole('alert')).toHaveTextContent(
      /It is over already/,
    );
    delete api.failing.announceDowntime;
    await userEvent.click(announce);
    await planned.findByText(/Cooling/);
    expect(api.asked).toContainEqual({
      method: 'announceDowntime',
      args: [
        {
          siteId: sampleDowntime.siteId,
          from: new Date('2027-01-02T08:00').toISOString(),
          until: new Date('2027-01-02T10:00').toISOString(),
          why: 'Cooling',
        },
      ],
    });
    await userEvent.click(
      planned.getByRole('button', {
        name: 'Take it back: This machine',
      }),
    );
    await waitFor(() =>
      expect(planned.queryByText(/New power/)).not.toBeInTheDocument(),
    );
  });

  it('says so when there is no site at all', async () => {
    const empty = new FakeWorkloadsApi();
    empty.available = { items: [], unreachable: [] };
    renderRoom('/sites', empty);
    expect(await screen.findByText('No site takes work')).toBeInTheDocument();
  });

  it('says who may see it, when somebody may not', async () => {
    const api = new FakeWorkloadsApi();
    api.failing.capacity = apiError(403, {
      name: 'NotAllowedError',
      message: 'Your tier may launch nothing',
    });
    const { container } = renderRoom('/sites', api);
    expect(
      await screen.findByText(/Your tier may launch nothing/),
    ).toBeInTheDocument();
    expect(await accessibilityProblems(container)).toEqual([]);
  });
});
