import {
  schemaKinds,
  schemaLost,
  softwareReading,
} from '../schema-org/reading';
import { finish } from '../../reading/finish';
import * as as from '../../reading/readers';
import { rootOf } from '../../reading/roots';
import type { Reading } from '../../reading/types';

const { leave, read } = as;

const rows = [
  ...softwareReading,
  read('fair4ml:mlTask', 'tasks', as.words),
  read('fair4ml:modelCategory', 'categories', as.term('categories')),
  read('fair4ml:modelCategory', 'tags', as.keywords),
  read('fair4ml:trainedOn', 'links.dataset', as.link),
  read('fair4ml:fineTunedFrom', 'links.baseModel', as.link),
  leave('fair4ml:sharedBy', 'decidedHere'),
];

export const fair4mlReading: Reading = {
  open: source =>
    rootOf(source, { 'fair4ml:MLModel': 'module' }) ??
    rootOf(source, schemaKinds),
  claims: ({ thing: { types, properties } }) =>
    [...types, ...properties.keys()].some(word => word.startsWith('fair4ml:')),
  rows: () => rows,
  lost: schemaLost,
  finish,
};
