import { expect, it } from 'vitest';
import { parse } from 'yaml';
import {
  BOM,
  CFF,
  CODEMETA,
  CROISSANT,
  CRATE,
  CARD,
  FAIR4ML,
  DCAT,
} from '../__testUtils__/foreign';
import { importMetadata } from '.';

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
    authors: [
      { name: 'Grace de Hopper', orcid: '0000-0000-0000-0000' },
      'The Plankton Group',
    ],
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
      code: 'noPlace',
      reason: 'Our metadata have no place for it.',
    },
  ]);
});

it('CycloneDX: a model by its card, with what it is made of', async () => {
  const { profile, kind, spec, left } = await read(BOM);
  expect([profile.id, kind]).toEqual(['cyclonedx', 'module']);
  expect(spec).toMatchObject({
    title: 'Plankton classifier',
    summary: 'Tells what swims.',
    // No number, which would be 1.1.
    version: '1.10',
    authors: ['Grace Hopper'],
    license: 'Apache-2.0',
    doi: '10.1234/plankton',
    libraries: ['PyTorch'],
    tasks: ['Computer Vision', 'Classification'],
    dataTypes: ['Image'],
    tags: ['image-classification'],
    links: {
      sourceCode: 'https://github.com/example/plankton',
      baseModel: 'https://huggingface.co/a/resnet-50',
      dataset: 'https://doi.org/10.1234/images',
    },
  });
  expect(left.map(({ at, value }) => `${at}: ${value}`)).toEqual([
    'component.externalReferences: issue-tracker',
    'component.modelCard › modelParameters › architectureFamily: Convolutional neural network',
    'component.modelCard › considerations: Biologists',
    'components: left-pad',
    'component.publisher: An institute',
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
