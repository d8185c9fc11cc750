import type {
  AssetLinks,
  AssetNeeds,
  AssetResources,
  AssetSpec,
} from '../generated/asset';
import { plain } from './meantBy';
import { ai4Terms, type Ai4Version } from './schemas';

type Keys = Record<string, unknown>;

/** What stands for a title where there is none. */
export const UNTITLED = 'Untitled';

/** Their words for categories, and ours, which name no platform. */
const categoryNames: Record<string, string> = {
  'AI4 pre trained': 'Pre-trained',
  'AI4 trainable': 'Trainable',
  'AI4 inference': 'Inference',
  'AI4 tools': 'Tools',
};

/** Ours for a word of theirs; nothing for `constructor`. */
function categoryName(term: string): string | undefined {
  return Object.hasOwn(categoryNames, term) ? categoryNames[term] : undefined;
}

/** Keywords of version 1 that meant a category. */
const keywordCategories: Record<string, string> = {
  trainable: 'Trainable',
  inference: 'Inference',
  pretrained: 'Pre-trained',
  tools: 'Tools',
};

/** The words of each facet whose words are agreed on. @public */
export const vocabulary = {
  libraries: ai4Terms.libraries,
  tasks: ai4Terms.tasks,
  dataTypes: ai4Terms.dataTypes,
  categories: Object.values(categoryNames),
};

/** Our words for categories in theirs. */
export function categoryTerms(categories: string[]): string[] {
  return Object.keys(categoryNames).filter(term =>
    categories.includes(categoryNames[term]),
  );
}

/**
 * Terms in the one spelling that facets show: "scikit-learn" and "Scikit-learn"
 * are the same library, "AI4 pre trained" and "Pre-trained" the same category.
 */
export function sameSpelling(
  facet: keyof typeof vocabulary,
  found: string[],
): string[] {
  const spelt = found.map(term => {
    const named = facet === 'categories' ? categoryName(term) ?? term : term;
    return vocabulary[facet].find(t => plain(t) === plain(named)) ?? named;
  });
  return [...new Set(spelt)];
}

/**
 * The value of an ai4-metadata file in our own shape. It never fails: what
 * cannot be used is left out, because the file is shown with its problems.
 */
export function migrateAi4(
  value: unknown,
  version: Ai4Version,
  name: string,
): AssetSpec {
  const keys = isKeys(value) ? value : {};
  return version === '1.0.0' ? fromV1(keys, name) : fromV2(keys, name);
}

function fromV2(keys: Keys, name: string): AssetSpec {
  const dates = isKeys(keys.dates) ? keys.dates : {};
  return compact({
    ...heading(keys, name),
    description: text(keys.description, 100_000),
    doi: bareDoi(keys.doi),
    license: text(keys.license, 100),
    createdAt: text(dates.created, 40),
    updatedAt: text(dates.updated, 40),
    libraries: terms(keys.libraries),
    tasks: terms(keys.tasks),
    categories: sameSpelling('categories', terms(keys.categories)),
    tags: terms(keys.tags),
    dataTypes: terms(keys['data-type']),
    links: linksV2(keys.links),
    resources: resources(keys.resources),
    provenance: provenance(keys.provenance),
  });
}

function fromV1(keys: Keys, name: string): AssetSpec {
  const sources = isKeys(keys.sources) ? keys.sources : {};
  const keywords = terms(keys.keywords);
  const paragraphs = Array.isArray(keys.description)
    ? keys.description.filter(isText).join('\n')
    : keys.description;
  const known = (list: readonly string[]) =>
    list.filter(term => keywords.some(k => plain(k) === plain(term)));
  return compact({
    ...heading(keys, name),
    description: text(paragraphs, 100_000),
    license: text(keys.license, 100),
    createdAt: text(keys.date_creation, 40),
    libraries: known(ai4Terms.libraries),
    tasks: known(ai4Terms.tasks),
    categories: terms(keywords.flatMap(k => keywordCategories[plain(k)] ?? [])),
    tags: keywords,
    dataTypes: known(ai4Terms.dataTypes),
    links: group<AssetLinks>({
      sourceCode: text(sources.code, 2000),
      dockerImage: text(sources.docker_registry_repo, 2000),
      weights: text(sources.pre_trained_weights, 2000),
      dataset: text(keys.dataset_url, 2000),
      citation: text(keys.cite_url, 2000),
    }),
  });
}

function heading(keys: Keys, name: string) {
  return {
    title: text(keys.title, 300) ?? (name.slice(0, 300) || UNTITLED),
    summary: text(keys.summary, 2000) ?? '',
  };
}

function linksV2(value: unknown): AssetLinks | undefined {
  if (!isKeys(value)) return undefined;
  const link = (key: string) => text(value[key], 2000);
  return group<AssetLinks>({
    self: link('self'),
    sourceCode: link('source_code'),
    documentation: link('documentation'),
    dockerImage: link('docker_image'),
    zenodoDoi: link('zenodo_doi'),
    dataset: link('dataset'),
    weights: link('weights'),
    citation: link('citation'),
    baseModel: link('base_model'),
    template: link('ai4_template'),
  });
}

function resources(value: unknown): AssetResources | undefined {
  if (!isKeys(value)) return undefined;
  return group<AssetResources>({
    inference: needs(value.inference),
    training: needs(value.training),
  });
}

function needs(value: unknown): AssetNeeds | undefined {
  if (!isKeys(value)) return undefined;
  return group<AssetNeeds>({
    cpuCores: amount(value.cpu),
    gpuCount: whole(value.gpu),
    memoryBytes: megabytes(value.memory_MB),
    gpuMemoryBytes: megabytes(value.gpu_memory_MB),
    gpuComputeCapability: amount(value.gpu_compute_capability),
    storageBytes: megabytes(value.storage_MB),
  });
}

function provenance(value: unknown) {
  if (!isKeys(value)) return undefined;
  return group({
    workload: text(value.nomad_job, 200),
    mlflowRun: text(value.mlflow_run, 200),
  });
}

/** `10.x/y` of a DOI however it is written. @public */
export function bareDoi(value: unknown): string | undefined {
  const found = text(value, 500)?.match(/10\.[0-9]{4,9}\/\S+$/);
  return found?.[0];
}

function text(value: unknown, max: number): string | undefined {
  const trimmed = isText(value) ? value.trim() : '';
  if (trimmed === '') return undefined;
  // By characters as JSON Schema counts them, so that none is cut in two.
  return trimmed.length <= max ? trimmed : [...trimmed].slice(0, max).join('');
}

function terms(value: unknown): string[] {
  if (!Array.isArray(value)) return [];
  const found = value.flatMap(item => text(item, 200) ?? []);
  return [...new Set(found)].slice(0, 200);
}

function amount(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isFinite(value) && value >= 0
    ? value
    : undefined;
}

function whole(value: unknown): number | undefined {
  return Number.isInteger(value) ? amount(value) : undefined;
}

function megabytes(value: unknown): number | undefined {
  const amountOf = amount(value);
  const bytes = amountOf === undefined ? undefined : amountOf * 1_000_000;
  return Number.isSafeInteger(bytes) ? bytes : undefined;
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}

function isKeys(value: unknown): value is Keys {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Without what is undefined. */
function compact<T extends object>(value: T): T {
  return Object.fromEntries(
    Object.entries(value).filter(([, v]) => v !== undefined),
  ) as T;
}

function group<T extends object>(value: T): T | undefined {
  const present = compact(value);
  return Object.keys(present).length > 0 ? present : undefined;
}
