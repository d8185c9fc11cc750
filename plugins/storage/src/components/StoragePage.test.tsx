import { renderInTestApp } from '@backstage/frontend-test-utils';
import {
  cleanup,
  configure,
  fireEvent,
  screen,
  waitFor,
  within,
} from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import axe from 'axe-core';
import { useLocation } from 'react-router-dom';
import { afterEach, describe, expect, it } from 'vitest';
import { FakeStorageApi } from '../__testUtils__/FakeStorageApi';
import { storageApiRef } from '../api';
import { StoragePage } from './StoragePage';

// A busy machine needs longer than Testing Library's second.
configure({ asyncUtilTimeout: 10_000 });
// Without Vitest's globals, Testing Library does not clean up by itself.
afterEach(cleanup);

function Whereabouts() {
  return <output data-testid="location">{useLocation().search}</output>;
}

function open(api: FakeStorageApi, address = '/storage') {
  return renderInTestApp(
    <>
      <StoragePage />
      <Whereabouts />
    </>,
    { initialRouteEntries: [address], apis: [[storageApiRef, api]] },
  );
}

const changedAt = '2026-11-24T08:00:00.000Z';
const file = (path: string) => ({
  ...{ name: path.split('/').at(-1)!, path, kind: 'file' as const },
  ...{ bytes: 2048, changedAt },
});
const folder = (path: string) => ({
  ...{ name: path, path, kind: 'folder' as const, changedAt },
});

/** As the client throws it. */
function refusal(statusCode: number, code: string): Error {
  const error = { name: 'Error', message: 'No', code };
  return Object.assign(new Error(error.message), {
    ...{ name: 'ResponseError', statusCode },
    body: { error, response: { statusCode } },
  });
}

