import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { apiError, FakeAssetsApi } from '../../__testUtils__/FakeAssetsApi';
import {
  accessibilityProblems,
  address,
  renderRoom,
} from '../../__testUtils__/renderRoom';
import { sampleSummary } from '../../__testUtils__/samples';

const plankton = sampleSummary();
const corals = sampleSummary({
  name: 'corals',
  title: 'Coral finder',
  summary: 'Finds corals in R&D pictures.',
  libraries: ['PyTorch'],
  tasks: ['Segmentation'],
  license: 'MIT',
});
const birds = sampleSummary({
  name: 'birds',
  title: 'Bird songs',
  summary: 'Hears birds.',
  libraries: ['PyTorch'],
  dataTypes: ['Audio'],
  valid: false,
  license: undefined,
});

const titles = () =>
  screen
    .queryAllByRole('heading', { level: 2 })
    .map(heading => heading.textContent);

async function openFilters() {
  await userEvent.click(await screen.findByRole('button', { name: /^Filter/ }));
  return within(await screen.findByRole('dialog', { name: 'Filter' }));
}

/** A promise that a test settles when it wants. */
function later() {
  let settle = () => {};
  const promise = new Promise<void>(resolve => {
    settle = resolve;
  });
  return { promise, settle };
}

describe('the list of modules', () => {
  it('shows what there is, how much, and whose metadata have errors', async () => {
    const { container, api } = renderRoom('/modules', {
      api: new FakeAssetsApi([plankton, corals, birds]),
    });
    expect(await screen.findByText('3 modules')).toBeVisible();
    expect(titles()).toEqual([
      'Plankton classifier',
      'Coral finder',
      'Bird songs',
    ]);
    expect(screen.getByRole('link', { name: 'Coral finder' })).toHaveAttribute(
      'href',
      '/modules/corals',
    );
    expect(screen.getByText('Finds corals in R&D pictures.')).toBeVisible();
    expect(screen.getAllByText('Metadata has errors')).toHaveLength(1);
    expect(api.asked).toEqual([{ kind: 'module', facets: {} }]);
    expect(await accessibilityProblems(container)).toEqual([]);
  });

  it('tells what another catalogue publishes, and lets one look at ours alone', async () => {
    const theirs = sampleSummary({
      ...{ name: 'hf-lab-leaf', title: 'Leaf net' },
      ...{ catalogue: 'Hugging Face', gated: 'manual' },
      version: 'c0ffee7'.padEnd(40, '0'),
    });
    const terms = sampleSummary({
      ...{ name: 'hf-lab-oak', title: 'Oak net' },
      ...{ catalogue: 'Hugging Face', gated: 'auto' },
    });
    const ours = sampleSummary();
    const { container, api } = renderRoom('/modules', {
      api: new FakeAssetsApi([theirs, terms, ours]),
    });
    const badges = await screen.findAllByRole('list', {
      name: 'At a glance',
    });
    expect(badges[0]).toHaveTextContent(/Of Hugging Face.*Files on request/);
    // A commit is shown as forges do, and whole to who points at it.
    expect(badges[0]).toHaveTextContent(/Version c0ffee7$/);
    expect(within(badges[0]).getByTitle(/^c0ffee70{33}$/)).toBeVisible();
    expect(badges[1]).toHaveTextContent(/Files after accepting terms/);
    expect(badges[2]).not.toHaveTextContent(/Of /);
    expect(await accessibilityProblems(container)).toEqual([]);
    const filters = await openFilters();
    await userEvent.click(filters.getByLabelText('This portal (1)'));
    await waitFor(() =>
      expect(api.asked.at(-1)).toMatchObject({
        facets: { catalogue: ['portal'] },
      }),
    );
  });

  it('has no filter of catalogues where there is no other', async () => {
    renderRoom('/modules', {
      api: new FakeAssetsApi([sampleSummary()]),
    });
    const filters = await openFilters();
    expect(filters.queryByText('Catalogue')).toBeNull();
    expect(filters.getByText('Licence')).toBeVisible();
  });

  it.each([
    ['/tools', 'Tools', 'tool'],
    ['/models', 'Models', 'model'],
    ['/datasets', 'Datasets', 'dataset'],
  ])('at %s is a list of %s', async (path, title, kind) => {
    const { api } = renderRoom(path);
    expect(
      await screen.findByRole('heading', { level: 1, name: title }),
    ).toBeVisible();
    expect(api.asked[0].kind).toBe(kind);
  });

  it('searches as one types, once per pause, and keeps the text in the address', async () => {
    const { api } = renderRoom('/modules', {
      api: new FakeAssetsApi([plankton, corals]),
    });
    await screen.findByText('2 modules');
    await userEvent.type(
      screen.getByRole('searchbox', { name: 'Search modules' }),
      'coral',
    );
    expect(await screen.findByText('1 module')).toBeVisible();
    expect(titles()).toEqual(['Coral finder']);
    expect(address()).toBe('/modules?text=coral');
    expect(api.asked.at(-1)).toEqual({
      kind: 'module',
      text: 'coral',
      facets: {},
    });
    expect(api.asked.length).toBeLessThan(5);
  });

  it('never shows a slow old answer over a newer one', async () => {
    const api = new FakeAssetsApi([plankton, corals]);
    const first = later();
    api.waits.push(first.promise);
    renderRoom('/modules', { api });
    await userEvent.type(await screen.findByRole('searchbox'), 'coral');
    expect(await screen.findByText('1 module')).toBeVisible();
    first.settle();
    await first.promise;
    await waitFor(() => expect(titles()).toEqual(['Coral finder']));
    expect(screen.queryByText('2 modules')).toBeNull();
  });

  it('opens as its address says', async () => {
    const { api } = renderRoom(
      '/modules?text=b&sort=newest&libraries=PyTorch&libraries=Keras&dataTypes=Audio&view=table',
      { api: new FakeAssetsApi([plankton, corals, birds]) },
    );
    expect(
      await screen.findByRole('rowheader', { name: /Bird songs/ }),
    ).toBeVisible();
    expect(screen.getByRole('searchbox')).toHaveValue('b');
    expect(api.asked).toEqual([
      {
        kind: 'module',
        text: 'b',
        sort: 'newest',
        facets: { libraries: ['PyTorch', 'Keras'], dataTypes: ['Audio'] },
      },
    ]);
  });

  it('does not trip over an address that makes no sense', async () => {
    const { api } = renderRoom(
      '/modules?sort=magic&view=3d&libraries=&unknown=1&cursor=9',
      { api: new FakeAssetsApi([plankton]) },
    );
    expect(await screen.findByText('1 module')).toBeVisible();
    expect(api.asked).toEqual([{ kind: 'module', facets: {} }]);
  });

  it('takes any value of a facet, but all facets, with counts that say what one would get', async () => {
    const { api } = renderRoom('/modules', {
      api: new FakeAssetsApi([plankton, corals, birds]),
    });
    const filters = await openFilters();
    await userEvent.click(
      filters.getByRole('checkbox', { name: 'PyTorch (2)' }),
    );
    await waitFor(() => expect(api.asked).toHaveLength(2));
    await userEvent.click(
      await filters.findByRole('checkbox', { name: 'Keras (1)' }),
    );
    await waitFor(() => expect(api.asked).toHaveLength(3));
    await userEvent.click(
      await filters.findByRole('checkbox', { name: 'Classification (2)' }),
    );
    await waitFor(() =>
      expect(api.asked.at(-1)).toEqual({
        kind: 'module',
        facets: { libraries: ['PyTorch', 'Keras'], tasks: ['Classification'] },
      }),
    );
    expect(await filters.findByText('2 modules')).toBeVisible();
    expect(await accessibilityProblems()).toEqual([]);

    await userEvent.click(
      filters.getByRole('button', { name: 'Show results' }),
    );
    expect(await screen.findByText('2 modules')).toBeVisible();
    expect(titles()).toEqual(['Plankton classifier', 'Bird songs']);
    expect(address()).toBe(
      '/modules?libraries=PyTorch&libraries=Keras&tasks=Classification',
    );
  });

  it('takes a filter back with one press, and all of them with one more', async () => {
    renderRoom('/modules?libraries=PyTorch&libraries=Keras&license=MIT', {
      api: new FakeAssetsApi([plankton, corals, birds]),
    });
    await userEvent.click(
      await screen.findByRole('button', { name: 'Remove Libraries: Keras' }),
    );
    await waitFor(() =>
      expect(address()).toBe('/modules?libraries=PyTorch&license=MIT'),
    );
    await userEvent.click(
      screen.getByRole('button', { name: 'Clear all filters' }),
    );
    expect(await screen.findByText('3 modules')).toBeVisible();
    expect(address()).toBe('/modules');

    await userEvent.click(screen.getByRole('button', { name: 'Back' }));
    await waitFor(() =>
      expect(address()).toBe('/modules?libraries=PyTorch&license=MIT'),
    );
  });

  it('announces how much was found where screen readers already listen', async () => {
    const api = new FakeAssetsApi([plankton]);
    const answer = later();
    api.waits.push(answer.promise);
    renderRoom('/modules', { api });
    await screen.findByText('Loading modules');
    const places = screen.getAllByRole('status');
    answer.settle();
    const count = await screen.findByText('1 module');
    expect(places).toContain(count);
  });

  it('changes between cards and a table', async () => {
    const { container } = renderRoom('/modules', {
      api: new FakeAssetsApi([plankton]),
    });
    await userEvent.click(await screen.findByRole('radio', { name: 'Table' }));
    const row = await screen.findByRole('row', { name: /Plankton/ });
    expect(row).toHaveTextContent(/Classification.*Apache-2\.0.*2\.1\.0.*7/);
    expect(address()).toBe('/modules?view=table');
    expect(await accessibilityProblems(container)).toEqual([]);
  });

  it('sorts by what one chooses', async () => {
    const { api } = renderRoom('/modules', {
      api: new FakeAssetsApi([plankton]),
    });
    await screen.findByText('1 module');
    await userEvent.click(screen.getByRole('button', { name: /Sort by/ }));
    expect(screen.queryByRole('option', { name: 'Relevance' })).toBeNull();
    await userEvent.click(screen.getByRole('option', { name: 'Most used' }));
    await waitFor(() => expect(api.asked.at(-1)?.sort).toBe('most-used'));
    expect(address()).toBe('/modules?sort=most-used');
  });

  it('shows the next ones below those that are there', async () => {
    const many = Array.from({ length: 30 }, (_, i) =>
      sampleSummary({ name: `m${i}`, title: `Module ${i}` }),
    );
    const { api } = renderRoom('/modules', { api: new FakeAssetsApi(many) });
    expect(await screen.findByText('Showing 24 of 30')).toBeVisible();
    await userEvent.click(screen.getByRole('button', { name: 'Show more' }));
    await waitFor(() => expect(titles()).toHaveLength(30));
    expect(api.asked.at(-1)?.cursor).toBe('24');
    expect(screen.queryByRole('button', { name: 'Show more' })).toBeNull();
  });

  it('asks for no next ones while a new question is open', async () => {
    const many = Array.from({ length: 30 }, (_, i) =>
      sampleSummary({ name: `m${i}`, title: `Module ${i}` }),
    );
    const api = new FakeAssetsApi(many);
    renderRoom('/modules', { api });
    await screen.findByText('Showing 24 of 30');
    const slow = later();
    api.waits.push(slow.promise);
    await userEvent.type(screen.getByRole('searchbox'), 'Module 1');
    await waitFor(() => expect(api.asked.at(-1)?.text).toBe('Module 1'));
    await userEvent.click(screen.getByRole('button', { name: 'Show more' }));
    slow.settle();
    expect(await screen.findByText('11 modules')).toBeVisible();
    expect(api.asked.filter(({ cursor }) => cursor)).toEqual([]);
  });

  it('keeps what is there when the next ones do not come', async () => {
    const many = Array.from({ length: 30 }, (_, i) =>
      sampleSummary({ name: `m${i}`, title: `Module ${i}` }),
    );
    const { api } = renderRoom('/modules', { api: new FakeAssetsApi(many) });
    await screen.findByText('Showing 24 of 30');
    api.failure = await apiError(500, 'The index is away');
    await userEvent.click(screen.getByRole('button', { name: 'Show more' }));
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'The index is away',
    );
    expect(titles()).toHaveLength(24);
  });

  it('says that nothing fits, and shows everything again', async () => {
    const { container } = renderRoom('/modules?text=unicorn', {
      api: new FakeAssetsApi([plankton]),
    });
    expect(await screen.findByText('Nothing fits all of this')).toBeVisible();
    expect(await accessibilityProblems(container)).toEqual([]);
    await userEvent.click(screen.getByRole('button', { name: 'Show all' }));
    expect(await screen.findByText('1 module')).toBeVisible();
    expect(screen.getByRole('searchbox')).toHaveValue('');
  });

  it('says that there is nothing yet', async () => {
    renderRoom('/datasets');
    expect(await screen.findByText('No datasets yet')).toBeVisible();
  });

  it('says what failed, and asks again', async () => {
    const api = new FakeAssetsApi([plankton]);
    api.failure = await apiError(503, 'The index is being read', {
      nextStep: 'Wait a minute.',
    });
    const { container } = renderRoom('/modules', { api });
    expect(await screen.findByRole('alert')).toHaveTextContent(
      /The index is being read.*Wait a minute\./,
    );
    expect(await accessibilityProblems(container)).toEqual([]);
    api.failure = undefined;
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await screen.findByText('1 module')).toBeVisible();
  });

  it('says that one may not', async () => {
    const api = new FakeAssetsApi();
    api.failure = await apiError(403, 'A sign-in is needed');
    renderRoom('/modules', { api });
    expect(await screen.findByRole('alert')).toHaveTextContent(
      /You may not see this.*A sign-in is needed/,
    );
  });
});
