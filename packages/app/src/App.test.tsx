import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import axe from 'axe-core';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { FakePortal, refusal } from './__testUtils__/fakePortal';
import { closePortal, openPortal } from './__testUtils__/openPortal';
import { rooms } from './pages/apiDocs/rooms';

afterEach(closePortal);

async function signInAs(name: string) {
  await userEvent.click(
    await screen.findByRole('button', { name: `Continue as ${name}` }),
  );
}

async function openAs(person: string, path = '/') {
  localStorage.setItem('astrolabe.demo-person', person);
  return openPortal(path);
}

/** What axe finds that needs no layout, which jsdom has not. */
async function problemsOf(element: Element) {
  const { violations } = await axe.run(element, {
    rules: { 'color-contrast': { enabled: false } },
  });
  return violations.map(({ id, nodes }) => `${id}: ${nodes[0].html}`);
}

describe('the portal', () => {
  it('lets a newcomer in, who sees what can be done here', async () => {
    const { portal } = await openPortal();
    await signInAs('Nia Newcomer');

    expect(
      await screen.findByRole('heading', { level: 1, name: 'Home' }),
    ).toBeVisible();
    expect(
      await screen.findByRole('button', { name: 'You: Nia Newcomer · Demo' }),
    ).toBeVisible();
    expect(await screen.findByText('Nothing runs yet')).toBeVisible();
    expect(await screen.findByText('No modules yet')).toBeVisible();
    const asked = portal.asked.find(
      ({ path }) => path === '/api/communities/v1/me',
    );
    expect(asked?.headers.get('authorization')).toBe('Bearer token-nia-1');
  });

  it('leads from where portals of communities were made to their template', async () => {
    localStorage.setItem('astrolabe.demo-person', 'ada');
    const portal = new FakePortal();
    portal.answers['/api/assets/v1/project-templates'] = {
      body: { items: [] },
    };
    await openPortal('/create', { portal });
    expect(
      await screen.findByText('There is no template community'),
    ).toBeVisible();
  });

  it('says what each demo person may do before one chooses', async () => {
    const { container } = await openPortal();
    for (const name of ['Nia Newcomer', 'Ada Fuller', 'Max Manager']) {
      expect(await screen.findByRole('heading', { name })).toBeVisible();
    }
    expect(screen.getByText(/there are no passwords/)).toBeVisible();
    expect(await problemsOf(container)).toEqual([]);
  });

  it('keeps one signed in over a reload, until one signs out', async () => {
    await openAs('ada');
    await userEvent.click(
      await screen.findByRole('button', { name: 'You: Ada Fuller · Full' }),
    );
    await userEvent.click(
      await screen.findByRole('menuitem', { name: 'Sign out' }),
    );
    await waitFor(() =>
      expect(localStorage.getItem('astrolabe.demo-person')).toBeNull(),
    );
  });

  it('says why nobody can sign in where it is off', async () => {
    const { portal } = await openPortal('/', { demoSignIn: false });
    expect(await screen.findByText('Nobody can sign in')).toBeVisible();
    expect(screen.queryByRole('button', { name: /Continue as/ })).toBeNull();
    expect(portal.countOf('/api/auth/demo/refresh')).toBe(0);
  });

  it('shows what the portal said when a sign-in fails, and lets one try again', async () => {
    const portal = new FakePortal();
    portal.answers['/api/auth/demo/refresh'] = refusal(
      404,
      'NotFoundError',
      "Unknown auth provider 'demo'",
    );
    await openPortal('/', { portal });
    await signInAs('Nia Newcomer');
    expect(await screen.findByRole('alert')).toHaveTextContent(
      "Unknown auth provider 'demo'",
    );
    delete portal.answers['/api/auth/demo/refresh'];
    await signInAs('Nia Newcomer');
    expect(
      await screen.findByRole('heading', { level: 1, name: 'Home' }),
    ).toBeVisible();
  });

  it('marks the current place in the navigation', async () => {
    const { container } = await openAs('ada', '/preferences');
    const nav = await screen.findByRole('navigation', { name: 'Main' });
    expect(within(nav).getByRole('link', { name: 'Home' })).not.toHaveAttribute(
      'aria-current',
    );
    await userEvent.click(within(nav).getByRole('link', { name: 'API' }));
    expect(
      await screen.findByRole('heading', { level: 1, name: 'API' }),
    ).toBeVisible();
    expect(within(nav).getByRole('link', { name: 'API' })).toHaveAttribute(
      'aria-current',
      'page',
    );
    expect(await problemsOf(container)).toEqual([]);
  });

  it('has its menu in a dialog where the screen is narrow', async () => {
    vi.stubGlobal('matchMedia', (query: string) => ({
      matches: query.includes('max-width'),
      addEventListener() {},
      removeEventListener() {},
      addListener() {},
      removeListener() {},
    }));
    await openAs('ada');
    await userEvent.click(
      await screen.findByRole('button', { name: 'Open the menu' }),
    );
    const dialog = await screen.findByRole('dialog', { name: 'Menu' });
    expect(await problemsOf(dialog)).toEqual([]);
    await userEvent.click(within(dialog).getByRole('link', { name: 'API' }));
    expect(
      await screen.findByRole('heading', { level: 1, name: 'API' }),
    ).toBeVisible();
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  });

  it('skips to the content', async () => {
    await openAs('ada');
    await screen.findByRole('heading', { level: 1, name: 'Home' });
    await userEvent.click(
      screen.getByRole('link', { name: 'Skip to the content' }),
    );
    expect(screen.getByRole('main')).toHaveFocus();
  });

  it('says so at an address that nothing has', async () => {
    await openAs('ada', '/nowhere');
    expect(
      await screen.findByRole('heading', {
        level: 1,
        name: 'There is no such page',
      }),
    ).toBeVisible();
    expect(screen.getByRole('link', { name: 'Go home' })).toBeVisible();
  });

  it('shows tier and limits under preferences, in Spanish when one wants', async () => {
    const { container } = await openAs('nia', '/preferences');
    expect(await screen.findByText('user:default/nia')).toBeVisible();
    expect(screen.getByText('30 min')).toBeVisible();
    expect(await problemsOf(container)).toEqual([]);

    await userEvent.click(screen.getByRole('radio', { name: 'Español' }));
    expect(
      await screen.findByRole('heading', { level: 1, name: 'Preferencias' }),
    ).toBeVisible();
    expect(document.documentElement.lang).toBe('es');
  });

  it('mails me about my workloads when I want it to', async () => {
    const portal = new FakePortal();
    portal.notices.mailAddress = 'nia@people.example';
    localStorage.setItem('astrolabe.demo-person', 'nia');
    await openPortal('/preferences', { portal });
    const mail = await screen.findByRole('switch', {
      name: 'Mail about my workloads',
    });
    expect(mail).toBeChecked();
    expect(screen.getByText('It goes to nia@people.example.')).toBeVisible();
    const choices = screen.getByRole('radiogroup', { name: 'When I am told' });
    const choice = (name: string) =>
      within(choices).getByRole('radio', { name });
    expect(choice('When it took 10 min or longer')).toBeChecked();

    await userEvent.click(choice('Never'));
    await waitFor(() => expect(choice('Never')).toBeChecked());
    expect(portal.notices).toMatchObject({ afterSeconds: null, mail: true });
    await userEvent.click(mail);
    await waitFor(() => expect(mail).not.toBeChecked());
    expect(portal.notices).toMatchObject({ afterSeconds: null, mail: false });
  });

  it('changes the theme, and the page stays as it is', async () => {
    await openAs('nia', '/preferences');
    const dark = await screen.findByRole('radio', { name: 'Dark' });
    await userEvent.click(dark);
    await waitFor(() =>
      expect(document.body.dataset.themeName).toBe('astrolabe-dark'),
    );
    // The same page, with all that was filled in there.
    expect(dark).toBeInTheDocument();
    await userEvent.click(screen.getByRole('radio', { name: 'Light' }));
    await waitFor(() =>
      expect(document.body.dataset.themeName).toBe('astrolabe-light'),
    );
  });

  it('asks for a new token before the old one is over', async () => {
    const portal = new FakePortal();
    portal.tokenSeconds = 30;
    localStorage.setItem('astrolabe.demo-person', 'ada');
    await openPortal('/', { portal });
    await screen.findByRole('button', { name: 'You: Ada Fuller · Full' });
    expect(portal.countOf('/api/auth/demo/refresh')).toBeGreaterThan(1);
  });

  it('says what broke on the home page, and asks again', async () => {
    const portal = new FakePortal();
    portal.answers['/api/workloads/v1/workloads'] = refusal(
      503,
      'ServiceUnavailableError',
      'The database is away',
    );
    localStorage.setItem('astrolabe.demo-person', 'ada');
    await openPortal('/', { portal });
    expect(await screen.findByText('The database is away')).toBeVisible();
    portal.answers['/api/workloads/v1/workloads'] = {
      body: { items: [], totalItems: 0 },
    };
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await screen.findByText('Nothing runs yet')).toBeVisible();
  });
});

