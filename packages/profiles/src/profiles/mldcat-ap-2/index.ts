import type { Profile } from '../../types';
import { plain, concept } from '../../graph';
import { change, say, type KindMapping } from '../../mapping';
import { rdfFormats } from '../formats';
import { beginResource, mldcatAp3 } from '../mldcat-ap-3';
import { modelRows } from '../mldcat-ap-3/rows';
import { library, undescribedFile } from '../mldcat-ap-3/things';

const FILE = 'it6:OutputFilePrediction';
const HAS_FILE = 'it6:hasOutputFilePrediction';

const { module: newer, dataset, tool } = mldcatAp3.kinds;

const model: KindMapping = {
  rows: change(modelRows(HAS_FILE, FILE), [
    say('libraries', 'it6:hasMachineLearningLibrary', library),
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
      rows: change(dataset!.rows, [say('version', 'owl:versionInfo', plain)]),
    },
  },
  formats: rdfFormats('mldcat-ap-2'),
  begin: beginResource,
};
