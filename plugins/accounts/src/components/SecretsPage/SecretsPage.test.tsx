import type {
  NewSecret,
  NewSecretValue,
  Secret,
  SecretList,
  SecretsApi,
  WrittenSecret,
} from '@astrolabe/plugin-accounts-common';
import type {
  Workload,
  WorkloadPage,
} from '@astrolabe/plugin-workloads-common';
import { renderInTestApp } from '@backstage/frontend-test-utils';
import { cleanup, configure, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import axe from 'axe-core';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { secretsApiRef, usersApiRef } from '../../api';
import { SecretsPage } from '.';

// A busy machine needs longer than Testing Library's second.
configure({ asyncUtilTimeout: 10_000 });
afterEach(cleanup);

const at = '2026-11-28T10:00:00.000Z';
const secret: Secret = {
  ...{ id: 's-1', name: 'hugging-face', kind: 'token', scope: 'personal' },
  ...{ version: 2, createdAt: at, changedAt: at },
  usedBy: [{ by: 'workloads', objectId: 'a1b2c3d4-0000', version: 2, at }],
};

/** The accounts room, as far as the page needs it. */
class FakeSecrets implements SecretsApi {
  readonly list: SecretList = {
    items: [{ ...secret }],
    store: { state: 'ready' },
    communities: [{ id: 'sea', title: 'Sea', isManaged: true }],
  };
  readonly sent: unknown[] = [];

  async listSecrets() {
    return this.list;
  }

  async createSecret(made: NewSecret): Promise<WrittenSecret> {
    this.sent.push(made);
    const written = { ...secret, name: made.name };
    return made.generate ? { ...written, generated: 'made-by-it' } : written;
  }

  async rotateSecret(id: string, value: NewSecretValue) {
    this.sent.push([id, value]);
    return { ...secret, version: 3 };
  }

  async deleteSecret(id: string) {
    this.sent.push(['deleted', id]);
  }

  async secretHistory() {
    return [
      {
        ...{ what: 'use' as const, version: 2, by: 'workloads', at },
        objectId: 'a1b2c3d4-0000',
      },
      { what: 'create' as const, version: 1, by: 'user:default/ada', at },
    ];
  }
}

/** Ada's workloads: one runs with the secret, one has ended. */
const users = [
  { id: 'a1b2c3d4-0000', title: 'Corals', state: 'running' },
  { id: 'w-8', title: 'Past', state: 'stopped' },
] as Workload[];

async function open(api = new FakeSecrets(), restart = vi.fn()) {
  restart.mockResolvedValue({});
  const list = async () => ({ items: users } as WorkloadPage);
  const view = renderInTestApp(<SecretsPage />, {
    apis: [
      [secretsApiRef, api],
      [usersApiRef, { list, restart }],
    ],
  });
  await screen.findByRole('heading', { level: 1, name: 'Secrets' });
  const user = userEvent.setup();
  const press = async (name: string | RegExp) =>
    user.click(await screen.findByRole('button', { name }));
  const selector = 'input, textarea';
  const fill = async (label: RegExp, text: string) =>
    user.type(await screen.findByLabelText(label, { selector }), text);
  const choose = async (label: RegExp, option: string) => {
    await press(label);
    await user.click(await screen.findByRole('option', { name: option }));
  };
  return { ...view, api, restart, user, press, fill, choose };
}

describe('the page of secrets', () => {
  it('lists them with what uses them, accessibly', async () => {
    const { container } = await open();
    const row = await screen.findByRole('row', { name: /hugging-face/ });
    expect(within(row).getByText('All my workloads')).toBeInTheDocument();
    expect(
      await within(row).findByRole('link', { name: 'Corals' }),
    ).toHaveAttribute('href', '/workloads/a1b2c3d4-0000');
    const { violations } = await axe.run(container, {
      rules: { 'color-contrast': { enabled: false } },
    });
    expect(violations).toEqual([]);
  });

  it('keeps a new one, for a community that one manages', async () => {
    const { api, press, fill, choose } = await open();
    await press('New secret');
    await fill(/^Name/, 'mlflow');
    await choose(/Kind/, 'User and password');
    await choose(/^(?!.*Kind).*For/, 'Everybody’s workloads in Sea');
    await fill(/^User/, 'robot');
    await fill(/^Password/, 'hush');
    await fill(/^Expires/, '2099-01-31');
    await press('Keep it');
    await expect
      .poll(() => api.sent)
      .toEqual([
        {
          ...{ name: 'mlflow', kind: 'password' },
          ...{ scope: 'community', community: 'sea' },
          value: { user: 'robot', password: 'hush' },
          expiresAt: new Date('2099-01-31T23:59:59').toISOString(),
        },
      ]);
    expect(screen.queryByRole('dialog')).not.toBeInTheDocument();
  });

  it('shows once what the portal has made', async () => {
    const { api, user, press, fill } = await open();
    await press('New secret');
    await fill(/^Name/, 'my-token');
    await user.click(screen.getByRole('checkbox'));
    await press('Keep it');
    expect(await screen.findByText('made-by-it')).toBeInTheDocument();
    expect(api.sent).toMatchObject([{ name: 'my-token', generate: true }]);
    await press('Done');
    expect(screen.queryByText('made-by-it')).not.toBeInTheDocument();
  });

  it('takes files of text, and says of others why not', async () => {
    const { api, user, press, fill, choose } = await open();
    await press('New secret');
    await fill(/^Name/, 'cert');
    await choose(/Kind/, 'File');
    const field = screen.getByLabelText('Choose a file', {
      selector: 'input',
    });
    const bytes = new Uint8Array([255, 216, 255]);
    await user.upload(field, new File([bytes], 'photo.jpg'));
    expect(await screen.findByText(/not a file of text/)).toBeInTheDocument();
    expect(screen.getByRole('button', { name: 'Keep it' })).toBeDisabled();
    await user.upload(field, new File(['-----BEGIN'], 'ca.pem'));
    expect(await screen.findByText('ca.pem, 10 bytes')).toBeInTheDocument();
    await press('Keep it');
    await expect
      .poll(() => api.sent)
      .toMatchObject([{ kind: 'file', value: { text: '-----BEGIN' } }]);
  });

  it('gives another value, deletes after asking, and looks back', async () => {
    const { api, restart, press, fill } = await open();
    await press('New value for hugging-face');
    await fill(/^Value/, 'hf_new');
    await press('Keep it');
    await expect
      .poll(() => api.sent)
      .toEqual([['s-1', { value: { text: 'hf_new' } }]]);
    // What runs with the one before may be restarted at once.
    await screen.findByText(/still run with the value before/);
    await press('Restart Corals');
    await screen.findByText('Restarting with the new value');
    expect(restart.mock.calls).toEqual([['a1b2c3d4-0000']]);
    await press('Done');
    await press('History of hugging-face');
    expect(
      await screen.findByText(/Given to Workload a1b2/),
    ).toBeInTheDocument();
    expect(screen.getByText(/Made by ada/)).toBeInTheDocument();
    await press('Done');
    await press('Delete hugging-face');
    await press('Delete');
    await expect.poll(() => api.sent.at(-1)).toEqual(['deleted', 's-1']);
  });

  it('has those of one workload, which go with it', async () => {
    const api = new FakeSecrets();
    const own = { ...secret, name: 'api', scope: 'workload' as const };
    api.list.items.splice(0, 1, own);
    await open(api);
    const row = await screen.findByRole('row', { name: /^api/ });
    expect(
      within(row).getByText('One workload, and gone with it'),
    ).toBeInTheDocument();
    expect(
      within(row).queryByRole('button', { name: /Delete/ }),
    ).not.toBeInTheDocument();
  });

  it('changes nothing while the store is sealed, and says why', async () => {
    const api = new FakeSecrets();
    api.list.store = { state: 'sealed', reason: 'Vault is sealed' };
    await open(api);
    expect(await screen.findByText('Secrets are locked')).toBeInTheDocument();
    expect(screen.getByText(/Vault is sealed/)).toBeInTheDocument();
    for (const name of [
      'New secret',
      'New value for hugging-face',
      'Delete hugging-face',
    ]) {
      expect(screen.getByRole('button', { name })).toBeDisabled();
    }
    expect(
      screen.getByRole('button', { name: 'History of hugging-face' }),
    ).toBeEnabled();
  });
});
