import { authorOf } from '@astrolabe/plugin-assets-common';
import {
  idOf,
  license,
  nameInRef,
  type Authors,
  type SpecFile,
  type Thing,
} from '../../graph';
import {
  checksumIn,
  doiLink,
  fragment,
  imageLink,
  orcidLink,
  webLink,
} from '../../links';
import type { Subject, ValueKind } from '../../mapping';

// What MLDCAT-AP wants beside an asset. A thing at an address of others may come
// up twice, as dataset and as citation say: so what is said of it follows from
// the address alone, and is the same both times.

const UNKNOWN = 'unknown';

export const unknown = () => UNKNOWN;

/** A model, dataset or repository of others is called by its address. */
export const calledByLink = (link: string): string =>
  link.trim().replace(/^https?:\/\//, '') || link;

export const resource: ValueKind<string> = (link, { id }) => [
  {
    '@id': webLink(link) ?? `${id}#${fragment(link)}`,
    '@type': 'dcat:Resource',
    'dct:title': calledByLink(webLink(link) ?? link),
  },
];

export const repository =
  (address: (link: string) => string | undefined): ValueKind<string> =>
  link =>
    [
      {
        ...idOf(address(link)),
        '@type': 'lpwcc:repository',
        'dct:title': calledByLink(address(link) ?? link),
      },
    ];

export const imageRepository = repository(imageLink);

export const sourceRepository = repository(webLink);

export const page: ValueKind<string> = link => [
  {
    ...idOf(webLink(link)),
    '@type': 'foaf:Document',
    'dct:title': calledByLink(webLink(link) ?? link),
  },
];

/** A DOI as an identifier beside the name that it has here. */
export const otherIdentifier: ValueKind<string> = doi => [
  {
    '@type': 'adms:Identifier',
    'skos:notation': doiLink(doi) ?? doi,
    'adms:schemaAgency': 'DOI',
  },
];

export const citation: ValueKind<string> = link => [
  {
    ...idOf(doiLink(link)),
    '@type': 'biro:BibliographicReference',
    'dct:bibliographicCitation': doiLink(link) ?? link,
    'dct:format': 'URL',
  },
];

/** A publication about a dataset, of which nothing but where it is is known. */
export const paper: ValueKind<string> = (link, subject) => {
  const at = doiLink(link) ?? link;
  return [
    {
      '@type': 'lpwcc:paper',
      'dct:identifier': at,
      'dct:title': calledByLink(at),
      'dct:date': UNKNOWN,
      'it6:hasDocument': page(at, subject)[0],
    },
  ];
};

/** What it was trained on, of which nothing but an address is known. */
export const datasetAt: ValueKind<string> = link => [
  {
    ...idOf(doiLink(link)),
    ...dataset(calledByLink(doiLink(link) ?? link)),
  },
];

export function dataset(title: string): Thing {
  return {
    '@type': 'dcat:Dataset',
    'dct:title': title,
    'dct:description': 'Named, and not described, by the author of the model.',
    'it6:collectionDate': UNKNOWN,
  };
}

export const undescribedDataset = (): Thing =>
  dataset('Training data that the author does not name');

/** The class of files, which has another name in each version. */
type FileClass = 'it6:File' | 'it6:OutputFilePrediction';

export function file(
  type: FileClass,
  about: { title: string; format: string; url: Thing },
): Thing {
  return {
    '@type': type,
    'dct:identifier': about.title,
    'dct:title': about.title,
    'dct:format': { '@type': 'skos:Concept', 'skos:prefLabel': about.format },
    'it6:url': about.url,
  };
}

export const weights =
  (type: FileClass): ValueKind<string> =>
  (link, subject) =>
    [
      file(type, {
        title: 'Weights',
        format: endingOf(link),
        url: resource(link, subject)[0] as Thing,
      }),
    ];

export const image =
  (type: FileClass): ValueKind<string> =>
  (link, subject) =>
    [
      file(type, {
        title: 'Container image',
        format: 'OCI image',
        url: resource(imageLink(link) ?? link, subject)[0] as Thing,
      }),
    ];

/** Each file of a distribution, without its title: to be had where the whole is. */
export const files =
  (type: FileClass): ValueKind<SpecFile> =>
  ({ path }, subject) => {
    const where = subject.asset.spec.distribution?.source ?? subject.page;
    const { 'dct:title': _, ...untitled } = file(type, {
      title: path,
      format: endingOf(path),
      url: resource(doiLink(where) ?? where, subject)[0] as Thing,
    });
    return [untitled];
  };

export const undescribedFile =
  (type: FileClass) =>
  (subject: Subject): Thing =>
    file(type, {
      title: 'Model that the author names no file of',
      format: UNKNOWN,
      url: resource(subject.page, subject)[0] as Thing,
    });

export const checksum: ValueKind<string> = value => {
  const found = checksumIn(value);
  if (!found) return [];
  const { algorithm, digest } = found;
  return [
    {
      '@type': 'spdx:Checksum',
      'spdx:algorithm': {
        '@id': `spdx:checksumAlgorithm_${algorithm}`,
        '@type': 'spdx:ChecksumAlgorithm',
      },
      'spdx:checksumValue': { '@value': digest, '@type': 'xsd:hexBinary' },
    },
  ];
};

/** The model that it was made of, with what is demanded of a model. */
export const baseModel =
  (hasFile: string, type: FileClass): ValueKind<string> =>
  (link, subject) => {
    const at = webLink(link);
    const url = resource(at ?? link, subject)[0] as Thing;
    const title = calledByLink(at ?? link);
    return [
      {
        ...idOf(at),
        '@type': 'it6:MachineLearningModel',
        'dct:title': title,
        'dct:identifier': at ?? link,
        'dct:created': UNKNOWN,
        'it6:version': UNKNOWN,
        'it6:trainedOn': undescribedDataset(),
        [hasFile]: file(type, { title, format: UNKNOWN, url }),
      },
    ];
  };

export const taskType: ValueKind<string[]> = (tasks, { id }) =>
  tasks.map(task => ({
    '@id': `${id}#task-${fragment(task)}`,
    '@type': 'it6:TaskType',
    'skos:prefLabel': task,
    'skos:notation': fragment(task),
    'skos:definition': `What is called ${task} in ai4-metadata`,
  }));

export const library: ValueKind<string[]> = libraries =>
  libraries.map(title => ({ '@type': 'it6:Library', 'dct:title': title }));

export const modality: ValueKind<string[]> = types =>
  types.map(label => ({
    '@type': 'it6:Modality',
    'it6:classification': { '@type': 'skos:Concept', 'skos:prefLabel': label },
  }));

export const agent: ValueKind<Authors> = authors =>
  authors.map(authorOf).map(({ name, orcid, affiliation }) => ({
    '@type': 'foaf:Agent',
    'foaf:name': name,
    ...(orcid ? { 'dct:identifier': orcidLink(orcid) } : {}),
    ...(affiliation ? { 'schema:affiliation': affiliation } : {}),
  }));

/** Nothing but its class: the rest is said row by row. */
export const a =
  (type: string): ValueKind<object> =>
  () =>
    [{ '@type': type }];

export const doiAddress: ValueKind<string> = doi => [doiLink(doi) ?? doi];

/** A package of a certain version; a library of the author's words has no name of it. */
export const packageOf: ValueKind<object> = a('it6:Library');

export const ownerAgent: ValueKind<string> = ref => [
  { '@type': 'foaf:Agent', 'foaf:name': nameInRef(ref) },
];

/** In the words of ADMS. */
export const statuses: Record<string, string> = {
  experimental: 'UnderDevelopment',
  production: 'Completed',
  deprecated: 'Deprecated',
};

export const status: ValueKind<string> = lifecycle => [
  {
    '@id': `http://purl.org/adms/status/${statuses[lifecycle]}`,
    '@type': 'skos:Concept',
    'skos:prefLabel': lifecycle,
  },
];

export const hardware =
  (title: string): ValueKind<object> =>
  () =>
    [{ '@type': 'it6:Hardware', 'dct:title': title }];

export const activity =
  (title: string): ValueKind<string> =>
  identifier =>
    [
      {
        '@type': 'prov:Activity',
        'dct:title': title,
        'dct:identifier': identifier,
      },
    ];

/** A dataset as it can be had, and a quality of it that is known without opening it. */
export const distribution: ValueKind<{
  source?: string;
  filesTotal: number;
  files: SpecFile[];
}> = ({ source, files: listed }, subject) => {
  const withChecksum = listed.filter(({ checksum: sum }) => sum).length;
  const where = source ?? subject.page;
  return [
    {
      '@id': `${subject.id}#distribution`,
      '@type': 'dcat:Distribution',
      'dcat:accessURL': resource(doiLink(where) ?? where, subject)[0],
      ...licenseOf(subject),
      'dqv:hasQualityMeasurement': checksumQuality(
        listed.length === 0
          ? UNKNOWN
          : (withChecksum / listed.length).toFixed(2),
      ),
    },
  ];
};

export function bareDistribution(subject: Subject): Thing {
  const self = subject.asset.spec.links?.self ?? subject.page;
  return {
    '@id': `${subject.id}#distribution`,
    '@type': 'dcat:Distribution',
    'dcat:accessURL': resource(doiLink(self) ?? self, subject)[0],
    ...licenseOf(subject),
    'dqv:hasQualityMeasurement': checksumQuality(UNKNOWN),
  };
}

function licenseOf(subject: Subject): Thing {
  const text = subject.asset.spec.license;
  return text ? { 'dct:license': license(text, subject)[0] } : {};
}

function checksumQuality(share: string): Thing {
  return {
    '@type': 'dqv:QualityMeasurement',
    'dct:type': {
      '@type': 'it6:DataQuality',
      'dct:identifier': 'files-with-checksum',
      'dct:title': 'Share of the files that have a checksum',
    },
    'dqv:value': share,
  };
}

function endingOf(path: string): string {
  return (
    /\.([a-z0-9]{1,8})(?:[?#].*)?$/i.exec(path)?.[1].toLowerCase() ?? UNKNOWN
  );
}
