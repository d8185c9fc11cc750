import type { AssetKind } from '@astrolabe/plugin-assets-common';
import type { Demand, JsonObject, Subject } from '../../mapping';
import type { Profile } from '../../types';
import { rdfFormats } from '../formats';
import { datasetRows, softwareRows } from './rows';
import { schemaReading } from './reading';

const classes: Record<AssetKind, string> = {
  module: 'SoftwareApplication',
  tool: 'SoftwareApplication',
  // It has no class of models; FAIR4ML has.
  model: 'SoftwareApplication',
  dataset: 'Dataset',
};

/** What search engines show of it. */
export const description: Demand = {
  to: 'description',
  from: ['description', 'summary'],
  otherwise: ({ asset }) => asset.spec.summary || asset.title,
};

const software = { rows: softwareRows, demands: [description] };

/** schema.org, which search engines read. */
export const schemaOrg: Profile = {
  id: 'schema-org',
  title: 'schema.org',
  iri: 'https://schema.org',
  kinds: {
    module: software,
    tool: software,
    model: software,
    dataset: { rows: datasetRows, demands: [description] },
  },
  formats: rdfFormats('schema'),
  begin: subject => ({
    ...typed(classes[subject.asset.kind], subject),
    ...addresses(subject),
  }),
  reading: schemaReading,
};

/** By what it is found. */
export function addresses({ asset, id, page }: Subject): JsonObject {
  const { catalogue, location } = asset.origin;
  return {
    '@id': id,
    url: page,
    // What is of another catalogue is published there, and not here.
    ...(catalogue
      ? {
          publisher: { '@type': 'Organization', name: catalogue },
          mainEntityOfPage: location,
        }
      : {}),
  };
}

/** Of its class; and what has a repository of code is source code, too. */
export function typed(type: string, { asset }: Subject): JsonObject {
  const isCode = asset.kind !== 'dataset' && asset.spec.links?.sourceCode;
  return { '@type': isCode ? [type, 'SoftwareSourceCode'] : type };
}
