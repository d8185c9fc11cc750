import {
  builtInLimits,
  describeMe,
  type Me,
} from '@astrolabe/plugin-communities-common';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { apiError, FakeAssetsApi } from '../../__testUtils__/FakeAssetsApi';
import {
  accessibilityProblems,
  address,
  renderRoom,
} from '../../__testUtils__/renderRoom';
import {
  sampleAsset,
  sampleManifest,
  sampleSummary,
} from '../../__testUtils__/samples';

const plankton = sampleAsset();
const broken = sampleAsset({
  name: 'broken',
  title: 'Broken',
  valid: false,
  launchable: false,
  problems: [
    {
      severity: 'error',
      pointer: '/tasks/0',
      message: '“Clasification” is no task.',
      line: 12,
      column: 5,
      allowed: ['Classification', 'Regression'],
      fix: 'Write Classification.',
      edits: [{ start: 90, end: 103, text: 'Classification' }],
    },
    {
      severity: 'warning',
      pointer: '/libraries/1',
      message: 'Unknown library.',
      allowed: Array.from({ length: 40 }, (_, i) => `Library ${i}`),
    },
  ],
});

/** Nia, where her tier has these permissions and the next one may launch. */
function meWith(permissions: string[]): Me {
  const tiers = builtInLimits.tiers.map(tier => {
    if (tier.id === 'demo') return { ...tier, permissions };
    return tier.id === 'full'
      ? { ...tier, permissions: ['workload.create'] }
      : tier;
  });
  return describeMe(
    {
      userRef: 'user:default/nia',
      displayName: 'Nia',
      memberships: [{ community: 'default', tier: 'demo' }],
    },
    { table: { ...builtInLimits, tiers } },
  );
}

function show(path: string, me = meWith(['workload.create'])) {
  return renderRoom(path, { api: new FakeAssetsApi([plankton, broken]), me });
}

const section = async (name: string) =>
  within(await screen.findByRole('region', { name }));

afterEach(() => vi.restoreAllMocks());

