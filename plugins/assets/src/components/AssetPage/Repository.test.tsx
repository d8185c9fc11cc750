import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, describe, it } from 'vitest';
import { apiError, FakeAssetsApi } from '../../__testUtils__/FakeAssetsApi';
import {
  accessibilityProblems,
  address,
  renderRoom,
} from '../../__testUtils__/renderRoom';
import { sampleAsset } from '../../__testUtils__/samples';

const leaf = sampleAsset({
  name: 'leaf',
  origin: {
    ...{ source: 'published', format: '2.3.0' },
    location: 'https://forge.example/ada/leaf',
  },
});
const repository = {
  ...{ name: 'leaf', url: 'https://forge.example/ada/leaf', branch: 'trunk' },
  ...{ visibility: 'public' as const, mine: true },
};

function withRepository(given: object = {}) {
  const api = new FakeAssetsApi([leaf]);
  api.repositories.push({ ...repository, ...given });
  return renderRoom('/modules/leaf', { api }).api;
}

const withdraw = async () => {
  await userEvent.click(
    await screen.findByRole('button', { name: 'Take it out of the catalogue' }),
  );
  const dialog = await screen.findByRole('dialog');
  expect(dialog).toHaveTextContent('can be put here again');
  await userEvent.click(
    within(dialog).getByRole('button', { name: 'Take it out' }),
  );
};

describe('the repository of a module', () => {
  it('is taken out of the catalogue by who put it there, once they have said so', async () => {
    const api = withRepository();
    expect(await screen.findByText(/You put it here/)).toBeVisible();
    expect(screen.getByText('trunk')).toBeVisible();
    expect(await accessibilityProblems()).toEqual([]);
    await withdraw();
    expect(api.withdrawn).toEqual(['leaf']);
    expect(address()).toBe('/modules');
  });

  it('says why it is not taken out, and that it cannot be read', async () => {
    const api = withRepository({ mine: false, trouble: 'it is private now' });
    expect(await screen.findByText(/Somebody else put it here/)).toBeVisible();
    const why = screen.getByText('it is private now');
    expect(why).toHaveAttribute('lang', 'en');
    expect(why.parentElement).toHaveTextContent(
      'It cannot be read now: it is private now.',
    );
    api.failure = await apiError(503, 'The database is away');
    await withdraw();
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'It is still in the catalogue',
    );
  });

  it('offers nothing to others, and is asked for of no other source', async () => {
    renderRoom('/modules/leaf', { api: new FakeAssetsApi([leaf]) });
    await screen.findByText('Where this comes from');
    expect(screen.queryByText('Its repository')).toBeNull();
  });
});
