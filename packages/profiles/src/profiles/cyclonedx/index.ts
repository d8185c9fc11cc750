import { authorOf, type AssetKind } from '@astrolabe/plugin-assets-common';
import {
  nameInRef,
  plain,
  type Authors,
  type SpecCitation,
  type SpecDependency,
} from '../../graph';
import { checksumIn, doiLink, imageLink, spdxId, webLink } from '../../links';
import {
  change,
  excuse,
  say,
  sayEach,
  type JsonObject,
  type Mapping,
  type ValueKind,
} from '../../mapping';
import type { Profile } from '../../types';
import { jsonFormat } from '../formats';
import { cyclonedxReading } from './reading';
import { algorithms, linkTitles } from './words';

const MAIN = 'metadata.component';
const PROPERTIES = `${MAIN}.properties[]`;
const LINKS = `${MAIN}.externalReferences[]`;
const CARD = `${MAIN}.modelCard`;
const PARAMETERS = `${CARD}.modelParameters`;

const types: Record<AssetKind, string> = {
  module: 'machine-learning-model',
  model: 'machine-learning-model',
  tool: 'application',
  dataset: 'data',
};

/** What it has no word of its own for: names and values. */
function property(name: string): ValueKind<string | number | string[]> {
  return value =>
    [value]
      .flat()
      .map(item => ({ name: `astrolabe:${name}`, value: `${item}` }));
}

/** A row of a link; what it is stands in its comment, since types say less. */
function link(
  path: keyof typeof linkTitles,
  type: string,
  address: (text: string) => string | undefined = doiLink,
): Mapping[number] {
  const title = linkTitles[path];
  const reference: ValueKind<string> = text => {
    const url = address(text);
    // What is no address is said all the same, as a comment to nowhere.
    const said: JsonObject = url
      ? { url, comment: title }
      : { url: '', comment: `${title}: ${text}` };
    return [{ type, ...said }];
  };
  return say(path, LINKS, reference);
}

const license: ValueKind<string> = text => {
  const id = spdxId(text);
  const said: JsonObject = id ? { id } : { name: text };
  return [{ license: said }];
};

const dataset: ValueKind<string> = text => {
  const url = doiLink(text);
  return [
    {
      type: 'dataset',
      name: text,
      ...(url ? { contents: { url } } : {}),
    },
  ];
};

const ancestor: ValueKind<string> = text => {
  const url = webLink(text);
  return [
    {
      type: 'machine-learning-model',
      name: text,
      ...(url ? { externalReferences: [{ type: 'website', url }] } : {}),
    },
  ];
};

const library: ValueKind<string[]> = names =>
  names.map(name => ({
    type: 'library',
    'bom-ref': `library:${name}`,
    name,
  }));

const otherAsset: ValueKind<string[]> = (refs, { asset, idOf }) =>
  refs.map(ref => {
    const related = asset.relations.find(({ entityRef }) => entityRef === ref);
    const url = idOf(ref);
    return {
      type: ref.startsWith('dataset:') ? 'data' : 'application',
      'bom-ref': ref,
      name: related?.title ?? ref,
      ...(url ? { externalReferences: [{ type: 'website', url }] } : {}),
    };
  });

const hash: ValueKind<string> = checksum => {
  const found = checksumIn(checksum);
  return found
    ? [
        {
          alg: algorithms[found.algorithm as keyof typeof algorithms],
          content: found.digest,
        },
      ]
    : [];
};

const needs = (where: string): Mapping =>
  [
    'cpuCores',
    'gpuCount',
    'memoryBytes',
    'gpuMemoryBytes',
    'gpuComputeCapability',
    'storageBytes',
  ].map(need =>
    say(`resources.${where}.${need}`, PROPERTIES, property(`${where}:${need}`)),
  );

/** Of what it is made, as its repository and the registry have it. */
const made: Mapping = [
  sayEach(
    {
      from: 'languages',
      to: PROPERTIES,
      as: () => [{ name: 'astrolabe:language' }],
    },
    [say('name', 'value', plain), excuse('share', 'A property has one value.')],
  ),
  say('sizeBytes', PROPERTIES, property('sizeBytes')),
  sayEach(
    {
      from: 'dependencies',
      to: 'components[]',
      as: ({ name, version, purl }: SpecDependency) => [
        {
          type: 'library',
          'bom-ref':
            purl ?? `package:${[name, version ?? []].flat().join('@')}`,
        },
      ],
    },
    [
      say('name', 'name', plain),
      say('version', 'version', plain),
      say('purl', 'purl', plain),
    ],
  ),
  sayEach(
    {
      from: 'image',
      to: 'components[]',
      as: () => [{ type: 'container', 'bom-ref': 'image' }],
    },
    [
      say('reference', 'name', plain),
      say('digest', 'hashes[]', hash),
      say('signature', 'properties[]', property('signature')),
    ],
  ),
  ...['runs', 'cpuCores', 'memoryBytes', 'gpuCount', 'gpuMemoryBytes'].map(
    amount => say(`used.${amount}`, PROPERTIES, property(`used:${amount}`)),
  ),
  sayEach(
    {
      from: 'citations',
      to: LINKS,
      as: ({ doi, url }: SpecCitation) => [
        { type: 'other', url: doiLink(doi ?? url ?? '') ?? '' },
      ],
    },
    [
      say('title', 'comment', plain),
      excuse('authors', 'It leads there, and says no more of it.'),
      excuse('year', 'The same.'),
      // `as` says it: a link leads to one place.
      say('doi', 'url', () => []),
      say('url', 'url', () => []),
      excuse('isPreferred', 'It has no order of links.'),
    ],
  ),
];

