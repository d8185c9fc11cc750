import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';
import { FakeWorkloadsApi } from '../__testUtils__/FakeWorkloadsApi';
import { accessibilityProblems, renderRoom } from '../__testUtils__/renderRoom';
import { sampleForm, sampleWorkload } from '../__testUtils__/samples';

const ref = 'aitool:default/jupyterlab';
const batch = sampleWorkload({
  state: 'completed',
  lifetime: { kind: 'batch' },
  request: { entityRef: ref, values: {}, variant: 'night' },
});

describe('a batch job', () => {
  it('is another way to deploy something, with a form of its own', async () => {
    const api = new FakeWorkloadsApi([batch]);
    const variants = [
      { kind: 'service' as const },
      { name: 'night', title: 'At night', kind: 'batch' as const },
    ];
    api.form = {
      ...sampleForm,
      kind: 'batch',
      variant: 'night',
      variants,
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
    const { container } = renderRoom(`/deploy?ref=${ref}&variant=night`, api);
    const script = await screen.findByRole('textbox', { name: /Script/ });
    expect(script.tagName).toBe('TEXTAREA');
    expect(screen.getByRole('link', { name: 'The usual way' })).toHaveAttribute(
      'href',
      expect.not.stringContaining('variant'),
    );
    await userEvent.type(script, 'pwd');
    await userEvent.click(screen.getByRole('button', { name: 'Deploy' }));
    expect(api.asked.at(-1)).not.toBeUndefined();
    const launched = api.asked.find(({ method }) => method === 'launch')!;
    expect(launched.args[0]).toMatchObject({
      variant: 'night',
      values: { script: { text: 'ls\npwd' } },
    });
    expect(await accessibilityProblems(container)).toEqual([]);
  });

  it('has artefacts on its page, which I can download', async () => {
    URL.createObjectURL = vi.fn(() => 'blob:x');
    URL.revokeObjectURL = vi.fn();
    const api = new FakeWorkloadsApi([batch]);
    renderRoom(`/workloads/${batch.id}`, api);
    const section = await screen.findByRole('region', { name: 'Artefacts' });
    expect(section).toHaveTextContent('left nothing in its folder');
    const item = {
      path: 'deep/a.txt',
      bytes: 2048,
      changedAt: batch.createdAt,
    };
    api.left = { items: [item], truncated: false, gone: false };
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
});
