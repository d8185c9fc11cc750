import type { SavedSearch } from '@astrolabe/plugin-assets-common';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { apiError, FakeAssetsApi } from '../../__testUtils__/FakeAssetsApi';
import {
  accessibilityProblems,
  address,
  renderRoom,
} from '../../__testUtils__/renderRoom';
import { sampleSummary } from '../../__testUtils__/samples';

const search = (over: Partial<SavedSearch> = {}): SavedSearch => ({
  ...{ id: 'leaves', name: 'Leaves', total: 12, added: 3 },
  query: { kind: 'module', text: 'leaf', facets: { tags: ['plants'] } },
  createdAt: '2026-11-01T00:00:00Z',
  ...over,
});

function open(path: string, saved: SavedSearch[] = []) {
  const api = new FakeAssetsApi([sampleSummary()]);
  api.saved = saved;
  renderRoom(path, { api });
  return api;
}

const press = async (name: string | RegExp) =>
  userEvent.click(await screen.findByRole('button', { name }));

describe('saved searches', () => {
  it('are saved by a name, which what is looked for suggests', async () => {
    const api = open('/modules?text=plankton&libraries=Keras');
    await press('Save this search');
    const dialog = within(await screen.findByRole('dialog'));
    const name = dialog.getByLabelText(/Name/);
    expect(name).toHaveValue('plankton, Keras');
    expect(await accessibilityProblems()).toEqual([]);
    await userEvent.clear(name);
    await userEvent.type(name, 'Mine{Enter}');
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(api.saved).toMatchObject([
      {
        name: 'Mine',
        query: {
          ...{ kind: 'module', text: 'plankton' },
          facets: { libraries: ['Keras'] },
        },
      },
    ]);
    expect(
      await screen.findByRole('button', { name: 'Saved searches' }),
    ).toBeVisible();
  });

  it('are not offered where nothing is looked for and none is saved', async () => {
    open('/modules');
    await screen.findByRole('button', { name: 'Follow in a feed reader' });
    expect(screen.queryByRole('button', { name: /[Ss]ave/ })).toBeNull();
  });

  it('say what is wrong with a name that is taken', async () => {
    open('/modules?text=plankton', [search({ name: 'plankton' })]);
    await press('Save this search');
    await press('Save');
    expect(
      await screen.findByText(/'plankton' is saved already/),
    ).toBeVisible();
  });

  it('say how many are new, lead to them, and then nothing is new', async () => {
    const api = open('/tools', [search()]);
    await press('Saved searches: 3 new');
    const dialog = within(await screen.findByRole('dialog'));
    expect(dialog.getByText(/Modules · 12 found, 3 new/)).toBeVisible();
    // Once it has opened: until then the page behind it is not yet hidden.
    await waitFor(async () =>
      expect(await accessibilityProblems()).toEqual([]),
    );
    await userEvent.click(dialog.getByRole('link', { name: 'Leaves' }));
    await waitFor(() =>
      expect(address()).toBe('/modules?text=leaf&tags=plants'),
    );
    expect(api.saved).toMatchObject([{ added: 0 }]);
    await screen.findByRole('button', { name: 'Saved searches' });
  });

  it('are nothing new on the page that they lead to, however long that takes to note', async () => {
    const api = open('/tools', [search()]);
    const note = api.lookedAtSearch.bind(api);
    api.lookedAtSearch = async id => {
      await new Promise(resolve => setTimeout(resolve, 100));
      await note(id);
    };
    await press('Saved searches: 3 new');
    await userEvent.click(await screen.findByRole('link', { name: 'Leaves' }));
    await waitFor(() => expect(address()).toMatch(/^\/modules/));
    await screen.findByRole('button', { name: 'Saved searches' });
    expect(screen.queryByRole('button', { name: /3 new/ })).toBeNull();
  });

  it('say that they stay new where that cannot be noted, and lead on when asked again', async () => {
    const api = open('/tools', [search()]);
    const why = await apiError(503, 'The database is away');
    api.lookedAtSearch = async () => {
      throw why;
    };
    await press('Saved searches: 3 new');
    const link = await screen.findByRole('link', { name: 'Leaves' });
    await userEvent.click(link);
    expect(await screen.findByText(/stays marked as new/)).toBeVisible();
    expect(screen.getByText(/The database is away/)).toBeVisible();
    await userEvent.click(link);
    await waitFor(() => expect(address()).toMatch(/^\/modules/));
  });

  it('are renamed and deleted', async () => {
    const api = open('/modules', [
      search(),
      search({ id: 'b', name: 'Other' }),
    ]);
    await press(/^Saved searches/);
    await press('Rename Leaves');
    const field = screen.getByRole('textbox', { name: /^Name/ });
    expect(field).toHaveFocus();
    await press('Cancel');
    expect(screen.getByRole('button', { name: 'Rename Leaves' })).toHaveFocus();
    await press('Rename Leaves');
    const again = screen.getByRole('textbox', { name: /^Name/ });
    await userEvent.clear(again);
    await userEvent.type(again, 'Foliage{Enter}');
    await screen.findByRole('link', { name: 'Foliage' });
    expect(
      screen.getByRole('button', { name: 'Rename Foliage' }),
    ).toHaveFocus();
    await press('Delete Other');
    await press('Cancel');
    expect(api.saved).toHaveLength(2);
    await press('Delete Other');
    await press('Delete');
    await waitFor(() =>
      expect(screen.queryByRole('link', { name: 'Other' })).toBeNull(),
    );
    expect(api.saved.map(({ name }) => name)).toEqual(['Foliage']);
  });

  it('say why they cannot be had, and the list is there all the same', async () => {
    const api = new FakeAssetsApi([sampleSummary()]);
    const why = await apiError(503, 'The database is away');
    api.savedSearches = async () => {
      throw why;
    };
    renderRoom('/modules', { api });
    await press('Saved searches');
    const alert = await screen.findByRole('alert');
    expect(alert).toHaveTextContent('The database is away');
    expect(screen.getAllByText('Plankton classifier').length).toBeGreaterThan(
      0,
    );
  });
});

it('a feed reader is told where to look, for this portal, and how to sign in', async () => {
  const portal = { id: 'ocean' };
  renderRoom('/modules?text=leaf&sort=newest', { portal });
  await press('Follow in a feed reader');
  const dialog = within(await screen.findByRole('dialog'));
  expect(
    await dialog.findByText(
      /^http.*assets\/v1\/assets\.atom\?kind=module&text=leaf&community=ocean$/,
    ),
  ).toBeVisible();
  expect(dialog.getByText(/scope assets:read/)).toBeVisible();
  // Once it has opened.
  await waitFor(async () => expect(await accessibilityProblems()).toEqual([]));
});

it('no wrong address of a feed is told where the right one is not known', async () => {
  open('/modules');
  await press('Follow in a feed reader');
  const dialog = within(await screen.findByRole('dialog'));
  expect(await dialog.findByRole('alert')).toBeVisible();
  expect(dialog.queryByText(/assets\.atom/)).toBeNull();
});
