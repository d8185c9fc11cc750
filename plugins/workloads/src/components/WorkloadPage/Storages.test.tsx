import type { StorageStatus } from '@astrolabe/plugin-workloads-common';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { FakeWorkloadsApi } from '../../__testUtils__/FakeWorkloadsApi';
import {
  accessibilityProblems,
  renderRoom,
} from '../../__testUtils__/renderRoom';
import { sampleWorkload } from '../../__testUtils__/samples';

const since = '2026-11-24T09:00:00.000Z';
const fast: StorageStatus = {
  account: 'corals',
  mode: 'mount',
  state: 'answers',
  since,
  answersMs: 12.2,
  writesBytesPerSecond: 80_400_000,
  readsBytesPerSecond: 110_000_000,
};

function open(
  status: StorageStatus,
  changes: Parameters<typeof sampleWorkload>[0] = {},
) {
  const workload = sampleWorkload({ storage: status.mode, ...changes });
  const api = new FakeWorkloadsApi([workload]);
  api.mounted = [status];
  return renderRoom(`/workloads/${workload.id}`, api);
}

const section = async () =>
  within(await screen.findByRole('region', { name: 'Storage' }));

describe('a storage of a workload', () => {
  it('says how fast it is', async () => {
    const { container } = open(fast);
    const words = 'corals: answers in 12 ms, writes 80 MB/s, reads 110 MB/s';
    expect(await (await section()).findByText(words)).toBeInTheDocument();
    expect(screen.queryByText(/That is slow/)).not.toBeInTheDocument();
    expect(await accessibilityProblems(container)).toEqual([]);
  });

  it('that is slow comes with advice to copy it', async () => {
    open({ ...fast, readsBytesPerSecond: 900_000 });
    expect(
      await (await section()).findByText(/That is slow.*choose Copy/),
    ).toBeInTheDocument();
    expect(screen.getByText(/reads 0\.9 MB\/s/)).toBeInTheDocument();
  });

  it('that does not answer is a warning, with what becomes of what is written', async () => {
    const reason = 'dial tcp: connection refused';
    open({ ...fast, state: 'silent', reason });
    expect(
      await (await section()).findByText('corals: It does not answer'),
    ).toBeInTheDocument();
    expect(screen.getByText(/waits and arrives when/)).toBeInTheDocument();
    expect(screen.getByText(/connection refused/)).toBeInTheDocument();
  });

  it('whose workload has ended is no longer said to answer', async () => {
    open(fast, { state: 'completed' });
    expect(
      await (await section()).findByText(/It was mounted until/),
    ).toBeInTheDocument();
  });

  it('of which a copy is not back says what to do, and names what both sides had changed', async () => {
    const copy: StorageStatus = {
      ...{ account: 'corals', mode: 'copy', state: 'left', since },
      ...{ files: 3, beside: ['reef (workload 1).csv'] },
    };
    open(copy, { state: 'failed' });
    expect(
      await (
        await section()
      ).findByText('corals: Files that were not copied back: 3'),
    ).toBeInTheDocument();
    expect(screen.getByText(/a restart does it/)).toBeInTheDocument();
    expect(screen.getByText('reef (workload 1).csv')).toBeInTheDocument();
  });

  it.each([
    [2, '2'],
    [undefined, '?'],
  ])('to which not all has come says so (%s)', async (files, said) => {
    open({ ...fast, state: 'left', files }, { state: 'completed' });
    expect(
      await (
        await section()
      ).findByText(`corals: Files that have not arrived in it: ${said}`),
    ).toBeInTheDocument();
    expect(screen.getByText(/write again what is missing/)).toBeInTheDocument();
    expect(screen.queryByText(/a restart does it/)).not.toBeInTheDocument();
  });

  it('that was only read is no worry when it has ended', async () => {
    const copy = { mode: 'copy', state: 'copied-in', readOnly: true } as const;
    open({ ...copy, files: 3, bytes: 2e6 }, { state: 'completed' });
    expect(
      await (
        await section()
      ).findByText(/A copy of it was here. Files: 3, 1.9 MiB/),
    ).toBeInTheDocument();
    expect(screen.queryByText(/not copied back/)).not.toBeInTheDocument();
  });

  it('of which a copy is not back yet says until when it is tried again', async () => {
    const waiting: StorageStatus = {
      ...{ mode: 'copy', state: 'left', since, files: 3 },
      triesUntil: '2026-11-24T10:00:00.000Z',
    };
    open(waiting, { state: 'stopping' });
    expect(
      await (await section()).findByText(/not copied back yet: 3/),
    ).toBeInTheDocument();
    expect(screen.getByText(/tried again and again until/)).toHaveTextContent(
      /\d:00/,
    );
  });

  it('of which a copy is not back is copied back when I ask for it, and the page says so', async () => {
    const copy: StorageStatus = {
      mode: 'copy',
      state: 'left',
      since,
      files: 3,
    };
    const { api } = open(copy, { state: 'failed' });
    const user = userEvent.setup();
    await user.click(
      await screen.findByRole('button', { name: 'Copy back now' }),
    );
    await waitFor(() => expect(api.count('copyBack')).toBe(1));
    api.mounted = [{ ...copy, state: 'copied-back' }];
    expect(
      await screen.findByText(/was copied back/, {}, { timeout: 5000 }),
    ).toBeInTheDocument();
    expect(screen.queryByText('Copy back now')).not.toBeInTheDocument();
  });

  it('of which a copy is not back is given up with its workload only by who says so', async () => {
    const copy = { mode: 'copy', state: 'left', since, files: 3 } as const;
    const { api, container } = open(copy, { state: 'failed' });
    const user = userEvent.setup();
    await user.click(await screen.findByRole('button', { name: /^Delete/ }));
    const dialog = within(await screen.findByRole('dialog'));
    const confirm = dialog.getByRole('button', { name: 'Delete' });
    await waitFor(() => expect(confirm).toBeDisabled());
    expect(dialog.getByText(/Not all that it changed/)).toBeInTheDocument();
    expect(await accessibilityProblems(container)).toEqual([]);
    await user.click(dialog.getByRole('checkbox', { name: /Delete also/ }));
    await user.click(confirm);
    const args = [sampleWorkload().id, { giveUpFiles: true }];
    await waitFor(() =>
      expect(api.asked).toContainEqual({ method: 'delete', args }),
    );
  });

  it('that a restart would not find is to be taken now', async () => {
    const copy = { mode: 'copy', state: 'copied-in', since } as const;
    open(copy, { state: 'failed', keepsFiles: false });
    expect(
      await (await section()).findByText('What it changed was not copied back'),
    ).toBeInTheDocument();
    expect(
      screen.getByText(/take them from its folder now/),
    ).toBeInTheDocument();
  });

  it('is not asked about where there is none', async () => {
    const workload = sampleWorkload();
    const { api } = renderRoom(
      `/workloads/${workload.id}`,
      new FakeWorkloadsApi([workload]),
    );
    await screen.findByRole('heading', { name: workload.title, level: 1 });
    expect(api.count('storages')).toBe(0);
  });
});
