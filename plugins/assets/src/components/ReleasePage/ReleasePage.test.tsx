import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { apiError, FakeAssetsApi } from '../../__testUtils__/FakeAssetsApi';
import {
  accessibilityProblems,
  address,
  renderRoom,
} from '../../__testUtils__/renderRoom';
import { sampleAsset } from '../../__testUtils__/samples';

const plankton = sampleAsset({ name: 'plankton' });
const zenodo = { account: 'zenodo', title: 'Zenodo' };

function mine() {
  const api = new FakeAssetsApi([plankton]);
  api.released = { items: [], mayRelease: true, archives: [zenodo] };
  return api;
}
const path = `/modules/${plankton.name}/versions`;
const versionField = () => screen.findByRole('textbox', { name: /^Version/ });
const button = (name: string | RegExp) => screen.getByRole('button', { name });

describe('the page of the versions of a module', () => {
  it('is found on the page of a module by who may release it, and by nobody else', async () => {
    renderRoom(`/modules/${plankton.name}`, { api: mine() });
    await userEvent.click(await screen.findByRole('link', { name: 'Release' }));
    expect(address()).toBe(path);
    await versionField();
    expect(
      await screen.findByRole('heading', {
        level: 1,
        name: 'Versions of Plankton classifier',
      }),
    ).toBeVisible();
    expect(
      screen.getByRole('link', { name: 'Plankton classifier' }),
    ).toHaveAttribute('href', `/modules/${plankton.name}`);
  });

  it('says what would be done, then does it and tells how far it is', async () => {
    const { api } = renderRoom(path, { api: mine() });
    const field = await versionField();
    expect(button('What would be done')).toBeDisabled();
    await userEvent.type(field, '1.1.0');
    await userEvent.type(
      screen.getByRole('textbox', { name: /^What it brings/ }),
      'Counts better',
    );
    // For ever, so nobody has it without having said so.
    await userEvent.click(screen.getByRole('button', { name: /DOI/ }));
    await userEvent.click(
      await screen.findByRole('option', { name: 'Zenodo' }),
    );
    await userEvent.click(button('What would be done'));
    expect(
      await screen.findByText('Nothing was changed. 1.1.0 would be:'),
    ).toBeVisible();
    expect(screen.getByText('A change of plankton')).toBeVisible();
    expect(await accessibilityProblems()).toEqual([]);
    await userEvent.click(button('Release 1.1.0'));
    const steps = await screen.findByRole('list', {
      name: 'What is done for 1.1.0',
    });
    expect(within(steps).getByText('running')).toBeVisible();
    // What is typed next is of another version.
    expect(field).toHaveValue('');
    const wish = {
      version: '1.1.0',
      notes: 'Counts better',
      archive: 'zenodo',
    };
    expect(api.releasing).toMatchObject([{ ...wish, dryRun: true }, wish]);
    // The portal goes on with it; the page looks.
    const [item] = api.released.items;
    const url = 'https://forge.example/ada/plankton/releases/tag/v1.1.0';
    const doi = '10.5281/zenodo.42';
    api.released = {
      ...api.released,
      items: [{ ...item, state: 'done', url, doi }],
    };
    expect(
      await screen.findByRole('link', { name: /DOI 10\.5281\/zenodo\.42/ }),
    ).toHaveAttribute('href', `https://doi.org/${doi}`);
    expect(
      screen.getByRole('link', { name: /Open 1\.1\.0 at the forge/ }),
    ).toHaveAttribute('href', url);
    expect(await accessibilityProblems()).toEqual([]);
  });

  it('says what is no version, and which there is already', async () => {
    const api = mine();
    const there = { version: '1.0.0', archive: 'zenodo' };
    const made = await api.releaseModule('plankton', there, 'a-key-before');
    api.released.items = [{ ...made, state: 'done' }];
    renderRoom(path, { api });
    const field = await versionField();
    await userEvent.type(field, 'v1.0.0');
    expect(field).toBeInvalid();
    expect(screen.getByText(/^Three numbers/)).toBeVisible();
    expect(button('What would be done')).toBeDisabled();
    await userEvent.clear(field);
    await userEvent.type(field, '1.0.0');
    expect(screen.getByText(/among the versions already/)).toBeVisible();
    expect(button('Release 1.0.0')).toBeDisabled();
  });

  it('has the image of a version, whose digest anybody can verify, and why it is nowhere else', async () => {
    const api = mine();
    const begun = await api.releaseModule(
      'plankton',
      { version: '1.1.0' },
      'k',
    );
    const image = {
      ...{ reference: 'ghcr.io/lab/plankton:1.1.0', digest: 'sha256:abc' },
      ...{ payload: '{"critical":{}}', signature: 'MEUC', publicKey: 'PEM' },
      isPushed: false,
    };
    const reason = 'ghcr.io answered 403';
    const code = 'signature-kept' as const;
    const step = { id: 'image' as const, state: 'done' as const, code, reason };
    const done = { ...begun, state: 'done' as const, steps: [step], image };
    api.released.items = [done];
    const { container } = renderRoom(path, { api });
    expect(await screen.findByText('ghcr.io/lab/plankton:1.1.0')).toBeVisible();
    expect(screen.getByText('sha256:abc')).toBeVisible();
    expect(screen.getByText(/it is here, not in the registry/)).toBeVisible();
    expect(screen.getByText(/link an account that may push/)).toBeVisible();
    expect(screen.getByText(reason)).toHaveAttribute('lang', 'en');
    const made: Blob[] = [];
    URL.createObjectURL = blob => `blob:${made.push(blob as Blob)}`;
    await userEvent.click(button('Download what was signed'));
    await userEvent.click(button('Download the signature'));
    expect(made.map(({ size }) => size)).toEqual([
      ...[image.payload.length, image.signature.length],
    ]);
    expect(await accessibilityProblems(container)).toEqual([]);
  });

  it('keeps what one types while one is begun', async () => {
    const { api } = renderRoom(path, { api: mine() });
    let go = () => {};
    api.waits.push(new Promise(resolve => (go = () => resolve(undefined))));
    const field = await versionField();
    await userEvent.type(field, '1.1.0');
    await userEvent.click(button('Release 1.1.0'));
    await userEvent.clear(field);
    await userEvent.type(field, '1.2.0');
    go();
    await screen.findByRole('list', { name: 'What is done for 1.1.0' });
    expect(field).toHaveValue('1.2.0');
  });

  it('says why one cannot be begun, and keeps what was typed', async () => {
    const { api } = renderRoom(path, { api: mine() });
    await userEvent.type(await versionField(), '0.1.0');
    api.failure = await apiError(
      400,
      'The version 0.1.0 does not come after v1.0.0',
      { code: 'VERSION_TOO_LOW', nextStep: 'Take one that is higher.' },
    );
    await userEvent.click(button('Release 0.1.0'));
    expect(
      await screen.findByText(/does not come after v1\.0\.0/),
    ).toBeVisible();
    expect(await versionField()).toHaveValue('0.1.0');
  });

  it('goes on with one that has failed, as it was asked for', async () => {
    const api = mine();
    const failed = await api.releaseModule(
      'plankton',
      {
        ...{ version: '2.0.0', notes: 'Breaks', archive: 'zenodo' },
      },
      'a-key-before',
    );
    api.released.items = [
      {
        ...{ ...failed, state: 'failed' as const },
        reason: 'The archive does not let you in',
        nextStep: 'Make another token',
      },
    ];
    renderRoom(path, { api });
    expect(
      await screen.findByText('The archive does not let you in'),
    ).toHaveAttribute('lang', 'en');
    await userEvent.click(button('Go on with 2.0.0'));
    await waitFor(() => expect(api.releasing).toHaveLength(2));
    expect(api.releasing[1]).toMatchObject({
      ...{ version: '2.0.0', notes: 'Breaks', archive: 'zenodo' },
    });
  });

  it('says that there are none, to who may release none', async () => {
    renderRoom(path, { api: new FakeAssetsApi([plankton]) });
    expect(
      await screen.findByText('No version was released from here yet'),
    ).toBeVisible();
    expect(screen.queryByRole('textbox')).toBeNull();
  });
});
