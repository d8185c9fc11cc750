import { documentOf } from './describe';
import { toTurtle } from './graph';
import type { JsonObject, Subject } from './mapping';
import { mldcatAp3 } from './profiles/mldcat-ap-3';

/** A page of a portal's assets, and where it stands among the others. @public */
export interface CataloguePage {
  title: string;
  homepage: string;
  /** The catalogue's address, without a page. */
  id: string;
  /** The address of this page. */
  page: string;
  /** The address of the next one, if there is one. */
  next?: string;
  totalItems: number;
}

/**
 * A page of all assets as a DCAT catalogue, each as MLDCAT-AP 3.0 has it, and
 * where the next page is, in the words of Hydra, which harvesters follow.
 *
 * @public
 */
export async function catalogueOf(
  subjects: readonly Subject[],
  page: CataloguePage,
  formatId: string,
): Promise<{ content: string; mediaType: string }> {
  const format = mldcatAp3.formats.find(({ id }) => id === formatId)!;
  const things = subjects.map(subject =>
    withoutFiles(documentOf(mldcatAp3, withoutPackages(subject))),
  );
  const content =
    format.id === 'turtle'
      ? await oneByOne([catalogue(things.map(idOnly), page), ...things])
      : await format.write(catalogue(things, page));
  return { content, mediaType: format.mediaType };
}

/**
 * Turtle takes milliseconds for each asset, and a page of them would hold up
 * whoever else asks. Documents of it may follow each other in one.
 */
async function oneByOne(things: readonly JsonObject[]): Promise<string> {
  const written: string[] = [];
  for (const thing of things) {
    written.push(await toTurtle(thing));
    await new Promise(resolve => setTimeout(resolve));
  }
  return written.join('\n');
}

/** Nor hundreds of packages of each. */
function withoutPackages(subject: Subject): Subject {
  const { dependencies: _, ...spec } = subject.asset.spec;
  return { ...subject, asset: { ...subject.asset, spec } };
}

/**
 * A page may have a hundred datasets of five hundred files each. Who wants to know
 * of the files finds them at the asset's own address. Of a model the profile
 * demands a file: the first one.
 */
function withoutFiles(thing: JsonObject): JsonObject {
  const {
    'dcat:distribution': distribution,
    'it6:hasFile': files,
    ...rest
  } = thing;
  return {
    ...rest,
    ...(files ? { 'it6:hasFile': [files].flat().slice(0, 1) } : {}),
    ...(distribution
      ? { 'dcat:distribution': unlisted(distribution as JsonObject) }
      : {}),
  };
}

function unlisted({ 'dct:hasPart': _, ...rest }: JsonObject): JsonObject {
  return rest;
}

function idOnly({ '@id': id, '@type': type }: JsonObject): JsonObject {
  return { '@id': id, '@type': type };
}

function catalogue(
  things: readonly JsonObject[],
  page: CataloguePage,
): JsonObject {
  const datasets = things.filter(thing => thing['@type'] === 'dcat:Dataset');
  return {
    '@id': page.id,
    '@type': ['dcat:Catalog', 'hydra:Collection'],
    'dct:title': page.title,
    'dct:description': `Modules, tools, models and datasets of ${page.title}`,
    'dct:publisher': { '@type': 'foaf:Agent', 'foaf:name': page.title },
    'foaf:homepage': { '@id': page.homepage, '@type': 'foaf:Document' },
    'hydra:totalItems': page.totalItems,
    'hydra:view': {
      '@id': page.page,
      '@type': 'hydra:PartialCollectionView',
      ...(page.next ? { 'hydra:next': { '@id': page.next } } : {}),
    },
    'dcat:dataset': datasets.map(thing => ({ '@id': thing['@id'] })),
    'dcat:resource': [...things],
  };
}
