import { existsSync, globSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import {
  assetEntityRef,
  assetKinds,
  checkAsset,
  type Asset,
  type AssetKind,
  type AssetSpec,
} from '@astrolabe/plugin-assets-common';
import type { Subject } from '../mapping';

const root = path.resolve(__dirname, '../../../..');

/** Beside the checkout where it is developed; not ours to ship. */
export const shared = path.resolve(root, '../shared');
const realFiles = path.join(shared, 'data/ai4-metadata');
export const areRealFilesHere = existsSync(realFiles);

/** An asset as the API has it, of a spec. */
export function assetOf(kind: AssetKind, name: string, spec: AssetSpec): Asset {
  return {
    ...spec,
    kind,
    name,
    entityRef: assetEntityRef(kind, name),
    spec,
    launches: 0,
    valid: true,
    launchable: false,
    origin: { source: 'files', location: 'x.yml', format: 'astrolabe' },
    problems: [],
    relations: [],
  };
}

export function subject(asset: Asset): Subject {
  const idOf = (ref: string) =>
    `https://portal.example/api/assets/${ref.replace(':default', '')}`;
  return {
    asset,
    id: idOf(asset.entityRef),
    page: `https://portal.example/assets/${asset.kind}/${asset.name}`,
    madeAt: '2026-11-29T08:00:00.000Z',
    idOf,
  };
}

function read(file: string, kind: AssetKind, name: string): Asset[] {
  const { spec } = checkAsset(readFileSync(file, 'utf8'), kind, name);
  return spec ? [assetOf(kind, name, spec)] : [];
}

/** All that the portal comes with. */
export const ourAssets = assetKinds.flatMap(({ id, plural }) =>
  globSync(`catalog-info/${plural}/*/*.yaml`, { cwd: root }).flatMap(file =>
    read(path.join(root, file), id, path.basename(path.dirname(file))),
  ),
);

/** Names of the files that people have really written. */
export const realNames = (areRealFilesHere ? readdirSync(realFiles) : []).map(
  file => file.replace('.yml', '').toLowerCase(),
);

/**
 * What people have really written, valid or not: each file as a module, which has
 * the table of models, and in turns as a dataset or a tool.
 */
export const realAssets = (
  areRealFilesHere ? readdirSync(realFiles) : []
).flatMap((file, i) => {
  const name = file.replace('.yml', '').toLowerCase();
  return (['module', i % 2 ? 'tool' : 'dataset'] as const).flatMap(kind =>
    read(path.join(realFiles, file), kind, name),
  );
});

const needs = {
  cpuCores: 1.5,
  gpuCount: 0,
  memoryBytes: 2_000_000_000,
  gpuMemoryBytes: 1,
  gpuComputeCapability: 7.5,
  storageBytes: 5,
};

/** One that says all that can be said, with what is hard to write. */
export const everything: AssetSpec = {
  title: 'Plankton "classifier" \\ 海',
  summary: 'It tells\nwhat swims. """',
  description: '# Long\n\n```turtle\n<a> <b> "c" .\n```\n',
  doi: '10.5281/zenodo.1234567',
  version: '1.2.0',
  license: 'Apache-2.0',
  authors: [
    'Ada Lovelace',
    'Grace Hopper, Rear Admiral',
    { name: 'Mary S.', orcid: '0000-0002-1825-0097' },
    { name: 'Emmy "N"', affiliation: 'Göttingen, <Mathematics>' },
  ],
  owner: 'group:default/astrolabe',
  lifecycle: 'production',
  createdAt: '2025-01-31',
  updatedAt: '2026-02-01T10:00:00Z',
  libraries: ['PyTorch', 'scikit-learn'],
  tasks: ['Computer Vision', 'Classification'],
  categories: ['Pre-trained'],
  tags: ['plankton', 'O\'Brien "x"'],
  dataTypes: ['Image'],
  links: {
    self: 'https://portal.example/x',
    sourceCode: 'https://github.com/example/plankton',
    documentation: 'https://docs.example/plankton?a=b|c^d',
    dockerImage: 'ai4oshub/plankton:2.1.0',
    zenodoDoi: 'https://doi.org/10.5281/zenodo.7654321',
    dataset: 'https://doi.org/10.24432/C56C76',
    weights: 'https://example.org/a b/weights.pt',
    citation: 'see the README',
    baseModel: 'https://huggingface.co/google/vit-base',
    template: 'https://github.com/example/template',
    build: 'https://ci.example/plankton',
  },
  resources: { inference: needs, training: needs },
  languages: [{ name: 'Python', share: 0.9 }, { name: 'C++ "x"' }],
  sizeBytes: 123_456,
  dependencies: [
    { name: 'numpy', version: '2.3.1', purl: 'pkg:pypi/numpy@2.3.1' },
    { name: 'torch', version: '>=2,<3' },
    { name: 'a "b" <c>' },
  ],
  image: {
    reference: 'ghcr.io/example/plankton:1.2.0',
    digest: `sha256:${'0f'.repeat(32)}`,
    signature: 'signed',
  },
  used: {
    runs: 12,
    cpuCores: 1.25,
    memoryBytes: 3_000_000_000,
    gpuCount: 1,
    gpuMemoryBytes: 6_000_000_000,
  },
  citations: [
    {
      title: 'On plankton, "again"',
      authors: ['Ada Lovelace'],
      year: 2024,
      doi: '10.1234/plankton',
      isPreferred: true,
    },
    { title: 'A page', url: 'https://example.org/page' },
    { title: 'Of both', doi: '10.1234/b', url: 'https://example.org/both' },
    { title: 'Bare' },
  ],
  provenance: { workload: '0190', mlflowRun: 'abc' },
  distribution: {
    repository: 'Zenodo',
    source: 'https://example.org/plankton/data/a.csv',
    licenseUrl: 'https://creativecommons.org/licenses/by/4.0/',
    filesTotal: 2,
    bytesTotal: 30,
    files: [
      {
        path: 'data/a.csv',
        bytes: 10,
        checksum: 'md5:d41d8cd98f00b204e9800998ecf8427e',
      },
      { path: 'b' },
    ],
  },
  dependsOn: ['dataset:default/iris'],
  translations: { es: { 'Plankton "classifier" \\ 海': 'Plancton' } },
};

export const fullAssets = assetKinds.map(({ id }) =>
  assetOf(id, 'everything', everything),
);

/** One that says as little as can be. */
export const bareAssets = assetKinds.map(({ id }) =>
  assetOf(id, 'bare', {
    title: 'Bare',
    summary: '',
    libraries: [],
    tasks: [],
    categories: [],
    tags: [],
    dataTypes: [],
  }),
);
