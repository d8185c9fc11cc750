import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';
import { FakeAssetsApi } from '../../__testUtils__/FakeAssetsApi';
import {
  accessibilityProblems,
  address,
  renderRoom,
} from '../../__testUtils__/renderRoom';
import { sampleSummary } from '../../__testUtils__/samples';

// A screen with room, which jsdom has not; Backstage UI looks when it is loaded.
vi.hoisted(() => {
  window.matchMedia = query =>
    ({
      matches: query.includes('min-width'),
      addEventListener() {},
      removeEventListener() {},
      addListener() {},
      removeListener() {},
    } as unknown as MediaQueryList);
});

describe('the list of modules where there is room', () => {
  it('shows a few values of a long facet, and all when one asks', async () => {
    const tags = Array.from({ length: 9 }, (_, i) => `tag ${i}`);
    const { container } = renderRoom('/modules?tags=tag 8', {
      api: new FakeAssetsApi([sampleSummary({ tags })]),
    });
    const filters = within(
      await screen.findByRole('region', { name: 'Filters' }),
    );
    const group = () => within(filters.getByRole('group', { name: 'Tags' }));
    // The first six, and the one that is chosen.
    expect(group().getAllByRole('checkbox')).toHaveLength(7);
    const all = filters.getByRole('button', { name: 'Show all 9: Tags' });
    expect(all).toHaveAttribute('aria-expanded', 'false');
    await userEvent.click(all);
    expect(group().getAllByRole('checkbox')).toHaveLength(9);
    await userEvent.click(filters.getByRole('button', { name: 'Clear: Tags' }));
    await waitFor(() => expect(address()).toBe('/modules'));
    expect(await accessibilityProblems(container)).toEqual([]);
  });
});
