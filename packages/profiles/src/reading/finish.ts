import { vocabulary, type AssetSpec } from '@astrolabe/plugin-assets-common';

type Distribution = NonNullable<AssetSpec['distribution']>;
type Facet = keyof typeof vocabulary;

/** Names of tasks at hubs, by their ends; and what is in them. */
const TASK =
  /^[a-z]+(-[a-z]+)*-(answering|classification|detection|estimation|extraction|forecasting|generation|matching|mask|recognition|regression|retrieval|segmentation|similarity|to-[a-z]+|video|image|text|audio)$/;

const inTasks: [RegExp, Facet, string][] = [
  [
    /image|object|mask-generation|depth|visual|video/,
    'tasks',
    'Computer Vision',
  ],
  [
    /text|token|question|sentence|fill-mask/,
    'tasks',
    'Natural Language Processing',
  ],
  [/classification/, 'tasks', 'Classification'],
  [/regression/, 'tasks', 'Regression'],
  [/time-series|forecasting/, 'tasks', 'Time Series'],
  [/generation|-to-image|-to-video/, 'tasks', 'Generative Models'],
  [/image|object|mask-generation|depth|visual/, 'dataTypes', 'Image'],
  [/video/, 'dataTypes', 'Video'],
  [/audio|speech|voice/, 'dataTypes', 'Audio'],
  [/text|token|question|sentence|fill-mask/, 'dataTypes', 'Text'],
  [/tabular/, 'dataTypes', 'Tabular'],
];

const plain = (word: string) => word.toLowerCase().replace(/[^a-z0-9]/g, '');

/** What anybody would say in its place. */
const OTHER = 'Other';

const facets = Object.keys(vocabulary) as Facet[];

/** Tags that are words of a vocabulary are said there, too: many standards have but keywords. */
export function sortTags(spec: Partial<AssetSpec>): void {
  const add = (facet: Facet, word: string) => {
    spec[facet] = [...new Set([...(spec[facet] ?? []), word])];
  };
  for (const tag of spec.tags ?? []) {
    for (const facet of facets) {
      const found = vocabulary[facet].find(word => plain(word) === plain(tag));
      if (found && found !== OTHER) add(facet, found);
    }
    if (!TASK.test(tag)) continue;
    for (const [pattern, facet, word] of inTasks) {
      if (pattern.test(tag)) add(facet, word);
    }
  }
}

/** Longer ones are no summary. */
const SUMMARY = 500;

/** A short description is the summary, too. */
export function leadOf(spec: Partial<AssetSpec>): void {
  const { description = '' } = spec;
  const isOne = !/\n\s*\n/.test(description.trim());
  if (spec.summary === undefined && isOne && description.length <= SUMMARY) {
    const summary = description.replace(/\s+/g, ' ').trim();
    if (summary) spec.summary = summary;
  }
}

/** A file list says how many there are; where nobody says, it is not as if there were none. */
export function countFiles(spec: Partial<AssetSpec>): void {
  const { distribution } = spec as { distribution?: Partial<Distribution> };
  if (!distribution) return;
  const { files, filesTotal = files?.length } = distribution;
  if (filesTotal === undefined) delete spec.distribution;
  else Object.assign(distribution, { files: files ?? [], filesTotal });
}

/** What follows from what was read, whichever standard it was in. */
export function finish(spec: Partial<AssetSpec>): void {
  sortTags(spec);
  leadOf(spec);
  countFiles(spec);
}
