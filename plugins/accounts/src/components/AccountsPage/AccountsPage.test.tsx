import type { Share, ShareWish } from '@astrolabe/plugin-communities-common';
import type {
  Account,
  AccountsApi,
  LinkableService,
} from '@astrolabe/plugin-accounts-common';
import type {
  Workload,
  WorkloadPage,
} from '@astrolabe/plugin-workloads-common';
import { fetchApiRef } from '@backstage/frontend-plugin-api';
import { renderInTestApp } from '@backstage/frontend-test-utils';
import { cleanup, configure, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import axe from 'axe-core';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { accountsApiRef, usersApiRef } from '../../api';
import { SignedInPage } from '../SignedInPage';
import { AccountsPage } from '.';

configure({ asyncUtilTimeout: 10_000 });
afterEach(cleanup);

const text = { type: 'string', title: 'Text' } as const;
const secret = { ...text, format: 'password', writeOnly: true };

const services: LinkableService[] = [
  {
    id: 'nextcloud',
    title: 'Nextcloud',
    kind: 'storage',
    login: true,
    signIn: false,
    form: {
      required: ['url', 'user', 'password'],
      properties: { url: text, user: text, password: secret },
    },
  },
  {
    id: 'hub',
    title: 'Hub',
    kind: 'models',
    login: false,
    signIn: true,
    form: {
      required: ['token'],
      properties: {
        token: secret,
        url: { ...text, default: 'https://hub.example' },
      },
    },
  },
];

const account: Account = {
  id: 'nextcloud',
  ownerRef: 'user:default/ada',
  service: 'nextcloud',
  kind: 'storage',
  title: 'My cloud',
  url: 'https://cloud.example',
  user: 'ada',
  values: { url: 'https://cloud.example', user: 'ada' },
  health: { state: 'working', checkedAt: '2026-11-28T10:00:00.000Z' },
  linkedAt: '2026-11-27T10:00:00.000Z',
};

/** A backend that remembers what it was asked. */
class FakeAccounts implements AccountsApi {
  linked: Account[] = [];
  asked: unknown[] = [];
  failure?: Error;
  isSignedIn = false;
  sharedWith: Share[] = [];

  services = async () => services;
  accounts = async () => ({ items: this.linked });

  async link(wish: object) {
    this.asked.push(wish);
    if (this.failure) throw this.failure;
    this.linked = [account];
    return account;
  }

  async relink(id: string, values: object) {
    this.asked.push([id, values]);
    return account;
  }

  async verify(id: string) {
    this.asked.push(['verify', id]);
    const health = {
      state: 'failing' as const,
      trouble: 'refused' as const,
      reason: 'cloud.example does not let you in',
    };
    this.linked = [{ ...account, health }];
    return this.linked[0];
  }

  async unlink() {
    this.linked = [];
  }

  async shares() {
    return { items: this.sharedWith, groups: ['group:sea/members'] };
  }

  async share(id: string, wish: ShareWish) {
    this.asked.push(['share', id, wish]);
    const made = {
      id: '1',
      grantedBy: account.ownerRef,
      createdAt: '2026-11-29T08:00:00.000Z',
    };
    this.sharedWith = [{ ...wish, ...made }];
    return this.sharedWith[0];
  }

  async unshare(id: string, shareId: string) {
    this.asked.push(['unshare', id, shareId]);
    this.sharedWith = [];
  }

  async beginLogin(service: string, url?: string) {
    this.asked.push(['login', service, url]);
    const place = 'https://cloud.example/login';
    return { id: '1', state: 'waiting' as const, url: place };
  }

  async answerLogin(answer: object) {
    this.asked.push(answer);
    if (this.failure) throw this.failure;
    return account;
  }

  async continueLogin() {
    if (!this.isSignedIn) return { id: '1', state: 'waiting' as const };
    this.linked = [account];
    return { id: '1', state: 'linked' as const, account };
  }
}

/** What mounts My cloud: one that runs, one that has ended. */
const users = [
  { id: 'w-1', title: 'Corals', state: 'running', accounts: ['nextcloud'] },
  { id: 'w-2', title: 'Past', state: 'stopped', accounts: ['nextcloud'] },
  { id: 'w-3', title: 'Other', state: 'running', accounts: [] },
] as unknown as Workload[];
const list = async () => ({ items: users } as WorkloadPage);

function open(api = new FakeAccounts(), portal: object = {}) {
  const fetch = async () => Response.json(portal);
  const view = renderInTestApp(<AccountsPage />, {
    apis: [
      [accountsApiRef, api],
      [fetchApiRef, { fetch }],
      [usersApiRef, { list, restart: vi.fn() }],
    ],
  });
  return { api, user: userEvent.setup(), container: view.container };
}

const field = { selector: 'input' };

const press = async (name: string | RegExp) =>
  userEvent.click(await screen.findByRole('button', { name }));

describe('the page of accounts', () => {
  it('says what is linked, whether it works, and when it was asked', async () => {
    const api = new FakeAccounts();
    api.linked = [{ ...account, expiresAt: '2026-12-31T00:00:00.000Z' }];
    const { container } = open(api);
    const card = within(await screen.findByRole('listitem'));
    expect(card.getByText('Works')).toBeVisible();
    expect(card.getByText('https://cloud.example')).toBeVisible();
    expect(card.getByText(/Nov 28, 2026/)).toBeVisible();
    expect(card.getByText(/Dec 3\d, 2026/)).toBeVisible();
    const user = await card.findByRole('link', { name: 'Corals' });
    expect(user).toHaveAttribute('href', '/workloads/w-1');
    expect(card.getAllByRole('link')).toEqual([user]);
    const { violations } = await axe.run(container, {
      rules: { 'color-contrast': { enabled: false } },
    });
    expect(violations).toEqual([]);
  });

  it('asks a service again, and says why it does not let one in', async () => {
    const api = new FakeAccounts();
    api.linked = [account];
    open(api);
    await press('Ask again: My cloud');
    expect(await screen.findByText('Does not let you in')).toBeVisible();
    expect(screen.getByText(/does not accept the user name/)).toBeVisible();
  });

  it('unlinks when that is confirmed', async () => {
    const api = new FakeAccounts();
    api.linked = [account];
    open(api);
    await press('Unlink My cloud');
    const dialog = within(await screen.findByRole('dialog'));
    await userEvent.click(dialog.getByRole('button', { name: 'Unlink' }));
    expect(await screen.findByText('Nothing is linked yet')).toBeVisible();
  });

  it('links with what is filled in, usual values among it, and shows none of it again', async () => {
    const { api, user } = open();
    await press('Link your first service');
    await user.click(await screen.findByRole('button', { name: /Service/ }));
    await user.click(await screen.findByRole('option', { name: /Hub/ }));
    await press('Fill in a password instead');
    const token = await screen.findByLabelText(/^Token/, field);
    expect(token).toHaveAttribute('type', 'password');
    await user.type(token, 'canary');
    await press('Link');
    expect(await screen.findByText('My cloud')).toBeVisible();
    expect(api.asked).toEqual([
      { service: 'hub', values: { token: 'canary' } },
    ]);
    expect(document.body.innerHTML).not.toContain('canary');
  });

  it('says why a service was not linked, and keeps what was typed', async () => {
    const api = new FakeAccounts();
    api.failure = Object.assign(new Error('no'), { statusCode: 400 });
    api.linked = [account];
    const { user } = open(api);
    await press('Link again: My cloud');
    await press('Fill in a password instead');
    const password = await screen.findByLabelText(/^Password/, field);
    await user.type(password, 'typed');
    api.relink = async () => {
      throw api.failure;
    };
    await press('Link');
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'It was not linked',
    );
    expect(screen.getByLabelText(/^Password/, field)).toHaveValue('typed');
  });

  it('begins with what the community offers first', async () => {
    const storage = { service: 'nextcloud', url: 'https://sea.example' };
    open(undefined, { storage });
    await press('Link your first service');
    expect(await screen.findByLabelText(/^Address/, field)).toHaveValue(
      'https://sea.example',
    );
  });

  it('lets one sign in at the service instead, and goes on by itself', async () => {
    const tab = { location: { href: '' }, opener: {}, close() {} };
    const opened = vi.spyOn(window, 'open').mockReturnValue(tab as never);
    const { api, user } = open();
    await press('Link your first service');
    await user.type(
      await screen.findByLabelText(/^Address/, field),
      'https://cloud.example',
    );
    await press('Sign in there');
    expect(
      await screen.findByText(/goes on by itself when you are done/),
    ).toBeVisible();
    expect(tab.location.href).toBe('https://cloud.example/login');
    api.isSignedIn = true;
    expect(await screen.findByText('My cloud')).toBeVisible();
    opened.mockRestore();
  });

  it('lets one sign in by a press where the portal is registered', async () => {
    const tab = { location: { href: '' }, opener: {}, close() {} };
    const opened = vi.spyOn(window, 'open').mockReturnValue(tab as never);
    const { api, user } = open();
    await press('Link your first service');
    await user.click(await screen.findByRole('button', { name: /Service/ }));
    await user.click(await screen.findByRole('option', { name: /Hub/ }));
    expect(screen.queryByLabelText(/^Address/, field)).toBeNull();
    await press('Sign in with Hub');
    expect(
      await screen.findByText(/goes on by itself when you are done/),
    ).toBeVisible();
    expect(api.asked).toEqual([['login', 'hub', undefined]]);
    opened.mockRestore();
  });

  it('are shared with whom I name, until I end it', async () => {
    const api = new FakeAccounts();
    api.linked = [account];
    const { user, container } = open(api);
    await press('Sharing of My cloud');
    const part = await screen.findByRole('group', {
      name: 'Sharing of My cloud',
    });
    expect(await within(part).findByText('Shared with nobody.')).toBeVisible();
    await press('Share My cloud');
    const dialog = await screen.findByRole('dialog');
    await user.type(within(dialog).getByRole('textbox'), 'Max');
    await user.click(within(dialog).getByRole('radio', { name: /^Use it/ }));
    await user.click(within(dialog).getByRole('button', { name: 'Share' }));
    expect(await within(part).findByText('max')).toBeVisible();
    expect(api.asked).toMatchObject([
      ['share', 'nextcloud', { subjectRef: 'user:default/max', role: 'use' }],
    ]);
    const found = await axe.run(container, {
      rules: { 'color-contrast': { enabled: false } },
    });
    expect(found.violations).toEqual([]);
    await press('End the share with max');
    const asked = await screen.findByRole('dialog');
    await user.click(within(asked).getByRole('button', { name: 'End' }));
    expect(await within(part).findByText('Shared with nobody.')).toBeVisible();
    expect(api.asked.at(-1)).toEqual(['unshare', 'nextcloud', '1']);
  });

  it.each([
    ['view', []],
    ['manage', ['Ask again: My cloud', 'Link again: My cloud']],
  ] as const)(
    'of others say whose they are, and offer what I may: %s',
    async (role, offered) => {
      const api = new FakeAccounts();
      api.linked = [{ ...account, shared: { role } }];
      open(api);
      expect(await screen.findByText('shared by ada')).toBeVisible();
      const linked = screen.getByRole('list', { name: 'What you have linked' });
      const buttons = within(linked).queryAllByRole('button');
      expect(buttons.map(each => each.getAttribute('aria-label'))).toEqual([
        ...offered,
      ]);
    },
  );
});