describe('the rooms', () => {
  it('are found by themselves, and have their place in the navigation', async () => {
    await openAs('ada', '/workloads');
    expect(
      await screen.findByRole('heading', { level: 1, name: 'My workloads' }),
    ).toBeVisible();
    const nav = screen.getByRole('navigation', { name: 'Main' });
    expect(
      within(nav).getAllByRole('link', { name: 'My workloads' }),
    ).toHaveLength(1);
  });

  it('describe their API, or say why they cannot', async () => {
    const portal = new FakePortal();
    portal.answers['/api/communities/openapi.json'] = {
      body: {
        info: { title: 'Communities', description: 'Who is who.' },
        paths: {
          '/api/communities/v1/me': {
            get: { summary: 'Who am I?', responses: { 204: {} } },
          },
        },
      },
    };
    localStorage.setItem('astrolabe.demo-person', 'ada');
    const { container } = await openPortal('/api-docs', { portal });
    await userEvent.click(
      await screen.findByRole('button', { name: /GET .*me Who am I/ }),
    );
    expect(
      await screen.findByRole('button', { name: /^Copy: As curl/ }),
    ).toBeVisible();
    expect(screen.getAllByRole('alert')).toHaveLength(rooms.length - 1);
    expect(await problemsOf(container)).toEqual([]);
  });
});

