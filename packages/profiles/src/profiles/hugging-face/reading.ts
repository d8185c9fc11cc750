import { finish } from '../../reading/finish';
import * as as from '../../reading/readers';
import { thingOf } from '../../reading/things';
import type { ReadRow, Reader, Reading } from '../../reading/types';
import { libraryNames } from './libraries';
import { spdxOf } from './licenses';

const { leave, read } = as;

/** A page at the Hub, of a name there. */
const atHub =
  (folder: string): Reader =>
  value => {
    const name = String(as.words(value) ?? '');
    return /^[\w.-]+(\/[\w.-]+)?$/.test(name)
      ? `https://huggingface.co/${folder}${name}`
      : as.link(value);
  };

const licence: Reader = value => {
  const written = String(as.words(value) ?? '').toLowerCase();
  return spdxOf(written) ?? as.licence(value);
};

const hubLibrary = as.oneOf(libraryNames);

const library: Reader = value => {
  const text = hubLibrary(value) ?? as.words(value);
  return text && as.term('libraries')({ text: String(text) });
};

const amountOf = as.amount('');
const size = as.bytes('');

const needs = (group: 'inference' | 'training'): ReadRow[] => {
  const line = (label: string, name: string, reader: Reader) =>
    read(`${group}.${label}`, `resources.${group}.${name}`, reader);
  return [
    line('CPU cores', 'cpuCores', amountOf),
    line('GPUs', 'gpuCount', amountOf),
    line('Memory', 'memoryBytes', size),
    line('GPU memory', 'gpuMemoryBytes', size),
    line('GPU compute capability', 'gpuComputeCapability', amountOf),
    line('Storage', 'storageBytes', size),
  ];
};

const rows: ReadRow[] = [
  read('front.model_name', 'title', as.words),
  read('front.pretty_name', 'title', as.words),
  read('title', 'title', as.words),
  read('summary', 'summary', as.words),
  read('description', 'description', as.words),
  read('front.license', 'license', licence),
  read('front.license_name', 'license', as.licence),
  read('front.license_link', 'license', as.licence),
  read('front.library_name', 'libraries', library),
  read('front.library_name', 'tags', as.words),
  read('front.pipeline_tag', 'tags', as.words),
  read('front.task_categories', 'tags', as.words),
  read('front.tags', 'tags', as.words),
  // Words of the Hub that stand in cards and say where else something is.
  read('front.datasets', 'links.dataset', atHub('datasets/')),
  read('front.base_model', 'links.baseModel', atHub('')),
  read('links.DOI', 'doi', as.doi),
  read('links.Metadata', 'links.self', as.link),
  read('links.Source code', 'links.sourceCode', as.link),
  read('links.Documentation', 'links.documentation', as.link),
  read('links.Container image', 'links.dockerImage', as.link),
  read('links.Archived', 'links.zenodoDoi', as.link),
  read('links.Training data', 'links.dataset', as.link),
  read('links.Weights', 'links.weights', as.link),
  read('links.Publication', 'links.citation', as.link),
  read('links.Base model', 'links.baseModel', as.link),
  read('links.Made from', 'links.template', as.link),
  read('links.Builds', 'links.build', as.link),
  leave('links.Found at', 'foundElsewhere'),
  read('details.Version', 'version', as.words),
  read('details.Authors', 'authors', as.keywords),
  leave('details.Owner', 'decidedHere'),
  read(
    'details.Lifecycle',
    'lifecycle',
    as.oneOf({
      experimental: 'experimental',
      production: 'production',
      deprecated: 'deprecated',
    }),
  ),
  read('details.Created', 'createdAt', as.moment),
  read('details.Updated', 'updatedAt', as.moment),
  read('details.Workload', 'provenance.workload', as.words),
  read('details.MLflow run', 'provenance.mlflowRun', as.words),
  ...needs('inference'),
  ...needs('training'),
];

const groups: Record<string, string> = {
  Details: 'details',
  Links: 'links',
  'What inference needs': 'inference',
  'What training needs': 'training',
};

/** The title, the first paragraph, the sections that a card of ours has, and the rest. */
function partsOf(body: string) {
  const told = body.replace(/^(\s*<!--[\s\S]*?-->)+/, '');
  const [intro, ...sections] = told.split(/^(?=## )/m);
  const lists: Record<string, Record<string, string[]>> = {};
  const others: string[] = [];
  for (const section of sections) {
    const group = groups[/^## (.+)/.exec(section)?.[1].trim() ?? ''];
    const lines = section
      .split('\n')
      .slice(1)
      .filter(line => line.trim());
    const found = lines.map(line => /^- ([A-Z][\w ]*): (.*)$/.exec(line));
    if (!group || lines.length === 0 || !found.every(Boolean)) {
      others.push(section);
      continue;
    }
    for (const [, label, said] of found as RegExpExecArray[]) {
      ((lists[group] ??= {})[label] ??= []).push(textOf(said));
    }
  }
  const [, title, rest = intro] = /^\s*# (.+)\n([\s\S]*)$/.exec(intro) ?? [];
  const [lead = '', ...more] = rest.trim().split(/\n\s*\n/);
  const isProse = /^[\p{L}\p{N}"'“(\\*_]/u.test(lead) && lead.length <= 2000;
  const description = [...(isProse ? more : [lead, ...more]), ...others];
  return {
    title: title === undefined ? [] : [textOf(title)],
    summary: isProse ? [textOf(lead)] : [],
    description: [description.join('\n\n').trim()],
    ...lists,
  };
}

/** A line of Markdown as its text, or the address that it is. */
function textOf(line: string): string {
  const [, link] = /^<([^>\s]+)>$/.exec(line.trim()) ?? [];
  return link ?? line.replace(/\\([\\`*_{}[\]<>#|])/g, '$1').trim();
}

export const cardReading: Reading = {
  open(source) {
    if (source.form !== 'card') return undefined;
    const { front, body } = source;
    const thing = thingOf(
      { front, ...partsOf(body.replaceAll('\r\n', '\n')) },
      ['front', ...Object.values(groups)],
    );
    const isDataset = ['pretty_name', 'dataset_info', 'task_categories'].some(
      key => key in front,
    );
    return { thing, kind: isDataset ? 'dataset' : 'module' };
  },
  rows: () => rows,
  lost: () => ({
    owner: 'Names of a portal mean nothing elsewhere.',
    libraries: 'A card has one library; others are tags.',
    tasks: 'A card has tags for it.',
    categories: 'A card has tags for it.',
    dataTypes: 'A card has tags for it.',
    authors: 'They stand in a line, in which names have no commas.',
    description: 'It and the summary are paragraphs of one text.',
    'links.dockerImage': 'The page of an image says no tag.',
  }),
  finish,
};
