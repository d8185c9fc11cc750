import type { AssetKind } from '@astrolabe/plugin-assets-common';
import { finish } from '../../reading/finish';
import * as as from '../../reading/readers';
import { packages } from '../../reading/packages';
import { rootOf } from '../../reading/roots';
import { isThing, shown, valuesOf, type Thing } from '../../reading/things';
import type { ReadRow, Reader, Reading } from '../../reading/types';
import { imageAddress } from '../schema-org/reading';
import { statuses } from './things';

const { leave, read } = as;

const kinds: Readonly<Record<string, AssetKind>> = {
  'it6:MachineLearningModel': 'module',
  'dcat:Dataset': 'dataset',
  'dcat:Resource': 'module',
};

const called = (title: string) => (thing: Thing) =>
  valuesOf(thing, 'dct:title').some(value => shown(value) === title);

/** Of a thing with an address that; else the words that stand for it. */
const notation = (reader: Reader) =>
  as.either(as.inside('skos:notation', reader), reader);

const needs = (group: 'inference' | 'training', title: string): ReadRow => {
  const line = (name: string, label: string, unit = '') =>
    read(
      'dct:description',
      `resources.${group}.${name}`,
      as.amount(`${label}: `, unit),
    );
  return {
    at: 'dct:requires',
    of: thing => thing.types.includes('it6:Hardware') && called(title)(thing),
    rows: [
      leave('dct:title', ''),
      line('cpuCores', 'CPU cores'),
      line('gpuCount', 'GPUs'),
      line('memoryBytes', 'Memory', ' bytes'),
      line('gpuMemoryBytes', 'GPU memory', ' bytes'),
      line('gpuComputeCapability', 'GPU compute capability'),
      line('storageBytes', 'Storage', ' bytes'),
    ],
  };
};

/** Pages of builds, by what their addresses mostly have. */
const builds: Reader = value => {
  const found = String(as.link(value) ?? '');
  return /\b(actions|builds?|ci|jenkins|pipelines?)\b/i.test(found)
    ? found
    : undefined;
};

/** A DOI that is none of Zenodo's, which have a place of their own. */
const otherDoi: Reader = value =>
  as.zenodoDoi(value) === undefined ? as.doi(value) : undefined;

const activity = (title: string) =>
  as.where(
    'dct:title',
    new RegExp(`^${title}$`),
    as.inside('dct:identifier', as.words),
  );

/** Other properties that mean the same come behind those of the profile. */
const commonRows: ReadRow[] = [
  read('dct:title', 'title', as.words),
  read('it6:shortDescription', 'summary', as.words),
  read('dct:abstract', 'summary', as.words),
  read('dct:description', 'description', as.words),
  read('adms:identifier', 'doi', notation(otherDoi)),
  read('adms:identifier', 'doi', notation(as.doi)),
  read('adms:identifier', 'links.zenodoDoi', notation(as.zenodoDoi)),
  read('dct:identifier', 'doi', as.doi),
  leave('dct:identifier', 'calledElsewhere'),
  leave('dcat:landingPage', 'calledElsewhere'),
  ...['it6:version', 'dcat:version', 'owl:versionInfo'].map(at =>
    read(at, 'version', as.words),
  ),
  read('dct:license', 'license', as.licence),
  read('dct:creator', 'authors', as.person),
  leave('dct:publisher', 'decidedHere'),
  leave('it6:hasProvider', 'decidedHere'),
  read('adms:status', 'lifecycle', as.oneOf(statuses)),
  read('dct:created', 'createdAt', as.moment),
  read('dct:issued', 'createdAt', as.moment),
  read('dct:modified', 'updatedAt', as.moment),
  needs('inference', 'Inference'),
  needs('training', 'Training'),
  packages('dct:requires', 'dcat:version', 'dct:identifier'),
  read('dct:requires', 'libraries', as.of(['it6:Library'], as.text)),
  read('it6:hasMachineLearningLibrary', 'libraries', as.text),
  read('it6:hasTaskType', 'tasks', as.text),
  read('dcat:theme', 'tasks', as.term('tasks')),
  read('dcat:theme', 'tags', as.text),
  read('dcat:keyword', 'tags', as.keywords),
  read(
    'it6:hasInputModalitity',
    'dataTypes',
    as.either(as.inside('it6:classification', as.text), as.text),
  ),
  read('rdfs:seeAlso', 'links.self', as.link),
  read('it6:hasRepository', 'links.dockerImage', imageAddress),
  read('it6:hasRepository', 'links.sourceCode', as.link),
  read('foaf:page', 'links.build', builds),
  read('foaf:page', 'links.documentation', as.link),
  read('foaf:page', 'links.build', as.link),
  read('prov:wasDerivedFrom', 'links.template', as.link),
  read('prov:wasGeneratedBy', 'provenance.workload', activity('Workload')),
  read('prov:wasGeneratedBy', 'provenance.mlflowRun', activity('MLflow run')),
  read(
    'dct:isReferencedBy',
    'links.citation',
    as.either(as.inside('dct:identifier', as.link), as.link),
  ),
];

