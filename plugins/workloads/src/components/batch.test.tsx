import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';
import { FakeWorkloadsApi } from '../__testUtils__/FakeWorkloadsApi';
import { accessibilityProblems, renderRoom } from '../__testUtils__/renderRoom';
import {
  sampleArtefacts,
  sampleForm,
  sampleWorkload,
} from '../__testUtils__/samples';

const ref = 'aitool:default/jupyterlab';
const batch = sampleWorkload({
  state: 'completed',
  lifetime: { kind: 'batch' },
  request: { entityRef: ref, values: {}, variant: 'night' },
});

const scripted = {
  kind: 'batch' as const,
  variant: 'night',
  variants: [
    { kind: 'service' as const },
    { name: 'night', title: 'At night', kind: 'batch' as const },
  ],
  schema: {
    type: 'object',
    properties: {
      script: {
        type: 'object',
        properties: {
          text: { type: 'string', title: 'Script', 'x-editor': 'shell' },
        },
      },
    },
  },
  defaults: { script: { text: 'ls\n' } },
};

describe('a batch job', () => {
  it('is another way to deploy something, with a form of its own', async () => {
    const api = new FakeWorkloadsApi([batch]);
    api.form = { ...sampleForm, ...scripted };
    const { container } = renderRoom(`/deploy?ref=${ref}&variant=night`, api);
    const script = await screen.findByRole('textbox', { name: /Script/ });
    expect(script).toHaveAttribute('aria-multiline', 'true');
    expect(screen.getByRole('link', { name: 'The usual way' })).toHaveAttribute(
      'href',
      expect.not.stringContaining('variant'),
    );
    await userEvent.click(script);
    await userEvent.paste('pwd\n');
    await userEvent.click(screen.getByRole('button', { name: 'Deploy' }));
    expect(api.asked.at(-1)).not.toBeUndefined();
    const launched = api.asked.find(({ method }) => method === 'launch')!;
    expect(launched.args[0]).toMatchObject({
      variant: 'night',
      values: { script: { text: 'pwd\nls\n' } },
    });
    expect(await accessibilityProblems(container)).toEqual([]);
  });

  it('takes parameters, and runs so often as I say or for each row of a file', async () => {
    const user = userEvent.setup();
    const api = new FakeWorkloadsApi([batch]);
    api.form = { ...sampleForm, ...scripted };
    const { container } = renderRoom(`/deploy?ref=${ref}&variant=night`, api);
    const deploy = await screen.findByRole('button', { name: 'Deploy' });
    await user.upload(
      screen.getByLabelText('Script: take it from a file'),
      new File(['echo $RATE'], 'train.sh'),
    );
    await user.click(screen.getByRole('button', { name: 'Add a parameter' }));
    await user.type(screen.getByRole('textbox', { name: 'Name' }), '1x');
    await screen.findByText(/'1x' is no name of a parameter/);
    await user.click(deploy);
    expect(api.count('launch')).toBe(0);
    await user.clear(screen.getByRole('textbox', { name: 'Name' }));
    await user.type(screen.getByRole('textbox', { name: 'Name' }), 'RATE');
    await user.type(screen.getByRole('textbox', { name: 'Value' }), '0.1');

    await user.click(screen.getByRole('radio', { name: /each row of a CSV/ }));
    expect(screen.getByText('Choose a file.')).toBeInTheDocument();
    const table = screen.getByLabelText(/^CSV file/);
    await user.upload(table, new File(['SEED,RATE\n1'], 'bad.csv'));
    await screen.findByText(/bad.csv: row 1 has more or fewer values/);
    await user.upload(
      table,
      new File([`SEED\n${'1\n'.repeat(201)}`], 'long.csv'),
    );
    await screen.findByText(/It has 201 rows, and there may be at most 200/);
    await user.upload(table, new File(['SEED\n7\n8\n'], 'seeds.csv'));
    await screen.findByText('seeds.csv: 2 runs.');
    expect(screen.getByRole('cell', { name: '8' })).toBeInTheDocument();
    expect(await accessibilityProblems(container)).toEqual([]);
    await user.click(deploy);
    await waitFor(() => expect(api.count('launch')).toBe(1));
    expect(
      api.asked.find(({ method }) => method === 'launch')!.args[0],
    ).toMatchObject({
      values: { script: { text: 'echo $RATE' } },
      parameters: { RATE: '0.1' },
      array: { rows: [{ SEED: '7' }, { SEED: '8' }] },
    });
  });

  it('has artefacts on its page, which I can download', async () => {
    URL.createObjectURL = vi.fn(() => 'blob:x');
    URL.revokeObjectURL = vi.fn();
    const api = new FakeWorkloadsApi([batch]);
    renderRoom(`/workloads/${batch.id}`, api);
    const section = await screen.findByRole('region', { name: 'Artefacts' });
    await within(section).findByText(/left nothing in its folder/);
    const item = {
      path: 'deep/a.txt',
      bytes: 2048,
      changedAt: batch.createdAt,
    };
    api.left = { ...sampleArtefacts, items: [item] };
    const inside = within(section);
    await userEvent.click(inside.getByRole('button', { name: 'Look again' }));
    await userEvent.click(
      await inside.findByRole('button', { name: 'Download deep/a.txt' }),
    );
    expect(section).toHaveTextContent('2 KiB');
    expect(api.asked.at(-1)).toEqual({
      method: 'artefact',
      args: [batch.id, 'deep/a.txt'],
    });
    expect(URL.createObjectURL).toHaveBeenCalled();
    expect(
      api.asked.find(({ method }) => method === 'getLaunchForm')!.args,
    ).toEqual([ref, 'night']);
  });

  it('says which artefacts stay, and which go and why', async () => {
    const api = new FakeWorkloadsApi([batch]);
    const changedAt = batch.createdAt;
    api.left = {
      ...sampleArtefacts,
      items: [{ path: 'a.txt', bytes: 2048, changedAt }],
      kept: true,
      notKept: [
        { path: 'model.bin', bytes: 64 * 1024 ** 2, reason: 'file-too-large' },
        { path: 'b.txt', bytes: 1024, reason: 'person-full' },
      ],
    };
    const { container } = renderRoom(`/workloads/${batch.id}`, api);
    await screen.findByText(/stays until you delete/);
    const notKept = screen.getByRole('list', { name: /^Not kept/ });
    expect(within(notKept).getAllByRole('listitem')).toHaveLength(2);
    expect(notKept).toHaveTextContent(
      'model.bin (64 MiB): larger than 32 MiB, the most of one file',
    );
    expect(notKept).toHaveTextContent('b.txt (1 KiB): with it more than 1 GiB');
    expect(await accessibilityProblems(container)).toEqual([]);
  });
});
