import type { DatasetDescription } from '@astrolabe/plugin-assets-common';
import type { LaunchRequest } from '@astrolabe/plugin-workloads-common';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { FakeWorkloadsApi } from '../../__testUtils__/FakeWorkloadsApi';
import {
  accessibilityProblems,
  renderRoom,
} from '../../__testUtils__/renderRoom';
import { sampleWorkload } from '../../__testUtils__/samples';

/** An asset that takes data, for somebody with a storage account. */
function backend(): FakeWorkloadsApi {
  const api = new FakeWorkloadsApi([sampleWorkload()]);
  api.form = {
    ...api.form,
    schema: {
      type: 'object',
      properties: {
        storage: {
          title: 'Storage',
          type: 'object',
          properties: {
            account: {
              title: 'Storage account',
              type: 'string',
              enum: ['', 'corals'],
              default: '',
            },
            datasets: {
              title: 'Datasets',
              type: 'array',
              items: { title: 'Dataset', type: 'string', format: 'dataset' },
            },
          },
        },
      },
    },
    defaults: { storage: { account: '', datasets: [] } },
  };
  return api;
}

const launched = (api: FakeWorkloadsApi) =>
  api.asked
    .filter(({ method }) => method === 'launch')
    .map(({ args }) => (args[0] as LaunchRequest).values);

describe('Deploy with data', () => {
  it('takes a dataset by its DOI and mounts the storage that I choose, or none', async () => {
    const user = userEvent.setup();
    const { api, container } = renderRoom(
      '/deploy?ref=aitool:default/jupyterlab',
      backend(),
    );
    const account = await screen.findByRole('radiogroup', {
      name: /Storage account/,
    });
    expect(within(account).getByRole('radio', { name: 'None' })).toBeChecked();
    await user.click(within(account).getByRole('radio', { name: 'corals' }));
    await user.click(screen.getByRole('button', { name: 'Add to Datasets' }));
    const dataset = screen.getByRole('textbox', { name: /Dataset/ });
    await user.click(dataset);
    await user.paste('corals of the bay');
    await user.click(screen.getByRole('button', { name: 'Deploy' }));
    expect(
      await screen.findByText(/A DOI such as 10\.5281\/zenodo\.1234/),
    ).toBeInTheDocument();
    expect(launched(api)).toEqual([]);
    expect(await accessibilityProblems(container)).toEqual([]);

    await user.clear(dataset);
    await user.click(dataset);
    await user.paste('10.5281/zenodo.1234');
    await user.click(screen.getByRole('button', { name: 'Deploy' }));
    await waitFor(() =>
      expect(launched(api)).toEqual([
        { storage: { account: 'corals', datasets: ['10.5281/zenodo.1234'] } },
      ]),
    );
  });

  it('shows what a dataset is before anything is fetched, and what stands against it', async () => {
    const user = userEvent.setup();
    const corals: DatasetDescription = {
      source: '10.5281/zenodo.1',
      title: 'Corals of the bay',
      creators: [],
      access: 'open',
      license: { name: 'CC-BY-4.0' },
      repository: { id: 'zenodo', title: 'Zenodo', searchable: true },
      url: 'https://zenodo.org/records/1',
      files: [],
      filesTotal: 12,
      bytesTotal: 3_400_000,
      sizeKnown: true,
      asset: 'zenodo-1',
    };
    const said: Record<string, object> = {
      '10.5281/zenodo.1': corals,
      '10.5281/zenodo.2': { ...corals, access: 'restricted', filesTotal: 0 },
    };
    const { container } = renderRoom(
      '/deploy?ref=aitool:default/jupyterlab',
      backend(),
      {
        describeDataset: source =>
          said[source]
            ? Response.json(said[source])
            : Response.json(
                {
                  error: { name: 'NotFoundError', message: 'No such dataset' },
                  response: { statusCode: 404 },
                },
                { status: 404 },
              ),
      },
    );
    await user.click(
      await screen.findByRole('button', { name: 'Add to Datasets' }),
    );
    const dataset = screen.getByRole('textbox', { name: /Dataset/ });
    const name = async (source: string) => {
      await user.clear(dataset);
      await user.click(dataset);
      await user.paste(source);
    };

    await name('10.5281/zenodo.1');
    expect(await screen.findByText('Corals of the bay')).toBeInTheDocument();
    expect(
      screen.getByText('Zenodo · 12 files, 3.2 MiB · CC-BY-4.0'),
    ).toBeInTheDocument();
    expect(await accessibilityProblems(container)).toEqual([]);

    await name('10.5281/zenodo.2');
    expect(
      await screen.findByText(/It is not open to everybody/),
    ).toBeInTheDocument();

    await name('10.5281/zenodo.3');
    expect(await screen.findByText(/No such dataset/)).toBeInTheDocument();
    await name('not one');
    expect(screen.queryByText(/No such dataset/)).not.toBeInTheDocument();
  });
});

describe('Deploy with secrets', () => {
  it('asks for those that it needs, says which of mine it takes, and shows none again', async () => {
    const user = userEvent.setup();
    const api = backend();
    const named = { name: 'hub', from: 'hf', isRequired: false };
    api.form = {
      ...api.form,
      secrets: [
        { ...named, state: 'ready' },
        { ...named, name: 'old', from: 'past', state: 'expired' },
        { name: 'api', title: 'Key of the API', isRequired: true },
      ],
    };
    const { container } = renderRoom('/deploy?ref=aitool:default/x', api);
    const key = await screen.findByLabelText(/Key of the API/);
    expect(screen.getByText(/it gets your secret “hf”/)).toBeInTheDocument();
    expect(screen.getByText(/“past” has expired/)).toBeInTheDocument();
    expect(screen.getByRole('link', { name: 'Open Secrets' })).toHaveAttribute(
      'href',
      '/secrets',
    );
    await user.click(screen.getByRole('button', { name: 'Deploy' }));
    expect(key).toBeInvalid();
    expect(screen.getByLabelText(/^old/)).toBeInvalid();
    expect(screen.getByLabelText(/^old/)).toHaveFocus();
    expect(launched(api)).toEqual([]);
    expect(await accessibilityProblems(container)).toEqual([]);

    await user.click(key);
    await user.paste('canary');
    await user.click(screen.getByLabelText(/^old/));
    await user.paste('canary 2');
    await user.click(screen.getByRole('button', { name: 'Deploy' }));
    await waitFor(() =>
      expect(
        api.asked.find(({ method }) => method === 'launch')?.args[0],
      ).toMatchObject({ secrets: { api: 'canary', old: 'canary 2' } }),
    );
    const others = api.asked.filter(({ method }) => method !== 'launch');
    expect(JSON.stringify(others)).not.toContain('canary');
    expect(document.body.textContent).not.toContain('canary');
  });
});
