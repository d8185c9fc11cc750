import type { AssetChecks } from '@astrolabe/plugin-assets-common';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { apiError, FakeAssetsApi } from '../../__testUtils__/FakeAssetsApi';
import { sampleRun } from '../../__testUtils__/FakeChecksApi';
import {
  accessibilityProblems,
  address,
  renderRoom,
} from '../../__testUtils__/renderRoom';
import { sampleAsset } from '../../__testUtils__/samples';

const failed = sampleRun({
  ...{ id: 'run-2', state: 'failed', runner: 'forge' },
  url: 'https://forge.example/ada/plankton/actions/1',
  checks: [
    { name: 'lint', status: 'passed', seconds: 4, hasLog: false },
    {
      ...{ name: 'test (3.12)', status: 'failed', seconds: 93, hasLog: true },
      reason: '2 of 14 tests failed',
      url: 'https://forge.example/ada/plankton/actions/1/job/2',
    },
  ],
});

const going = sampleRun({
  ...{ state: 'running', endedAt: undefined },
  reason: 'It waits for a place',
  checks: [{ name: 'tests', status: 'running', hasLog: true }],
});

/** Time for what is asked again and again. */
function inSteps() {
  vi.useFakeTimers({
    shouldAdvanceTime: true,
    toFake: ['setInterval', 'clearInterval'],
  });
}
afterEach(() => {
  vi.useRealTimers();
});

function show(known: Partial<AssetChecks>, path = '/modules/plankton') {
  const api = new FakeAssetsApi([sampleAsset()]);
  api.checks.known = { items: [], mayRun: false, ...known };
  return renderRoom(path, { api });
}

const card = async () =>
  within(await screen.findByRole('region', { name: 'Checks' }));

