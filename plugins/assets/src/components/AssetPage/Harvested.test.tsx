import { screen, within } from '@testing-library/react';
import { expect, it } from 'vitest';
import { FakeAssetsApi } from '../../__testUtils__/FakeAssetsApi';
import {
  accessibilityProblems,
  renderRoom,
} from '../../__testUtils__/renderRoom';
import { sampleAsset } from '../../__testUtils__/samples';

const section = async (name: string) =>
  within(await screen.findByRole('region', { name }));

it('the page of an asset says what nobody has typed, and where each of it is from', async () => {
  const { spec } = sampleAsset();
  const harvested = sampleAsset({
    spec: {
      ...spec,
      authors: [
        { name: 'Ana Lara', orcid: '0000-0002-1825-0097' },
        { name: 'Ben Ode', affiliation: 'Plankton lab' },
      ],
      languages: [{ name: 'Python', share: 0.9 }, { name: 'C' }],
      sizeBytes: 5 * 1024 ** 2,
      dependencies: [
        { name: 'numpy', version: '2.3.1' },
        ...Array.from({ length: 30 }, (_, i) => ({ name: `more-${i}` })),
      ],
      citations: [
        {
          ...{ title: 'On plankton', authors: ['Lara'], year: 2025 },
          ...{ doi: '10.1234/x', isPreferred: true },
        },
        // eslint-disable-next-line no-script-url
        { title: 'Hostile', url: 'javascript:alert(1)' },
      ],
    },
    harvested: [
      { field: 'languages', from: 'forge' },
      {
        ...{ field: 'authors', from: 'CITATION.cff' },
        url: 'https://forge.example.org/CITATION.cff',
      },
      { field: 'links.citation', from: 'CITATION.cff' },
    ],
  });
  renderRoom('/modules/plankton', {
    api: new FakeAssetsApi([harvested]),
  });
  const about = await section('About');
  expect(about.getByRole('link', { name: /Ana Lara/ })).toHaveAttribute(
    'href',
    'https://orcid.org/0000-0002-1825-0097',
  );
  expect(about.getByText(/\(Plankton lab\)/)).toHaveTextContent('Ben Ode');
  about.getByText('Python (90%), C');
  const packages = await section('Packages');
  packages.getByRole('row', { name: 'numpy 2.3.1' });
  packages.getByText('Showing 20 of 31');
  const cited = await section('Works that it cites');
  expect(cited.getByRole('link', { name: /On plankton/ })).toHaveAttribute(
    'href',
    'https://doi.org/10.1234/x',
  );
  expect(cited.queryByRole('link', { name: /Hostile/ })).toBeNull();
  const origin = await section('Where this comes from');
  origin.getByText('Its forge');
  expect(
    origin.getByRole('link', { name: /authors, How to cite/ }),
  ).toHaveAttribute('href', 'https://forge.example.org/CITATION.cff');
  expect(await accessibilityProblems()).toEqual([]);
});