/** What is said of every component. */
const rows: Mapping = [
  say('title', `${MAIN}.name`, plain),
  say('summary', `${MAIN}.description`, plain),
  say('description', PROPERTIES, property('description')),
  link('doi', 'website'),
  say('version', `${MAIN}.version`, plain),
  say('license', `${MAIN}.licenses[]`, license),
  // It has no place for ORCIDs: `bom-ref` is one's own name for somebody.
  say('authors', `${MAIN}.authors[]`, (authors: Authors) =>
    authors.map(author => ({ name: authorOf(author).name })),
  ),
  say('owner', `${MAIN}.supplier.name`, (ref: string) => [nameInRef(ref)]),
  say('lifecycle', PROPERTIES, property('lifecycle')),
  say('createdAt', PROPERTIES, property('createdAt')),
  say('updatedAt', PROPERTIES, property('updatedAt')),
  say('libraries', 'components[]', library),
  say('tasks', PROPERTIES, property('task')),
  say('categories', PROPERTIES, property('category')),
  say('tags', `${MAIN}.tags[]`, plain),
  say('dataTypes', PROPERTIES, property('dataType')),
  link('links.self', 'website'),
  link('links.sourceCode', 'vcs', webLink),
  link('links.documentation', 'documentation'),
  link('links.dockerImage', 'distribution', imageLink),
  link('links.zenodoDoi', 'distribution'),
  link('links.dataset', 'other'),
  link('links.weights', 'distribution'),
  link('links.citation', 'other'),
  say('links.baseModel', `${MAIN}.pedigree.ancestors[]`, ancestor),
  say('links.template', PROPERTIES, property('template')),
  link('links.build', 'build-system'),
  ...needs('inference'),
  ...needs('training'),
  ...made,
  say('provenance.workload', PROPERTIES, property('workload')),
  say('provenance.mlflowRun', PROPERTIES, property('mlflowRun')),
  say('distribution.repository', PROPERTIES, property('repository')),
  link('distribution.source', 'source-distribution'),
  link('distribution.licenseUrl', 'license'),
  excuse('distribution.filesTotal', 'The files are listed.'),
  excuse('distribution.bytesTotal', 'The size of each file is said.'),
  sayEach(
    {
      from: 'distribution.files',
      to: 'components[]',
      as: ({ path }: { path: string }) => [
        { type: 'file', 'bom-ref': `file:${path}` },
      ],
    },
    [
      say('path', 'name', plain),
      say('bytes', 'properties[]', property('bytes')),
      say('checksum', 'hashes[]', hash),
    ],
  ),
  say('dependsOn', 'components[]', otherAsset),
  excuse('translations', 'A bill of materials is in one language.'),
  excuse('manifest', 'How this portal launches it is no part of the material.'),
];

const model = {
  rows: change(rows, [
    say('tasks', `${PARAMETERS}.task`, (tasks: string[]) =>
      tasks.length > 0 ? [tasks.join(', ')] : [],
    ),
    say('dataTypes', `${PARAMETERS}.inputs[]`, (names: string[]) =>
      names.map(format => ({ format })),
    ),
    say('links.dataset', `${PARAMETERS}.datasets[]`, dataset),
  ]),
};

/** CycloneDX ML-BOM: of what a model is made, for whoever has to know that. */
export const cyclonedx: Profile = {
  id: 'cyclonedx',
  title: 'CycloneDX 1.6 ML-BOM',
  iri: 'https://cyclonedx.org/docs/1.6/json/',
  kinds: { module: model, model, tool: { rows }, dataset: { rows } },
  formats: [jsonFormat('{name}.cdx.json', 'application/vnd.cyclonedx+json')],
  begin: ({ asset, id, page }) => ({
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    version: 1,
    metadata: {
      component: {
        type: types[asset.kind],
        'bom-ref': id,
        externalReferences: [{ type: 'website', url: page }],
      },
    },
  }),
  finish: dependencies,
  reading: cyclonedxReading,
};

/** What it is made of hangs on it; what is listed twice is there once. */
function dependencies(
  { components = [], ...document }: JsonObject,
  { id }: { id: string },
): JsonObject {
  const listed = [components].flat() as JsonObject[];
  if (listed.length === 0) return document;
  const byRef = new Map(listed.map(each => [each['bom-ref'], each]));
  return {
    ...document,
    components: [...byRef.values()],
    dependencies: [{ ref: id, dependsOn: [...byRef.keys()] }],
  };
}
