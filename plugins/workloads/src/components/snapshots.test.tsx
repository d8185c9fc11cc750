import { because } from '@astrolabe/plugin-workloads-common';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { apiError } from '../__testUtils__/apiError';
import { FakeWorkloadsApi } from '../__testUtils__/FakeWorkloadsApi';
import { accessibilityProblems, renderRoom } from '../__testUtils__/renderRoom';
import { sampleDowntime, sampleWorkload } from '../__testUtils__/samples';

const GIB = 1024 ** 3;
const corals = {
  ...sampleWorkload(),
  request: {
    entityRef: sampleWorkload().entityRef,
    values: { general: { title: 'As it was' } },
  },
};

/** A backend with one complete snapshot of a workload. */
function withSnapshot() {
  const api = new FakeWorkloadsApi([corals]);
  const { id } = api.kept.take(corals, 'Corals, labelled');
  const snapshot = api.kept.become(id, {
    state: 'complete',
    reason: because('snapshot-taken.complete'),
    bytes: 3 * GIB,
    leftOut: { secrets: 2, unreadable: 0, names: ['.token', 'key.pem'] },
  });
  return { api, snapshot };
}

describe('stopping where files are not kept', () => {
  const losing = { ...corals, keepsFiles: false };
  const stop = { name: 'Stop Label my corals' };

  it('says that they are lost, and has me save them first', async () => {
    const person = userEvent.setup();
    const api = new FakeWorkloadsApi([losing]);
    const { signals } = renderRoom(`/workloads/${corals.id}`, api);
    await person.click(await screen.findByRole('button', stop));
    const dialog = await screen.findByRole('dialog');
    expect(dialog).toHaveTextContent('begins with an empty folder');
    expect(dialog).not.toHaveTextContent('files and logs stay');
    expect(await accessibilityProblems(dialog)).toEqual([]);

    const snapshot = api.kept.take(losing, 'Before');
    signals.emitSnapshots({ kind: 'changed', snapshot });
    await within(dialog).findByText(/Its snapshot Before is being saved/);
    const sure = within(dialog).getByRole('button', { name: 'Stop' });
    expect(sure).toBeDisabled();
    const complete = api.kept.become(snapshot.id, { state: 'complete' });
    signals.emitSnapshots({ kind: 'changed', snapshot: complete });
    await within(dialog).findByText(/Its snapshot Before of .* is complete/);
    await person.click(sure);
    await waitFor(() => expect(api.count('stop')).toBe(1));
  });

  it('opens what saves them from the question itself', async () => {
    const person = userEvent.setup();
    renderRoom(`/workloads/${corals.id}`, new FakeWorkloadsApi([losing]));
    await person.click(await screen.findByRole('button', stop));
    const dialog = await screen.findByRole('dialog');
    const take = { name: 'Take a snapshot of Label my corals' };
    await person.click(within(dialog).getByRole('button', take));
    await screen.findByText('Snapshot of Label my corals');
  });

  it('offers no snapshot where its site takes none', async () => {
    const person = userEvent.setup();
    const workload = { ...losing, takesSnapshots: false };
    renderRoom(`/workloads/${corals.id}`, new FakeWorkloadsApi([workload]));
    await person.click(await screen.findByRole('button', stop));
    const dialog = await screen.findByRole('dialog');
    expect(dialog).toHaveTextContent('begins with an empty folder');
    expect(
      within(dialog).queryByRole('button', { name: /snapshot/i }),
    ).not.toBeInTheDocument();
  });

  it('says of a restart whether files are there, which those of what runs are', async () => {
    const person = userEvent.setup();
    const ended = {
      ...losing,
      id: 'ended',
      title: 'Ended',
      state: 'stopped' as const,
    };
    renderRoom('/workloads', new FakeWorkloadsApi([losing, ended]));
    await person.click(
      await screen.findByRole('button', { name: 'Restart Ended' }),
    );
    expect(await screen.findByRole('dialog')).toHaveTextContent(
      'It begins with an empty folder',
    );
    await person.keyboard('{Escape}');
    await person.click(
      await screen.findByRole('button', { name: 'Restart Label my corals' }),
    );
    expect(await screen.findByRole('dialog')).toHaveTextContent(
      'Its files stay',
    );
  });
});

