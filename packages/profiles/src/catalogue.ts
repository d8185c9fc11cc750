import { documentOf } from './describe';
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
  const content = await format.write(documentOfPage(subjects, page));
  return { content, mediaType: format.mediaType };
}

function documentOfPage(
  subjects: readonly Subject[],
  page: CataloguePage,
): JsonObject {
  const things = subjects.map(subject => documentOf(mldcatAp3, subject));
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
    'dcat:resource': things,
  };
}
