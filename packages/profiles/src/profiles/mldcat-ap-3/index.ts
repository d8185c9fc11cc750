import type { Asset, AssetKind } from '@astrolabe/plugin-assets-common';
import { modality } from './things';
import { change, say, type KindMappings, type Subject } from '../../mapping';
import { idOf, type Thing } from '../../graph';
import { webLink } from '../../links';
import type { Profile } from '../../types';
import { rdfFormats } from '../formats';
import { datasetRows, modelRows, resourceRows } from './rows';
import {
  bareDistribution,
  undescribedDataset,
  undescribedFile,
  unknown,
} from './things';
import { mldcatReading } from './reading';

const classes: Record<AssetKind, string> = {
  module: 'it6:MachineLearningModel',
  model: 'it6:MachineLearningModel',
  dataset: 'dcat:Dataset',
  // The profile knows no programs: what DCAT says of any resource.
  tool: 'dcat:Resource',
};

const model = {
  rows: change(modelRows('it6:hasFile', 'it6:File'), [
    // So the profile spells it.
    say('dataTypes', 'it6:hasInputModalitity', modality),
  ]),
  demands: [
    { to: 'dct:created', from: ['createdAt'], otherwise: unknown },
    { to: 'it6:version', from: ['version'], otherwise: unknown },

    {
      to: 'it6:trainedOn',
      from: ['links.dataset'],
      otherwise: undescribedDataset,
    },
    {
      to: 'it6:hasFile',
      from: ['links.weights', 'distribution.files'],
      otherwise: undescribedFile('it6:File'),
    },
  ],
};

const kinds: KindMappings = {
  module: model,
  model,
  dataset: {
    rows: datasetRows,
    demands: [
      {
        to: 'dct:description',
        from: ['summary', 'description'],
        otherwise: ({ asset }) => asset.title,
      },
      { to: 'it6:collectionDate', from: [], otherwise: unknown },
      {
        to: 'dcat:distribution',
        from: ['distribution.files'],
        otherwise: bareDistribution,
      },
    ],
  },
  tool: { rows: resourceRows },
};

/** MLDCAT-AP 3.0, the application profile of DCAT for machine learning. */
export const mldcatAp3: Profile = {
  id: 'mldcat-ap-3',
  title: 'MLDCAT-AP 3.0',
  iri: 'https://semiceu.github.io/MLDCAT-AP/releases/3.0.0',
  kinds,
  formats: rdfFormats('mldcat-ap-3'),
  begin: beginResource,
  reading: mldcatReading,
};

/** What is of another catalogue is published there, and not here. */
function ofCatalogue({ catalogue, location }: Asset['origin']): Thing {
  if (!catalogue) return {};
  return {
    'dct:publisher': { '@type': 'foaf:Agent', 'foaf:name': catalogue },
    'dct:source': { ...idOf(webLink(location)), '@type': 'dcat:Resource' },
  };
}

/** Every asset: its name here, its page, and which class it is of. */
export function beginResource({ asset, id, page }: Subject): Thing {
  return {
    '@id': id,
    '@type': classes[asset.kind],
    'dct:identifier': asset.name,
    'dcat:landingPage': { '@id': page, '@type': 'foaf:Document' },
    ...ofCatalogue(asset.origin),
  };
}
