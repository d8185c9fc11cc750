import { cleanup, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it } from 'vitest';
import { apiError, FakeAssetsApi } from '../../__testUtils__/FakeAssetsApi';
import {
  accessibilityProblems,
  renderRoom,
} from '../../__testUtils__/renderRoom';
import { sampleAsset } from '../../__testUtils__/samples';

const EDIT = '/modules/-/edit';
const asset = sampleAsset();

const text = `# Ours.
metadata_version: 2.3.0
title: Leaves # of plants
summary: Counts them.
description: Counts the leaves of a plant.
links: { source_code: https://example.org/leaves }
libraries: [PyTorch]
tasks: [Computer Vision]
categories: [AI4 inference]
tags: [plants]
`;

// jsdom has files, but no way to read one that is not an event.
Blob.prototype.text ??= function read(this: Blob) {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result));
    reader.onerror = () => reject(reader.error);
    reader.readAsText(this);
  });
};

beforeEach(() => {
  sessionStorage.clear();
  // jsdom lays nothing out, and the editor asks where its text is.
  Range.prototype.getClientRects = () => [] as unknown as DOMRectList;
});

const editor = () =>
  screen.findByRole('textbox', { name: /^Text of/ }, { timeout: 20_000 });
const field = (name: string) => screen.findByRole('textbox', { name });

/** Whether the browser would ask before the tab is closed. */
const leavingAsks = () =>
  !window.dispatchEvent(new Event('beforeunload', { cancelable: true }));

describe('metadata of a repository that I put here', () => {
  const commit = 'a'.repeat(40);
  const url = 'https://forge.example/ada/leaf';

  function mine({
    isAway = false,
    is = text,
    mends = '',
    api = new FakeAssetsApi([asset]),
  } = {}) {
    const { name } = asset;
    api.repositories.push({
      ...{ name, url, branch: 'trunk', visibility: 'public', mine: true },
    });
    if (!isAway) api.files.set(name, { branch: 'trunk', commit, text: is });
    renderRoom(`${EDIT}?ref=aimodule:default/${name}${mends}`, { api });
    return api;
  }
  const offer = async () =>
    userEvent.click(
      await screen.findByRole('button', { name: 'Propose the change' }),
    );
  const retitle = async () => {
    await editor();
    await userEvent.type(await field('Title'), '!');
  };

  it('are mended when the page of its problems leads here, for me to propose', async () => {
    const is = text.replace('title:', 'titel:');
    const api = mine({ is, mends: '&mend' });
    await editor();
    expect(await field('Title')).toHaveValue('Leaves');
    await offer();
    await userEvent.click(
      await screen.findByRole('button', { name: 'Propose it' }),
    );
    await screen.findByText('It is proposed');
    expect(api.proposed.at(-1)).toMatchObject({ text, commit });
  }, 120_000);

  it('are proposed to it, as they are at the forge', async () => {
    const api = mine();
    await retitle();
    expect(screen.getByText(new RegExp(`trunk of ${url}`))).toBeVisible();
    await offer();
    const dialog = await screen.findByRole('dialog');
    expect(await within(dialog).findByText(/differs: title/)).toBeVisible();
    const what = within(dialog).getByRole('textbox', { name: /one line/ });
    await userEvent.clear(what);
    await userEvent.type(what, 'Say it louder');
    expect(await accessibilityProblems(dialog)).toEqual([]);
    await userEvent.click(
      within(dialog).getByRole('button', { name: 'Propose it' }),
    );
    expect(
      await screen.findByRole('link', { name: /Open request 3/ }),
    ).toHaveAttribute('href', `${url}/pulls/3`);
    expect(api.proposed).toEqual([
      {
        ...{ name: asset.name, commit, title: 'Say it louder' },
        text: text.replace('Leaves #', 'Leaves! #'),
      },
    ]);
    expect(leavingAsks()).toBe(false);
  });

  it('are not proposed while they are wrong', async () => {
    mine();
    await editor();
    const input = screen.getByLabelText('Open a file');
    await userEvent.upload(input, new File(['title: ['], 'ai4-metadata.yml'));
    expect(
      await screen.findByRole('button', { name: 'Propose the change' }),
    ).toBeDisabled();
    expect(screen.getByText(/only what is valid/)).toBeVisible();
  });

  it('are read again when others have changed them meanwhile', async () => {
    const api = mine();
    await retitle();
    const theirs = text.replace('Leaves', 'Needles');
    const then = 'b'.repeat(40);
    api.files.set(asset.name, {
      branch: 'trunk',
      commit: then,
      text: theirs,
    });
    // What was left here is still a change of what it was then.
    cleanup();
    renderRoom(`${EDIT}?ref=aimodule:default/${asset.name}`, { api });
    expect(await screen.findByText('You wrote this here before')).toBeVisible();
    await offer();
    const dialog = await screen.findByRole('dialog');
    await userEvent.click(
      await within(dialog).findByRole('button', { name: /^Read it again/ }),
    );
    expect(await field('Title')).toHaveValue('Needles');
    await waitFor(() => expect(leavingAsks()).toBe(false));
    expect(api.proposed).toEqual([]);
  });

  it('are not proposed where it is not known what was changed: others may have gone on', async () => {
    const api = mine({ isAway: true });
    api.download = async () => text;
    await retitle();
    cleanup();
    const theirs = text.replace('Leaves', 'Needles');
    api.files.set(asset.name, { branch: 'trunk', commit, text: theirs });
    const { container } = renderRoom(
      `${EDIT}?ref=aimodule:default/${asset.name}`,
      { api },
    );
    expect(
      await screen.findByText('What is written here cannot be proposed'),
    ).toBeVisible();
    expect(
      screen.queryByRole('button', { name: 'Propose the change' }),
    ).toBeNull();
    expect(await accessibilityProblems(container)).toEqual([]);
    await userEvent.click(
      screen.getByRole('button', { name: /^Read it again/ }),
    );
    expect(await field('Title')).toHaveValue('Needles');
    await offer();
    await screen.findByRole('dialog');
  });

  it.each([
    ['its forge is away', 'repositoryMetadata'],
    ['nobody can tell whose they are', 'repository'],
  ] as const)('can be written while %s, and say so', async (_why, call) => {
    const api = new FakeAssetsApi([asset]);
    api[call] = async () => {
      throw await apiError(503, 'It is away');
    };
    mine({ api });
    expect(await screen.findByRole('alert')).toHaveTextContent(
      /cannot be read now/,
    );
    await editor();
    expect(
      screen.queryByRole('button', { name: 'Propose the change' }),
    ).toBeNull();
  });
});
