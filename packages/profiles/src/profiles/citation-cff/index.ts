import { authorOf } from '@astrolabe/plugin-assets-common';
import { plain, type Authors, type SpecCitation } from '../../graph';
import {
  doiLink,
  imageLink,
  licenseLink,
  orcidLink,
  spdxId,
  webLink,
} from '../../links';
import {
  excuse,
  say,
  sayEach,
  type JsonObject,
  type KindMapping,
  type Mapping,
  type ValueKind,
} from '../../mapping';
import type { Profile } from '../../types';
import { toYaml } from '../formats';
import { cffLicenses } from './licenses';
import { cffReading } from './reading';
import { referenceTitles as titles } from './references';

const NO_PLACE = 'It says how to cite, and has no place for it.';

/** Whether a name is a person's or a group's, a text does not tell. */
const entities: ValueKind<Authors> = authors =>
  authors.map(authorOf).map(({ name, orcid, affiliation }) =>
    // Only of persons it says where they work: who has one is no group.
    affiliation
      ? { alias: name, affiliation, ...orcidOf(orcid) }
      : { name, ...orcidOf(orcid) },
  );

function orcidOf(orcid: string | undefined): JsonObject {
  return orcid ? { orcid: orcidLink(orcid) } : {};
}

/** A work that its authors cite. */
const work: ValueKind<SpecCitation> = ({ authors = [] }) => [
  {
    type: 'article',
    authors: (authors.length > 0 ? authors : ['Named there']).map(name => ({
      name,
    })),
  },
];

const cffLicense = (text: string) => {
  const id = spdxId(text);
  return id && cffLicenses.has(id) ? id : undefined;
};

const license: ValueKind<string> = text => [cffLicense(text) ?? []].flat();

/** Of a licence that it has no name for: where its text is. */
const licenseUrl: ValueKind<string> = text =>
  cffLicense(text) ? [] : [licenseLink(text) ?? []].flat();

const image: ValueKind<string> = text => [imageLink(text) ?? []].flat();

const address: ValueKind<string> = text => [webLink(text) ?? []].flat();

const day: ValueKind<string> = text => {
  const found = /^\d{4}-\d{2}-\d{2}/.exec(text)?.[0];
  return found && !Number.isNaN(Date.parse(found)) ? [found] : [];
};

/** Something else that one may cite, of which an address is known. */
function cited(type: string, title: string): ValueKind<string> {
  return text => {
    const link = doiLink(text);
    const where: JsonObject = link ? { url: link } : { notes: text };
    return [{ type, title, authors: [{ name: 'Named there' }], ...where }];
  };
}

/** What CFF takes for a DOI. */
const DOI = /^10\.\d{4,9}(\.\d+)?\/[A-Za-z0-9:/_;\-.()[\]\\]+$/;

const ownDoi: ValueKind<string> = doi => (DOI.test(doi) ? [doi] : []);

/** A DOI that CFF's field of the DOI doesn't take is an identifier all the same. */
const unusualDoi: ValueKind<string> = doi =>
  DOI.test(doi) ? [] : [{ type: 'other', value: doi }];

const otherDoi: ValueKind<string> = text => {
  const link = doiLink(text);
  const doi = link?.replace('https://doi.org/', '') ?? '';
  if (DOI.test(doi)) return [{ type: 'doi', value: doi }];
  return link ? [{ type: 'url', value: link }] : [];
};

const rows: Mapping = [
  say('title', 'title', plain),
  say('summary', 'abstract', plain),
  excuse('description', 'The abstract is the summary.'),
  say('doi', 'doi', ownDoi),
  say('doi', 'identifiers[]', unusualDoi),
  say('version', 'version', plain),
  say('license', 'license', license),
  say('license', 'license-url', licenseUrl),
  say('authors', 'authors[]', entities),
  excuse('owner', NO_PLACE),
  excuse('lifecycle', NO_PLACE),
  excuse('createdAt', 'The date of the release is the newest one.'),
  say('updatedAt', 'date-released', day),
  say('libraries', 'keywords[]', plain),
  say('tasks', 'keywords[]', plain),
  say('categories', 'keywords[]', plain),
  say('tags', 'keywords[]', plain),
  say('dataTypes', 'keywords[]', plain),
  say('links.self', 'identifiers[]', otherDoi),
  say('links.sourceCode', 'repository-code', address),
  say(
    'links.documentation',
    'references[]',
    cited('manual', titles.documentation),
  ),
  say('links.dockerImage', 'repository-artifact', image),
  say('links.zenodoDoi', 'identifiers[]', otherDoi),
  say('links.dataset', 'references[]', cited('data', titles.dataset)),
  say('links.weights', 'references[]', cited('data', titles.weights)),
  say('links.citation', 'references[]', cited('article', titles.citation)),
  say('links.baseModel', 'references[]', cited('software', titles.baseModel)),
  excuse('links.template', NO_PLACE),
  excuse('links.build', NO_PLACE),
  excuse('resources', NO_PLACE),
  excuse('languages', NO_PLACE),
  excuse('sizeBytes', NO_PLACE),
  excuse('dependencies', 'They are no works that one cites.'),
  excuse('image', NO_PLACE),
  excuse('used', NO_PLACE),
  sayEach({ from: 'citations', to: 'references[]', as: work }, [
    say('title', 'title', plain),
    // `work` says them: it demands some.
    say('authors', 'authors', () => []),
    say('year', 'year', (year: number) => [year]),
    say('doi', 'doi', ownDoi),
    say('url', 'url', address),
    excuse('isPreferred', 'That would be cited in its stead, and not beside.'),
  ]),
  excuse('provenance', NO_PLACE),
  excuse('distribution', NO_PLACE),
  excuse('dependsOn', NO_PLACE),
  excuse('translations', 'A citation is in one language.'),
  excuse('manifest', NO_PLACE),
];

const mapping: KindMapping = {
  rows,
  demands: [
    {
      to: 'authors[]',
      from: ['authors'],
      otherwise: ({ asset }) => ({ name: `The authors of ${asset.title}` }),
    },
  ],
};

/** CITATION.cff, which forges show as "Cite this repository". */
export const citationCff: Profile = {
  id: 'citation-cff',
  title: 'Citation File Format 1.2',
  iri: 'https://citation-file-format.github.io',
  kinds: { module: mapping, tool: mapping, model: mapping, dataset: mapping },
  formats: [
    {
      id: 'yaml',
      mediaType: 'application/yaml',
      fileName: () => 'CITATION.cff',
      write: toYaml,
    },
  ],
  begin: ({ asset, page }) => ({
    'cff-version': '1.2.0',
    message: 'If you use it, please cite it as below.',
    type: asset.kind === 'dataset' ? 'dataset' : 'software',
    url: page,
  }),
  // The same word is often a tag and a task; its keywords may come once.
  finish: ({ keywords = [], ...document }) => {
    const words = [...new Set([keywords].flat())];
    return words.length > 0 ? { ...document, keywords: words } : document;
  },
  reading: cffReading,
};
