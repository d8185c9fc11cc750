import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { apiError, FakeAssetsApi } from '../../__testUtils__/FakeAssetsApi';
import {
  accessibilityProblems,
  address,
  renderRoom,
} from '../../__testUtils__/renderRoom';

const REGISTER = '/modules/-/register';

function linked() {
  const api = new FakeAssetsApi();
  const forge = { account: 'hub', title: 'Forge of the lab', user: 'ada' };
  api.linkedForges.push({ ...forge, service: 'gitea' });
  return api;
}

const press = async (name: string) =>
  userEvent.click(await screen.findByRole('button', { name }));

async function fill(repository: string) {
  const field = await screen.findByRole('textbox', { name: /^Repository/ });
  await userEvent.type(field, repository);
}

describe('a repository that one has already', () => {
  it('is found among what one can begin with', async () => {
    renderRoom('/modules/-/new', { api: linked() });
    await userEvent.click(
      await screen.findByRole('link', { name: 'I have a repository already' }),
    );
    expect(address()).toBe(REGISTER);
    await fill('ada/leaf');
    expect(await accessibilityProblems()).toEqual([]);
  });

  it('is said what it would be, and becomes a module', async () => {
    const { api } = renderRoom(REGISTER, { api: linked() });
    await fill(' ada/leaf ');
    await press('What it would be');
    expect(
      await screen.findByText(/would be leaf in the catalogue/),
    ).toBeVisible();
    expect(screen.getByText('Branch trunk')).toBeVisible();
    expect(screen.getByText('There are no tags.')).toBeVisible();
    expect(screen.queryByText('Its page in the catalogue')).toBeNull();
    await press('Put it into the catalogue');
    expect(
      await screen.findByText('leaf is in the catalogue now'),
    ).toBeVisible();
    expect(
      screen.getByRole('link', { name: 'Its page in the catalogue' }),
    ).toHaveAttribute('href', '/modules/leaf');
    const wish = { account: 'hub', repository: 'ada/leaf' };
    expect(api.registered).toEqual([
      { ...wish, showsPrivate: false, dryRun: true },
      { ...wish, showsPrivate: false, dryRun: false },
    ]);
  });

  it('is shown while private where that is meant, after one was told what that is', async () => {
    const { api } = renderRoom(REGISTER, { api: linked() });
    await fill('ada/leaf');
    await userEvent.click(screen.getByRole('checkbox'));
    expect(screen.getByText(/seen by everybody here/)).toBeVisible();
    await press('Put it into the catalogue');
    await screen.findByText('leaf is in the catalogue now');
    expect(api.registered[0].showsPrivate).toBe(true);
  });

  it('says why it cannot be one', async () => {
    const { api } = renderRoom(REGISTER, { api: linked() });
    await fill('ada/leaf');
    api.failure = await apiError(400, 'line 3, column 1: no title', {
      code: 'METADATA_INVALID',
    });
    await press('Put it into the catalogue');
    expect(await screen.findByRole('alert')).toHaveTextContent(
      /is not in the catalogue.*line 3, column 1/,
    );
    // What is changed is another wish.
    await fill('-2');
    expect(screen.queryByRole('alert')).toBeNull();
  });

  it('is proposed what mends its metadata, where that can be done', async () => {
    const api = linked();
    const { container } = renderRoom(REGISTER, { api });
    await fill('ada/leaf');
    api.failure = await apiError(400, 'line 2, column 1: no title', {
      code: 'METADATA_MENDABLE',
    });
    await press('Put it into the catalogue');
    await screen.findByRole('alert');
    api.failure = undefined;
    await press('Propose what mends it');
    await screen.findByText('What mends its metadata is proposed');
    expect(api.registered.at(-1)).toMatchObject({ mend: true, dryRun: false });
    expect(
      screen.getByRole('link', { name: /^Open request 7 at the forge/ }),
    ).toHaveAttribute('href', 'https://forge.example/ada/leaf/pulls/7');
    expect(screen.queryByText('leaf is in the catalogue now')).toBeNull();
    expect(await accessibilityProblems(container)).toEqual([]);
  });

  it('says what is wrong with the forge, in the language that it says it in', async () => {
    const api = linked();
    api.linkedForges[0].trouble = 'The token has run out';
    renderRoom(REGISTER, { api });
    const said = await screen.findByText('The token has run out');
    expect(said).toHaveAttribute('lang', 'en');
  });

  it('wants a linked forge first', async () => {
    renderRoom(REGISTER);
    expect(
      await screen.findByRole('link', { name: 'Go to Accounts' }),
    ).toHaveAttribute('href', '/accounts');
    expect(screen.queryByRole('textbox')).toBeNull();
  });
});
