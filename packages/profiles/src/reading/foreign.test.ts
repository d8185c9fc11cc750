import { expect, it } from 'vitest';
import { parse } from 'yaml';
import { importMetadata } from '.';

// Documents as others write them, who know nothing of our mappings.

const CFF = `
cff-version: 1.2.0
message: Please cite it.
title: Plankton classifier
abstract: Tells what swims.
type: software
authors:
  - family-names: Hopper
    given-names: Grace
    name-particle: de
    orcid: https://orcid.org/0000-0000-0000-0000
  - name: The Plankton Group
version: 2.1.0
doi: https://doi.org/10.5281/zenodo.123
date-released: 2026-03-01
license: apache-2.0
repository-code: https://github.com/example/plankton
keywords: [pytorch, computer vision, plankton]
preferred-citation:
  type: article
  title: On plankton
  doi: 10.1234/plankton
`;

const CODEMETA = JSON.stringify({
  '@context': 'https://doi.org/10.5063/schema/codemeta-2.0',
  '@type': 'SoftwareSourceCode',
  identifier: 'plankton',
  name: 'Plankton classifier',
  description: 'Tells what swims.',
  license: 'https://spdx.org/licenses/MIT.html',
  author: [
    { '@type': 'Person', givenName: 'Grace', familyName: 'Hopper' },
    { '@type': 'Organization', name: 'The Plankton Group' },
  ],
  codeRepository: 'https://github.com/example/plankton',
  developmentStatus: 'https://www.repostatus.org/#active',
  programmingLanguage: ['Python', { '@type': 'ComputerLanguage', name: 'C' }],
  softwareRequirements: [{ '@type': 'SoftwareApplication', name: 'PyTorch' }],
  memoryRequirements: '2 GiB',
  keywords: 'plankton, Image',
  referencePublication: {
    '@type': 'ScholarlyArticle',
    '@id': 'https://doi.org/10.1234/plankton',
  },
  dateModified: '2026-03-01',
  funder: { '@type': 'Organization', name: 'A foundation' },
});

const CROISSANT = JSON.stringify({
  '@context': {
    '@vocab': 'https://schema.org/',
    sc: 'https://schema.org/',
    cr: 'http://mlcommons.org/croissant/',
    dct: 'http://purl.org/dc/terms/',
    conformsTo: 'dct:conformsTo',
    citeAs: 'cr:citeAs',
    recordSet: 'cr:recordSet',
  },
  '@type': 'sc:Dataset',
  conformsTo: 'http://mlcommons.org/croissant/1.0',
  name: 'plankton',
  description: 'Pictures of plankton.',
  license: 'https://creativecommons.org/licenses/by/4.0/',
  citeAs: '@article{plankton, title={On plankton}, doi={10.1234/plankton}}',
  creator: { '@type': 'sc:Person', name: 'Grace Hopper' },
  datePublished: '2026-03-01',
  distribution: [
    {
      '@type': 'cr:FileObject',
      '@id': 'images.zip',
      name: 'images.zip',
      contentUrl: 'https://example.org/images.zip',
      contentSize: '2 MB',
      sha256: 'A'.repeat(64),
    },
    { '@type': 'cr:FileSet', '@id': 'images', includes: '*.png' },
  ],
  recordSet: [{ '@type': 'cr:RecordSet', name: 'images' }],
});

const CRATE = JSON.stringify({
  '@context': 'https://w3id.org/ro/crate/1.1/context',
  '@graph': [
    {
      '@id': 'ro-crate-metadata.json',
      '@type': 'CreativeWork',
      about: { '@id': './' },
      conformsTo: { '@id': 'https://w3id.org/ro/crate/1.1' },
    },
    {
      '@id': './',
      '@type': 'Dataset',
      name: 'A crate of plankton',
      license: { '@id': 'https://spdx.org/licenses/MIT' },
      author: { '@id': '#grace' },
      mainEntity: { '@id': 'main.py' },
      hasPart: [{ '@id': 'main.py' }],
    },
    {
      '@id': 'main.py',
      '@type': ['File', 'SoftwareSourceCode'],
      name: 'Plankton classifier',
    },
    { '@id': '#grace', '@type': 'Person', name: 'Grace Hopper' },
  ],
});

const CARD = `---
license: apache-2.0
library_name: pytorch
pipeline_tag: image-classification
tags: [plankton]
datasets: [example/plankton]
base_model: google/vit-base
language: en
---
<!-- This is where it is written. -->

# Plankton classifier

Tells what swims.

## How to use it

- Install it
- Run \`it\`
`;

