import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { apiError } from '../../__testUtils__/apiError';
import { FakeWorkloadsApi } from '../../__testUtils__/FakeWorkloadsApi';
import {
  accessibilityProblems,
  renderRoom,
} from '../../__testUtils__/renderRoom';
import { sampleWorkload } from '../../__testUtils__/samples';

const corals = sampleWorkload();
const changedAt = '2026-11-24T08:00:00.000Z';

beforeEach(() => {
  URL.createObjectURL = vi.fn(() => 'blob:x');
  URL.revokeObjectURL = vi.fn();
});

async function shown(api: FakeWorkloadsApi) {
  renderRoom(`/workloads/${corals.id}`, api);
  const section = await screen.findByRole('region', { name: 'Files' });
  return { section, inside: within(section) };
}

describe('the files of a workload', () => {
  it('are looked for when I ask, folder by folder, and downloaded', async () => {
    const person = userEvent.setup();
    const api = new FakeWorkloadsApi([corals]);
    api.folders = {
      '': [{ name: 'notes', kind: 'folder', changedAt }],
      notes: [{ name: 'a.txt', kind: 'file', bytes: 2048, changedAt }],
    };
    const { section, inside } = await shown(api);
    expect(api.count('folder')).toBe(0);
    await person.click(inside.getByRole('button', { name: 'Show its files' }));
    await person.click(
      await inside.findByRole('button', { name: 'Open the folder notes' }),
    );
    const file = await inside.findByRole('button', { name: 'Download a.txt' });
    expect(section).toHaveTextContent('2 KiB');
    expect(await accessibilityProblems(section)).toEqual([]);
    await person.click(file);
    expect(api.asked.at(-1)).toEqual({
      method: 'file',
      args: [corals.id, 'notes/a.txt'],
    });
    expect(URL.createObjectURL).toHaveBeenCalled();
    await person.click(inside.getByRole('button', { name: /^Its folder/ }));
    await inside.findByRole('button', { name: 'Open the folder notes' });
  });

  it('say when there are none, and why they could not be shown', async () => {
    const person = userEvent.setup();
    const api = new FakeWorkloadsApi([corals]);
    const { inside } = await shown(api);
    api.failing.folder = apiError(503, {
      name: 'ServiceUnavailableError',
      message: 'The engine does not answer',
    });
    const show = inside.getByRole('button', { name: 'Show its files' });
    await person.click(show);
    expect(await inside.findByRole('alert')).toHaveTextContent(
      /The engine does not answer/,
    );
    delete api.failing.folder;
    await person.click(show);
    await inside.findByText('Nothing lies here.');
  });
});

describe('the log of a workload', () => {
  it('is downloaded whole, and not as far as the page has it', async () => {
    const person = userEvent.setup();
    const api = new FakeWorkloadsApi([corals]);
    renderRoom(`/workloads/${corals.id}`, api);
    const log = within(await screen.findByRole('region', { name: 'Log' }));
    await person.click(log.getByRole('button', { name: 'Download all of it' }));
    expect(api.asked).toContainEqual({
      method: 'wholeLog',
      args: [corals.id, 'main'],
    });
    expect(URL.createObjectURL).toHaveBeenCalled();
  });
});