describe('the planned downtime of a site', () => {
  it('is told on the page of what it hits, and has it saved from there', async () => {
    const person = userEvent.setup();
    const api = new FakeWorkloadsApi([corals]);
    api.down.list.items = [sampleDowntime];
    renderRoom(`/workloads/${corals.id}`, api);
    const why = await screen.findByText(/New power supplies/);
    const take = { name: 'Take a snapshot of Label my corals' };
    // In the same note as why, beside the usual one at the top of the page.
    const offered = screen
      .getAllByRole('button', take)
      .find(
        each =>
          each.compareDocumentPosition(why) ===
          Node.DOCUMENT_POSITION_PRECEDING,
      );
    await person.click(offered!);
    const dialog = within(await screen.findByRole('dialog'));
    await person.click(await dialog.findByRole('button', { name: 'Snapshot' }));
    await dialog.findByText(/is being saved/);
    expect(api.kept.snapshots().items).toMatchObject([
      { workloadId: corals.id, state: 'queued' },
    ]);
  });
});

describe('taking a snapshot', () => {
  it('says how large it will be, what there is room for and what is left out, before I take it', async () => {
    const person = userEvent.setup();
    const api = new FakeWorkloadsApi([corals]);
    renderRoom(`/workloads/${corals.id}`, api);
    await person.click(
      await screen.findByRole('button', {
        name: 'Take a snapshot of Label my corals',
      }),
    );
    const dialog = await screen.findByRole('dialog');
    expect(await within(dialog).findByText('2 GiB')).toBeInTheDocument();
    expect(dialog).toHaveTextContent('There is room for10 GiB');
    expect(dialog).toHaveTextContent('4 GiB of 15 GiB, 0 of 20 snapshots');
    expect(dialog).toHaveTextContent(/Left out are mounts, variables, and/);
    expect(await accessibilityProblems(dialog)).toEqual([]);

    const title = within(dialog).getByRole('textbox', { name: 'Title' });
    await person.clear(title);
    await person.type(title, 'Labelled');
    await person.click(
      within(dialog).getByRole('button', { name: 'Snapshot' }),
    );
    expect(
      await within(dialog).findByText('The snapshot Labelled is being saved'),
    ).toBeInTheDocument();
    expect(
      within(dialog).getByRole('link', { name: 'See my snapshots' }),
    ).toHaveAttribute('href', '/workloads?tab=snapshots');
    expect(api.count('takeSnapshot')).toBe(1);
  });

  it('is not offered where there is no room, and says so', async () => {
    const person = userEvent.setup();
    const api = new FakeWorkloadsApi([corals]);
    api.kept.limits.usedBytes = 14 * GIB;
    renderRoom(`/workloads/${corals.id}`, api);
    await person.click(
      await screen.findByRole('button', { name: /Take a snapshot/ }),
    );
    const dialog = await screen.findByRole('dialog');
    await within(dialog).findByText(/There is no room for it/);
    expect(
      within(dialog).getByRole('button', { name: 'Snapshot' }),
    ).toBeDisabled();
  });

  it('says why it cannot be measured, and tries again', async () => {
    const person = userEvent.setup();
    const api = new FakeWorkloadsApi([corals]);
    api.failing.measureSnapshot = apiError(501, {
      name: 'NotImplementedError',
      code: 'SNAPSHOTS_UNSUPPORTED',
      message: 'No snapshots can be taken of it',
    });
    renderRoom(`/workloads/${corals.id}`, api);
    await person.click(
      await screen.findByRole('button', { name: /Take a snapshot/ }),
    );
    const dialog = await screen.findByRole('dialog');
    await within(dialog).findByText(/No snapshots can be taken of it/);
    delete api.failing.measureSnapshot;
    await person.click(
      within(dialog).getByRole('button', { name: 'Try again' }),
    );
    expect(await within(dialog).findByText('2 GiB')).toBeInTheDocument();
  });

  it('of what another lets me manage says that size alone, and leads to no list of mine', async () => {
    const person = userEvent.setup();
    const shared = { role: 'manage' as const };
    const api = new FakeWorkloadsApi([{ ...corals, shared }]);
    const { usedBytes: _, ...limits } = api.kept.limits;
    api.measureSnapshot = async () => ({ bytes: 2 * GIB, limits });
    const take = api.takeSnapshot.bind(api);
    api.takeSnapshot = async (...asked) => ({
      ...(await take(...asked)),
      shared,
    });
    renderRoom(`/workloads/${corals.id}`, api);
    await person.click(
      await screen.findByRole('button', { name: /Take a snapshot/ }),
    );
    const dialog = await screen.findByRole('dialog');
    expect(await within(dialog).findByText('2 GiB')).toBeInTheDocument();
    expect(dialog).not.toHaveTextContent('There is room for');
    await person.click(
      within(dialog).getByRole('button', { name: 'Snapshot' }),
    );
    await within(dialog).findByText(/is being saved/);
    expect(within(dialog).queryByRole('link')).toBeNull();
  });

  it('is for what runs', async () => {
    const stopped = { ...corals, state: 'stopped' as const };
    renderRoom(`/workloads/${corals.id}`, new FakeWorkloadsApi([stopped]));
    expect(
      await screen.findByRole('button', { name: /Take a snapshot/ }),
    ).toBeDisabled();
  });
});

