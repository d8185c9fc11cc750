import type { Demand, JsonObject, ValueKind } from '../../mapping';
import { change, own, say, sayEach } from '../../mapping';
import { plain, type SpecFile } from '../../graph';
import { checksumIn, fragment } from '../../links';
import type { Profile } from '../../types';
import { jsonFormat } from '../formats';
import { addresses, description } from '../schema-org';
import { doiUrl, fileUrl, people, work } from '../schema-org/kinds';
import { datasetRows } from '../schema-org/rows';
import { croissantReading } from './reading';

/** What the terms of the format stand for, as its specification has it. */
const context: JsonObject = {
  '@language': 'en',
  '@vocab': 'https://schema.org/',
  citeAs: 'cr:citeAs',
  column: 'cr:column',
  conformsTo: 'dct:conformsTo',
  cr: 'http://mlcommons.org/croissant/',
  data: { '@id': 'cr:data', '@type': '@json' },
  dataType: { '@id': 'cr:dataType', '@type': '@vocab' },
  dct: 'http://purl.org/dc/terms/',
  equivalentProperty: 'cr:equivalentProperty',
  examples: { '@id': 'cr:examples', '@type': '@json' },
  extract: 'cr:extract',
  field: 'cr:field',
  fileObject: 'cr:fileObject',
  fileProperty: 'cr:fileProperty',
  fileSet: 'cr:fileSet',
  format: 'cr:format',
  includes: 'cr:includes',
  isLiveDataset: 'cr:isLiveDataset',
  jsonPath: 'cr:jsonPath',
  key: 'cr:key',
  md5: 'cr:md5',
  parentField: 'cr:parentField',
  path: 'cr:path',
  rai: 'http://mlcommons.org/croissant/RAI/',
  recordSet: 'cr:recordSet',
  references: 'cr:references',
  regex: 'cr:regex',
  repeated: 'cr:repeated',
  replace: 'cr:replace',
  samplingRate: 'cr:samplingRate',
  sc: 'https://schema.org/',
  separator: 'cr:separator',
  source: 'cr:source',
  subField: 'cr:subField',
  transform: 'cr:transform',
};

const mediaTypes: Record<string, string> = {
  csv: 'text/csv',
  tsv: 'text/tab-separated-values',
  json: 'application/json',
  jsonl: 'application/jsonlines',
  txt: 'text/plain',
  zip: 'application/zip',
  gz: 'application/gzip',
  tar: 'application/x-tar',
  parquet: 'application/x-parquet',
  png: 'image/png',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  xml: 'application/xml',
  pdf: 'application/pdf',
};

const algorithms = ['md5', 'sha256'] as const;

const algorithmOf = (checksum: string) => checksumIn(checksum)?.algorithm;

/**
 * A file that can be fetched and checked. The format demands both: one of which
 * only the landing page is known, or no checksum of these, is left out of it.
 */
const fileObject: ValueKind<SpecFile> = ({ path, checksum = '' }, subject) => {
  const contentUrl = fileUrl(path, subject);
  const isChecked = algorithms.some(each => each === algorithmOf(checksum));
  if (!contentUrl || !isChecked) return [];
  const ending = path.split('.').at(-1)!.toLowerCase();
  return [
    {
      '@type': 'cr:FileObject',
      '@id': fragment(path),
      contentUrl,
      encodingFormat: own(mediaTypes, ending) ?? 'application/octet-stream',
    },
  ];
};

const digest =
  (algorithm: string): ValueKind<string> =>
  checksum =>
    algorithmOf(checksum) === algorithm ? [checksumIn(checksum)!.digest] : [];

const rows = change(datasetRows, [
  // Its readers look for the one thing in it that is a dataset.
  say('links.dataset', 'isBasedOn', doiUrl),
  say('links.citation', 'citeAs', doiUrl),
  say('createdAt', 'datePublished', plain),
  say('authors', 'creator', people),
  say('links.sourceCode', 'isBasedOn', work('sc:SoftwareSourceCode')),
  sayEach(
    { from: 'distribution.files', to: 'distribution[]', as: fileObject },
    [
      say('path', 'name', plain),
      say('bytes', 'contentSize', (bytes: number) => [`${bytes} B`]),
      ...algorithms.map(each => say('checksum', each, digest(each))),
    ],
  ),
]);

const files: Demand = { to: 'distribution[]', from: ['distribution.files'] };

/** Croissant, which loaders of datasets read. */
export const croissant: Profile = {
  id: 'croissant',
  title: 'Croissant 1.1',
  iri: 'http://mlcommons.org/croissant/1.1',
  kinds: { dataset: { rows, demands: [description, files] } },
  formats: [jsonFormat('{name}.croissant.json', 'application/ld+json')],
  begin: subject => ({
    '@context': context,
    '@type': 'sc:Dataset',
    conformsTo: 'http://mlcommons.org/croissant/1.1',
    ...addresses(subject),
  }),
  finish: ({ distribution = [], ...document }) => ({
    ...document,
    distribution,
  }),
  reading: croissantReading,
};
