import { expect, it } from 'vitest';
import { codemeta } from '.';
import { documentOf } from '../../describe';
import { fullAssets, subject } from '../../__testUtils__';

/** Of CodeMeta 3.0, https://w3id.org/codemeta/3.0, those that we use. */
const inItsContext = [
  'applicationCategory',
  'author',
  'citation',
  'codeRepository',
  'continuousIntegration',
  'dateCreated',
  'dateModified',
  'description',
  'developmentStatus',
  'downloadUrl',
  'fileSize',
  'identifier',
  'keywords',
  'license',
  'maintainer',
  'memoryRequirements',
  'name',
  'processorRequirements',
  'programmingLanguage',
  'provider',
  'referencePublication',
  'sameAs',
  'softwareHelp',
  'softwareRequirements',
  'storageRequirements',
  'url',
  'version',
];

/** Of schema.org alone: words for it are in the second context. */
const inSchemaOrg = [
  'about',
  'abstract',
  'archivedAt',
  'associatedMedia',
  'distribution',
  'isBasedOn',
  'size',
  'workExample',
];

it('every word of codemeta.json is one that its readers have a meaning for', () => {
  const known = [...inItsContext, ...inSchemaOrg];
  for (const { rows } of Object.values(codemeta.kinds)) {
    const used = rows.flatMap(({ to }) => to ?? []);
    expect(used.filter(to => !known.includes(to))).toEqual([]);
  }
});

it('words of schema.org that CodeMeta has not are looked up there', () => {
  const document = documentOf(codemeta, subject(fullAssets[0]));
  expect(document['@context']).toEqual([
    'https://w3id.org/codemeta/3.0',
    { '@vocab': 'http://schema.org/' },
  ]);
});
