import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { apiError } from '../../__testUtils__/apiError';
import { FakeWorkloadsApi } from '../../__testUtils__/FakeWorkloadsApi';
import {
  accessibilityProblems,
  renderRoom,
} from '../../__testUtils__/renderRoom';
import { sampleForm, sampleWorkload } from '../../__testUtils__/samples';

const address = '/try?ref=aitool:default/jupyterlab';

function backend(changes: Parameters<typeof sampleWorkload>[0] = {}) {
  const api = new FakeWorkloadsApi([sampleWorkload(changes)]);
  api.form = {
    ...sampleForm,
    variants: [
      { kind: 'service' },
      { name: 'try', title: 'Trial', kind: 'try' },
    ],
  };
  return api;
}

const start = () => screen.findByRole('button', { name: 'Try it' });

describe('Trying something', () => {
  afterEach(() => {
    sessionStorage.clear();
    vi.unstubAllGlobals();
  });

  it('starts nothing before I press, then one trial with nothing to fill in', async () => {
    const { api, container } = renderRoom(
      address,
      backend({ state: 'starting' }),
    );
    const button = await start();
    expect(api.count('launch')).toBe(0);
    expect(await accessibilityProblems(container)).toEqual([]);
    await userEvent.click(button);
    expect(
      await screen.findByText(/goes there by itself as soon as it answers/),
    ).toBeInTheDocument();
    const [{ args }] = api.asked.filter(({ method }) => method === 'launch');
    expect(args[0]).toEqual({
      entityRef: 'aitool:default/jupyterlab',
      variant: 'try',
      values: {},
    });
    expect(api.count('launch')).toBe(1);
    expect(await accessibilityProblems(container)).toEqual([]);
  });

  it('goes there when it answers, and not again when I come back', async () => {
    const assign = vi.fn();
    vi.stubGlobal('location', { ...window.location, assign });
    const api = backend({ state: 'running' });
    const first = renderRoom(address, api);
    await userEvent.click(await start());
    await waitFor(() => expect(assign).toHaveBeenCalledWith(api.ticketUrl));
    expect(assign).toHaveBeenCalledTimes(1);
    first.unmount();
    renderRoom(address, api);
    await userEvent.click(await start());
    await userEvent.click(
      await screen.findByRole('button', { name: 'Open it' }),
    );
    await waitFor(() => expect(assign).toHaveBeenCalledTimes(3));
  });

  it('says that it is over and why, and begins another', async () => {
    const { api } = renderRoom(address, backend({ state: 'failed' }));
    await userEvent.click(await start());
    expect(await screen.findByText('The trial is over')).toBeInTheDocument();
    await userEvent.click(screen.getByRole('button', { name: 'Try it again' }));
    await waitFor(() => expect(api.count('launch')).toBe(2));
    const keys = api.asked
      .filter(({ method }) => method === 'launch')
      .map(({ args }) => args[1]);
    expect(new Set(keys).size).toBe(2);
  });

  it('says why it could not be started', async () => {
    const api = backend();
    api.failing.launch = apiError(403, {
      name: 'NotAllowedError',
      message: "The quota 'Trials of one person' allows 3",
    });
    renderRoom(address, api);
    await userEvent.click(await start());
    expect(await screen.findByText(/allows 3/)).toBeInTheDocument();
  });

  it('says so of what offers no trial', async () => {
    renderRoom(address, new FakeWorkloadsApi([sampleWorkload()]));
    expect(
      await screen.findByRole('link', { name: 'Deploy it instead' }),
    ).toHaveAttribute('href', '/deploy?ref=aitool%3Adefault%2Fjupyterlab');
  });
});
