import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { apiError } from '../../__testUtils__/apiError';
import { FakeWorkloadsApi } from '../../__testUtils__/FakeWorkloadsApi';
import {
  accessibilityProblems,
  renderRoom,
} from '../../__testUtils__/renderRoom';
import { sampleWorkload } from '../../__testUtils__/samples';

const corals = sampleWorkload();
const address = `/workloads/${corals.id}`;

const part = () =>
  screen.findByRole('region', { name: 'For people without an account' });
const press = async (name: string) =>
  userEvent.click(await screen.findByRole('button', { name }));

describe('the password of an endpoint', () => {
  it('is made for me, and shown once with the address to hand out', async () => {
    const { api, container } = renderRoom(
      address,
      new FakeWorkloadsApi([corals]),
    );
    await press('Set a password for JupyterLab');
    const dialog = await screen.findByRole('dialog');
    expect(dialog).toHaveTextContent('all that you can');
    expect(await accessibilityProblems(dialog)).toEqual([]);
    await userEvent.click(
      within(dialog).getByRole('button', { name: 'Set a password' }),
    );
    expect(await screen.findByText('made-by-it')).toBeInTheDocument();
    const told = screen.getByRole('dialog');
    expect(told).toHaveTextContent(corals.endpoints[0].url);
    expect(await accessibilityProblems(told)).toEqual([]);
    await userEvent.click(within(told).getByRole('button', { name: 'Done' }));
    expect(await part()).toHaveTextContent(
      /JupyterLab Opens with a password, set .*2026/,
    );
    expect(screen.queryByText('made-by-it')).not.toBeInTheDocument();
    expect(api.count('setPassword')).toBe(1);
    expect(await accessibilityProblems(container)).toEqual([]);
  });

  it('may be my own, if it is long enough', async () => {
    const { api } = renderRoom(address, new FakeWorkloadsApi([corals]));
    await press('Set a password for JupyterLab');
    const own = await screen.findByRole('textbox', {
      name: 'Your own password',
    });
    await userEvent.type(own, 'short');
    const set = screen.getByRole('button', { name: 'Set a password' });
    expect(set).toBeDisabled();
    await userEvent.type(own, ' but longer{Enter}');
    expect(await screen.findByText('short but longer')).toBeInTheDocument();
    expect(api.asked.at(-2)).toMatchObject({
      method: 'setPassword',
      args: [corals.id, corals.endpoints[0].name, 'short but longer'],
    });
  });

  it('is removed after asking', async () => {
    const api = new FakeWorkloadsApi([corals]);
    api.locked = [
      {
        endpoint: corals.endpoints[0].name,
        setAt: '2026-11-25T08:00:00.000Z',
      },
    ];
    renderRoom(address, api);
    await press('Remove the password of JupyterLab');
    const dialog = await screen.findByRole('dialog');
    expect(dialog).toHaveTextContent('It closes at once');
    await userEvent.click(
      within(dialog).getByRole('button', { name: 'Remove' }),
    );
    expect(
      await screen.findByRole('button', {
        name: 'Set a password for JupyterLab',
      }),
    ).toBeInTheDocument();
    expect(api.locked).toEqual([]);
  });

  it('says why it was not set, and keeps what I typed', async () => {
    const api = new FakeWorkloadsApi([corals]);
    api.failing.setPassword = apiError(404, {
      name: 'NotFoundError',
      message: 'No such workload',
    });
    renderRoom(address, api);
    await press('Set a password for JupyterLab');
    const own = await screen.findByRole('textbox', {
      name: 'Your own password',
    });
    await userEvent.type(own, 'my own password{Enter}');
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'No such workload',
    );
    expect(own).toHaveValue('my own password');
  });

  it('is not offered where there is no endpoint', async () => {
    const batch = sampleWorkload({ endpoints: [] });
    renderRoom(address, new FakeWorkloadsApi([batch]));
    await screen.findByRole('heading', { level: 1 });
    expect(
      screen.queryByText('For people without an account'),
    ).not.toBeInTheDocument();
  });
});
