import {
  amountOf,
  concept,
  english,
  license,
  linkedByDoi,
  moment,
  otherAssets,
  plain,
  reference,
  spoken,
  whole,
} from '../../graph';
import { change, excuse, say, sayEach, type Mapping } from '../../mapping';
import * as thing from './things';

const needs: Mapping = [
  say('cpuCores', 'dct:description', amountOf('CPU cores')),
  say('gpuCount', 'dct:description', amountOf('GPUs')),
  say('memoryBytes', 'dct:description', amountOf('Memory', ' bytes')),
  say('gpuMemoryBytes', 'dct:description', amountOf('GPU memory', ' bytes')),
  say(
    'gpuComputeCapability',
    'dct:description',
    amountOf('GPU compute capability'),
  ),
  say('storageBytes', 'dct:description', amountOf('Storage', ' bytes')),
];

const inHardware = (from: string, title: string) =>
  sayEach({ from, to: 'dct:requires', as: thing.hardware(title) }, needs);

/** What is said of whatever can be found, in words of DCAT. */
export const resourceRows: Mapping = [
  say('title', 'dct:title', spoken),
  say('summary', 'dct:abstract', spoken),
  say('description', 'dct:description', english),
  say('doi', 'adms:identifier', thing.otherIdentifier),
  say('version', 'dcat:version', plain),
  say('license', 'dct:license', license),
  say('authors', 'dct:creator', thing.agent),
  say('owner', 'dct:publisher', thing.ownerAgent),
  say('lifecycle', 'adms:status', thing.status),
  say('createdAt', 'dct:created', moment),
  say('updatedAt', 'dct:modified', moment),
  say('libraries', 'dct:requires', thing.library),
  say('tasks', 'dcat:theme', concept),
  say('categories', 'dct:type', concept),
  say('tags', 'dcat:keyword', english),
  say('dataTypes', 'dct:subject', concept),
  say('links.self', 'rdfs:seeAlso', reference),
  say('links.sourceCode', 'it6:hasRepository', thing.sourceRepository),
  say('links.documentation', 'foaf:page', thing.page),
  say('links.dockerImage', 'it6:hasRepository', thing.imageRepository),
  say('links.zenodoDoi', 'adms:identifier', thing.otherIdentifier),
  say('links.dataset', 'dct:relation', linkedByDoi('dcat:Resource')),
  say('links.weights', 'dct:hasPart', linkedByDoi('dcat:Resource')),
  say('links.citation', 'dct:isReferencedBy', linkedByDoi('dcat:Resource')),
  say('links.baseModel', 'dct:source', linkedByDoi('dcat:Resource')),
  say('links.template', 'prov:wasDerivedFrom', reference),
  say('links.build', 'foaf:page', thing.page),
  inHardware('resources.inference', 'Inference'),
  inHardware('resources.training', 'Training'),
  sayEach(
    {
      from: 'languages',
      to: 'schema:programmingLanguage',
      as: thing.a('schema:ComputerLanguage'),
    },
    [
      say('name', 'schema:name', plain),
      excuse('share', 'Languages are named, not counted.'),
    ],
  ),
  say('sizeBytes', 'dct:extent', amountOf('Repository', ' bytes')),
  sayEach({ from: 'dependencies', to: 'dct:requires', as: thing.packageOf }, [
    say('name', 'dct:title', plain),
    say('version', 'dcat:version', plain),
    say('purl', 'dct:identifier', plain),
  ]),
  sayEach(
    { from: 'image', to: 'dct:hasFormat', as: thing.a('dcat:Resource') },
    [
      say('reference', 'dct:title', plain),
      say('digest', 'dct:identifier', plain),
      say('signature', 'dct:description', plain),
    ],
  ),
  sayEach(
    { from: 'used', to: 'dct:requires', as: thing.hardware('Really used') },
    [say('runs', 'dct:description', amountOf('Runs')), ...needs.slice(0, 4)],
  ),
  sayEach(
    { from: 'citations', to: 'dct:references', as: thing.a('foaf:Document') },
    [
      say('title', 'dct:title', plain),
      say('authors', 'schema:author', plain),
      say('year', 'dct:date', amountOf('')),
      say('doi', 'dct:identifier', thing.doiAddress),
      say('url', 'rdfs:seeAlso', reference),
      excuse('isPreferred', 'It has one word for all that is cited.'),
    ],
  ),
  say('provenance.workload', 'prov:wasGeneratedBy', thing.activity('Workload')),
  say(
    'provenance.mlflowRun',
    'prov:wasGeneratedBy',
    thing.activity('MLflow run'),
  ),
  excuse('distribution', 'Files are listed for datasets and models.'),
  say('dependsOn', 'dct:requires', otherAssets),
  excuse(
    'translations',
    'Title and summary are said in each language; the rest is text of forms.',
  ),
  excuse('manifest', 'How this portal launches it helps no other catalogue.'),
];

