import { assetKinds, type AssetSpec } from '@astrolabe/plugin-assets-common';
import fc from 'fast-check';
import spdxLicenses from 'spdx-license-list';
import { assetOf, everything } from './assets';

/** What a person may have typed; not only what is easy to write. */
const words = fc.oneof(
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 }),
  fc.constantFrom(
    '"""',
    '\\',
    "''' \n \r\t",
    '<a>',
    '@en',
    '#x',
    '☃',
    '\u2028',
    'constructor',
    '__proto__',
  ),
);

/** Few of them, so that one comes up in several places. */
const link = fc.oneof(
  fc.constantFrom(
    'https://example.org/a',
    'https://example.org/a b<>"{}|\\^`',
    'https://doi.org/10.1234/x(y)<z>',
    'https://example.org/%2F%zz',
    'example/image:1',
    'registry.example:5000/a/b@sha256:0',
  ),
  words,
);

const license = fc.oneof(words, fc.constantFrom(...Object.keys(spdxLicenses)));

const doi = fc.constantFrom('10.1234/x(y)', '10.1234/x<y>é', '10.12345.6/x');

const checksum = fc
  .tuple(
    fc.constantFrom('md5', 'sha1', 'sha256', 'sha512'),
    fc.string({
      unit: fc.constantFrom('0', 'f'),
      minLength: 32,
      maxLength: 128,
    }),
  )
  .map(([algorithm, digest]) => `${algorithm}:${digest}`);

const list = fc.uniqueArray(words, { maxLength: 3 });

const links = fc.record(
  Object.fromEntries(
    Object.keys(everything.links!).map(key => [key, link]),
  ) as Record<keyof NonNullable<AssetSpec['links']>, typeof link>,
  { requiredKeys: [] },
);

const distribution = fc.record(
  {
    source: link,
    licenseUrl: link,
    filesTotal: fc.nat(),
    files: fc.array(
      fc.record(
        { path: words, bytes: fc.nat(), checksum },
        { requiredKeys: ['path'] },
      ),
      { maxLength: 3 },
    ),
  },
  { requiredKeys: ['filesTotal', 'files'] },
);

const authors = fc.uniqueArray(
  fc.oneof(
    words,
    fc.record(
      {
        name: words,
        orcid: fc.constant('0000-0002-1825-0097'),
        affiliation: words,
      },
      { requiredKeys: ['name'] },
    ),
  ),
  { maxLength: 3 },
);

/** What is harvested, as whatever a forge, a project or a registry says. */
const harvested = {
  languages: fc.array(fc.record({ name: words, share: fc.constant(0.5) }), {
    maxLength: 2,
  }),
  sizeBytes: fc.nat(),
  dependencies: fc.array(
    fc.record(
      {
        name: words,
        version: words,
        purl: fc.constantFrom('pkg:pypi/a@1', 'pkg:pypi/%22<x>'),
      },
      { requiredKeys: ['name'] },
    ),
    { maxLength: 3 },
  ),
  image: fc.record({ reference: link }),
  citations: fc.array(
    fc.record(
      { title: words, authors: list, year: fc.constant(2024), doi, url: link },
      { requiredKeys: ['title'] },
    ),
    { maxLength: 3 },
  ),
};

const translations = fc.dictionary(
  fc.constantFrom('es', 'eu'),
  fc.dictionary(words, words, { maxKeys: 2 }),
);

/** An asset of any kind that says anything. */
export const anyAsset = fc
  .record({
    kind: fc.constantFrom(...assetKinds.map(({ id }) => id)),
    heading: fc.record({ title: words, summary: words }),
    lists: fc.record({
      libraries: list,
      tasks: list,
      categories: list,
      tags: list,
      dataTypes: list,
    }),
    more: fc.record(
      {
        description: words,
        version: words,
        doi,
        license,
        createdAt: fc.oneof(words, fc.constantFrom('2025-01-31', '2025-13-77')),
        authors,
        ...harvested,
        links,
        translations,
        resources: fc.constant(everything.resources),
        distribution,
      },
      { requiredKeys: [] },
    ),
  })
  .map(({ kind, heading, lists, more }) =>
    assetOf(kind, 'any', { ...heading, ...lists, ...more } as AssetSpec),
  );
