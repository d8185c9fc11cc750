import type { AssetKind } from '@astrolabe/plugin-assets-common';
import { webLink } from '../../links';
import * as as from '../../reading/readers';
import { packages } from '../../reading/packages';
import { finish } from '../../reading/finish';
import { rootOf } from '../../reading/roots';
import { isThing, type Value } from '../../reading/things';
import type { ReadRow, Reader, Reading } from '../../reading/types';

const { leave, read, reread } = as;

/** Of which class what is. */
export const schemaKinds: Readonly<Record<string, AssetKind>> = {
  Dataset: 'dataset',
  SoftwareApplication: 'module',
  SoftwareSourceCode: 'module',
  WebApplication: 'module',
  ComputationalWorkflow: 'module',
};

const fact = (name: string) =>
  as.where('name', new RegExp(`^${name}$`), as.inside('value', as.words));

const inSet = (name: string, facet: string) =>
  read(
    'about',
    facet,
    as.where(
      'inDefinedTermSet',
      new RegExp(`^${name}$`),
      as.inside('name', as.words),
    ),
  );

/** An image by where images are; what is elsewhere is some other file. */
export const imageAddress: Reader = value => {
  const found = as.link(value) as string | undefined;
  const host = found && (webLink(found) ? new URL(found).host : found);
  return host && /docker|ghcr\.io|quay\.io|registry|^[^/]+:[^/]+$/i.test(host)
    ? found
    : undefined;
};

/** What has a name and an address and says no more is an asset of the portal that wrote it. */
const isOfPortal = (value: Value) =>
  isThing(value) &&
  webLink(value.id ?? '') !== undefined &&
  value.properties.has('name') &&
  value.properties.size === 1;

const baseModel: Reader = value =>
  isOfPortal(value) ? undefined : as.of(['CreativeWork'], as.link)(value);

/** Code that is one by its name. */
export const template: Reader = value => {
  const found = String(as.link(value) ?? '');
  return /template|cookiecutter/i.test(found) ? found : undefined;
};

/** Longer ones are a reference in words, and say where it is among others. */
const SHORT = 200;

/** A publication, also in a record of BibTeX, or in the words of a reference. */
export const publication: Reader = value => {
  if (isThing(value)) return as.link(value);
  const { text } = value;
  if (text.length <= SHORT && !text.includes('{')) return as.link(value);
  const [found] =
    /https?:\/\/[^\s"{}(),<>]+|10\.\d{4,9}\/[^\s"{},<>]+/.exec(text) ?? [];
  return found && as.link({ text: found.replace(/[.;]+$/, '') });
};

const checksum: Reader = value => {
  const text = as.words(value);
  return /^(md5|sha1|sha256|sha512):[0-9a-f]{32,128}$/.test(String(text))
    ? text
    : undefined;
};

const file = as.group({
  path: as.either(
    as.inside('name', as.words),
    as.inside('contentUrl', as.text),
  ),
  bytes: as.inside('contentSize', as.bytes('')),
  checksum: as.inside('identifier', checksum),
});

/** Of any work that somebody has made. */
const workRows: ReadRow[] = [
  read('name', 'title', as.text),
  read('abstract', 'summary', as.words),
  read('description', 'description', as.words),
  read('identifier', 'provenance.workload', fact('Workload')),
  read('identifier', 'provenance.mlflowRun', fact('MLflow run')),
  read('identifier', 'doi', as.doi),
  read('version', 'version', as.words),
  read('license', 'license', as.spdxPage),
  read('license', 'license', as.licence),
  read('license', 'distribution.licenseUrl', as.address),
  read('author', 'authors', as.person),
  read('creator', 'authors', as.person),
  leave('maintainer', 'decidedHere'),
  leave('url', 'placeHere'),
  read('creativeWorkStatus', 'lifecycle', lifecycleWord),
  read('dateCreated', 'createdAt', as.moment),
  read('datePublished', 'createdAt', as.moment),
  read('dateModified', 'updatedAt', as.moment),
  inSet('Libraries', 'libraries'),
  inSet('Tasks', 'tasks'),
  inSet('Types of data', 'dataTypes'),
  read('about', 'tags', as.text),
  read('genre', 'categories', as.term('categories')),
  read('genre', 'tags', as.keywords),
  read('keywords', 'tags', as.keywords),
  read('sameAs', 'links.zenodoDoi', as.zenodoDoi),
  read('sameAs', 'links.self', as.link),
  read('isBasedOn', 'links.template', as.of(['SoftwareSourceCode'], template)),
  read('isBasedOn', 'links.sourceCode', as.of(['SoftwareSourceCode'], as.link)),
  read('isBasedOn', 'links.template', as.of(['SoftwareSourceCode'], as.link)),
  read('isBasedOn', 'links.dataset', as.of(['Dataset'], as.link)),
  read(
    'isBasedOn',
    'links.dockerImage',
    as.of(['SoftwareApplication'], as.inside('downloadUrl', imageAddress)),
  ),
  read('isBasedOn', 'links.baseModel', baseModel),
  read('subjectOf', 'links.build', as.of(['WebPage'], as.link)),
  read('subjectOf', 'links.documentation', as.of(['CreativeWork'], as.link)),
  read('associatedMedia', 'links.weights', as.of(['MediaObject'], as.link)),
  read('associatedMedia', 'links.dockerImage', imageAddress),
  read('citation', 'links.citation', as.of(['CreativeWork'], publication)),
  read('citation', 'links.citation', publication),
  read('provider', 'distribution.repository', as.text),
  read('archivedAt', 'distribution.source', as.link),
  read('size', 'distribution.filesTotal', as.amount('Files: ')),
  read('size', 'distribution.bytesTotal', as.amountOfBytes),
  leave('size', 'noBytes'),
  read('distribution', 'distribution.files', file),
];

