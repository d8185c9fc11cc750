import { expect, it } from 'vitest';
import { documentOf } from '../../describe';
import { assetOf, everything, subject } from '../../__testUtils__';
import { mldcatAp3 } from '.';

const dataset = (more: object) =>
  documentOf(
    mldcatAp3,
    subject(assetOf('dataset', 'x', { ...everything, ...more })),
  );

it.each([[everything.distribution], [undefined]])(
  'the licence of a dataset is where readers look for it: at its distribution',
  distribution => {
    const thing = dataset({ distribution });
    expect(thing).not.toHaveProperty('dct:license');
    expect(thing['dcat:distribution']).toMatchObject({
      'dct:license': { '@id': 'https://spdx.org/licenses/Apache-2.0' },
    });
  },
);

it('the publication about a dataset is a paper that refers to it', () => {
  const thing = dataset({ links: { citation: 'doi:10.1234/x' } });
  expect(thing).not.toHaveProperty('it6:dataProvenance');
  expect(thing['dct:isReferencedBy']).toMatchObject({
    '@type': 'lpwcc:paper',
    'dct:identifier': 'https://doi.org/10.1234/x',
    'dct:title': 'doi.org/10.1234/x',
    'it6:hasDocument': { '@id': 'https://doi.org/10.1234/x' },
  });
});

it('a quality that nobody measured has no figure', () => {
  const files = [{ path: 'a' }, { path: 'b', checksum: 'md5:0' }];
  const qualityOf = (distribution: object | undefined) =>
    JSON.stringify(dataset({ distribution })['dcat:distribution']);
  expect(qualityOf(undefined)).toContain('"dqv:value":"unknown"');
  expect(qualityOf({ filesTotal: 0, files: [] })).toContain('"unknown"');
  expect(qualityOf({ filesTotal: 2, files })).toContain('"0.50"');
});