const FAIR4ML = `
@prefix schema: <https://schema.org/> .
@prefix fair4ml: <https://w3id.org/fair4ml#> .
<https://example.org/plankton> a fair4ml:MLModel ;
  schema:name "Plankton classifier" ;
  schema:description "Tells what swims."@en, "Dit ce qui nage."@fr ;
  schema:license <https://www.apache.org/licenses/LICENSE-2.0> ;
  fair4ml:mlTask "Classification" ;
  fair4ml:trainedOn <https://example.org/data> ;
  fair4ml:ethicalSocial "None known." .
`;

const DCAT = `
@prefix dcat: <http://www.w3.org/ns/dcat#> .
@prefix dct: <http://purl.org/dc/terms/> .
@prefix foaf: <http://xmlns.com/foaf/0.1/> .
<https://example.org/data> a dcat:Dataset ;
  dct:title "Plankton"@en, "Plancton"@fr ;
  dct:description "Pictures of plankton."@en ;
  dct:creator [ a foaf:Agent ; foaf:name "Grace Hopper" ] ;
  dcat:keyword "plankton"@en ;
  dct:accrualPeriodicity <http://example.org/daily> .
`;

const read = async (text: string) => {
  const said = await importMetadata(text, { format: 'own' });
  return { ...said, spec: parse(said.content).spec };
};

it('CITATION.cff: people by their names, keywords in lists, the paper to cite', async () => {
  const { profile, kind, spec, left } = await read(CFF);
  expect([profile.id, kind]).toEqual(['citation-cff', 'module']);
  expect(spec).toMatchObject({
    title: 'Plankton classifier',
    summary: 'Tells what swims.',
    authors: ['Grace de Hopper', 'The Plankton Group'],
    version: '2.1.0',
    doi: '10.5281/zenodo.123',
    license: 'Apache-2.0',
    updatedAt: '2026-03-01',
    libraries: ['PyTorch'],
    tasks: ['Computer Vision'],
    tags: ['pytorch', 'computer vision', 'plankton'],
    links: {
      sourceCode: 'https://github.com/example/plankton',
      citation: 'https://doi.org/10.1234/plankton',
    },
  });
  expect(left.map(({ at }) => at)).toEqual(['message']);
});

it('CodeMeta of an older version, with words of both contexts', async () => {
  const { profile, spec, left } = await read(CODEMETA);
  expect(profile.id).toBe('codemeta');
  expect(spec).toMatchObject({
    summary: 'Tells what swims.',
    license: 'MIT',
    lifecycle: 'production',
    authors: ['Grace Hopper', 'The Plankton Group'],
    libraries: ['PyTorch'],
    dataTypes: ['Image'],
    tags: expect.arrayContaining(['plankton', 'Image', 'Python', 'C']),
    resources: { inference: { memoryBytes: 2 * 1024 ** 3 } },
    links: { citation: 'https://doi.org/10.1234/plankton' },
  });
  expect(left).toEqual([
    expect.objectContaining({ at: 'identifier', value: 'plankton' }),
    {
      at: 'funder',
      value: 'A foundation',
      reason: 'Our metadata have no place for it.',
    },
  ]);
});

it('Croissant: a dataset with its files, and the DOI in a record of BibTeX', async () => {
  const { profile, kind, spec, check } = await read(CROISSANT);
  expect([profile.id, kind, check.valid]).toEqual([
    'croissant',
    'dataset',
    true,
  ]);
  expect(spec).toMatchObject({
    license: 'CC-BY-4.0',
    authors: ['Grace Hopper'],
    links: { citation: 'https://doi.org/10.1234/plankton' },
    distribution: {
      filesTotal: 1,
      files: [
        {
          path: 'images.zip',
          bytes: 2_000_000,
          checksum: `sha256:${'a'.repeat(64)}`,
        },
      ],
    },
  });
});

it('RO-Crate: what it is about, and of the crate what that does not say', async () => {
  const { profile, kind, spec } = await read(CRATE);
  expect([profile.id, kind]).toEqual(['ro-crate', 'module']);
  expect(spec).toMatchObject({
    title: 'Plankton classifier',
    license: 'MIT',
    authors: ['Grace Hopper'],
  });
});

