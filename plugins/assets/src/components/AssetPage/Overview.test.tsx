import { screen } from '@testing-library/react';
import { expect, it } from 'vitest';
import { FakeAssetsApi } from '../../__testUtils__/FakeAssetsApi';
import { renderRoom } from '../../__testUtils__/renderRoom';
import { sampleAsset } from '../../__testUtils__/samples';

it.each([
  ['asks to complete what is said here', undefined, 1],
  ['does not ask to complete what another catalogue says', 'Model Zoo', 0],
])('the page of an asset %s', async (_, catalogue, times) => {
  const origin = { ...sampleAsset().origin, catalogue };
  const asset = sampleAsset({ origin });
  renderRoom('/modules/plankton', { api: new FakeAssetsApi([asset]) });
  await screen.findByRole('region', { name: 'Where this comes from' });
  for (const text of ['How complete it is', 'Edit its metadata']) {
    expect(screen.queryAllByText(text)).toHaveLength(times);
  }
});
