import type { DatasetDescription } from '@astrolabe/plugin-assets-common';
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { apiError, FakeAssetsApi } from '../../__testUtils__/FakeAssetsApi';
import {
  accessibilityProblems,
  address,
  renderRoom,
} from '../../__testUtils__/renderRoom';

const corals: DatasetDescription = {
  source: '10.5281/zenodo.42',
  title: 'Corals of the Red Sea',
  creators: ['Cousteau, J.'],
  description: 'Pictures <b>& counts</b>',
  license: { name: 'cc-by-4.0', url: 'data:text/html,x' },
  access: 'open',
  url: 'https://zenodo.example/42',
  repository: { id: 'zenodo', title: 'Zenodo', searchable: true },
  files: [
    {
      path: 'corals.zip',
      url: 'https://zenodo.example/corals.zip',
      bytes: 2 * 1024 ** 3,
      checksum: { algorithm: 'md5', value: 'd41d8' },
    },
  ],
  filesTotal: 150,
  bytesTotal: 2 * 1024 ** 3,
  sizeKnown: false,
  asset: '10.5281-zenodo.42',
};
const PAGE = '/datasets/-/repository';

function withCorals(more: Partial<DatasetDescription> = {}): FakeAssetsApi {
  const api = new FakeAssetsApi();
  api.datasets.set(corals.source, { ...corals, ...more });
  return api;
}

describe('datasets of repositories', () => {
  it('are a press away from those of the catalogue', async () => {
    renderRoom('/datasets');
    await userEvent.click(
      await screen.findByRole('link', { name: 'From a repository' }),
    );
    expect(address()).toBe(PAGE);
    expect(await accessibilityProblems()).toEqual([]);
  });

  it('are found by words, looked at, and added to the catalogue', async () => {
    const api = withCorals();
    renderRoom(PAGE, { api });
    await userEvent.type(
      await screen.findByRole('textbox', { name: /Words, a DOI/ }),
      'red sea{Enter}',
    );
    expect(await screen.findByText('1 found')).toBeInTheDocument();
    expect(address()).toBe(`${PAGE}?text=red sea`);
    await userEvent.click(
      screen.getByRole('button', { name: 'Details of Corals of the Red Sea' }),
    );
    expect(
      await screen.findByText('150 files, at least 2 GiB'),
    ).toBeInTheDocument();
    expect(screen.getByText('Pictures <b>& counts</b>')).toBeInTheDocument();
    expect(screen.getByText('md5:d41d8')).toBeInTheDocument();
    expect(screen.queryByRole('link', { name: 'cc-by-4.0' })).toBeNull();
    expect(await accessibilityProblems()).toEqual([]);
    await userEvent.click(
      screen.getByRole('button', { name: 'Add to the catalogue' }),
    );
    expect(api.imported).toEqual(new Set([corals.asset]));
    expect(address()).toBe(`/datasets/${corals.asset}`);
  });

  it('say that they are in the catalogue already', async () => {
    const api = withCorals();
    api.imported.add(corals.asset);
    renderRoom(`${PAGE}?text=${corals.source}`, { api });
    expect(
      await screen.findByRole('link', { name: 'It is in the catalogue' }),
    ).toHaveAttribute('href', `/datasets/${corals.asset}`);
  });

  it('say what stands against fetching them', async () => {
    const api = withCorals({ access: 'gated', filesTotal: 0, files: [] });
    renderRoom(`${PAGE}?text=${corals.source}`, { api });
    expect(await screen.findByText(/not open to everybody/)).toBeVisible();
    expect(screen.getByText(/tells of no open file/)).toBeVisible();
    expect(
      screen.getByRole('button', { name: 'Add to the catalogue' }),
    ).toBeDisabled();
  });

  it('say why a repository cannot be asked, and can be asked again', async () => {
    const api = withCorals();
    api.failure = await apiError(503, 'zenodo.org cannot be asked', {
      code: 'REPOSITORY_AWAY',
    });
    renderRoom(`${PAGE}?text=corals`, { api });
    expect(await screen.findByText(/cannot be asked/)).toBeVisible();
    api.failure = undefined;
    await userEvent.click(screen.getByRole('button', { name: /again/ }));
    expect(await screen.findByText('1 found')).toBeVisible();
  });

  it('say when there are none', async () => {
    renderRoom(`${PAGE}?text=nothing`);
    expect(await screen.findByText('Nothing found')).toBeVisible();
  });
});