describe('the checks of a module', () => {
  it('show what each runner said of the newest commit, and lead to all of it', async () => {
    const { container } = show({
      items: [failed, sampleRun(), sampleRun({ id: 'old', runner: 'forge' })],
    });
    const shown = await card();
    expect(
      shown.getByRole('link', {
        name: '1a2b3c4 on main, checked by The portal',
      }),
    ).toHaveAttribute('href', '/modules/plankton/checks/run-1');
    expect(shown.getByText('2 of 14 tests failed')).toBeVisible();
    expect(shown.getByText('1 min 33 s')).toBeVisible();
    const earlier = within(shown.getByRole('list', { name: 'Earlier' }));
    expect(earlier.getAllByRole('listitem')).toHaveLength(1);
    expect(shown.queryByRole('button')).not.toBeInTheDocument();
    expect(await accessibilityProblems(container)).toEqual([]);
  });

  it('are no part of a module that nothing here checks', async () => {
    show({ whyNot: 'Its repository was not made here' });
    await screen.findByRole('region', { name: 'About' });
    expect(
      screen.queryByRole('region', { name: 'Checks' }),
    ).not.toBeInTheDocument();
  });

  it('are run by whose repository it is, with one wish however often it is pressed', async () => {
    const { api } = show({ mayRun: true });
    const shown = await card();
    expect(shown.getByText(/No commit has been checked yet/)).toBeVisible();
    api.checks.failure = await apiError(503, 'Nothing answers');
    const run = shown.getByRole('button', { name: 'Run checks' });
    await userEvent.click(run);
    expect(await shown.findByRole('alert')).toHaveTextContent(
      'The checks could not be begun',
    );
    api.checks.failure = undefined;
    await userEvent.click(run);
    expect(await shown.findByText('Waiting')).toBeVisible();
    await userEvent.click(run);
    await waitFor(() => expect(api.checks.wishes).toHaveLength(3));
    const [first, again, other] = api.checks.wishes;
    expect(again).toBe(first);
    expect(other).not.toBe(first);
  });

  it('say when the forge tells of no pushes, why, and what to do', async () => {
    show({
      mayRun: true,
      hook: { state: 'refused', reason: 'the token lacks admin:repo_hook' },
      untold: 'hub answered 403. The token lacks repo:status.',
    });
    const shown = await card();
    expect(shown.getByText(/does not tell of pushes/)).toBeVisible();
    expect(shown.getByText(/lacks admin:repo_hook/)).toBeVisible();
    expect(shown.getByText(/lacks repo:status/)).toBeVisible();
    expect(shown.getByText(/token that may manage webhooks/)).toBeVisible();
    expect(shown.getByText(/token that may set commit status/)).toBeVisible();
  });

  it('come by themselves where the module is new, and its forge just being asked', async () => {
    inSteps();
    const { api } = show({ mayRun: true, hook: { state: 'none' } });
    const shown = await card();
    expect(shown.queryByText(/was not asked/)).not.toBeInTheDocument();
    const hook = { state: 'silent' } as const;
    api.checks.known = { items: [sampleRun()], mayRun: true, hook };
    vi.advanceTimersByTime(3_000);
    expect(await shown.findByRole('link', { name: /^1a2b3c4/ })).toBeVisible();
  });

  it('that were only proposed are told as such, and are not how the module is', async () => {
    const proposed = sampleRun({
      ...{ id: 'run-2', cause: 'pull', branch: 'try', state: 'failed' },
      ...{ checks: [], commit: 'f'.repeat(40) },
    });
    const numbered = { ...proposed, id: 'run-1', pullRequest: 1234 };
    show({ items: [proposed, numbered, sampleRun()] });
    const shown = await card();
    const earlier = shown.getByRole('list', { name: 'Earlier' });
    expect(within(earlier).getByText('A pull request')).toBeVisible();
    expect(within(earlier).getByText('Pull request 1234')).toBeVisible();
    expect(within(earlier).getAllByText('Failed')).toHaveLength(2);
    const [first] = shown.getAllByRole('link');
    expect(first).toHaveAccessibleName(/1a2b3c4 on main/);
  });

  it('run with each push, or not', async () => {
    const { api } = show({ mayRun: true, onPush: true });
    const shown = await card();
    const toggle = shown.getByRole('switch', { name: 'Check what is pushed' });
    expect(toggle).toBeChecked();
    await userEvent.click(toggle);
    await waitFor(() => expect(toggle).not.toBeChecked());
    expect(api.checks.known.onPush).toBe(false);
  });

  it('have badges, with the text for a README', async () => {
    show({ mayRun: true, items: [sampleRun()] });
    await userEvent.click(
      (await card()).getByRole('button', { name: 'Badges' }),
    );
    const dialog = within(await screen.findByRole('dialog'));
    const image = await dialog.findByRole('img', { name: 'Checks' });
    expect(image.getAttribute('src')).toMatch(
      /\/v1\/assets\/module\/plankton\/badges\/checks\.svg$/,
    );
    expect(dialog.getByText(/\[!\[Licence\]\(http/)).toHaveTextContent(
      '/modules/plankton)',
    );
  });

  it('say so when they cannot be told', async () => {
    const api = new FakeAssetsApi([sampleAsset()]);
    api.checks.failure = await apiError(503, 'Nothing answers');
    renderRoom('/modules/plankton', { api });
    expect((await card()).getByRole('alert')).toHaveTextContent(
      'cannot be told now',
    );
  });
});

describe('the page of a run', () => {
  it('is none where no run is named', async () => {
    show({}, '/modules/plankton/checks');
    expect(await screen.findByText(/404|not found/i)).toBeVisible();
  });

  const page = '/modules/plankton/checks/run-2';

  it('says what was checked, by whom and with what result', async () => {
    const { container } = show({ items: [failed] }, page);
    expect(
      await screen.findByRole('heading', {
        name: 'Checks of Plankton classifier',
      }),
    ).toBeVisible();
    expect(screen.getByText(failed.commit)).toBeVisible();
    const table = within(screen.getByRole('table'));
    expect(table.getByRole('link', { name: /test \(3\.12\)/ })).toHaveAttribute(
      'href',
      failed.checks[1].url,
    );
    expect(table.getByText('2 of 14 tests failed')).toBeVisible();
    expect(table.getAllByRole('button')).toHaveLength(1);
    expect(await accessibilityProblems(container)).toEqual([]);
  });

  it('has what is installed for the module as a file', async () => {
    const saved: Blob[] = [];
    URL.createObjectURL = vi.fn(blob => {
      saved.push(blob as Blob);
      return 'blob:x';
    });
    URL.revokeObjectURL = vi.fn();
    const run = sampleRun({ files: ['sbom.cdx.json'] });
    const { api } = show({ items: [run] }, '/modules/plankton/checks/run-1');
    const sbom = await screen.findByRole('button', { name: /SBOM/ });
    await userEvent.click(sbom);
    await waitFor(() => expect(saved).toHaveLength(1));
    expect(saved[0].size).toBe('run-1 sbom.cdx.json'.length);
    api.checks.failure = await apiError(404, 'gone');
    await userEvent.click(sbom);
    await screen.findByText('The file cannot be had');
  });

  it('opens the log of a check, which has an address of its own', async () => {
    const { api, container } = show({ items: [failed] }, page);
    api.checks.logs.set(
      'run-2 test (3.12)',
      '\u001b[31mE\u001b[0m assert 3 == 4',
    );
    await userEvent.click(
      await screen.findByRole('button', { name: 'Log of test (3.12)' }),
    );
    expect(
      await screen.findByRole('log', { name: 'Log: test (3.12)' }),
    ).toHaveTextContent('E assert 3 == 4');
    expect(address()).toBe(`${page}?log=test (3.12)`);
    expect(
      screen.getByRole('region', { name: 'Log: test (3.12)' }),
    ).toHaveFocus();
    expect(await accessibilityProblems(container)).toEqual([]);
    await userEvent.click(
      screen.getByRole('button', { name: 'Close the log' }),
    );
    expect(screen.queryByRole('log', { name: /Log/ })).not.toBeInTheDocument();
    expect(
      screen.getByRole('button', { name: 'Log of test (3.12)' }),
    ).toHaveFocus();
  });

  it('says why a log cannot be read', async () => {
    show({ items: [failed] }, `${page}?log=test+(3.12)`);
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'The log cannot be read',
    );
  });

  it('follows what goes on until it is over, and what it writes', async () => {
    inSteps();
    const { api } = show(
      { items: [going] },
      '/modules/plankton/checks/run-1?log=tests',
    );
    api.checks.logs.set('run-1 tests', 'collecting');
    expect(await screen.findByText('It waits for a place')).toBeVisible();
    expect(
      await screen.findByRole('log', { name: 'Log: tests' }),
    ).toHaveTextContent('collecting');
    // It writes its last words when it has just been asked for what it has written.
    api.checks.get = async () => {
      await Promise.resolve();
      api.checks.logs.set('run-1 tests', 'collecting\n14 passed');
      return sampleRun();
    };
    vi.advanceTimersByTime(3_500);
    expect(await screen.findByText('1 min 1 s')).toBeVisible();
    const log = screen.getByRole('log', { name: 'Log: tests' });
    await waitFor(() => expect(log).toHaveTextContent('14 passed'));
  });

  it.each([
    ['the page of a run', '/modules/plankton/checks/run-1'],
    ['the page of a module', '/modules/plankton'],
  ])('is not told as it was without a word: %s', async (_where, path) => {
    inSteps();
    const { api } = show({ items: [going] }, path);
    await screen.findAllByText('Running');
    api.checks.failure = await apiError(503, 'Nothing answers');
    vi.advanceTimersByTime(3_500);
    expect(await screen.findByRole('alert')).toHaveTextContent(
      /What is shown is from before.*Nothing answers/,
    );
    expect(screen.getAllByText('Running')[0]).toBeVisible();
    api.checks.failure = undefined;
    vi.advanceTimersByTime(3_500);
    await waitFor(() => expect(screen.queryByRole('alert')).toBeNull());
  });

  it('says that one is there no more', async () => {
    show({}, page);
    expect(
      await screen.findByText('These checks are there no more'),
    ).toBeVisible();
    expect(
      screen.getByRole('link', { name: 'Back to Plankton classifier' }),
    ).toBeVisible();
  });
});
