import type { Profile } from '../../types';
import { plain, concept } from '../../graph';
import { change, say, type KindMapping } from '../../mapping';
import { rdfFormats } from '../formats';
import { beginResource, mldcatAp3 } from '../mldcat-ap-3';
import { modelRows } from '../mldcat-ap-3/rows';
import { mldcatReading } from '../mldcat-ap-3/reading';
import { library, undescribedFile } from '../mldcat-ap-3/things';

const FILE = 'it6:OutputFilePrediction';
const HAS_FILE = 'it6:hasOutputFilePrediction';
const VERSION = 'owl:versionInfo';
const LIBRARY = 'it6:hasMachineLearningLibrary';

/** What 3.0 has no more. */
const OWN_WORDS = new Set([HAS_FILE, LIBRARY, VERSION]);

const { module: newer, dataset, tool } = mldcatAp3.kinds;

const model: KindMapping = {
  rows: change(modelRows(HAS_FILE, FILE), [
    say('libraries', LIBRARY, library),
    // It has nothing for what goes in and comes out.
    say('dataTypes', 'dct:subject', concept),
  ]),
  demands: newer!.demands!.map(demand =>
    demand.to === 'it6:hasFile'
      ? { ...demand, to: HAS_FILE, otherwise: undescribedFile(FILE) }
      : demand,
  ),
};

/** MLDCAT-AP 2.1, which others still read: 3.0 but for libraries and files. */
export const mldcatAp2: Profile = {
  id: 'mldcat-ap-2',
  title: 'MLDCAT-AP 2.1',
  iri: 'https://semiceu.github.io/MLDCAT-AP/releases/2.1.0',
  kinds: {
    module: model,
    model,
    tool,
    dataset: {
      ...dataset!,
      rows: change(dataset!.rows, [say('version', VERSION, plain)]),
    },
  },
  formats: rdfFormats('mldcat-ap-2'),
  begin: beginResource,
  reading: {
    ...mldcatReading,
    claims: ({ thing }) =>
      [...thing.properties.keys()].some(word => OWN_WORDS.has(word)),
  },
};
