import { describeMe } from '@astrolabe/plugin-communities-common';
import { screen } from '@testing-library/react';
import { expect, it } from 'vitest';
import { FakeAssetsApi } from '../../__testUtils__/FakeAssetsApi';
import {
  accessibilityProblems,
  renderRoom,
} from '../../__testUtils__/renderRoom';

it('says that I may not make projects before I fill anything in, and whom to ask', async () => {
  const api = new FakeAssetsApi();
  api.templates.push({
    ...{ id: 'leaf', title: 'Leaf', description: 'One.', translations: {} },
    defaults: {},
    schema: {
      type: 'object',
      properties: {
        module: {
          ...{ type: 'object', title: 'The module' },
          properties: { title: { type: 'string', title: 'Title' } },
        },
      },
    },
  });
  const me = describeMe({
    ...{ userRef: 'user:default/ada', displayName: 'Ada' },
    memberships: [{ community: 'default', tier: 'demo' }],
  });
  renderRoom('/modules/-/new/leaf', { api, me });
  const said = await screen.findByRole('alert');
  expect(said).toHaveTextContent("Your tier does not grant 'asset.create'");
  expect(said).toHaveTextContent("tier 'full'");
  expect(screen.queryByRole('textbox')).toBeNull();
  expect(await accessibilityProblems()).toEqual([]);
});
