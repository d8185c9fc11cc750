import { plain } from '../../graph';
import { change, excuse, say, sayEach, type Mapping } from '../../mapping';
import * as kind from './kinds';

const needs = (of: string): Mapping => [
  say('cpuCores', 'processorRequirements', kind.amount(`${of}, CPU cores: `)),
  say('gpuCount', 'processorRequirements', kind.amount(`${of}, GPUs: `)),
  say('memoryBytes', 'memoryRequirements', kind.bytes(`${of}: `)),
  say('gpuMemoryBytes', 'memoryRequirements', kind.bytes(`${of}, GPU: `)),
  say(
    'gpuComputeCapability',
    'processorRequirements',
    kind.amount(`${of}, GPU compute capability: `),
  ),
  say('storageBytes', 'storageRequirements', kind.bytes(`${of}: `)),
];

const inText = (from: string, of: string): Mapping =>
  needs(of).map(row => ({ ...row, from: `${from}.${row.from}` }));

const citation: Mapping = [
  say('title', 'name', plain),
  say('authors', 'author', kind.named('Person')),
  say('year', 'datePublished', (year: number) => [`${year}`]),
  say('doi', 'identifier', kind.doiUrl),
  say('url', 'url', kind.url),
  excuse('isPreferred', 'It has one word for all that is cited.'),
];

const filesIn = (to: string) =>
  sayEach({ from: 'distribution.files', to, as: kind.download }, [
    say('path', 'name', plain),
    say('bytes', 'contentSize', kind.bytes('')),
    say('checksum', 'identifier', plain),
  ]);

/** What schema.org says of any work that somebody has made. */
const workRows: Mapping = [
  say('title', 'name', plain),
  say('summary', 'abstract', plain),
  say('description', 'description', plain),
  say('doi', 'identifier', kind.doiUrl),
  say('version', 'version', plain),
  say('license', 'license', kind.licenseUrl),
  say('authors', 'author', kind.people),
  say('owner', 'maintainer', kind.ownerOf),
  say('lifecycle', 'creativeWorkStatus', plain),
  say('createdAt', 'dateCreated', plain),
  say('updatedAt', 'dateModified', plain),
  say('libraries', 'about', kind.terms('Libraries')),
  say('tasks', 'about', kind.terms('Tasks')),
  say('categories', 'genre', plain),
  say('tags', 'keywords', plain),
  say('dataTypes', 'about', kind.terms('Types of data')),
  say('links.self', 'sameAs', kind.url),
  say('links.sourceCode', 'isBasedOn', kind.work('SoftwareSourceCode')),
  say('links.documentation', 'subjectOf', kind.work('CreativeWork')),
  say('links.dockerImage', 'isBasedOn', kind.image),
  say('links.zenodoDoi', 'sameAs', kind.doiUrl),
  say('links.dataset', 'isBasedOn', kind.work('Dataset')),
  say('links.weights', 'associatedMedia', kind.work('MediaObject')),
  say('links.citation', 'citation', kind.work('CreativeWork')),
  say('links.baseModel', 'isBasedOn', kind.work('CreativeWork')),
  say('links.template', 'isBasedOn', kind.work('SoftwareSourceCode')),
  say('links.build', 'subjectOf', kind.work('WebPage')),
  excuse('resources', 'Only programs need resources.'),
  excuse('languages', 'Only programs are written in one.'),
  say('sizeBytes', 'size', kind.bytes('Repository: ')),
  excuse('dependencies', 'Only programs are made of packages.'),
  excuse('image', 'Only programs have one.'),
  excuse('used', 'Only programs use resources.'),
  sayEach({ from: 'citations', to: 'citation', as: kind.cited }, citation),
  say('provenance.workload', 'identifier', kind.fact('Workload')),
  say('provenance.mlflowRun', 'identifier', kind.fact('MLflow run')),
  say('distribution.repository', 'provider', kind.named('Organization')),
  say('distribution.source', 'archivedAt', kind.doiUrl),
  say('distribution.licenseUrl', 'license', kind.url),
  say('distribution.filesTotal', 'size', kind.amount('Files: ')),
  say('distribution.bytesTotal', 'size', kind.bytes('')),
  filesIn('distribution'),
  say('dependsOn', 'isBasedOn', kind.dependencies),
  excuse('translations', 'Readers expect one text, which is the English one.'),
  excuse('manifest', 'How this portal launches it helps no other catalogue.'),
];

const ofPrograms = ['resources', 'image', 'used', 'languages', 'dependencies'];

/** Of what is run. */
export const softwareRows: Mapping = change(
  workRows.filter(({ from }) => !ofPrograms.includes(from)),
  [
    sayEach(
      {
        from: 'languages',
        to: 'programmingLanguage',
        as: kind.a('ComputerLanguage'),
      },
      [
        say('name', 'name', plain),
        excuse('share', 'Languages are named, not counted.'),
      ],
    ),
    say('sizeBytes', 'fileSize', kind.bytes('')),
    sayEach(
      {
        from: 'dependencies',
        to: 'softwareRequirements',
        as: kind.a('SoftwareApplication'),
      },
      [
        say('name', 'name', plain),
        say('version', 'softwareVersion', plain),
        say('purl', 'identifier', plain),
      ],
    ),
    sayEach(
      { from: 'image', to: 'workExample', as: kind.a('SoftwareApplication') },
      [
        say('reference', 'name', plain),
        say('digest', 'identifier', plain),
        say('signature', 'creativeWorkStatus', plain),
      ],
    ),
    excuse('used.runs', 'What they used is said, as what it takes.'),
    say(
      'used.cpuCores',
      'processorRequirements',
      kind.amount('Used, CPU cores: '),
    ),
    say('used.memoryBytes', 'memoryRequirements', kind.bytes('Used: ')),
    say('used.gpuCount', 'processorRequirements', kind.amount('Used, GPUs: ')),
    say('used.gpuMemoryBytes', 'memoryRequirements', kind.bytes('Used, GPU: ')),
    say('libraries', 'softwareRequirements', plain),
    say('categories', 'applicationCategory', plain),
    say('links.sourceCode', 'codeRepository', kind.url),
    say('links.documentation', 'softwareHelp', kind.work('CreativeWork')),
    say('links.dockerImage', 'downloadUrl', kind.imageUrl),
    ...inText('resources.inference', 'Inference'),
    ...inText('resources.training', 'Training'),
    // Only datasets and catalogues have distributions.
    filesIn('associatedMedia'),
  ],
);

export const datasetRows: Mapping = workRows;
