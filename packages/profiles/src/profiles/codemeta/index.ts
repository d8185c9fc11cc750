import { change, say, type ValueKind } from '../../mapping';
import type { Profile } from '../../types';
import { jsonFormat } from '../formats';
import { addresses, description } from '../schema-org';
import { url, work } from '../schema-org/kinds';
import { softwareRows } from '../schema-org/rows';
import { codemetaReading } from './reading';
import { statuses } from './statuses';

const status: ValueKind<string> = lifecycle => [statuses[lifecycle]];

const software = {
  rows: change(softwareRows, [
    say('lifecycle', 'developmentStatus', status),
    say('links.build', 'continuousIntegration', url),
    say('links.citation', 'referencePublication', work('ScholarlyArticle')),
  ]),
  demands: [description],
};

/** CodeMeta, which archives of software read. */
export const codemeta: Profile = {
  id: 'codemeta',
  title: 'CodeMeta 3.0',
  iri: 'https://w3id.org/codemeta/3.0',
  kinds: { module: software, tool: software },
  formats: [jsonFormat('codemeta.json', 'application/ld+json')],
  begin: subject => ({
    // Its context has half of the words that schema.org has for software.
    '@context': [
      'https://w3id.org/codemeta/3.0',
      { '@vocab': 'http://schema.org/' },
    ],
    '@type': 'SoftwareSourceCode',
    ...addresses(subject),
  }),
  reading: codemetaReading,
};