describe('the page that a service sends one back to', () => {
  function comeBack(query: string, api = new FakeAccounts()) {
    const view = renderInTestApp(<SignedInPage />, {
      apis: [[accountsApiRef, api]],
      initialRouteEntries: [`/accounts/signed-in/hub${query}`],
    });
    return { api, container: view.container };
  }

  it('tells the portal what the service said, once, and that it is linked', async () => {
    const { api, container } = comeBack('?code=c&state=s.t&iss=https://hub');
    expect(await screen.findByText('My cloud is linked')).toBeVisible();
    const said = { code: 'c', state: 's.t', iss: 'https://hub' };
    expect(api.asked).toEqual([{ service: 'hub', ...said }]);
    expect(window.location.search).toBe('');
    const { violations } = await axe.run(container, {
      rules: { 'color-contrast': { enabled: false } },
    });
    expect(violations).toEqual([]);
  });

  it('says that nothing was linked where the person said no', async () => {
    const api = new FakeAccounts();
    api.failure = Object.assign(new Error('no'), { statusCode: 400 });
    comeBack('?error=access_denied&state=s.t', api);
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'It was not linked',
    );
    expect(api.asked).toEqual([
      { service: 'hub', state: 's.t', error: 'access_denied' },
    ]);
  });

  it('has nothing to do for who comes by themselves', async () => {
    const { api } = comeBack('');
    expect(
      await screen.findByText('There is nothing to do here'),
    ).toBeVisible();
    expect(api.asked).toEqual([]);
  });
});
