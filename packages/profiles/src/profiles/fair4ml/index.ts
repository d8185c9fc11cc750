import { change, say, type Subject } from '../../mapping';
import { plain } from '../../graph';
import type { Profile } from '../../types';
import { rdfFormats } from '../formats';
import { addresses, description, typed } from '../schema-org';
import { ownerOf, work } from '../schema-org/kinds';
import { softwareRows } from '../schema-org/rows';
import { fair4mlReading } from './reading';

const model = {
  rows: change(softwareRows, [
    say('owner', 'fair4ml:sharedBy', ownerOf),
    say('tasks', 'fair4ml:mlTask', plain),
    say('categories', 'fair4ml:modelCategory', plain),
    say('links.dataset', 'fair4ml:trainedOn', work('Dataset')),
    say('links.baseModel', 'fair4ml:fineTunedFrom', work('fair4ml:MLModel')),
  ]),
  demands: [description],
};

/** A model that comes as an image is a program that one gets, too. */
function classesOf(subject: Subject) {
  const { '@type': type } = typed('fair4ml:MLModel', subject);
  const { dockerImage } = subject.asset.spec.links ?? {};
  return [type, dockerImage ? 'SoftwareApplication' : []].flat();
}

/** FAIR4ML, schema.org's words for models of machine learning. */
export const fair4ml: Profile = {
  id: 'fair4ml',
  title: 'FAIR4ML 0.1',
  iri: 'https://w3id.org/fair4ml',
  kinds: { module: model, model },
  // It is of schema.org's older namespace.
  formats: rdfFormats('fair4ml', 'http://schema.org/'),
  begin: subject => ({
    '@type': classesOf(subject),
    ...addresses(subject),
  }),
  reading: fair4mlReading,
};