it('RO-Crate: a dataset with the files in it', async () => {
  const graph = JSON.parse(CRATE)['@graph'];
  delete graph[1].mainEntity;
  graph[1].hasPart = [{ '@id': 'a.csv' }, { '@id': 'more/' }];
  graph.push(
    { '@id': 'a.csv', '@type': 'File', contentSize: 12 },
    { '@id': 'more/', '@type': 'Dataset', name: 'More' },
  );
  const { kind, spec, left } = await read(
    JSON.stringify({ ...JSON.parse(CRATE), '@graph': graph }),
  );
  expect([kind, spec.title]).toEqual(['dataset', 'A crate of plankton']);
  expect(spec.distribution.files).toEqual([{ path: 'a.csv', bytes: 12 }]);
  expect(left).toContainEqual(
    expect.objectContaining({ at: 'hasPart', value: 'More' }),
  );
});

it('a Hugging Face card: its head, its first paragraph, and the rest', async () => {
  const { profile, spec, left } = await read(CARD);
  expect(profile.id).toBe('hugging-face');
  expect(spec).toMatchObject({
    title: 'Plankton classifier',
    summary: 'Tells what swims.',
    description: '## How to use it\n\n- Install it\n- Run `it`',
    license: 'Apache-2.0',
    libraries: ['PyTorch'],
    tasks: ['Computer Vision', 'Classification'],
    dataTypes: ['Image'],
    links: {
      dataset: 'https://huggingface.co/datasets/example/plankton',
      baseModel: 'https://huggingface.co/google/vit-base',
    },
  });
  expect(left).toEqual([
    expect.objectContaining({ at: 'front.language', value: 'en' }),
  ]);
});

it('FAIR4ML in Turtle: the English text, and what has no place is told', async () => {
  const { profile, spec, left } = await read(FAIR4ML);
  expect(profile.id).toBe('fair4ml');
  expect(spec).toMatchObject({
    description: 'Tells what swims.',
    license: 'Apache-2.0',
    tasks: ['Classification'],
    links: { dataset: 'https://example.org/data' },
  });
  expect(left.map(({ at }) => at)).toEqual([
    'description',
    'fair4ml:ethicalSocial',
  ]);
});

it('a dataset of any catalogue by DCAT is read as MLDCAT-AP', async () => {
  const { profile, kind, spec, left } = await read(DCAT);
  expect([profile.id, kind]).toEqual(['mldcat-ap-3', 'dataset']);
  expect(spec).toMatchObject({
    title: 'Plankton',
    summary: 'Pictures of plankton.',
    authors: ['Grace Hopper'],
    tags: ['plankton'],
  });
  expect(left.map(({ at }) => at)).toContain('dct:accrualPeriodicity');
});

it('becomes ai4-metadata, and says what that has no place for and what is missing', async () => {
  const { content, format, left, check } = await importMetadata(CFF);
  expect(format).toBe('ai4');
  expect(parse(content)).toMatchObject({
    metadata_version: '2.3.0',
    title: 'Plankton classifier',
    libraries: ['PyTorch'],
    dates: { updated: '2026-03-01' },
    links: { source_code: 'https://github.com/example/plankton' },
  });
  expect(left.map(({ at }) => at)).toEqual(['message', 'version', 'authors']);
  expect(check.valid).toBe(false);
  expect(check.problems.map(({ message }) => message).join()).toMatch(
    /'description' is missing/,
  );
});

const VERSIONS: [string, string][] = [
  ['CITATION.cff', 'cff-version: 1.2.0\ntitle: x\nversion: 1.10'],
  ['JSON', '{"@type": "SoftwareSourceCode", "name": "x", "version": 1.10}'],
  ['a whole number', '{"@type": "Dataset", "name": "x", "version": 1.0}'],
];

it.each(VERSIONS)('a version is as it is written: %s', async (_form, text) => {
  const { spec } = await read(text);
  expect(spec.version).toBe(/version"?: ([\d.]+)\}?$/.exec(text)![1]);
});

it('Turtle behind comments is Turtle', async () => {
  const { profile } = await read(`# Licence: x\n# More\n\n${DCAT}`);
  expect(profile.id).toBe('mldcat-ap-3');
});

it('what is wrong is told with its line in the file, and what to do', async () => {
  const broken = 'license: "mit\ntags: [a]\n';
  const failure = read(`\n---\nlanguage: en\n${broken}---\n# x\n`);
  await expect(failure).rejects.toThrow(/^Line [4-6]: .*quote/is);
});

it('a long card is read whole', async () => {
  const notes = `x: ${'y'.repeat(300_000)}`;
  const { spec } = await read(`---\nlicense: mit\n${notes}\n---\n# Plankton\n`);
  expect(spec).toMatchObject({ title: 'Plankton', license: 'MIT' });
});
