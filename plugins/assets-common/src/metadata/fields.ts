import { ai4Terms, UNTITLED, vocabulary } from '../check';
import type { Path } from '../edit';
import type { AssetSpec } from '../generated/asset';
import type { AssetKind } from '../kinds';

/** What a file can be: ai4-metadata of version 2, or our own. @public */
export type MetadataFormat = 'ai4' | 'own';

/** What people say of an asset, as forms ask for it. @public */
export interface MetadataField {
  /** Of it in forms and translations, and without the group in our own spec. */
  id: string;
  group: 'about' | 'finding' | 'links' | 'dates' | 'inference' | 'training';
  type: 'line' | 'lines' | 'list' | 'terms' | 'integer' | 'number';
  /** Where it stands in a file; absent where such a file has no place for it. */
  paths: Partial<Record<MetadataFormat, Path>>;
  isRequired?: boolean;
  /** What is allowed, in each format. */
  terms?: Record<MetadataFormat, readonly string[]>;
  /** What one in the form is in a file of ours: a megabyte is a million bytes. */
  ownUnit?: number;
  /** What it is worth to whoever looks for assets; see {@link completeness}. */
  worth?: number;
  /** Another file of its repository that says it, where the metadata file cannot. */
  elsewhere?: string;
  /** Of these kinds alone it is asked; of all unless told. */
  kinds?: readonly AssetKind[];
  /** How well it is said, from 0 to 1; whether it is said at all unless told. */
  quality?(spec: AssetSpec): number;
}

const trained: readonly AssetKind[] = ['module', 'model'];
const found: readonly AssetKind[] = ['module', 'model', 'dataset'];

/** A description of fewer characters says hardly more than the summary. */
const LONG_ENOUGH = 100;

function about(): MetadataField[] {
  const field = (
    id: keyof AssetSpec,
    rest: Partial<MetadataField> = {},
  ): MetadataField => ({
    id,
    group: 'about',
    type: 'line',
    paths: { ai4: [id], own: ['spec', id] },
    ...rest,
  });
  return [
    field('title', {
      isRequired: true,
      worth: 5,
      quality: ({ title }) => (title && title !== UNTITLED ? 1 : 0),
    }),
    field('summary', { isRequired: true, worth: 8 }),
    field('description', {
      type: 'lines',
      isRequired: true,
      worth: 10,
      quality: ({ description = '' }) =>
        Math.min(1, description.trim().length / LONG_ENOUGH),
    }),
    field('license', { worth: 10 }),
    field('doi', { worth: 2 }),
    field('version', {
      paths: { own: ['spec', 'version'] },
      elsewhere: 'pyproject.toml',
      worth: 3,
    }),
    field('authors', {
      type: 'list',
      paths: { own: ['spec', 'authors'] },
      elsewhere: 'CITATION.cff',
      worth: 5,
    }),
  ];
}

function finding(): MetadataField[] {
  const field = (
    id: 'tasks' | 'libraries' | 'categories' | 'dataTypes',
    worth: number,
    kinds?: readonly AssetKind[],
  ): MetadataField => ({
    id,
    group: 'finding',
    type: 'terms',
    paths: {
      ai4: [id === 'dataTypes' ? 'data-type' : id],
      own: ['spec', id],
    },
    terms: { ai4: ai4Terms[id], own: vocabulary[id] },
    worth,
    kinds,
  });
  return [
    field('tasks', 8, found),
    field('libraries', 6, trained),
    field('categories', 4, ['module', 'model', 'tool']),
    field('dataTypes', 6, found),
    {
      id: 'tags',
      group: 'finding',
      type: 'list',
      paths: { ai4: ['tags'], own: ['spec', 'tags'] },
      worth: 6,
    },
  ];
}

function links(): MetadataField[] {
  const field = (
    ids: [id: string, ai4: string],
    rest: Partial<MetadataField> = {},
  ): MetadataField => ({
    id: ids[0],
    group: 'links',
    type: 'line',
    paths: { ai4: ['links', ids[1]], own: ['spec', 'links', ids[0]] },
    ...rest,
  });
  return [
    field(['sourceCode', 'source_code'], {
      worth: 10,
      kinds: ['module', 'model', 'tool'],
    }),
    field(['documentation', 'documentation'], { worth: 3 }),
    field(['dockerImage', 'docker_image'], { worth: 2, kinds: ['module'] }),
    field(['dataset', 'dataset'], { worth: 2, kinds: trained }),
    field(['weights', 'weights'], { worth: 2, kinds: trained }),
    field(['citation', 'citation'], { worth: 1, kinds: found }),
    field(['baseModel', 'base_model']),
  ];
}

function dates(): MetadataField[] {
  const field = (id: 'createdAt' | 'updatedAt', ai4: string) => ({
    id,
    group: 'dates' as const,
    type: 'line' as const,
    paths: { ai4: ['dates', ai4], own: ['spec', id] },
    worth: 2,
  });
  return [field('createdAt', 'created'), field('updatedAt', 'updated')];
}

function needs(group: 'inference' | 'training'): MetadataField[] {
  const field = (
    ids: [id: string, ai4: string],
    rest: Partial<MetadataField> = {},
  ): MetadataField => ({
    id: ids[0],
    group,
    type: 'integer',
    paths: {
      ai4: ['resources', group, ids[1]],
      own: ['spec', 'resources', group, ids[0]],
    },
    ...rest,
  });
  const worth = group === 'inference' ? 3 : undefined;
  const kinds: readonly AssetKind[] = ['module', 'model', 'tool'];
  const bytes = { ownUnit: 1_000_000 };
  return [
    field(['cpuCores', 'cpu'], { worth, kinds }),
    field(['memoryBytes', 'memory_MB'], { ...bytes, worth, kinds }),
    field(['gpuCount', 'gpu']),
    field(['gpuMemoryBytes', 'gpu_memory_MB'], bytes),
    field(['gpuComputeCapability', 'gpu_compute_capability'], {
      type: 'number',
    }),
    field(['storageBytes', 'storage_MB'], bytes),
  ];
}

/** Everything that forms ask for, in their order. @public */
export const metadataFields: readonly MetadataField[] = [
  ...about(),
  ...finding(),
  ...links(),
  ...dates(),
  ...needs('inference'),
  ...needs('training'),
];
