import type { AssetKind } from '@astrolabe/plugin-assets-common';
import { own } from '../../mapping/own';
import { finish } from '../../reading/finish';
import * as as from '../../reading/readers';
import { isThing, thingOf, valuesOf } from '../../reading/things';
import type { Reader, ReadRow, Reading } from '../../reading/types';
import { imageAddress } from '../schema-org/reading';
import { algorithms, linkTitles } from './words';

const { leave, read } = as;

const LINKS = 'component.externalReferences';

/** An external reference that we have written, by what its comment says it is. */
function ours(path: keyof typeof linkTitles): ReadRow {
  const title = linkTitles[path];
  const reader: Reader = value => {
    const [comment] = isThing(value) ? valuesOf(value, 'comment') : [];
    const said = comment && as.words(comment);
    if (said === title) return as.inside('url', as.link)(value);
    // What is no address stands behind its title.
    return typeof said === 'string' && said.startsWith(`${title}: `)
      ? said.slice(title.length + 2)
      : undefined;
  };
  return read(LINKS, path, reader);
}

/** One of anybody's, by its type. */
const theirs = (type: string, into: string, as_: Reader = as.address) =>
  read(
    LINKS,
    into,
    as.where('type', new RegExp(`^${type}$`), as.inside('url', as_)),
  );

const property = (name: string, into: string, reader: Reader = as.words) =>
  read(
    'component.properties',
    into,
    as.where(
      'name',
      new RegExp(`^astrolabe:${name}$`),
      as.inside('value', reader),
    ),
  );

const needs = (group: 'inference' | 'training'): ReadRow[] =>
  [
    ...['cpuCores', 'gpuCount', 'memoryBytes', 'gpuMemoryBytes'],
    ...['gpuComputeCapability', 'storageBytes'],
  ].map(need =>
    property(`${group}:${need}`, `resources.${group}.${need}`, as.number),
  );

const licence: Reader = as.either(
  as.inside(
    'license',
    as.either(
      as.inside('id', as.licence),
      as.inside('name', as.licence),
      as.inside('url', as.licence),
    ),
  ),
  as.inside('expression', as.licence),
);

/** Where it is, rather than what it is called. */
const place = (reference: string): Reader =>
  as.either(
    as.inside(reference, as.inside('url', as.address)),
    as.inside('name', as.link),
  );

/** Tasks in one line, where all of them are words of ours; else tags. */
const tasks: Reader = value => {
  const all = [as.keywords(value)].flat() as string[];
  const known = all.map(text => as.term('tasks')({ text }));
  return known.length > 0 && known.every(Boolean) ? known : undefined;
};

const checksum: Reader = value => {
  const name = as.inside('alg', as.words)(value);
  const [algorithm] =
    Object.entries(algorithms).find(([, theirName]) => theirName === name) ??
    [];
  const content = as.inside('content', as.words)(value);
  return algorithm && content ? `${algorithm}:${content}` : undefined;
};

const file: Reader = as.where(
  'type',
  /^file$/,
  as.group({
    path: as.inside('name', as.words),
    bytes: as.inside(
      'properties',
      as.where('name', /^astrolabe:bytes$/, as.inside('value', as.number)),
    ),
    checksum: as.inside('hashes', checksum),
  }),
);

const parameters: ReadRow[] = [
  read('task', 'tasks', tasks),
  read('task', 'tags', as.keywords),
  read('inputs', 'dataTypes', as.inside('format', as.term('dataTypes'))),
  read('inputs', 'tags', as.inside('format', as.words)),
  read('datasets', 'links.dataset', place('contents')),
];

