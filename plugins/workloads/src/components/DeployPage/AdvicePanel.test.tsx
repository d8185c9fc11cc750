import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { apiError } from '../../__testUtils__/apiError';
import { FakeWorkloadsApi } from '../../__testUtils__/FakeWorkloadsApi';
import {
  accessibilityProblems,
  renderRoom,
} from '../../__testUtils__/renderRoom';
import { sampleAdvice, sampleWorkload } from '../../__testUtils__/samples';

/** The form, filled in, with the panel that gives advice. */
async function filledIn(api = new FakeWorkloadsApi([sampleWorkload()])) {
  const user = userEvent.setup();
  const view = renderRoom('/deploy?ref=aitool:default/jupyterlab', api);
  await user.click(await screen.findByRole('textbox', { name: /^Name/ }));
  await user.paste('Corals');
  const panel = within(
    await screen.findByRole('region', { name: 'Where could it start now?' }),
  );
  const ask = () => user.click(panel.getByRole('button', { name: 'Find out' }));
  return { ...view, user, panel, ask };
}

describe('asking where it could start now', () => {
  it('lists what starts at once, in words, and fills the form with it and nothing else', async () => {
    const { api, container, user, panel, ask } = await filledIn();
    expect(api.count('advise')).toBe(0);
    await ask();
    await panel.findByText(
      'With 1 GiB of memory instead of 2 GiB of memory it can start now at Far away.',
    );
    expect(panel.getByText(/^Verified by the dry run: /)).toBeInTheDocument();
    expect(await accessibilityProblems(container)).toEqual([]);
    await user.click(panel.getByRole('button', { name: /^Use these values/ }));
    expect(screen.getByRole('textbox', { name: /Memory/ })).toHaveValue('1');
    expect(screen.getByRole('textbox', { name: /^Name/ })).toHaveValue(
      'Corals',
    );
    // It was said of the values before.
    expect(panel.queryByText(/it can start now at/)).toBeNull();
  });

  it('shows what each site said to each, in a table that scrolls by itself', async () => {
    const { panel, ask } = await filledIn();
    await ask();
    const region = await panel.findByRole('region', {
      name: 'What each site says to each',
    });
    expect(region).toHaveAttribute('tabindex', '0');
    const table = within(region);
    expect(
      table.getAllByRole('columnheader').map(header => header.textContent),
    ).toEqual(['Asked', 'This machine', 'Far away', 'Small site']);
    expect(
      within(table.getByRole('row', { name: /^As it is/ }))
        .getAllByRole('cell')
        .map(each => each.textContent),
    ).toEqual([
      'Can start now',
      expect.stringMatching(/^Can start later/),
      expect.stringMatching(/^Cannot run here/),
    ]);
    const less = table.getByRole('row', { name: /^1 GiB of memory instead/ });
    expect(within(less).getAllByRole('cell')[1]).toHaveTextContent(
      'Can start now',
    );
  });

  it('says when nothing helps, what fits no quota, and that time ran out', async () => {
    const api = new FakeWorkloadsApi([sampleWorkload()]);
    const [asked, less] = sampleAdvice.rows;
    api.advised = {
      rows: [asked, { ...less, hasRoom: false }],
      suggestions: [],
      isComplete: false,
    };
    const { panel, ask } = await filledIn(api);
    await ask();
    await panel.findByText(/^Nothing that was tried opens a site/);
    expect(panel.getByText('It does not fit your quotas.')).toBeInTheDocument();
    expect(panel.getByText(/^Time ran out/)).toBeInTheDocument();
  });

  it('says why the sites could not be asked', async () => {
    const api = new FakeWorkloadsApi([sampleWorkload()]);
    api.failing.advise = apiError(429, {
      name: 'TooManyRequestsError',
      message: 'More than 10 requests in a minute',
      nextStep: 'Try again in 20 seconds.',
    });
    const { panel, ask } = await filledIn(api);
    await ask();
    expect(await panel.findByRole('alert')).toHaveTextContent(
      /could not be asked.*More than 10 requests.*Try again/,
    );
  });
});
