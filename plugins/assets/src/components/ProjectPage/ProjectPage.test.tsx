import type { ProjectTemplateInfo } from '@astrolabe/plugin-assets-common';
import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import fc from 'fast-check';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { apiError, FakeAssetsApi } from '../../__testUtils__/FakeAssetsApi';
import {
  accessibilityProblems,
  address,
  renderRoom,
} from '../../__testUtils__/renderRoom';
import { nameOf } from './followNames';

const NEW = '/modules/-/new';
const template: ProjectTemplateInfo = {
  id: 'ai-module-minimal',
  title: 'AI module',
  description: 'A Python project.',
  translations: { es: { title: 'Módulo de IA' } },
  schema: {
    type: 'object',
    required: ['module', 'people'],
    properties: {
      module: {
        type: 'object',
        title: 'The module',
        required: ['title', 'name'],
        properties: {
          title: { type: 'string', title: 'Title', minLength: 1 },
          name: {
            type: 'string',
            title: 'Name of the project',
            maxLength: 50,
            pattern: '^[a-z][a-z0-9-]*$',
            'x-from': 'title',
          },
        },
      },
      people: {
        type: 'object',
        title: 'People',
        required: ['licence'],
        properties: {
          licence: {
            type: 'string',
            title: 'Licence',
            enum: ['MIT', 'Apache-2.0'],
            'x-titles': { MIT: 'MIT License' },
          },
        },
      },
    },
  },
  defaults: { module: {}, people: { licence: 'MIT' } },
};

function portal(): FakeAssetsApi {
  const api = new FakeAssetsApi();
  api.templates.push(template);
  return api;
}

const field = (name: RegExp) => screen.findByRole('textbox', { name });
const download = () =>
  userEvent.click(screen.getByRole('button', { name: 'Download as zip' }));

afterEach(() => vi.restoreAllMocks());

describe('beginning a module', () => {
  it('is a press away from the modules, and begins with a template', async () => {
    renderRoom('/modules', { api: portal() });
    await userEvent.click(
      await screen.findByRole('link', { name: 'Begin a new one' }),
    );
    await userEvent.click(
      await screen.findByRole('link', { name: 'AI module' }),
    );
    expect(address()).toBe(`${NEW}/ai-module-minimal`);
    expect(await accessibilityProblems()).toEqual([]);
  });

  it('shows the files while I type, and gives them to me', async () => {
    const api = portal();
    renderRoom(`${NEW}/ai-module-minimal`, { api });
    await userEvent.type(await field(/^Title/), 'Ñandú counter');
    // The name follows the title.
    expect(await field(/^Name of the project/)).toHaveValue('nandu-counter');
    expect(await screen.findByText('# Ñandú counter')).toBeVisible();
    expect(
      screen.getByText('2 files in the folder nandu-counter.'),
    ).toBeInTheDocument();
    URL.createObjectURL = vi.fn(() => 'blob:x');
    URL.revokeObjectURL = vi.fn();
    let saved = '';
    vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(
      function click(this: HTMLAnchorElement) {
        saved = this.download;
      },
    );
    await download();
    await waitFor(() => expect(saved).toBe('nandu-counter.zip'));
    expect(api.zipped).toEqual({
      module: { title: 'Ñandú counter', name: 'nandu-counter' },
      people: { licence: 'MIT' },
    });
  });

  it('keeps a name that I have chosen myself', async () => {
    renderRoom(`${NEW}/ai-module-minimal`, { api: portal() });
    const name = await field(/^Name of the project/);
    await userEvent.type(name, 'mine');
    await userEvent.type(await field(/^Title/), 'Other');
    expect(name).toHaveValue('mine');
  });

  it('says at the field what is wrong, and what the portal has against it', async () => {
    const api = portal();
    renderRoom(`${NEW}/ai-module-minimal`, { api });
    await field(/^Title/);
    await download();
    expect(await screen.findAllByText('Fill this in.')).toHaveLength(2);
    expect(await field(/^Title/)).toHaveFocus();
    expect(api.made).toEqual([]);
    const path = 'module.name';
    const message = `'class' is the name of something that Python has already`;
    api.failure = await apiError(400, message, {
      code: 'PROJECT_INVALID',
      problems: [{ path, message }],
    });
    await userEvent.type(await field(/^Title/), 'Class');
    expect(await screen.findByText(message)).toBeVisible();
  });

  it('says why it did not work, and keeps what I typed', async () => {
    const api = portal();
    renderRoom(`${NEW}/ai-module-minimal`, { api });
    await userEvent.type(await field(/^Title/), 'Leaf');
    expect(await screen.findByText('# Leaf')).toBeVisible();
    api.failure = await apiError(503, 'It is away');
    await download();
    expect(await screen.findByRole('alert')).toHaveTextContent('It is away');
    expect(await field(/^Title/)).toHaveValue('Leaf');
    // What is shown is not taken for what is asked for now.
    await userEvent.type(await field(/^Title/), 's');
    expect(await screen.findByText(/^They are those of before/)).toBeVisible();
    api.failure = undefined;
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await screen.findByText('# Leafs')).toBeVisible();
  });

  it('says when there is no such template, or none at all', async () => {
    const { unmount } = renderRoom(`${NEW}/x`, { api: portal() });
    expect(await screen.findByText('There is no template x')).toBeVisible();
    unmount();
    renderRoom(NEW);
    expect(await screen.findByText('No templates')).toBeVisible();
  });
});

describe('the name that follows a title', () => {
  it('is one that a project may have, or none', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), text => {
        expect(nameOf(text)).toMatch(/^([a-z][a-z0-9]*(-[a-z0-9]+)*)?$/);
      }),
    );
  });
});
