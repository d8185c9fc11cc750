import { expect, it } from 'vitest';
import { documentOf } from '../../describe';
import { gapsIn } from '../..';
import { assetOf, everything, subject } from '../../__testUtils__';
import { profiles } from '..';

const [croissant, schemaOrg] = ['croissant', 'schema-org'].map(
  id => profiles.find(profile => profile.id === id)!,
);
const checksum = 'md5:d41d8cd98f00b204e9800998ecf8427e';

function dataset(source: string, file: { path: string; checksum?: string }) {
  const distribution = { source, filesTotal: 1, files: [file] };
  return subject(assetOf('dataset', 'x', { ...everything, distribution }));
}

it('a file that can be fetched and checked is in Croissant', () => {
  const address = 'https://example.org/data%20set/a%20b.csv';
  const about = dataset(address, { path: 'data set/a b.csv', checksum });
  expect(documentOf(croissant, about).distribution).toEqual([
    {
      '@type': 'cr:FileObject',
      '@id': expect.stringMatching(/^[\w-]+$/),
      name: 'data set/a b.csv',
      contentUrl: address,
      encodingFormat: 'text/csv',
      md5: 'd41d8cd98f00b204e9800998ecf8427e',
    },
  ]);
  expect(gapsIn(croissant, about)).toEqual([]);
});

it.each([
  ['10.5281/zenodo.1234567', { path: 'a.csv', checksum }],
  ['https://example.org/a.csv', { path: 'a.csv' }],
])(
  'a file is left out, and told of, if it is only at %s, or unchecked',
  (source, file) => {
    const about = dataset(source, file);
    expect(documentOf(croissant, about).distribution).toEqual([]);
    expect(gapsIn(croissant, about)).toEqual(['distribution.files']);
  },
);

it('a landing page is no download of a file', () => {
  const about = dataset('10.5281/zenodo.1234567', { path: 'a.csv', checksum });
  expect(documentOf(schemaOrg, about).distribution).toEqual({
    '@type': 'DataDownload',
    name: 'a.csv',
    identifier: checksum,
  });
});
