import { cleanup, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { apiError, FakeAssetsApi } from '../../__testUtils__/FakeAssetsApi';
import {
  accessibilityProblems,
  address,
  renderRoom,
} from '../../__testUtils__/renderRoom';
import { sampleAsset } from '../../__testUtils__/samples';

const EDIT = '/modules/-/edit';
const asset = sampleAsset();

const file = `# Ours.
metadata_version: 2.3.0
titel: Leaves # of plants
summary: Counts them.
description: Counts the leaves of a plant.
links: { source_code: https://example.org/leaves }
libraries: [torch]
tasks: [Computer Vision]
categories: [AI4 inference]
tags: [plants]
`;

// jsdom has files, but no way to read one that is not an event.
Blob.prototype.text ??= function text(this: Blob) {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result));
    reader.onerror = () => reject(reader.error);
    reader.readAsText(this);
  });
};

let saved = '';

beforeEach(() => {
  saved = '';
  sessionStorage.clear();
  // jsdom lays nothing out, and the editor asks where its text is.
  Range.prototype.getClientRects = () => [] as unknown as DOMRectList;
  URL.createObjectURL = vi.fn(blob => {
    (blob as Blob).text().then(text => {
      saved = text;
    });
    return 'blob:x';
  });
  URL.revokeObjectURL = vi.fn();
  vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(() => {});
});

afterEach(() => vi.restoreAllMocks());

const editor = () =>
  screen.findByRole('textbox', { name: /^Text of/ }, { timeout: 20_000 });

const field = (name: string | RegExp) => screen.findByRole('textbox', { name });

async function open(text: string) {
  await editor();
  const input = screen.getByLabelText('Open a file');
  await userEvent.upload(input, new File([text], 'ai4-metadata.yml'));
}

/** Whether the browser would ask before the tab is closed. */
const leavingAsks = () =>
  !window.dispatchEvent(new Event('beforeunload', { cancelable: true }));

async function download(): Promise<string> {
  saved = '';
  await userEvent.click(screen.getByRole('button', { name: 'Download' }));
  await waitFor(() => expect(saved).not.toBe(''));
  return saved;
}

describe('a file of a standard', () => {
  async function read(text = file) {
    await editor();
    const input = screen.getByLabelText('Read a file');
    await userEvent.upload(input, new File([text], 'CITATION.cff'));
  }

  it('that is too long is not sent, and what to do is said', async () => {
    renderRoom(EDIT);
    await read('x'.repeat(500_001));
    const alert = await screen.findByText(/more than 500000 characters/);
    expect(alert).toHaveTextContent('Take one that describes a single thing');
  });

  it('is what one begins with; what is not in the text is told, and why', async () => {
    const api = new FakeAssetsApi();
    api.documentRead = {
      left: [
        { at: 'contact', value: 'Grace', code: 'peopleAsked', reason: 'x' },
        { at: 'title', value: 'A…', code: 'tooLong', reason: 'x', most: 300 },
      ],
    };
    renderRoom(EDIT, { api });
    await read();
    expect(
      await screen.findByText('People are asked at the repository.'),
    ).toBeVisible();
    expect(screen.getByText('It is longer than 300 characters.')).toBeVisible();
    expect(screen.getByText(/Read as Citation File Format 1.2/)).toBeVisible();
    expect((await editor()).textContent).toContain('Counts the leaves');
    expect(await accessibilityProblems()).toEqual([]);
    expect(leavingAsks()).toBe(true);
  }, 120_000);

  it('takes the place of what was written only when one says so', async () => {
    renderRoom(EDIT);
    await userEvent.type(await field(/^Title/), 'Mine');
    await read();
    await userEvent.click(
      await screen.findByRole('button', { name: 'Cancel' }),
    );
    expect((await editor()).textContent).toContain('Mine');
    await read();
    await userEvent.click(
      await screen.findByRole('button', { name: 'Take what was read' }),
    );
    await waitFor(async () =>
      expect((await editor()).textContent).not.toContain('Mine'),
    );
  }, 120_000);

  it('that is none says so, and the text stays', async () => {
    const api = new FakeAssetsApi();
    renderRoom(EDIT, { api });
    await editor();
    api.failure = await apiError(400, 'Nothing in it is described', {
      code: 'NOT_IMPORTABLE',
    });
    await read();
    expect(await screen.findByText(/Nothing in it is described/)).toBeVisible();
  });
});

