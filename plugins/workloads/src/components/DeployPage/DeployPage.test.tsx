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

const launches = (api: FakeWorkloadsApi) =>
  api.asked
    .filter(({ method }) => method === 'launch')
    .map(({ args }) => args as [LaunchRequest, string]);

const name = () => screen.findByRole('textbox', { name: /^Name/ });
const deploy = () => screen.getByRole('button', { name: 'Deploy' });
const whereabouts = () => screen.getByTestId('location').textContent;

describe('Deploy', () => {
  it('shows defaults, ranges and units of what a module asks for', async () => {
    const { container } = renderRoom(address, backend());

    expect(
      await screen.findByRole('heading', { name: 'Deploy JupyterLab' }),
    ).toBeInTheDocument();
    const hardware = screen.getByRole('group', { name: 'Hardware' });
    expect(within(hardware).getByText(/1–16 GiB/)).toBeInTheDocument();
    expect(within(hardware).getByText('Default: 2 GiB.')).toBeInTheDocument();
    expect(
      within(hardware).getByRole('textbox', { name: /Memory/ }),
    ).toHaveValue('2');
    expect(
      screen.getByRole('group', { name: 'Notebook options' }),
    ).toBeInTheDocument();
    expect(screen.getByRole('radio', { name: 'plain' })).toBeChecked();
    expect(
      screen.getByRole('checkbox', { name: /Dark theme/ }),
    ).not.toBeChecked();
    expect(screen.getByRole('textbox', { name: 'Notes' }).tagName).toBe(
      'TEXTAREA',
    );
    expect(await accessibilityProblems(container)).toEqual([]);
  });

  it('launches what I filled in and brings me to it', async () => {
    const user = userEvent.setup();
    const { api } = renderRoom(address, backend());
    await user.click(await name());
    await user.paste('Corals');
    await user.click(screen.getByRole('radio', { name: 'torch' }));
    await user.click(screen.getByRole('checkbox', { name: /Dark theme/ }));
    await user.click(screen.getByRole('button', { name: 'Add to Extras' }));
    await user.type(screen.getByRole('textbox', { name: /Extra/ }), 'umap');
    const memory = screen.getByRole('textbox', { name: /Memory/ });
    await user.clear(memory);
    await user.type(memory, '3.5');
    await user.click(deploy());

    await waitFor(() => expect(whereabouts()).toBe('/workloads/launched-1'));
    expect(launches(api)[0][0]).toEqual({
      entityRef: 'aitool:default/jupyterlab',
      values: {
        general: { title: 'Corals' },
        hardware: { cpuCores: 2, memory: 3.5 },
        options: {
          flavour: 'torch',
          region: 'a',
          dark: true,
          extras: ['umap'],
        },
      },
    });
  });

  it('lets me go on typing a number while the rest of the page changes', async () => {
    const user = userEvent.setup();
    const { api } = renderRoom(address, backend());
    await user.click(await name());
    await user.paste('Corals');
    const memory = screen.getByRole('textbox', { name: /Memory/ });
    await user.clear(memory);
    await user.type(memory, '1');
    await screen.findByText('Can start now');
    await user.type(memory, '2');
    expect(memory).toHaveValue('12');
    await user.click(deploy());
    await waitFor(() => expect(launches(api)).toHaveLength(1));
    expect(launches(api)[0][0].values.hardware.memory).toBe(12);
  });

  it('launches by keyboard alone', async () => {
    const user = userEvent.setup();
    renderRoom(address, backend());
    (await name()).focus();
    await user.keyboard('Corals{Enter}');
    await waitFor(() => expect(whereabouts()).toBe('/workloads/launched-1'));
  });

  it('launches one workload when I click twice', async () => {
    const user = userEvent.setup();
    const { api } = renderRoom(address, backend());
    await user.click(await name());
    await user.paste('Corals');
    await user.dblClick(deploy());
    await waitFor(() => expect(whereabouts()).toBe('/workloads/launched-1'));
    expect(new Set(launches(api).map(([, key]) => key)).size).toBe(1);
    expect((await api.list()).items).toHaveLength(2);
  });

  it('keeps what I typed, and the same key, when the answer is lost', async () => {
    const user = userEvent.setup();
    const { api } = renderRoom(address, backend());
    await user.click(await name());
    await user.paste('Corals');
    api.failing.launch = new TypeError('Failed to fetch');
    await user.click(deploy());

    expect(await screen.findByRole('alert')).toHaveTextContent(
      /No answer came.*The portal did not answer\..*Everything that you typed is still here.*may have been accepted all the same/,
    );
    expect(await name()).toHaveValue('Corals');

    api.failing = {};
    await user.click(deploy());
    await waitFor(() => expect(whereabouts()).toBe('/workloads/launched-1'));
    const [first, second] = launches(api);
    expect(second).toEqual(first);
  });

  it.each([
    ['IDEMPOTENCY_KEY_REUSED', true],
    ['NO_SITE', false],
    ['LIMIT_GPUS', false],
  ])(
    'speaks of an earlier try only where there may be one: %s',
    async (code, isThere) => {
      const user = userEvent.setup();
      const { api } = renderRoom(address, backend());
      await user.click(await name());
      await user.paste('Corals');
      api.failing.launch = apiError(409, {
        name: 'ConflictError',
        code,
        message: 'No site can ever run this',
        cause: 'It asks for 1 GPUs; no site has one.',
        nextStep: 'Ask for less',
      });
      await user.click(deploy());
      const alert = await screen.findByRole('alert');
      expect(alert).toHaveTextContent(
        'No site can ever run this. It asks for 1 GPUs; no site has one. Ask for less.',
      );
      expect(alert).toHaveTextContent('It was not deployed');
      expect(
        within(alert).queryByText('An earlier try may have been accepted.') !==
          null,
      ).toBe(isThere);
    },
  );

  it('offers to ask for a tier that allows more, where the community lets one', async () => {
    const user = userEvent.setup();
    const { api } = renderRoom(address, backend());
    await user.click(await name());
    await user.paste('Corals');
    api.failing.launch = apiError(403, {
      name: 'NotAllowedError',
      code: 'LIMIT_RESOURCES',
      message: 'One workload of the tier may use 2 cores',
      request: { community: 'imagine', tier: 'full' },
    });
    await user.click(deploy());
    expect(
      await screen.findByRole('link', { name: 'Ask for access' }),
    ).toHaveAttribute('href', expect.stringContaining('imagine'));
  });

  it('tells what is wrong before it sends anything, and goes there', async () => {
    const user = userEvent.setup();
    const { api, container } = renderRoom(address, backend());
    const cores = await screen.findByRole('textbox', { name: /CPU cores/ });
    await user.clear(cores);
    await user.type(cores, '64');
    await user.tab();
    expect(await screen.findByText('At most 4 cores.')).toBeInTheDocument();
    // It is not quietly turned into something else.
    expect(cores).toHaveValue('64');
    expect(cores).toHaveAccessibleDescription(/At most 4 cores/);

    await user.click(deploy());
    expect(await screen.findByText('Fill this in.')).toBeInTheDocument();
    expect(await name()).toHaveFocus();
    expect(await name()).toBeInvalid();
    expect(launches(api)).toEqual([]);
    expect(await accessibilityProblems(container)).toEqual([]);

    await user.clear(cores);
    await user.type(cores, '4');
    await user.tab();
    await waitFor(() =>
      expect(screen.queryByText('At most 4 cores.')).not.toBeInTheDocument(),
    );
  });

  it('puts what the server refuses at the field, until I change it', async () => {
    const user = userEvent.setup();
    const { api } = renderRoom(address, backend());
    await user.click(await name());
    await user.paste('Corals');
    api.failing.launch = apiError(400, {
      name: 'InputError',
      message: 'hardware.memory: at most 8 GiB in the demo tier',
      problems: [
        { path: 'hardware.memory', message: 'At most 8 GiB in the demo tier' },
      ],
    });
    await user.click(deploy());
    const memory = screen.getByRole('textbox', { name: /Memory/ });
    expect(
      await screen.findByText('At most 8 GiB in the demo tier'),
    ).toBeInTheDocument();
    expect(memory).toBeInvalid();
    expect(memory).toHaveFocus();

    await user.clear(memory);
    await user.type(memory, '1');
    await user.tab();
    await waitFor(() =>
      expect(
        screen.queryByText('At most 8 GiB in the demo tier'),
      ).not.toBeInTheDocument(),
    );
  });

  it('says where it will run, now, later or never, and why', async () => {
    const user = userEvent.setup();
    const { api } = renderRoom(address, backend());
    await user.click(await name());
    await user.paste('Corals');

    const panel = await screen.findByRole('region', {
      name: 'Where it will run',
    });
    expect(await within(panel).findByText('Can start now')).toBeInTheDocument();
    expect(within(panel).getByText('Can start later')).toBeInTheDocument();
    expect(within(panel).getByText('0 of 8 GPUs are free')).toBeInTheDocument();
    expect(
      within(panel).getByText('Ask for no GPU, or wait.'),
    ).toBeInTheDocument();
    expect(within(panel).getByText('Cannot run here')).toBeInTheDocument();
    expect(
      screen.getByText('Runs until you stop it, at most 1 d'),
    ).toBeInTheDocument();
    // Typing six letters is one question.
    expect(api.count('plan')).toBe(1);
  });

  it('says so when it can run nowhere', async () => {
    const api = backend();
    api.planned = { ...samplePlan, sites: [samplePlan.sites[2]] };
    renderRoom(address, api);
    await userEvent.type(await name(), 'Corals');
    expect(
      await screen.findByText('With these values it cannot run anywhere.'),
    ).toBeInTheDocument();
  });

  it('says which quota has no room for it, before I submit', async () => {
    const { container } = renderRoom(address, backend());
    await userEvent.type(await name(), 'Corals');
    const mine = within(
      await screen.findByRole('region', { name: 'What you may use' }),
    );
    const names = mine.getAllByText(/: (workloads|NVIDIA A100)$/);
    // What does not fit comes first.
    expect(names[0]).toHaveTextContent('GPUs of Climate: NVIDIA A100');
    expect(mine.getByText('2 of 2 in use')).toBeInTheDocument();
    expect(mine.getByText(/wait until others need less/)).toBeInTheDocument();
    expect(mine.queryByText(/stop or delete one of yours/)).toBeNull();
    expect(await accessibilityProblems(container)).toEqual([]);
  });

  it('shows why the sites could not be asked, and still lets me deploy', async () => {
    const api = backend();
    api.failing.plan = apiError(503, {
      name: 'ServiceUnavailableError',
      message: 'The engine is restarting',
    });
    renderRoom(address, api);
    await userEvent.type(await name(), 'Corals');
    expect(
      await screen.findByText(/The engine is restarting/),
    ).toBeInTheDocument();
    expect(deploy()).toBeEnabled();
  });

  it('shows the same request as curl, CLI and Python while I type', async () => {
    const user = userEvent.setup();
    renderRoom(address, backend());
    await user.type(await name(), `It's $(mine)`);
    const recipes = screen.getByRole('region', {
      name: 'Do the same by program',
    });
    await user.click(within(recipes).getByRole('tab', { name: 'CLI' }));
    expect(within(recipes).getByRole('figure')).toHaveTextContent(
      `--set 'general.title=It'\\''s $(mine)'`,
    );
  });

  it('begins with the values of an earlier launch', async () => {
    renderRoom(`${address}&from=${sampleWorkload().id}`, backend());
    expect(await name()).toHaveValue('Label my corals');
  });

  it('keeps the value of a field that had another name at an earlier launch', async () => {
    const earlier = sampleWorkload();
    earlier.request.values = { options: { ram: 7 } };
    const api = new FakeWorkloadsApi([earlier]);
    renderRoom(`${address}&from=${earlier.id}`, api);
    await name();
    expect(screen.getByRole('textbox', { name: /Memory/ })).toHaveValue('7');
  });

  it('begins with what the address sets, and leads back to the tool', async () => {
    const set = ['options.dark=true', 'hardware.memory=3', 'general.nope=1'];
    const query = set.map(one => `&set=${encodeURIComponent(one)}`).join('');
    renderRoom(`${address}${query}`, backend());
    expect(
      await screen.findByRole('checkbox', { name: /Dark theme/ }),
    ).toBeChecked();
    expect(screen.getByRole('textbox', { name: /Memory/ })).toHaveValue('3');
    expect(screen.getByRole('link', { name: 'JupyterLab' })).toHaveAttribute(
      'href',
      '/tools/jupyterlab',
    );
  });

  it('leads to the modules when nothing was chosen', async () => {
    const { container } = renderRoom('/deploy');
    expect(
      await screen.findByText('Nothing chosen to deploy'),
    ).toBeInTheDocument();
    expect(await accessibilityProblems(container)).toEqual([]);
  });

  it('explains an unknown module', async () => {
    const api = backend();
    api.failing.getLaunchForm = apiError(404, {
      name: 'NotFoundError',
      message: 'No entity',
    });
    const { container } = renderRoom('/deploy?ref=aitool:default/nope', api);
    expect(
      await screen.findByText(/No module or tool is called/),
    ).toBeInTheDocument();
    expect(await accessibilityProblems(container)).toEqual([]);
  });

  it('explains which tier allows it to somebody who may not', async () => {
    const api = backend();
    api.failing.getLaunchForm = apiError(403, {
      name: 'NotAllowedError',
      message: 'The demo tier may not deploy',
      nextStep: 'Ask for full access',
    });
    const { container } = renderRoom(address, api);
    expect(await screen.findByText('Ask for full access')).toBeInTheDocument();
    expect(await accessibilityProblems(container)).toEqual([]);
  });

  it('says why the form could not be loaded, and tries again', async () => {
    const api = backend();
    api.failing.getLaunchForm = apiError(500, {
      name: 'Error',
      message: 'The catalogue is down',
    });
    renderRoom(address, api);
    expect(
      await screen.findByText('The catalogue is down'),
    ).toBeInTheDocument();
    api.failing = {};
    await userEvent.click(screen.getByRole('button', { name: /try again/i }));
    expect(await name()).toBeInTheDocument();
  });
});
