import type { ProjectTemplateInfo } from '@astrolabe/plugin-assets-common';
import { describeMe } from '@astrolabe/plugin-communities-common';
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

  it('says so when a template cannot be used, and why', async () => {
    const api = portal();
    const whyNot = 'It runs in a sandbox, and bubblewrap is not installed';
    api.templates[0] = { ...template, whyNot };
    renderRoom(NEW, { api });
    const why = 'It cannot be used at the moment';
    const said = await screen.findByText(whyNot);
    expect(said.parentElement).toHaveTextContent(`${why}: ${whyNot}`);
    expect(said).toHaveAttribute('lang', 'en');
    await userEvent.click(screen.getByRole('link', { name: 'AI module' }));
    await screen.findByRole('heading', { name: why });
    expect(screen.getByText(whyNot)).toHaveAttribute('lang', 'en');
    expect(screen.queryByRole('textbox')).toBeNull();
    expect(await accessibilityProblems()).toEqual([]);
  });

  it('says what is wrong with its metadata, and mends them when I say so', async () => {
    const api = portal();
    api.metadataOf = ({ mend = false }) => ({
      ...{ path: 'ai4-metadata.yml', valid: mend, mended: mend ? 1 : 0 },
      problems: mend
        ? []
        : [
            {
              ...{ severity: 'error', pointer: '/titel', line: 2, column: 1 },
              message: "'titel' is not a known key.",
              edits: [{ start: 24, end: 29, text: 'title' }],
            },
          ],
    });
    renderRoom(`${NEW}/ai-module-minimal`, { api });
    await userEvent.type(await field(/^Title/), 'Leaf');
    expect(await screen.findByText('Line 2, column 1')).toBeVisible();
    expect(screen.getByText(/becomes no module/)).toBeVisible();
    expect(await accessibilityProblems()).toEqual([]);
    await userEvent.click(
      screen.getByRole('checkbox', {
        name: 'Mend what there is no doubt about',
      }),
    );
    await screen.findByText(/nothing wrong with it\. One was mended\./);
    await download();
    expect(api.zipped?.mend).toBe(true);
  });

  it('has pictures that are no text to look into', async () => {
    const api = portal();
    const logo = { path: 'logo.png', text: 'iVBORw==' };
    api.makeProject = async () => ({
      ...{ name: 'leaf', files: [{ ...logo, encoding: 'base64' }] },
    });
    renderRoom(`${NEW}/ai-module-minimal`, { api });
    await userEvent.type(await field(/^Title/), 'Leaf');
    expect(await screen.findByText(/^It is no text/)).toBeVisible();
    expect(screen.queryByText(logo.text)).toBeNull();
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
    expect(api.zipped?.values).toEqual({
      module: { title: 'Ñandú counter', name: 'nandu-counter' },
      people: { licence: 'MIT' },
    });
  });

  it('begins with me as its author, and the licence of my community until I take another', async () => {
    const of = structuredClone(template);
    Object.assign(of.schema.properties.people.properties!, {
      licence: {
        ...of.schema.properties.people.properties!.licence,
        'x-profile': 'licence',
      },
      author: { type: 'string', title: 'Author', 'x-profile': 'name' },
      mail: { type: 'string', title: 'Mail', 'x-profile': 'email' },
      orcid: { type: 'string', title: 'ORCID', 'x-profile': 'orcid' },
      authors: {
        ...{ type: 'array', title: 'Authors', 'x-profile': 'author' },
        items: { type: 'string', title: 'Person' },
      },
    });
    const api = portal();
    api.templates[0] = of;
    const orcid = '0000-0001-2345-6789';
    const me = describeMe({
      ...{ displayName: 'Ada Fuller', email: 'ada@example.org', orcid },
      userRef: 'user:default/ada',
      memberships: [{ community: 'default', tier: 'full' }],
    });
    const settings = new Map<string, object>();
    const first = renderRoom(`${NEW}/ai-module-minimal`, {
      ...{ api, me, settings },
      portal: { licence: 'Apache-2.0' },
    });
    expect(await field(/^Author$/)).toHaveValue('Ada Fuller');
    expect(await field(/^Mail/)).toHaveValue('ada@example.org');
    expect(await field(/^ORCID/)).toHaveValue(orcid);
    expect(await field(/^Person/)).toHaveValue(
      `Ada Fuller <ada@example.org> ${orcid}`,
    );
    const licence = (name: string) => screen.getByRole('radio', { name });
    expect(licence('Apache-2.0')).toBeChecked();
    await userEvent.click(licence('MIT License'));
    await userEvent.type(await field(/^Title/), 'Leaf');
    URL.createObjectURL = vi.fn(() => 'blob:x');
    URL.revokeObjectURL = vi.fn();
    await download();
    await waitFor(() => expect(api.zipped).toBeDefined());
    first.unmount();
    renderRoom(`${NEW}/ai-module-minimal`, {
      ...{ api, settings },
      portal: { licence: 'Apache-2.0' },
    });
    await field(/^Title/);
    expect(licence('MIT License')).toBeChecked();
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

describe('making a repository of it', () => {
  const forge = { account: 'gitea', title: 'Gitea', service: 'gitea' };
  const press = (name: string) =>
    userEvent.click(screen.getByRole('button', { name }));

  function withForge() {
    const api = portal();
    api.linkedForges.push({ ...forge, user: 'ada' });
    api.owners.push(
      { name: 'ada', kind: 'person', url: 'https://forge.example/ada' },
      { name: 'lab', kind: 'group', url: 'https://forge.example/lab' },
    );
    return api;
  }
  async function fillIn() {
    await userEvent.type(await field(/^Title/), 'Leaf');
    await screen.findByText('ada (you)', { selector: 'span' });
  }

  it('leads to the linked services, when there is no forge yet', async () => {
    renderRoom(`${NEW}/ai-module-minimal`, { api: portal() });
    expect(
      await screen.findByRole('link', { name: 'Go to Accounts' }),
    ).toHaveAttribute('href', '/accounts');
  });

  it('says what would be made, and then makes it, once', async () => {
    const api = withForge();
    renderRoom(`${NEW}/ai-module-minimal`, { api });
    await fillIn();
    await press('What would be made');
    expect(
      await screen.findByText('Nothing was made. It would be ada/leaf:'),
    ).toBeVisible();
    expect(screen.getByText('it was not asked for')).toHaveAttribute(
      'lang',
      'en',
    );
    await userEvent.click(screen.getByRole('radio', { name: 'Everybody' }));
    expect(screen.queryByText(/Nothing was made/)).toBeNull();
    expect(
      screen.getByRole('checkbox', { name: 'Show it in the catalogue' }),
    ).toBeChecked();
    await press('Make the repository');
    expect(await screen.findByText('ada/leaf is there')).toBeVisible();
    expect(
      screen.getByRole('link', { name: /Open it at the forge/ }),
    ).toHaveAttribute('href', 'https://forge.example/ada/leaf');
    expect(
      screen.getByRole('link', { name: 'Its page in the catalogue' }),
    ).toHaveAttribute('href', '/modules/leaf');
    expect(api.published.at(-1)).toMatchObject({
      dryRun: false,
      to: { account: 'gitea', owner: 'ada', visibility: 'public' },
    });
  });

  it('sends the same once more after a failure, by the same key', async () => {
    const api = withForge();
    renderRoom(`${NEW}/ai-module-minimal`, { api });
    await fillIn();
    expect(await screen.findByText('# Leaf')).toBeVisible();
    api.failure = await apiError(503, 'forge.example does not answer', {
      code: 'FORGE_AWAY',
    });
    await press('Make the repository');
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'forge.example does not answer',
    );
    api.failure = undefined;
    await press('Make the repository');
    expect(await screen.findByText('ada/leaf is there')).toBeVisible();
    const [first, second] = api.published;
    expect(second.key).toBe(first.key);
  });

  it('need not be told where it will be', async () => {
    const api = withForge();
    const { people } = template.schema.properties;
    const owner = { type: 'string' as const, title: 'Where', minLength: 1 };
    api.templates[0] = {
      ...template,
      schema: {
        ...template.schema,
        properties: {
          ...template.schema.properties,
          people: {
            ...people,
            required: ['licence', 'owner'],
            properties: { ...people.properties, owner },
          },
        },
      },
    };
    renderRoom(`${NEW}/ai-module-minimal`, { api });
    await fillIn();
    expect(await screen.findByText('# Leaf')).toBeVisible();
    expect(api.made.at(-1)!.people.owner).toBe('https://forge.example/ada');
    await press('Make the repository');
    expect(await screen.findByText('ada/leaf is there')).toBeVisible();
  });

  it('says what everybody will see of a private one in the catalogue', async () => {
    renderRoom(`${NEW}/ai-module-minimal`, { api: withForge() });
    await fillIn();
    await userEvent.click(
      screen.getByRole('checkbox', { name: 'Show it in the catalogue' }),
    );
    expect(screen.getByText(/seen by everybody here/)).toBeVisible();
    // What React Aria has announced of buttons that were busy, in tests before.
    document.querySelector('[data-live-announcer]')?.remove();
    expect(await accessibilityProblems()).toEqual([]);
  });

  it('makes nothing while something is missing, and says what', async () => {
    const api = withForge();
    renderRoom(`${NEW}/ai-module-minimal`, { api });
    await screen.findByText('ada (you)', { selector: 'span' });
    await press('Make the repository');
    expect(await field(/^Title/)).toHaveFocus();
    expect(api.published).toEqual([]);
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
