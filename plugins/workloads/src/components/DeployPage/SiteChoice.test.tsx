import type { LaunchRequest } from '@astrolabe/plugin-workloads-common';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { apiError } from '../../__testUtils__/apiError';
import { FakeWorkloadsApi } from '../../__testUtils__/FakeWorkloadsApi';
import {
  accessibilityProblems,
  renderRoom,
} from '../../__testUtils__/renderRoom';
import { samplePlan, sampleWorkload } from '../../__testUtils__/samples';

const address = '/deploy?ref=aitool:default/jupyterlab';
const backend = () => new FakeWorkloadsApi([sampleWorkload()]);

/** The form, filled in, with its plan. */
async function filledIn(api: FakeWorkloadsApi, more = '') {
  const user = userEvent.setup();
  const view = renderRoom(`${address}${more}`, api);
  const name = await screen.findByRole('textbox', { name: /^Name/ });
  if (!more) {
    await user.click(name);
    await user.paste('Corals');
  }
  const panel = await screen.findByRole('region', {
    name: 'Where it will run',
  });
  await within(panel).findByText(/^Engine: local/);
  return { ...view, user, panel: within(panel) };
}

const best = () =>
  screen.getByRole('radio', { name: 'Best site (recommended)' });
const site = (name: string) => screen.getByRole('radio', { name });
const deploy = () => screen.getByRole('button', { name: 'Deploy' });

const launches = (api: FakeWorkloadsApi) =>
  api.asked
    .filter(({ method }) => method === 'launch')
    .map(({ args }) => args[0] as LaunchRequest);