function lifecycleWord(value: Value): unknown {
  const words = ['experimental', 'production', 'deprecated'];
  return words.find(word => word === as.words(value));
}

const needs = (group: 'inference' | 'training', of: string): ReadRow[] => {
  const into = (name: string) => `resources.${group}.${name}`;
  return [
    read(
      'processorRequirements',
      into('gpuComputeCapability'),
      as.amount(`${of}, GPU compute capability: `),
    ),
    read(
      'processorRequirements',
      into('cpuCores'),
      as.amount(`${of}, CPU cores: `),
    ),
    read('processorRequirements', into('gpuCount'), as.amount(`${of}, GPUs: `)),
    read(
      'memoryRequirements',
      into('gpuMemoryBytes'),
      as.bytes(`${of}, GPU: `),
    ),
    read('memoryRequirements', into('memoryBytes'), as.bytes(`${of}: `)),
    read('storageRequirements', into('storageBytes'), as.bytes(`${of}: `)),
  ];
};

/** Of what is run. */
export const softwareReading: readonly ReadRow[] = [
  ...reread(workRows, [
    read('isBasedOn', 'links.dataset', as.of(['Dataset'], as.link)),
    read('isBasedOn', 'links.template', as.of(['SoftwareSourceCode'], as.link)),
    read('isBasedOn', 'links.baseModel', baseModel),
    read('associatedMedia', 'links.weights', as.of(['MediaObject'], as.link)),
  ]),
  read('associatedMedia', 'distribution.files', as.of(['DataDownload'], file)),
  read('softwareVersion', 'version', as.words),
  read('codeRepository', 'links.sourceCode', as.link),
  read('softwareHelp', 'links.documentation', as.link),
  read('downloadUrl', 'links.dockerImage', imageAddress),
  read('applicationCategory', 'categories', as.term('categories')),
  read('applicationCategory', 'tags', as.keywords),
  read('programmingLanguage', 'tags', as.text),
  packages('softwareRequirements', 'softwareVersion', 'identifier'),
  read('softwareRequirements', 'libraries', as.words),
  read(
    'softwareRequirements',
    'libraries',
    as.of(
      ['SoftwareApplication', 'SoftwareSourceCode'],
      as.inside('name', as.words),
    ),
  ),
  ...needs('inference', 'Inference'),
  ...needs('training', 'Training'),
  // Who says no more means what it takes to run it.
  read(
    'memoryRequirements',
    'resources.inference.memoryBytes',
    as.amountOfBytes,
  ),
  leave('memoryRequirements', 'noBytes'),
  read(
    'storageRequirements',
    'resources.inference.storageBytes',
    as.amountOfBytes,
  ),
  leave('storageRequirements', 'noBytes'),
];

const OTHER_WORDS = 'Words that no list of ours has become tags.';
const ELSEWHERE = 'Names of a portal mean nothing elsewhere.';

const datasetLost = {
  'links.sourceCode':
    'It may be the template, which is code that it is made from, too.',
  'links.template':
    'It may be the source, which is code that it is made from, too.',
};

/** What the mappings of schema.org write and is not read back, of whichever kind. */
export const schemaLost: Reading['lost'] = kind => ({
  ...(kind === 'dataset' ? datasetLost : {}),
  owner: ELSEWHERE,
  dependsOn: ELSEWHERE,
  categories: OTHER_WORDS,
  'links.dockerImage': 'The page of an image says no tag.',
});

export const datasetReading: readonly ReadRow[] = workRows;

export const schemaReading: Reading = {
  open: source => rootOf(source, schemaKinds),
  rows: ({ kind }) => (kind === 'dataset' ? datasetReading : softwareReading),
  lost: schemaLost,
  finish,
};
