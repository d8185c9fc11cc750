import {
  assetEntityRef,
  type Asset,
  type AssetSummary,
  type ProposedChange,
} from '@astrolabe/plugin-assets-common';

/** A module as lists show it. */
export function sampleSummary(given: Partial<AssetSummary> = {}): AssetSummary {
  const kind = given.kind ?? 'module';
  const name = given.name ?? 'plankton';
  return {
    kind,
    name,
    entityRef: assetEntityRef(kind, name),
    title: 'Plankton classifier',
    summary: 'Tells phytoplankton species apart.',
    libraries: ['Keras', 'TensorFlow'],
    tasks: ['Classification'],
    categories: ['AI4 trainable'],
    dataTypes: ['Image'],
    tags: ['ocean'],
    license: 'Apache-2.0',
    version: '2.1.0',
    createdAt: '2024-03-01',
    updatedAt: '2026-10-05',
    owner: 'group:default/ocean',
    launches: 7,
    valid: true,
    launchable: true,
    ...given,
  };
}

/** A module with everything that a page can show. */
export function sampleAsset(given: Partial<Asset> = {}): Asset {
  const summary = sampleSummary(given);
  return {
    ...summary,
    spec: {
      title: summary.title,
      summary: summary.summary,
      description: 'Counts **plankton** in R&D.',
      doi: '10.5281/zenodo.1234567',
      version: summary.version,
      license: summary.license,
      authors: ['Ana Lara', 'Ben Ode'],
      lifecycle: 'production',
      libraries: summary.libraries,
      tasks: summary.tasks,
      categories: summary.categories,
      tags: summary.tags,
      dataTypes: summary.dataTypes,
      links: {
        sourceCode: 'https://forge.example.org/plankton',
        dataset: 'https://doi.org/10.1/abc',
        // eslint-disable-next-line no-script-url
        citation: 'javascript:alert(1)',
        dockerImage: 'ai4oshub/plankton:2.1.0',
        build: 'https://ci.example.org/plankton',
      },
      resources: {
        inference: { cpuCores: 2, memoryBytes: 4 * 1024 ** 3 },
        training: { gpuCount: 1, gpuMemoryBytes: 8 * 1024 ** 3 },
      },
      manifest: 'deepaas-page',
    },
    origin: {
      source: 'forge:hub',
      location: 'https://forge.example.org/plankton/ai4-metadata.yml',
      editUrl: 'https://forge.example.org/plankton/edit/ai4-metadata.yml',
      format: '2.3.0',
    },
    problems: [],
    documentation: '# How to use it\n\nSend it a picture.',
    relations: [
      {
        type: 'dependsOn',
        entityRef: 'dataset:default/cruises',
        title: 'Cruises 2020',
      },
      {
        type: 'ownedBy',
        entityRef: 'group:default/ocean',
        title: 'Ocean group',
      },
    ],
    ...given,
  };
}

/** A manifest with a page that one may do without. */
export function sampleManifest(): object {
  const task = (name: string, memoryBytes: number) => ({
    name,
    command: [name],
    ports: [{ name }],
    resources: { cpuCores: 1, memoryBytes, diskBytes: 256 * 1024 ** 2 },
  });
  const endpoint = (name: string, title: string) => ({
    name,
    title,
    port: name,
    protocol: 'http',
    access: 'owner',
  });
  const $if = '${{ form.options.page }}';
  return {
    form: {
      type: 'object',
      properties: {
        options: {
          type: 'object',
          properties: {
            page: { type: 'boolean', default: true },
            // Changes nothing that one would open.
            loud: { type: 'boolean', default: false },
          },
        },
      },
    },
    workload: {
      tasks: [
        { ...task('api', 1024 ** 3), role: 'main' },
        { $if, ...task('ui', 1024 ** 3), role: 'beside' },
      ],
      endpoints: [{ $if, ...endpoint('ui', 'Page') }, endpoint('api', 'API')],
      lifetime: { kind: 'service' },
    },
  };
}

export const sampleProposal: ProposedChange = {
  ...{ url: 'https://forge.example/ada/leaf/pulls/7', number: 7 },
  ...{ title: 'Mend the metadata', branch: 'metadata-1', into: 'trunk' },
  ...{ fields: ['title'], dryRun: false },
};
