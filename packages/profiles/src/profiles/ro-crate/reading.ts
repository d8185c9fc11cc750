import {
  datasetReading,
  schemaKinds,
  schemaLost,
  softwareReading,
} from '../schema-org/reading';
import { finish } from '../../reading/finish';
import * as as from '../../reading/readers';
import { kindOf } from '../../reading/roots';
import { aThing, isThing, valuesOf, type Thing } from '../../reading/things';
import type { Reading } from '../../reading/types';

const { leave, reread } = as;

/** Said of the crate, and of nothing in it. */
const ofCrate = ['hasPart', 'mainEntity'];

const here = [leave('hasPart', 'inCrate'), leave('mainEntity', '')];

const file = as.of(
  ['File', 'MediaObject'],
  as.group({
    path: value => (isThing(value) ? value.id : undefined),
    bytes: as.inside('contentSize', as.bytes('')),
    checksum: as.inside('sha256', as.digest('sha256', 64)),
  }),
);

const datasets = reread(datasetReading, [
  as.read('hasPart', 'distribution.files', file),
  ...here,
]);
const software = reread(softwareReading, here);

function first(thing: Thing | undefined, property: string): Thing | undefined {
  return thing && valuesOf(thing, property).find(isThing);
}

/** What a crate is about: its main entity, and of the crate what that does not say. */
function entityOf(root: Thing): Thing {
  const main = first(root, 'mainEntity');
  if (!main) return root;
  const both = aThing(main.id, main.types);
  for (const [property, values] of root.properties) {
    if (!ofCrate.includes(property)) both.properties.set(property, values);
  }
  for (const [property, values] of main.properties) {
    both.properties.set(property, values);
  }
  return both;
}

export const roCrateReading: Reading = {
  open(source) {
    if (source.form !== 'graph') return undefined;
    const descriptor = [...source.graph].find(([id]) =>
      /(^|\/)ro-crate-metadata\.json(ld)?$/.test(id),
    );
    const root = first(descriptor?.[1], 'about');
    if (!root) return undefined;
    const thing = entityOf(root);
    return { thing, kind: kindOf(thing, schemaKinds) ?? 'dataset' };
  },
  rows: ({ kind }) => (kind === 'dataset' ? datasets : software),
  lost: kind => ({
    ...schemaLost(kind),
    'links.dataset': 'In a crate that is no data which has no address.',
    'links.weights': 'In a crate that is no data which has no address.',
  }),
  finish,
};