const checksum: Reader = value => {
  const digest = as.inside('spdx:checksumValue', as.words)(value);
  const algorithm = as.inside('spdx:algorithm', each =>
    isThing(each) ? each.id?.split('_').at(-1) : undefined,
  )(value);
  const known = /^(md5|sha1|sha256|sha512)$/.test(String(algorithm));
  return known && digest ? `${algorithm}:${digest}` : undefined;
};

const file = as.group({
  path: as.inside('dct:title', as.words),
  bytes: as.inside('dcat:byteSize', as.number),
  checksum: as.inside('spdx:checksum', checksum),
});

const files = (at: string): ReadRow[] => [
  read(
    at,
    'links.weights',
    as.where('dct:title', /^Weights$/, as.inside('it6:url', as.link)),
  ),
  read(at, 'distribution.files', file),
];

const modelRows: readonly ReadRow[] = [
  ...commonRows,
  read('dct:type', 'categories', as.text),
  read('dct:subject', 'dataTypes', as.term('dataTypes')),
  read('dct:subject', 'tags', as.text),
  read('it6:trainedOn', 'links.dataset', as.link),
  read('dct:relation', 'links.dataset', as.link),
  ...files('it6:hasFile'),
  ...files('it6:hasOutputFilePrediction'),
  read('dct:hasPart', 'links.weights', as.link),
  read('it6:hasBibliographicReference', 'links.citation', as.link),
  read('it6:fineTunedFrom', 'links.baseModel', as.link),
  read('dct:source', 'distribution.source', as.link),
  read('dct:rights', 'distribution.licenseUrl', as.link),
];

const datasetRows: readonly ReadRow[] = [
  ...commonRows,
  // It has one property for both; which is which, their lengths tell.
  read('dct:description', 'summary', as.words),
  read('dct:type', 'categories', as.term('categories')),
  read('dct:type', 'dataTypes', as.text),
  read('dct:relation', 'links.dataset', as.link),
  read('dct:hasPart', 'links.weights', as.link),
  read('dct:source', 'links.baseModel', as.link),
  {
    at: 'dcat:distribution',
    rows: [
      read('dct:license', 'license', as.licence),
      read('dct:title', 'distribution.repository', as.words),
      read('dct:identifier', 'distribution.source', as.words),
      read('dct:rights', 'distribution.licenseUrl', as.link),
      read('dct:extent', 'distribution.filesTotal', as.amount('Files: ')),
      read('dcat:byteSize', 'distribution.bytesTotal', as.number),
      read('dct:hasPart', 'distribution.files', file),
      leave('dcat:accessURL', 'calledElsewhere'),
      leave('dqv:hasQualityMeasurement', 'measuredAnew'),
    ],
  },
];

const ELSEWHERE = 'Names of a portal mean nothing elsewhere.';

export const mldcatReading: Reading = {
  open: source => rootOf(source, kinds),
  rows: ({ kind }) => (kind === 'dataset' ? datasetRows : modelRows),
  lost: () => ({
    owner: ELSEWHERE,
    dependsOn: ELSEWHERE,
    'links.build': 'It is a page beside the documentation.',
    'links.documentation': 'It is a page beside the builds.',
    'links.dockerImage': 'The page of an image says no tag.',
    'links.baseModel': 'Tools have one, models of others are one.',
  }),
  finish(spec, kind) {
    const { summary, description } = spec;
    const isBoth = summary !== undefined && description !== undefined;
    if (kind === 'dataset' && isBoth && summary.length > description.length) {
      [spec.summary, spec.description] = [description, summary];
    }
    finish(spec);
  },
};