/** Of each file: its size and checksum. */
const fileRows: Mapping = [
  say('path', 'dct:title', plain),
  say('bytes', 'dcat:byteSize', whole('xsd:nonNegativeInteger')),
  say('checksum', 'spdx:checksum', thing.checksum),
];

const inFiles = (to: string, type: 'it6:File' | 'it6:OutputFilePrediction') =>
  sayEach({ from: 'distribution.files', to, as: thing.files(type) }, fileRows);

/** A model, or a module, which is a model with an interface. */
export function modelRows(
  hasFile: string,
  type: 'it6:File' | 'it6:OutputFilePrediction',
): Mapping {
  return change(
    resourceRows.filter(({ from }) => from !== 'distribution'),
    [
      say('summary', 'it6:shortDescription', english),
      say('version', 'it6:version', plain),
      say('owner', 'it6:hasProvider', thing.ownerAgent),
      say('tasks', 'it6:hasTaskType', thing.taskType),
      say('links.dataset', 'it6:trainedOn', thing.datasetAt),
      say('links.weights', hasFile, thing.weights(type)),
      say('links.citation', 'it6:hasBibliographicReference', thing.citation),
      say(
        'links.baseModel',
        'it6:fineTunedFrom',
        thing.baseModel(hasFile, type),
      ),
      inFiles(hasFile, type),
      excuse('distribution.repository', 'The address of the source says it.'),
      say('distribution.source', 'dct:source', linkedByDoi('dcat:Resource')),
      say(
        'distribution.licenseUrl',
        'dct:rights',
        linkedByDoi('dct:RightsStatement'),
      ),
      excuse('distribution.filesTotal', 'The files are listed.'),
      excuse('distribution.bytesTotal', 'The size of each file is said.'),
    ],
  );
}

/** A dataset; its licence, files and size are said of its distribution. */
export const datasetRows: Mapping = change(
  resourceRows.filter(({ from }) => from !== 'distribution'),
  [
    say('summary', 'dct:description', spoken),
    say('createdAt', 'dct:issued', moment),
    say('tasks', 'dcat:theme', concept),
    say('dataTypes', 'dct:type', concept),
    // `things.distribution` says it: the profile has none of datasets.
    say('license', 'dcat:distribution › dct:license', () => []),
    say('links.citation', 'dct:isReferencedBy', thing.paper),
    sayEach(
      { from: 'distribution', to: 'dcat:distribution', as: thing.distribution },
      [
        say('repository', 'dct:title', plain),
        // Where it can be had: `things.distribution` says it.
        say('source', 'dct:identifier', plain),
        say('licenseUrl', 'dct:rights', linkedByDoi('dct:RightsStatement')),
        say('filesTotal', 'dct:extent', amountOf('Files')),
        say('bytesTotal', 'dcat:byteSize', whole('xsd:nonNegativeInteger')),
        sayEach(
          { from: 'files', to: 'dct:hasPart', as: thing.files('it6:File') },
          fileRows,
        ),
      ],
    ),
  ],
);
