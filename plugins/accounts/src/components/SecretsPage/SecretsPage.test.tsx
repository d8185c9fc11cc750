import type {
  NewSecret,
  NewSecretValue,
  Secret,
  SecretList,
  SecretsApi,
  WrittenSecret,
} from '@astrolabe/plugin-accounts-common';
import { renderInTestApp } from '@backstage/frontend-test-utils';
import { cleanup, configure, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import axe from 'axe-core';
import { afterEach, describe, expect, it } from 'vitest';
import { secretsApiRef } from '../../api';
import { SecretsPage } from '.';

// A busy machine needs longer than Testing Library's second.
configure({ asyncUtilTimeout: 10_000 });
afterEach(cleanup);

// jsdom cannot read files as browsers do.
Blob.prototype.text ??= function text(this: Blob) {
  return new Promise(resolve => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result));
    reader.readAsText(this);
  });
};

const at = '2026-11-28T10:00:00.000Z';
const secret: Secret = {
  ...{ id: 's-1', name: 'hugging-face', kind: 'token', scope: 'personal' },
  ...{ version: 2, createdAt: at, changedAt: at },
  usedBy: [{ by: 'workloads', objectId: 'a1b2c3d4-0000', at }],
};

/** The accounts room, as far as the page needs it. */
class FakeSecrets implements SecretsApi {
  readonly list: SecretList = {
    items: [secret],
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
    return secret;
  }

  async deleteSecret(id: string) {
    this.sent.push(['deleted', id]);
  }

  async secretHistory() {
    return [
      {
        ...{ what: 'use' as const, version: 2, by: 'workloads', at },
        objectId: 'w-9',
      },
      { what: 'create' as const, version: 1, by: 'user:default/ada', at },
    ];
  }
}

async function open(api = new FakeSecrets()) {
  const view = renderInTestApp(<SecretsPage />, {
    apis: [[secretsApiRef, api]],
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
  return { ...view, api, user, press, fill, choose };
}

describe('the page of secrets', () => {
  it('lists them with what uses them, accessibly', async () => {
    const { container } = await open();
    const row = await screen.findByRole('row', { name: /hugging-face/ });
    expect(within(row).getByText('All my workloads')).toBeInTheDocument();
    expect(
      within(row).getByRole('link', { name: 'Workload a1b2c3d4' }),
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
    const { api, press, fill } = await open();
    await press('New value for hugging-face');
    await fill(/^Value/, 'hf_new');
    await press('Keep it');
    await expect
      .poll(() => api.sent)
      .toEqual([['s-1', { value: { text: 'hf_new' } }]]);
    await press('History of hugging-face');
    expect(
      await screen.findByText(/Given to Workload w-9/),
    ).toBeInTheDocument();
    expect(screen.getByText(/Made by ada/)).toBeInTheDocument();
    await press('Done');
    await press('Delete hugging-face');
    await press('Delete');
    await expect.poll(() => api.sent.at(-1)).toEqual(['deleted', 's-1']);
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
