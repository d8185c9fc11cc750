import { finish } from '../../reading/finish';
import * as as from '../../reading/readers';
import { shown, thingOf, valuesOf } from '../../reading/things';
import type { ReadRow, Reading } from '../../reading/types';
import { imageAddress } from '../schema-org/reading';
import { referenceTitles } from './references';

const { leave, read } = as;

const cited = Object.entries(referenceTitles).map(([link, title]) =>
  read(
    'references',
    `links.${link}`,
    as.where(
      'title',
      new RegExp(`^${title}$`),
      as.either(as.inside('url', as.link), as.inside('notes', as.words)),
    ),
  ),
);

const where = (type: string, reader: Parameters<typeof as.either>[0]) =>
  as.where('type', new RegExp(`^${type}$`), as.inside('value', reader));

const rows: ReadRow[] = [
  leave('cff-version', ''),
  leave('message', 'askToCite'),
  leave('type', ''),
  leave('url', 'foundElsewhere'),
  read('title', 'title', as.words),
  read('abstract', 'summary', as.words),
  read('doi', 'doi', as.doi),
  read('identifiers', 'links.zenodoDoi', where('doi', as.zenodoDoi)),
  read('identifiers', 'doi', where('doi', as.doi)),
  read('identifiers', 'doi', where('other', as.doi)),
  read('identifiers', 'links.self', where('url', as.link)),
  read('version', 'version', as.words),
  read('license', 'license', as.licence),
  read('license-url', 'license', as.licence),
  read('authors', 'authors', as.person),
  leave('contact', 'peopleAsked'),
  read('date-released', 'updatedAt', as.moment),
  read('keywords', 'tags', as.words),
  read('repository-code', 'links.sourceCode', as.link),
  read('repository', 'links.sourceCode', as.link),
  read('repository-artifact', 'links.dockerImage', imageAddress),
  read(
    'preferred-citation',
    'links.citation',
    as.either(as.inside('doi', as.link), as.inside('url', as.link)),
  ),
  ...cited,
  read(
    'references',
    'links.citation',
    as.where(
      'type',
      /^(article|conference-paper|report|thesis)$/,
      as.either(as.inside('doi', as.link), as.inside('url', as.link)),
    ),
  ),
];

const KEYWORDS = 'Words that no list of ours has stay tags.';
const NO_DOI = 'A link to itself that is a DOI is one.';

export const cffReading: Reading = {
  open(source) {
    if (source.form !== 'yaml' || !('cff-version' in source.value)) {
      return undefined;
    }
    const thing = thingOf(source.value);
    const isDataset = valuesOf(thing, 'type').some(v => shown(v) === 'dataset');
    return { thing, kind: isDataset ? 'dataset' : 'module' };
  },
  rows: () => rows,
  lost: () => ({
    libraries: KEYWORDS,
    tasks: KEYWORDS,
    categories: KEYWORDS,
    dataTypes: KEYWORDS,
    'links.self': NO_DOI,
    'links.dockerImage': 'The page of an image says no tag.',
  }),
  finish,
};
