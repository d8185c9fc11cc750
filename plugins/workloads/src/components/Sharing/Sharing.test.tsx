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
const part = () => screen.findByRole('region', { name: 'Sharing' });
const press = async (name: string | RegExp) =>
  userEvent.click(await screen.findByRole('button', { name }));

describe('sharing a workload', () => {
  it('lets me share it with a person, and end that', async () => {
    const { api, container } = renderRoom(
      address,
      new FakeWorkloadsApi([corals]),
    );
    expect(await screen.findByText('Shared with nobody.')).toBeInTheDocument();
    await press(`Share ${corals.title}`);
    const dialog = await screen.findByRole('dialog');
    const within_ = within(dialog);
    await userEvent.type(within_.getByRole('textbox'), 'Nia');
    await userEvent.click(within_.getByRole('radio', { name: /^Use it/ }));
    expect(await accessibilityProblems(dialog)).toEqual([]);
    await userEvent.click(within_.getByRole('button', { name: 'Share' }));
    expect(await part()).toHaveTextContent(/nia May use it/);
    expect(api.asked.find(({ method }) => method === 'share')).toMatchObject({
      args: [corals.id, { subjectRef: 'user:default/nia', role: 'use' }],
    });
    expect(await accessibilityProblems(container)).toEqual([]);
    await press('End the share with nia');
    const confirm = await screen.findByRole('dialog');
    await userEvent.click(within(confirm).getByRole('button', { name: 'End' }));
    expect(await screen.findByText('Shared with nobody.')).toBeInTheDocument();
  });

  it('says in the dialog what the portal refuses', async () => {
    const api = new FakeWorkloadsApi([corals]);
    api.failing.share = apiError(404, {
      ...{ name: 'NotFoundError', message: 'There is nobody' },
      code: 'SUBJECT_UNKNOWN',
    });
    renderRoom(address, api);
    await press(`Share ${corals.title}`);
    const dialog = await screen.findByRole('dialog');
    await userEvent.type(within(dialog).getByRole('textbox'), 'who{Enter}');
    expect(await within(dialog).findByRole('alert')).toHaveTextContent(
      'could not be seen to',
    );
  });

  it('shows what another shares as theirs, with what I may and nothing else', async () => {
    const shared = { ...corals, shared: { role: 'view' as const } };
    renderRoom(address, new FakeWorkloadsApi([shared]));
    expect(
      await screen.findByText(/shares this with you. You may view it/),
    ).toBeInTheDocument();
    expect(
      screen.queryByRole('region', { name: 'Sharing' }),
    ).not.toBeInTheDocument();
    expect(screen.getByRole('button', { name: /^Open/ })).toBeDisabled();
    expect(screen.getByRole('button', { name: /^Stop/ })).toBeDisabled();
    expect(
      screen.queryByRole('button', { name: /snapshot/ }),
    ).not.toBeInTheDocument();
  });
});

describe('my list', () => {
  it('says of each who shares it, and shows mine alone when I ask for that', async () => {
    const shared = { ...corals, shared: { role: 'use' as const } };
    const { api } = renderRoom('/workloads', new FakeWorkloadsApi([shared]));
    expect(await screen.findByText(/shared by/)).toBeInTheDocument();
    await press(/Whose/);
    await userEvent.click(await screen.findByRole('option', { name: 'Mine' }));
    await screen.findByText(/shared by/);
    expect(api.asked.at(-1)).toMatchObject({
      method: 'list',
      args: [{ whose: 'mine' }],
    });
  });
});