const rows: ReadRow[] = [
  read('component.name', 'title', as.words),
  read('component.description', 'summary', as.words),
  property('description', 'description'),
  read('component.version', 'version', as.words),
  read('component.licenses', 'license', licence),
  read('component.authors', 'authors', as.person),
  read('component.author', 'authors', as.person),
  leave('component.supplier', 'decidedHere'),
  leave('component.bom-ref', ''),
  leave('component.type', ''),
  property(
    'lifecycle',
    'lifecycle',
    as.oneOf({
      experimental: 'experimental',
      production: 'production',
      deprecated: 'deprecated',
    }),
  ),
  property('createdAt', 'createdAt', as.moment),
  property('updatedAt', 'updatedAt', as.moment),
  property('task', 'tasks', as.term('tasks')),
  property('task', 'tags'),
  property('category', 'categories', as.term('categories')),
  property('category', 'tags'),
  property('dataType', 'dataTypes', as.term('dataTypes')),
  property('dataType', 'tags'),
  property('template', 'links.template', as.link),
  property('workload', 'provenance.workload'),
  property('mlflowRun', 'provenance.mlflowRun'),
  property('repository', 'distribution.repository'),
  ...needs('inference'),
  ...needs('training'),
  read('component.tags', 'tags', as.words),
  read(LINKS, 'doi', as.where('comment', /^DOI$/, as.inside('url', as.doi))),
  ...(Object.keys(linkTitles) as (keyof typeof linkTitles)[])
    .filter(path => path !== 'doi')
    .map(ours),
  theirs('vcs', 'links.sourceCode'),
  theirs('documentation', 'links.documentation'),
  theirs('build-system', 'links.build'),
  theirs('source-distribution', 'distribution.source'),
  theirs('license', 'distribution.licenseUrl'),
  theirs('distribution', 'links.zenodoDoi', as.zenodoDoi),
  theirs('distribution', 'links.dockerImage', imageAddress),
  theirs('distribution', 'links.weights'),
  theirs('website', 'doi', as.doi),
  leave(LINKS, 'otherLink'),
  {
    at: 'component.pedigree',
    rows: [read('ancestors', 'links.baseModel', place('externalReferences'))],
  },
  {
    at: 'component.modelCard',
    rows: [{ at: 'modelParameters', rows: parameters }],
  },
  read(
    'components',
    'libraries',
    as.where('bom-ref', /^library:/, as.inside('name', as.words)),
  ),
  read(
    'components',
    'libraries',
    as.where(
      'type',
      /^(library|framework)$/,
      as.inside('name', as.term('libraries')),
    ),
  ),
  read('components', 'distribution.files', file),
  leave('components', 'parts'),
  ...[
    ...['$schema', 'bomFormat', 'specVersion', 'serialNumber', 'version'],
    ...['dependencies', 'metadata.timestamp', 'metadata.tools'],
  ].map(at => leave(at, '')),
];

/** What is described, of the types that are kept in the catalogue. */
const kinds: Record<string, AssetKind> = {
  'machine-learning-model': 'module',
  application: 'module',
  container: 'module',
  data: 'dataset',
  framework: 'module',
  library: 'module',
};

interface Bom {
  metadata?: { component?: object };
  components?: object;
  [other: string]: unknown;
}

export const cyclonedxReading: Reading = {
  open(source) {
    if (source.form !== 'yaml' || !('bomFormat' in source.value)) {
      return undefined;
    }
    const { metadata, ...rest } = source.value as Bom;
    const { component, ...about } = Object(metadata) as NonNullable<
      Bom['metadata']
    >;
    if (typeof component !== 'object' || component === null) return undefined;
    const thing = thingOf({ component, metadata: about, ...rest }, [
      ...['component', 'metadata'],
    ]);
    const [type] = valuesOf(thing, 'component.type');
    const kind = type && own(kinds, String(as.words(type)));
    return kind && { thing, kind };
  },
  rows: () => rows,
  lost: () => ({
    authors: 'Of people it has the names alone.',
    owner: 'Names of a portal mean nothing elsewhere.',
    dependsOn: 'Names of a portal mean nothing elsewhere.',
    'links.dockerImage': 'The page of an image says no tag.',
  }),
  finish,
};
