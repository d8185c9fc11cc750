import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it } from 'vitest';
import { FakeAssetsApi } from '../../__testUtils__/FakeAssetsApi';
import {
  accessibilityProblems,
  renderRoom,
} from '../../__testUtils__/renderRoom';

const logo = {
  ...{ type: 'string', title: 'Logo', maxLength: 20 },
  ...{ 'x-widget': 'file', 'x-accept': '.svg' },
};

it('a form takes the text of a file where it asks for one, and no more than it may have', async () => {
  const api = new FakeAssetsApi();
  const looks = { type: 'object', properties: { logo } };
  api.templates.push({
    ...{ id: 'sign', title: 'Sign', description: 'A sign.', translations: {} },
    schema: { type: 'object', properties: { module: looks } },
    defaults: { module: {} },
  });
  renderRoom('/modules/-/new/sign', { api });
  const field = await screen.findByLabelText('Logo');
  expect(field).toHaveAttribute('accept', '.svg');
  await userEvent.upload(field, new File(['\ufeff<svg/>\n'], 'a.svg'));
  await waitFor(() => expect(api.made.at(-1)?.module.logo).toBe('<svg/>'));
  await userEvent.upload(field, new File(['x'.repeat(50)], 'b.svg'));
  await userEvent.tab();
  expect(await screen.findByText('At most 20 characters.')).toBeVisible();
  expect(await accessibilityProblems()).toEqual([]);
});