describe('the command palette', () => {
  it('opens by key and goes to pages and found assets', async () => {
    // cmdk watches sizes and scrolls, which jsdom has not.
    vi.stubGlobal(
      'ResizeObserver',
      class {
        observe() {}
        unobserve() {}
        disconnect() {}
      },
    );
    Element.prototype.scrollIntoView ??= () => {};
    const { portal } = await openAs('ada');
    portal.answers['/api/assets/v1/assets'] = {
      body: {
        items: [
          {
            kind: 'module',
            name: 'plankton',
            entityRef: 'aimodule:default/plankton',
            title: 'Plankton',
            summary: '',
          },
        ],
        totalItems: 1,
        facets: {},
      },
    };
    await screen.findByRole('heading', { level: 1, name: 'Home' });
    await userEvent.keyboard('{Control>}k{/Control}');

    const dialog = await screen.findByRole('dialog', {
      name: 'Search and commands',
    });
    expect(
      within(dialog).getByRole('option', { name: 'My workloads' }),
    ).toBeVisible();
    expect(await problemsOf(dialog)).toEqual([]);

    const input = within(dialog).getByRole('combobox');
    await waitFor(() => expect(input).toHaveFocus());
    await userEvent.type(input, 'net');
    expect(
      await within(dialog).findByRole('option', { name: 'Plankton · Modules' }),
    ).toBeVisible();
    await userEvent.clear(input);
    await userEvent.type(input, 'dark');
    expect(
      within(dialog).getByRole('option', { selected: true }),
    ).toHaveTextContent('Theme: Dark');
    await userEvent.clear(input);
    await userEvent.type(input, 'preferen{Enter}');
    expect(
      await screen.findByRole('heading', { level: 1, name: 'Preferences' }),
    ).toBeVisible();
    expect(screen.queryByRole('dialog')).toBeNull();
  });
});
