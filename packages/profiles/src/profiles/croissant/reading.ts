import {
  datasetReading,
  publication,
  schemaLost,
  template,
} from '../schema-org/reading';
import { finish } from '../../reading/finish';
import * as as from '../../reading/readers';
import { rootOf } from '../../reading/roots';
import { isThing } from '../../reading/things';
import type { Reading } from '../../reading/types';

const { leave, read, reread } = as;

const file = as.of(
  ['cr:FileObject'],
  as.group({
    path: as.either(as.inside('name', as.words), value =>
      isThing(value) ? value.id : undefined,
    ),
    bytes: as.inside('contentSize', as.bytes('')),
    checksum: as.either(
      as.inside('sha256', as.digest('sha256', 64)),
      as.inside('cr:sha256', as.digest('sha256', 64)),
      as.inside('cr:md5', as.digest('md5', 32)),
    ),
  }),
);

const rows = reread(datasetReading, [
  read('cr:citeAs', 'links.citation', publication),
  read('isBasedOn', 'links.dataset', as.words),
  read('isBasedOn', 'links.template', as.of(['SoftwareSourceCode'], template)),
  read('isBasedOn', 'links.sourceCode', as.of(['SoftwareSourceCode'], as.link)),
  read('isBasedOn', 'links.template', as.of(['SoftwareSourceCode'], as.link)),
  read('isBasedOn', 'links.baseModel', as.of(['CreativeWork'], as.link)),
  read('distribution', 'distribution.files', file),
  leave('cr:recordSet', 'inFiles'),
  leave('dct:conformsTo', ''),
]);

export const croissantReading: Reading = {
  open: source => rootOf(source, { Dataset: 'dataset' }),
  claims({ thing }, source) {
    const said = thing.properties.get('dct:conformsTo') ?? [];
    const isSaid = said.some(value =>
      /croissant/i.test(isThing(value) ? value.id ?? '' : value.text),
    );
    const things = source.form === 'graph' ? [...source.graph.values()] : [];
    return (
      isSaid ||
      things.some(({ types }) => types.some(type => type.startsWith('cr:')))
    );
  },
  rows: () => rows,
  lost: kind => ({
    ...schemaLost(kind),
    'distribution.files': 'It has only files that can be fetched and checked.',
    'distribution.files.path': 'The same.',
    'distribution.files.bytes': 'The same.',
    'distribution.files.checksum': 'The same.',
  }),
  finish,
};