describe('my files', () => {
  it('are looked at folder by folder, and the address says where', async () => {
    const api = new FakeStorageApi();
    api.folders = {
      '': [folder('data'), file('a.txt')],
      data: [file('data/b')],
    };
    const { container } = open(api);
    const table = await screen.findByRole('table', { name: /^Files/ });
    expect(within(table).getAllByRole('row')).toHaveLength(3);
    expect(table).toHaveTextContent('2 KiB');
    expect(screen.getByText('2 MiB of 1 GiB used')).toBeVisible();
    const { violations } = await axe.run(container, {
      rules: { 'color-contrast': { enabled: false } },
    });
    expect(violations.map(({ id }) => id)).toEqual([]);
    await userEvent.click(
      screen.getByRole('button', { name: 'Open the folder data' }),
    );
    await screen.findByRole('button', { name: 'Look into b' });
    expect(screen.getByTestId('location')).toHaveTextContent('?path=data');
    await userEvent.click(screen.getByRole('button', { name: 'All files /' }));
    await screen.findByRole('button', { name: 'Look into a.txt' });
    await userEvent.click(screen.getByRole('button', { name: 'Sort by Size' }));
    await waitFor(() =>
      expect(api.asked.at(-1)).toEqual(['list', 'home', '', 'size', 'asc']),
    );
  });

  it('are walked through by keyboard, and only those in sight are drawn', async () => {
    const api = new FakeStorageApi();
    api.folders[''] = Array.from({ length: 10_000 }, (_, i) => file(`f${i}`));
    open(api);
    const first = await screen.findByRole('button', { name: 'Look into f0' });
    expect(screen.getByRole('table')).toHaveAttribute('aria-rowcount', '10001');
    expect(screen.getAllByRole('row').length).toBeLessThan(60);
    first.focus();
    await userEvent.keyboard('{ArrowDown}');
    await waitFor(() =>
      expect(
        screen.getByRole('button', { name: 'Look into f1' }),
      ).toHaveFocus(),
    );
    await userEvent.keyboard('{End}');
    await waitFor(() =>
      expect(
        screen.getByRole('button', { name: 'Look into f9999' }),
      ).toHaveFocus(),
    );
    await userEvent.keyboard('{Delete}');
    expect(
      await screen.findByRole('dialog', { name: 'Delete f9999?' }),
    ).toBeVisible();
  });

  it('are deleted after a question, and renamed', async () => {
    const api = new FakeStorageApi();
    api.folders[''] = [folder('data'), file('a.txt')];
    api.items.push({
      ...{ id: 'cloud', service: 'webdav', title: 'Cloud', state: 'working' },
    });
    open(api);
    const choose = async (name: string, what: string) => {
      await userEvent.click(
        await screen.findByRole('button', { name: `What to do with ${name}` }),
      );
      await userEvent.click(
        await screen.findByRole('menuitem', { name: what }),
      );
    };
    await choose('data', 'Delete');
    const dialog = await screen.findByRole('dialog', { name: 'Delete data?' });
    expect(dialog).toHaveTextContent('All that is in it');
    expect(api.asked.flat()).not.toContain('remove');
    await userEvent.click(
      within(dialog).getByRole('button', { name: 'Delete' }),
    );
    await waitFor(() =>
      expect(api.asked).toContainEqual(['remove', 'home', 'data', true]),
    );
    await choose('a.txt', 'Rename, move or copy');
    const field = await screen.findByRole('textbox');
    await userEvent.clear(field);
    await userEvent.type(field, 'data/b.txt{Enter}');
    await waitFor(() =>
      expect(api.asked).toContainEqual(['move', 'home', 'a.txt', 'data/b.txt']),
    );
    await choose('a.txt', 'Rename, move or copy');
    const copying = await screen.findByRole('dialog');
    await userEvent.click(
      within(copying).getByRole('checkbox', {
        name: 'It also stays where it is',
      }),
    );
    await userEvent.click(
      within(copying).getByRole('button', { name: /In which storage/ }),
    );
    await userEvent.click(await screen.findByRole('option', { name: 'Cloud' }));
    await userEvent.click(
      within(copying).getByRole('button', { name: 'Copy' }),
    );
    await waitFor(() =>
      expect(api.asked).toContainEqual([
        'copy',
        'home',
        'a.txt',
        'a.txt',
        'cloud',
      ]),
    );
    await choose('a.txt', 'Download');
    await waitFor(() =>
      expect(api.asked).toContainEqual(['save', 'home', 'a.txt']),
    );
  });

  it('are uploaded with progress, by choosing or by dropping, and broken off', async () => {
    const api = new FakeStorageApi();
    api.holds = true;
    open(api);
    await screen.findByText('Nothing in here yet');
    const one = new File(['1234'], 'one.txt');
    await userEvent.upload(screen.getByLabelText('Upload'), one);
    expect(await screen.findByText('one.txt: 50 % sent')).toBeVisible();
    api.letThrough.pop()!();
    expect(await screen.findByText('one.txt is there')).toBeVisible();
    await screen.findByRole('button', { name: 'Look into one.txt' });
    fireEvent.drop(screen.getByRole('group', { name: /^Drop files/ }), {
      dataTransfer: { files: [new File(['x'], 'two.txt')] },
    });
    await userEvent.click(
      await screen.findByRole('button', {
        name: 'Cancel the upload of two.txt',
      }),
    );
    expect(await screen.findByText(/^two.txt was broken off/)).toBeVisible();
    api.failing.send = refusal(409, 'ENTRY_EXISTS');
    await userEvent.upload(screen.getByLabelText('Upload'), one);
    await screen.findByText('There is a file one.txt already.');
    api.failing = {};
    await userEvent.click(screen.getByRole('button', { name: 'Replace it' }));
    await waitFor(() =>
      expect(api.asked).toContainEqual(['send', 'one.txt', true]),
    );
  });

  it('are shown, as text, table or picture', async () => {
    const api = new FakeStorageApi();
    api.folders[''] = [file('a.txt'), file('t.csv'), file('p.png'), file('x')];
    api.previews = {
      'a.txt': { kind: 'text', bytes: 9, text: '<b>no</b>', truncated: true },
      't.csv': { kind: 'table', bytes: 9, rows: [['a', 'b']] },
      'p.png': {
        kind: 'image',
        bytes: 9,
        mediaType: 'image/png',
        base64: 'AA',
      },
      x: { kind: 'none', bytes: 9, reason: 'not-shown' },
    };
    open(api);
    const look = async (name: string) => {
      await userEvent.click(
        await screen.findByRole('button', { name: `Look into ${name}` }),
      );
      return screen.findByRole('dialog', { name });
    };
    const close = async () => {
      await userEvent.click(screen.getByRole('button', { name: 'Close' }));
      await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    };
    const text = await look('a.txt');
    expect(await within(text).findByText('<b>no</b>')).toBeVisible();
    expect(text).toHaveTextContent('This is its beginning only.');
    await close();
    const table = await look('t.csv');
    expect(await within(table).findAllByRole('cell')).toHaveLength(2);
    await close();
    const picture = await look('p.png');
    expect(await within(picture).findByRole('img')).toHaveAttribute(
      'src',
      'data:image/png;base64,AA',
    );
    await close();
    expect(await look('x')).toHaveTextContent('cannot be shown here');
  });

  it('say why they cannot be shown, and of which storage', async () => {
    const api = new FakeStorageApi();
    api.items.push({
      ...{ id: 'cloud', service: 'nextcloud', title: 'My cloud' },
      ...{ state: 'failing', reason: 'it is away' },
    });
    api.failing.list = refusal(503, 'STORAGE_AWAY');
    open(api, '/storage?storage=cloud');
    expect(await screen.findByRole('alert')).toHaveTextContent('No');
    expect(screen.getByText(/does not work: it is away/)).toBeVisible();
    api.failing = {};
    api.folders[''] = [file('there')];
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    await screen.findByRole('button', { name: 'Look into there' });
  });

  it('of another say whose they are, and offer what I may', async () => {
    const api = new FakeStorageApi();
    api.items.push({
      ...{ id: 'corals-1', service: 'webdav', title: 'Corals' },
      ...{ state: 'working', ownerRef: 'user:default/ada' },
      shared: { role: 'view' },
    });
    api.folders[''] = [file('there')];
    open(api, '/storage?storage=corals-1');
    expect(
      await screen.findByText('ada shares this with you. You may view it.'),
    ).toBeVisible();
    expect(screen.queryByLabelText('Upload')).not.toBeInTheDocument();
    expect(screen.getByRole('button', { name: 'New folder' })).toBeDisabled();
    const menu = await screen.findByRole('button', {
      name: /there/,
      expanded: false,
    });
    await userEvent.click(menu);
    const items = await screen.findAllByRole('menuitem');
    expect(items.map(each => each.textContent)).toEqual([
      'Download',
      'Look into it',
    ]);
  });
});
