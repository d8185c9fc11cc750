import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { FakeWorkloadsApi } from '../../__testUtils__/FakeWorkloadsApi';
import {
  accessibilityProblems,
  renderRoom,
} from '../../__testUtils__/renderRoom';
import { sampleWorkload } from '../../__testUtils__/samples';

const commit = 'c0ffee00'.repeat(5);
const address = `/workloads/${sampleWorkload().id}`;

describe('what follows its module', () => {
  it('says which version it runs, what was given up and why, and is switched on', async () => {
    const workload = sampleWorkload({
      follow: {
        isOn: false,
        commit,
        since: '2026-11-24T09:00:00.000Z',
        refused: {
          commit: 'decade00'.repeat(5),
          at: '2026-11-25T09:00:00.000Z',
          reason: { code: 'exited-with-error', message: 'It ended with 1.' },
        },
      },
    });
    const { api, container } = renderRoom(
      address,
      new FakeWorkloadsApi([workload]),
    );
    expect(
      await screen.findByText(/Commit c0ffee00, since Nov 24/),
    ).toBeInTheDocument();
    expect(screen.getByText('Commit decade00 was given up')).toBeVisible();
    expect(screen.getByText(/It ended with 1\./)).toBeInTheDocument();
    expect(await accessibilityProblems(container)).toEqual([]);
    await userEvent.click(
      screen.getByRole('button', { name: 'Follow newer versions' }),
    );
    expect(
      await screen.findByText(/goes on with each newer commit/),
    ).toBeInTheDocument();
    expect(api.asked).toContainEqual({
      method: 'follow',
      args: [workload.id, true],
    });
  });

  it('is launched so where no revision is chosen', async () => {
    const api = new FakeWorkloadsApi([sampleWorkload()]);
    const field = {
      title: 'Revision',
      type: 'string',
      default: '',
      'x-revision': true,
    };
    const general = {
      title: 'General',
      type: 'object',
      properties: { revision: field },
    };
    api.form = {
      ...api.form,
      canFollow: true,
      schema: { type: 'object', properties: { general } },
      defaults: { general: { revision: '' } },
    };
    renderRoom('/deploy?ref=aitool:default/jupyterlab', api);
    const box = await screen.findByRole('checkbox', {
      name: 'Go on with newer versions of the module',
    });
    await userEvent.click(box);
    const revision = screen.getByRole('textbox', { name: /Revision/ });
    await userEvent.type(revision, 'v1');
    expect(box).toBeDisabled();
    await userEvent.clear(revision);
    await userEvent.click(screen.getByRole('button', { name: 'Deploy' }));
    const launch = api.asked.find(({ method }) => method === 'launch');
    expect(launch!.args[0]).toMatchObject({ follow: true });
  });
});