describe('the page of a module', () => {
  it('shows HTML in a description as a link, and asks nothing of its host', async () => {
    const description =
      "**N.B.:** weights\n\n<img class='fit', src='https://raw.githubusercontent.com/deephdc/DEEP-OC-satsr/master/images/satsr.png'/>";
    const { spec } = sampleAsset();
    const satsr = sampleAsset({ spec: { ...spec, description } });
    renderRoom('/modules/plankton', {
      api: new FakeAssetsApi([satsr]),
      me: meWith([]),
    });
    const shown = await section('Description');
    expect(shown.getByRole('link')).toHaveAttribute(
      'href',
      'https://raw.githubusercontent.com/deephdc/DEEP-OC-satsr/master/images/satsr.png',
    );
    expect(shown.queryByRole('img')).not.toBeInTheDocument();
    expect(shown.queryByText(/<img|class=/)).not.toBeInTheDocument();
  });

  it('says what it is, what it needs, where its parts are, and how to launch it', async () => {
    const { container } = show('/modules/plankton');
    expect(
      await screen.findByRole('heading', {
        level: 1,
        name: 'Plankton classifier',
      }),
    ).toBeVisible();
    expect(screen.getByRole('link', { name: 'Deploy' })).toHaveAttribute(
      'href',
      '/deploy?ref=aimodule%3Adefault%2Fplankton',
    );
    const badges = screen.getByRole('list', { name: 'At a glance' });
    expect(badges).toHaveTextContent(/Licence Apache-2\.0.*Version 2\.1\.0/);
    expect(
      screen.getByRole('link', { name: 'DOI 10.5281/zenodo.1234567' }),
    ).toHaveAttribute('href', 'https://doi.org/10.5281/zenodo.1234567');

    const needs = await section('Resources it needs');
    expect(needs.getByText('4 GiB')).toBeVisible();
    expect(needs.getByText('8 GiB')).toBeVisible();

    const about = await section('About');
    expect(about.getByRole('link', { name: 'ocean' })).toHaveAttribute(
      'href',
      '/owners/group/default/ocean',
    );
    expect(about.getByText('Oct 5, 2026')).toBeVisible();

    const related = await section('Related');
    expect(related.getByRole('link', { name: 'Cruises 2020' })).toHaveAttribute(
      'href',
      '/datasets/cruises',
    );

    const origin = await section('Where this comes from');
    expect(origin.getByText('ai4-metadata 2.3.0')).toBeVisible();
    expect(await accessibilityProblems(container)).toEqual([]);
  });

  it('shows how its build went, and leads there', async () => {
    const build = { state: 'failed', url: 'https://ci.example.org/7' } as const;
    renderRoom('/modules/plankton', {
      api: new FakeAssetsApi([sampleAsset({ build })]),
    });
    expect(
      await screen.findByRole('link', { name: 'Build failed' }),
    ).toHaveAttribute('href', 'https://ci.example.org/7');
  });

  it('offers the ways to deploy that its manifest holds, and says where and what they take', async () => {
    const { spec } = sampleAsset();
    const manifest = sampleManifest();
    const message = 'It needs 2 cores; free: 1.';
    const reason = { code: 'waiting-for-capacity', message } as const;
    const { container } = renderRoom('/modules/plankton', {
      api: new FakeAssetsApi([sampleAsset({ spec: { ...spec, manifest } })]),
      me: meWith(['workload.create']),
      plan: {
        sites: [
          {
            ...{ siteId: 'a', title: 'Valencia', engine: 'one' },
            ...{ verdict: 'later', reason },
          },
        ],
        resources: { cpuCores: 1, memoryBytes: 1, diskBytes: 0 },
        quotas: [],
        lifetime: { kind: 'service' },
      },
    });
    const ways = await section('Ways to deploy it');
    const [both, alone] = ways.getAllByRole('listitem');
    expect(both).toHaveTextContent(
      /Page and API.*2 CPU cores.*2 GiB of memory.*512 MiB of disk/,
    );
    expect(
      within(both).getByRole('link', { name: 'Deploy: Page and API' }),
    ).toHaveAttribute('href', '/deploy?ref=aimodule%3Adefault%2Fplankton');
    expect(alone).toHaveTextContent(/^API1 CPU core,/);
    expect(
      within(alone).getByRole('link', { name: 'Deploy: API' }),
    ).toHaveAttribute(
      'href',
      '/deploy?ref=aimodule%3Adefault%2Fplankton&set=options.page%3Dfalse',
    );
    expect(await ways.findByText('Valencia')).toBeVisible();
    expect(ways.getByText('Can start later')).toBeVisible();
    expect(ways.getByText(reason.message)).toBeVisible();
    expect(await accessibilityProblems(container)).toEqual([]);
  });

  it('leads to its owner, and from there to all that is theirs', async () => {
    const model = sampleSummary({ kind: 'model', title: 'Sea model' });
    const { container } = renderRoom('/modules/plankton', {
      api: new FakeAssetsApi([plankton, model]),
      owner: {
        metadata: {
          name: 'ocean',
          title: 'Ocean group',
          description: 'Of the sea.',
        },
      },
    });
    await userEvent.click(
      await screen.findByRole('link', { name: 'Ocean group' }),
    );
    expect(
      await screen.findByRole('heading', { level: 1, name: 'Ocean group' }),
    ).toBeVisible();
    expect(screen.getByText('Of the sea.')).toBeVisible();
    expect(
      (await section('Models')).getByRole('heading', { name: 'Sea model' }),
    ).toBeVisible();
    expect(
      (await section('Modules')).getByText('By ocean', { exact: false }),
    ).toBeVisible();
    expect(await accessibilityProblems(container)).toEqual([]);
  });

  it('speaks of launching neither a model nor its launches', async () => {
    const model = sampleAsset({ kind: 'model', launchable: false });
    renderRoom('/models/plankton', { api: new FakeAssetsApi([model]) });
    const about = await section('About');
    expect(about.queryByText('Launches')).toBeNull();
    expect(screen.queryByRole('button', { name: 'Deploy' })).toBeNull();
  });

  it('links only to what is safe to open', async () => {
    show('/modules/plankton');
    const links = await section('Links');
    expect(links.getByRole('link', { name: 'Source code' })).toHaveAttribute(
      'rel',
      'noopener noreferrer nofollow',
    );
    expect(links.queryByRole('link', { name: 'How to cite' })).toBeNull();
    expect(
      links.getByRole('button', { name: 'Copy: Container image' }),
    ).toBeVisible();
  });

  it('leads from each word to all that is filed under it', async () => {
    show('/modules/plankton');
    const terms = await section('Filed under');
    await userEvent.click(terms.getByRole('link', { name: 'Keras' }));
    expect(address()).toBe('/modules?libraries=Keras');
  });

  it('keeps the open tab in the address', async () => {
    const { container } = show('/modules/plankton');
    await userEvent.click(
      await screen.findByRole('tab', { name: 'Documentation' }),
    );
    expect(
      await screen.findByRole('heading', { level: 2, name: 'How to use it' }),
    ).toBeVisible();
    expect(address()).toBe('/modules/plankton?tab=documentation');
    expect(screen.queryByRole('tab', { name: /Problems/ })).toBeNull();
    expect(await accessibilityProblems(container)).toEqual([]);
  });

  it('gives its metadata as files', async () => {
    const saved: string[] = [];
    vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(
      function click(this: HTMLAnchorElement) {
        saved.push(this.download);
      },
    );
    Object.assign(URL, {
      createObjectURL: () => 'blob:x',
      revokeObjectURL: () => {},
    });
    const { api } = show('/modules/plankton');
    for (const format of ['as published', 'as JSON', 'as YAML']) {
      await userEvent.click(
        await screen.findByRole('button', {
          name: `Download the metadata ${format}`,
        }),
      );
    }
    expect(await screen.findByText('Saved as plankton.yaml')).toBeVisible();
    expect(saved).toEqual([
      'plankton.source.yml',
      'plankton.json',
      'plankton.yaml',
    ]);
    expect(api.downloaded).toEqual([
      'module/plankton.source',
      'module/plankton.json',
      'module/plankton.yaml',
    ]);
    api.failure = await apiError(500, 'The source is away');
    await userEvent.click(
      screen.getByRole('button', { name: 'Download the metadata as JSON' }),
    );
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'The source is away',
    );
  });

  it('gives its metadata in a standard, and says what they lack for it', async () => {
    const saved: string[] = [];
    vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(
      function click(this: HTMLAnchorElement) {
        saved.push(this.download);
      },
    );
    Object.assign(URL, {
      createObjectURL: () => 'blob:x',
      revokeObjectURL: () => {},
    });
    const { api, container } = show('/modules/plankton');
    const menu = await screen.findByRole('button', {
      name: 'Download the metadata in a standard',
    });
    await waitFor(() => expect(menu).toBeEnabled());
    await userEvent.click(menu);
    await userEvent.click(
      await screen.findByRole('menuitem', { name: 'MLDCAT-AP 3.0 (JSON-LD)' }),
    );
    expect(
      await screen.findByText(
        'MLDCAT-AP 3.0 also wants what the metadata do not say: version, links.weights.',
      ),
    ).toBeVisible();
    expect(saved).toEqual(['plankton.mldcat-ap-3.jsonld']);
    expect(api.downloaded).toEqual(['module/plankton.mldcat-ap-3.json-ld']);
    expect(await accessibilityProblems(container)).toEqual([]);
  });

  it('shows what is wrong in its file, where, what is allowed, and how to mend it', async () => {
    const { container } = show('/modules/broken');
    await userEvent.click(
      await screen.findByRole('tab', { name: 'Problems (2)' }),
    );
    const problems = await section('Problems of its metadata');
    const [first, second] = problems
      .getAllByRole('listitem')
      .filter(item => item.parentElement?.tagName === 'OL');
    expect(first).toHaveTextContent(
      /Error.*Line 12, column 5.*\/tasks\/0.*is no task.*Write Classification\..*Allowed.*Regression/,
    );
    expect(within(second).getByText('40 allowed values')).toBeVisible();
    expect(
      problems.getByRole('link', { name: 'Edit this file' }),
    ).toHaveAttribute(
      'href',
      'https://forge.example.org/plankton/edit/ai4-metadata.yml',
    );
    expect(
      problems.getByRole('link', { name: 'Mend what there is no doubt about' }),
    ).toHaveAttribute(
      'href',
      '/modules/-/edit?ref=aimodule%3Adefault%2Fbroken&mend',
    );
    expect(screen.getByText('Metadata has errors')).toBeVisible();
    expect(await accessibilityProblems(container)).toEqual([]);
  });

  it('says why it cannot be launched when its file is broken', async () => {
    show('/modules/broken');
    const button = await screen.findByRole('button', { name: 'Deploy' });
    expect(button).toBeDisabled();
    expect(button).toHaveAccessibleDescription(
      'It cannot be launched until the problems of its file are mended.',
    );
  });

  it('says why it cannot be launched when one may not', async () => {
    show('/modules/plankton', meWith([]));
    const button = await screen.findByRole('button', { name: 'Deploy' });
    expect(button).toHaveAccessibleDescription(
      'Your tier, Demo, may not launch workloads. The tier Full may.',
    );
  });

  it('lets the form say so when it is unknown what one may', async () => {
    renderRoom('/modules/plankton', { api: new FakeAssetsApi([plankton]) });
    expect(await screen.findByRole('link', { name: 'Deploy' })).toBeVisible();
  });

  it('says that there is no such module, and offers to search for it', async () => {
    const { container } = show('/modules/deep-plankton');
    expect(
      await screen.findByText('No module is called “deep-plankton”'),
    ).toBeVisible();
    expect(screen.getByRole('link', { name: 'Search for it' })).toHaveAttribute(
      'href',
      '/modules?text=deep+plankton',
    );
    expect(await accessibilityProblems(container)).toEqual([]);
  });

  it('says what failed, and asks again', async () => {
    const api = new FakeAssetsApi([plankton]);
    api.failure = await apiError(500, 'The index is away');
    renderRoom('/modules/plankton', { api });
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'The index is away',
    );
    api.failure = undefined;
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(
      await screen.findByRole('heading', { name: 'Plankton classifier' }),
    ).toBeVisible();
  });
});