describe('my snapshots', () => {
  it('are a tab with size, room and what was left out, and lead back to the form', async () => {
    const { api, snapshot } = withSnapshot();
    const { container } = renderRoom('/workloads?tab=snapshots', api);
    const heading = await screen.findByRole('heading', {
      name: 'Corals, labelled',
    });
    const card = within(heading.closest('li')!);
    expect(card.getByText('Complete')).toBeInTheDocument();
    expect(card.getByText('3 GiB')).toBeInTheDocument();
    expect(
      card.getByText(/Files with secrets: 2.*\.token, key\.pem/),
    ).toBeInTheDocument();
    expect(
      screen.getByText('4 GiB of 15 GiB, 1 of 20 snapshots'),
    ).toBeInTheDocument();
    expect(
      card.getByRole('link', {
        name: /^Deploy again: .* from Corals, labelled/,
      }),
    ).toHaveAttribute(
      'href',
      `/deploy?ref=${encodeURIComponent(corals.entityRef)}&snapshot=${
        snapshot.id
      }`,
    );
    expect(
      screen.getByRole('tab', { name: 'Snapshots (1)', selected: true }),
    ).toBeInTheDocument();
    expect(await accessibilityProblems(container)).toEqual([]);
  });

  it('are shared with a person, who may launch from one', async () => {
    const { api, snapshot } = withSnapshot();
    const { container } = renderRoom('/workloads?tab=snapshots', api);
    const press = async (name: string) =>
      userEvent.click(await screen.findByRole('button', { name }));
    await press('Sharing of Corals, labelled');
    const sharing = await screen.findByRole('group', {
      name: 'Sharing of Corals, labelled',
    });
    expect(
      await within(sharing).findByText('Shared with nobody.'),
    ).toBeInTheDocument();
    await press('Share Corals, labelled');
    const dialog = within(await screen.findByRole('dialog'));
    await userEvent.type(dialog.getByRole('textbox'), 'Nia');
    await userEvent.click(dialog.getByRole('radio', { name: /^Launch/ }));
    await userEvent.click(dialog.getByRole('button', { name: 'Share' }));
    await waitFor(() => expect(sharing).toHaveTextContent(/nia May use it/));
    expect(api.asked.find(({ method }) => method === 'share')).toMatchObject({
      args: [snapshot.id, { subjectRef: 'user:default/nia', role: 'use' }],
    });
    expect(await accessibilityProblems(container)).toEqual([]);
  });

  it('show how far one is while it is saved, without asking again', async () => {
    const api = new FakeWorkloadsApi([corals]);
    const snapshot = api.kept.take(corals, 'Live');
    const { signals } = renderRoom('/workloads?tab=snapshots', api);
    await screen.findByText('Queued');
    const asked = api.count('snapshots');
    signals.emitSnapshots({
      kind: 'changed',
      snapshot: {
        ...snapshot,
        state: 'saving',
        reason: because('saving-snapshot.files'),
        bytesDone: GIB,
      },
    });
    expect(await screen.findByText('1 GiB of 2 GiB')).toBeInTheDocument();
    expect(
      screen.getByText('The files of its folder are being saved.'),
    ).toBeInTheDocument();
    expect(api.count('snapshots')).toBe(asked);
    signals.emitSnapshots({ kind: 'deleted', id: snapshot.id });
    await waitFor(() => expect(screen.queryByText('Live')).toBeNull());
  });

  it('say why one has failed, and what to do', async () => {
    const api = new FakeWorkloadsApi([corals]);
    const { id } = api.kept.take(corals);
    const reason = because('snapshot-too-large.grew', {
      room: { diskBytes: GIB },
    });
    api.kept.become(id, { state: 'failed', reason });
    renderRoom('/workloads?tab=snapshots', api);
    expect(
      await screen.findByText(/larger than the 1 GiB of disk/),
    ).toBeInTheDocument();
    expect(screen.getByText(/Remove files that are not/)).toBeInTheDocument();
    expect(screen.queryByRole('link', { name: /^Deploy again/ })).toBeNull();
  });

  it('are deleted only when I am sure', async () => {
    const person = userEvent.setup();
    const { api, snapshot } = withSnapshot();
    renderRoom('/workloads?tab=snapshots', api);
    const press = async () =>
      person.click(
        await screen.findByRole('button', { name: 'Delete Corals, labelled' }),
      );
    await press();
    await person.click(
      within(await screen.findByRole('dialog')).getByRole('button', {
        name: 'Cancel',
      }),
    );
    expect(api.count('deleteSnapshot')).toBe(0);
    await press();
    await person.click(
      within(await screen.findByRole('dialog')).getByRole('button', {
        name: 'Delete',
      }),
    );
    expect(await screen.findByText('Being deleted')).toBeInTheDocument();
    expect(api.asked).toContainEqual({
      method: 'deleteSnapshot',
      args: [snapshot.id],
    });
  });

  it('say what to do where there are none, and what failed where they cannot be read', async () => {
    const api = new FakeWorkloadsApi();
    renderRoom('/workloads?tab=snapshots', api);
    expect(await screen.findByText('No snapshots yet')).toBeInTheDocument();
  });
});

describe('deploying from a snapshot', () => {
  it('fills the form with its values, says so, and sends which it begins with', async () => {
    const person = userEvent.setup();
    const { api, snapshot } = withSnapshot();
    const { container } = renderRoom(
      `/deploy?ref=${corals.entityRef}&snapshot=${snapshot.id}`,
      api,
    );
    expect(
      await screen.findByText('It begins with the snapshot Corals, labelled'),
    ).toBeInTheDocument();
    expect(screen.getByDisplayValue('As it was')).toBeInTheDocument();
    expect(await accessibilityProblems(container)).toEqual([]);
    await person.click(screen.getByRole('button', { name: 'Deploy' }));
    await waitFor(() => expect(api.count('launch')).toBe(1));
    const [request] = api.asked.find(({ method }) => method === 'launch')!.args;
    expect(request).toMatchObject({
      fromSnapshot: snapshot.id,
      values: { general: { title: 'As it was' } },
    });
  });
});