describe('choosing where something runs', () => {
  it('says what my priority is where a site has that', async () => {
    const api = backend();
    const [first, ...others] = samplePlan.sites;
    const sites = [first, ...others.map(each => ({ ...each, priority: 70 }))];
    api.planned = { ...samplePlan, sites };
    const { panel } = await filledIn(api);
    expect(panel.getAllByText(/Your priority: 70 of 100/)).toHaveLength(
      others.length,
    );
  });

  it('takes the best site unless I choose, and says which that is', async () => {
    const { api, container, user } = await filledIn(backend());
    const group = screen.getByRole('radiogroup', { name: 'Where' });
    expect(
      within(group)
        .getAllByRole('radio')
        .map(radio => radio.closest('label')!.textContent),
    ).toEqual([
      'Best site (recommended)',
      'This machine',
      'Far away',
      'Small site',
    ]);
    expect(best()).toBeChecked();
    expect(best()).toHaveAccessibleDescription(
      'At present that is This machine.',
    );
    expect(await accessibilityProblems(container)).toEqual([]);
    await user.click(deploy());
    await waitFor(() => expect(launches(api)).toHaveLength(1));
    expect(launches(api)[0]).not.toHaveProperty('siteId');
  });

  it('tells of each site whether and why, what to do, and what is free', async () => {
    const { panel } = await filledIn(backend());
    await panel.findByText(
      'Engine: local · Free: 4 of 8 CPU cores, 8 GiB of 16 GiB of memory',
    );
    expect(site('This machine')).toHaveAccessibleDescription(
      /^Can start now.*4 of 8 CPU cores/,
    );
    expect(site('Far away')).toHaveAccessibleDescription(
      /^Can start later.*92.5 of 256 CPU cores.*0 of 8 GPUs.*All GPUs are taken.*Ask for no GPU, or wait/,
    );
    expect(site('Small site')).toHaveAccessibleDescription(
      /^Cannot run here.*It has no Python/,
    );
    expect(site('Small site')).toBeDisabled();
  });

  it('launches at the site that I chose, by keyboard alone', async () => {
    const { api, user, panel } = await filledIn(backend());
    await panel.findByText(/Free: 4 of 8/);
    best().focus();
    await user.keyboard('{ArrowDown}{ArrowDown}');
    expect(site('Far away')).toBeChecked();
    expect(site('Far away')).toHaveFocus();
    // What was asked beforehand holds for every site.
    expect(api.count('plan')).toBe(1);

    const recipes = screen.getByRole('region', {
      name: 'Do the same by program',
    });
    await user.click(within(recipes).getByRole('tab', { name: 'CLI' }));
    expect(within(recipes).getByRole('figure')).toHaveTextContent(
      'astrolabe run aitool:default/jupyterlab \\ --site far \\',
    );
    await user.click(deploy());
    await waitFor(() => expect(launches(api)).toHaveLength(1));
    expect(launches(api)[0]).toMatchObject({ siteId: 'far' });
  });

  it('asks me nothing where there is one site', async () => {
    const api = backend();
    api.planned = { ...samplePlan, sites: [samplePlan.sites[0]] };
    const { panel } = await filledIn(api);
    expect(panel.getByText('This machine')).toBeInTheDocument();
    expect(screen.queryByRole('radio', { name: /Best/ })).toBeNull();
  });

  it('says that an engine does not answer, without keeping me from the others', async () => {
    const api = backend();
    const silence = {
      title: 'nomad-eu',
      engine: 'nomad-eu',
      verdict: 'unknown',
      reason: {
        code: 'engine-unreachable',
        message: "The engine 'nomad-eu' does not answer",
        evidence: 'No answer in 3 s',
        nextStep: 'Take another site, or try again in a moment.',
      },
    } as const;
    api.planned = { ...samplePlan, sites: [...samplePlan.sites, silence] };
    const { panel, container } = await filledIn(api);
    expect(panel.getByText('Does not answer now')).toBeInTheDocument();
    expect(
      panel.getByText("The engine 'nomad-eu' does not answer"),
    ).toBeInTheDocument();
    expect(panel.getByText('No answer in 3 s')).toBeInTheDocument();
    // Nobody knows its sites: there is nothing to choose.
    expect(screen.queryByRole('radio', { name: 'nomad-eu' })).toBeNull();
    expect(await accessibilityProblems(container)).toEqual([]);
  });

  it('says so when no site that answers can run it', async () => {
    const api = backend();
    const [, far, small] = samplePlan.sites;
    const away = { ...far, verdict: 'unknown' } as const;
    api.planned = { ...samplePlan, sites: [small, away] };
    const user = userEvent.setup();
    renderRoom(address, api);
    await user.click(await screen.findByRole('textbox', { name: /^Name/ }));
    await user.paste('Corals');
    await waitFor(() =>
      expect(best()).toHaveAccessibleDescription(
        'At present no site that answers can run it.',
      ),
    );
    // Who wants to wait for it may.
    await user.click(site('Far away'));
    expect(site('Far away')).toBeChecked();
  });

  it('still lets me choose when it is not told what is free', async () => {
    const api = backend();
    api.failing.capacity = apiError(403, {
      name: 'NotAllowedError',
      message: 'No',
    });
    const { panel, user } = await filledIn(api);
    expect(
      await panel.findByText('What is free at the sites could not be asked.'),
    ).toBeInTheDocument();
    await user.click(site('Far away'));
    expect(site('Far away')).toBeChecked();
  });

  it('begins with the site of an earlier launch, and says so when it is gone', async () => {
    const earlier = (siteId: string) => {
      const workload = sampleWorkload();
      const request = { ...workload.request, siteId };
      return new FakeWorkloadsApi([{ ...workload, request }]);
    };
    const from = `&from=${sampleWorkload().id}`;
    const { unmount } = await filledIn(earlier('far'), from);
    expect(site('Far away')).toBeChecked();
    unmount();

    const { user, container } = await filledIn(earlier('atlantis'), from);
    const group = screen.getByRole('radiogroup', { name: 'Where' });
    expect(group).toHaveAccessibleDescription(
      'There is no site atlantis here now. Choose where it shall run.',
    );
    expect(
      within(group)
        .getAllByRole('radio')
        .filter(radio => (radio as HTMLInputElement).checked),
    ).toEqual([]);
    expect(await accessibilityProblems(container)).toEqual([]);
    await user.click(best());
    expect(best()).toBeChecked();
    expect(screen.queryByText(/no site atlantis/)).toBeNull();
  });

  it('keeps a chosen site within reach when it can no longer run there', async () => {
    const { api, user, panel } = await filledIn(backend());
    await user.click(site('Far away'));
    const [here, far] = samplePlan.sites;
    api.planned = {
      ...samplePlan,
      sites: [here, { ...far, verdict: 'never' }],
    };
    await user.click(screen.getByRole('radio', { name: 'torch' }));
    await panel.findByText('Cannot run here');
    expect(site('Far away')).toBeEnabled();
    expect(site('Far away')).toBeChecked();
  });

  it('puts what the server says of the site where it is chosen', async () => {
    const { api, user } = await filledIn(backend());
    await user.click(site('Far away'));
    const message = "There is no site 'far'";
    api.failing.launch = apiError(400, {
      name: 'InputError',
      message,
      problems: [{ path: 'siteId', message, allowed: ['this-machine'] }],
    });
    await user.click(deploy());
    const group = screen.getByRole('radiogroup', { name: 'Where' });
    await waitFor(() => expect(group).toHaveAccessibleDescription(message));
    expect(group).toContainElement(document.activeElement as HTMLElement);
    await user.click(best());
    expect(group).not.toHaveAccessibleDescription();
  });
});