describe('writing metadata', () => {
  it('begins with what has to be said, and tells of what is not yet', async () => {
    renderRoom(EDIT);
    expect(await editor()).toHaveTextContent('metadata_version: 2.3.0');
    expect(screen.getByText('0 of 100')).toBeVisible();
    const most = screen.getByText(/^Source code \(/);
    expect(most).toHaveTextContent(/ \(links.source_code\) \+\d+$/);
    expect(await accessibilityProblems()).toEqual([]);
  }, 120_000);

  it('puts into the file what I fill in, and into the form what I write', async () => {
    renderRoom(EDIT);
    await open(file.replace('titel', 'title'));
    const title = await field(/^Title/);
    expect(title).toHaveValue('Leaves');
    // At once: each letter is another file, and jsdom is slow.
    await userEvent.click(title);
    await userEvent.paste(' of mine');
    expect(await editor()).toHaveTextContent(
      'title: Leaves of mine # of plants',
    );
    await userEvent.click(screen.getByLabelText('Video'));
    expect(await download()).toBe(
      `${file.replace(
        'titel: Leaves',
        'title: Leaves of mine',
      )}data-type:\n  - Video\n`,
    );
    await open(file.replace('titel: Leaves', 'title: Others'));
    expect(await field(/^Title/)).toHaveValue('Others');
  }, 120_000);

  it('mends by a press what there is no doubt about', async () => {
    renderRoom(EDIT);
    await open(file);
    expect(await screen.findByText('2 problems.')).toBeVisible();
    await userEvent.click(
      screen.getByRole('button', {
        name: "Mend: 'titel' is not a known key.",
      }),
    );
    expect(await screen.findByText('One problem.')).toHaveFocus();
    expect(await field(/^Title/)).toHaveValue('Leaves');
    await open(file);
    await userEvent.click(
      await screen.findByRole('button', { name: 'Open the file' }),
    );
    await userEvent.click(
      await screen.findByRole('button', { name: 'Mend these 2' }),
    );
    expect(
      await screen.findByText('There is nothing wrong with it.'),
    ).toBeVisible();
    expect(await download()).toBe(
      file.replace('titel', 'title').replace('torch', 'PyTorch'),
    );
  }, 120_000);

  it('says at the field what is wrong in the file, and leads to its line', async () => {
    renderRoom(EDIT);
    await open(
      file
        .replace('titel', 'title')
        .replace('summary: Counts them.', 'summary: []'),
    );
    expect(
      await screen.findAllByText(/'summary' has to be a text/),
    ).toHaveLength(2);
    await userEvent.click(screen.getByRole('button', { name: 'Show line 4' }));
    await waitFor(async () => expect(await editor()).toHaveFocus());
    const { anchorNode, anchorOffset } = document.getSelection()!;
    const line = anchorNode!.parentElement!.closest('.cm-line')!;
    expect(line).toHaveTextContent(/^summary: \[\]$/);
    expect(anchorNode!.textContent!.slice(anchorOffset)).toMatch(/^\[?\]?$/);
  }, 120_000);

  it('keeps the form back while the text cannot be read', async () => {
    renderRoom(EDIT);
    await open(
      file.replace('titel', 'title').replace('Counts them', 'It "is": it'),
    );
    expect(await screen.findByText(/^The form comes back/)).toBeVisible();
    expect(screen.queryByRole('textbox', { name: /^Title/ })).toBeNull();
    await userEvent.click(
      await screen.findByRole('button', {
        name: /^Mend: This is not valid YAML/,
      }),
    );
    expect(await field(/^Title/)).toHaveValue('Leaves');
  }, 120_000);

  it('gives back a file of Windows as it was, and with such lines what I add', async () => {
    renderRoom(EDIT);
    const windows = file.replace('titel', 'title').replaceAll('\n', '\r\n');
    await open(windows);
    expect(await field(/^Title/)).toHaveValue('Leaves');
    expect(await download()).toBe(windows);
    await userEvent.click(screen.getByLabelText('Video'));
    expect(await download()).toBe(`${windows}data-type:\r\n  - Video\r\n`);
  }, 120_000);

  it('keeps what I wrote when I leave the page, until I begin again', async () => {
    renderRoom(EDIT);
    await editor();
    expect(leavingAsks()).toBe(false);
    await userEvent.click(await field(/^Title/));
    await userEvent.paste('Leaves of mine');
    expect(await editor()).toHaveTextContent('title: Leaves of mine');
    expect(leavingAsks()).toBe(true);
    cleanup();
    expect(leavingAsks()).toBe(false);
    renderRoom(`${EDIT}?ref=aimodule:default/${asset.name}`, {
      api: new FakeAssetsApi([asset]),
    });
    expect(await editor()).not.toHaveTextContent('Leaves of mine');
    cleanup();
    renderRoom(EDIT);
    expect(await editor()).toHaveTextContent('title: Leaves of mine');
    expect(screen.getByText('You wrote this here before')).toBeVisible();
    await userEvent.click(screen.getByRole('button', { name: 'Begin again' }));
    expect(await editor()).not.toHaveTextContent('Leaves of mine');
    expect(leavingAsks()).toBe(false);
  }, 120_000);

  it('asks before a file takes the place of what I wrote', async () => {
    renderRoom(EDIT);
    await editor();
    await userEvent.click(await field(/^Title/));
    await userEvent.paste('Mine');
    await open(file);
    const dialog = await screen.findByRole('dialog');
    await userEvent.click(
      within(dialog).getByRole('button', { name: 'Cancel' }),
    );
    expect(await editor()).toHaveTextContent('title: Mine');
    await open(file);
    await userEvent.click(
      await screen.findByRole('button', { name: 'Open the file' }),
    );
    expect(await editor()).toHaveTextContent('titel: Leaves');
    expect(leavingAsks()).toBe(false);
  }, 120_000);

  it('says at the field what cannot be put into the file, and shows what stands there', async () => {
    renderRoom(EDIT);
    const anchored = file.replace('titel: Leaves', 'title: &t Leaves');
    await open(anchored);
    await userEvent.click(await field(/^Title/));
    await userEvent.paste(' of mine');
    expect(
      await screen.findByText(/^What is filled in here cannot be put/),
    ).toBeVisible();
    expect(await field(/^Title/)).toHaveValue('Leaves');
    expect(await download()).toBe(anchored);
    await userEvent.click(screen.getByLabelText('Video'));
    expect(screen.queryByText(/^What is filled in here/)).toBeNull();
    expect(await field(/^Title/)).toHaveValue('Leaves');
  }, 120_000);

  it('leaves alone what the form cannot show, and says what it is', async () => {
    renderRoom(EDIT);
    const other = file
      .replace('titel: Leaves', 'title: 2024')
      .replace('[plants]', 'plants');
    await open(other);
    expect(await field(/^Title/)).toBeDisabled();
    expect(await field(/^Tags/)).toBeDisabled();
    expect(await field(/^Title/)).toHaveAccessibleDescription(
      /In the file this is 2024/,
    );
    await userEvent.click(screen.getByLabelText('Video'));
    expect(await download()).toBe(`${other}data-type:\n  - Video\n`);
  }, 120_000);

  it('brings a file of version 1 to the newest, and has no form over it before', async () => {
    renderRoom(EDIT);
    await open(
      [
        '# Ours.',
        'title: Leaves',
        'summary: Counts them.',
        'description: [Counts the leaves, of a plant.]',
        'keywords: [trainable]',
        'sources: { code: https://example.org/leaves }',
        '',
      ].join('\n'),
    );
    const bring = await screen.findByRole('button', {
      name: 'Bring it to the newest version',
    });
    expect(screen.queryByRole('textbox', { name: /^Title/ })).toBeNull();
    await userEvent.click(bring);
    expect(await field(/^Title/)).toHaveValue('Leaves');
    expect(await field(/^Source code/)).toHaveValue(
      'https://example.org/leaves',
    );
    expect(await download()).toMatch(
      /^# Ours\.\n[^]*metadata_version: 2\.3\.0/,
    );
  }, 120_000);

  it('takes the file of a tool for one, and looks into its manifest', async () => {
    renderRoom(EDIT);
    const tool = [
      'apiVersion: astrolabe.dev/v1alpha1',
      'kind: AiTool',
      'metadata: { name: x, title: X, description: It does. }',
    ].join('\n');
    await open(
      `${tool}\nspec: { tags: [a], manifest: { form: { type: object, properties: {} }, workload: {} } }`,
    );
    const found = await screen.findAllByText(/In the manifest, at workload/);
    expect(found[0]).toBeVisible();
    await open(`${tool}\nspec: { tags: [a] }`);
    expect(
      await screen.findByText('There is nothing wrong with it.'),
    ).toBeVisible();
    expect(await field(/^Text of tool.yaml/)).toBeVisible();
    expect(await field(/^Version/)).toBeVisible();
  }, 120_000);

  it('refuses a file of which nobody could read so much', async () => {
    renderRoom(EDIT);
    await open('a'.repeat(2_000_000));
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'larger than 1 MB',
    );
  }, 120_000);

  it('opens the file of an asset, which says how complete it is', async () => {
    const api = new FakeAssetsApi([asset]);
    api.download = async () => file;
    renderRoom(`/modules/${asset.name}`, { api });
    const score = await screen.findByRole('meter', { name: /of 100$/ });
    expect(score).toBeVisible();
    await userEvent.click(
      screen.getByRole('link', { name: 'Edit its metadata' }),
    );
    expect(address()).toBe(`${EDIT}?ref=aimodule:default/${asset.name}`);
    expect(await editor()).toHaveTextContent('titel: Leaves');
    expect(screen.getByRole('link', { name: asset.name })).toBeVisible();
  }, 120_000);

  it('says that an address names nothing, instead of beginning a new file', async () => {
    renderRoom(`${EDIT}?ref=aimodule:default/`);
    expect(
      await screen.findByText('This address names no asset'),
    ).toBeVisible();
    expect(screen.queryByText('Download')).toBeNull();
    await userEvent.click(screen.getByRole('link', { name: 'Write metadata' }));
    expect(address()).toBe(EDIT);
    expect(await editor()).toHaveTextContent('metadata_version: 2.3.0');
  }, 120_000);

  it('says why a file could not be had', async () => {
    const api = new FakeAssetsApi([asset]);
    api.failure = await apiError(503, 'It is away');
    renderRoom(`${EDIT}?ref=aimodule:default/x`, { api });
    expect(await screen.findByText(/It is away/)).toBeVisible();
    api.failure = undefined;
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await editor()).toBeVisible();
  }, 120_000);
});
