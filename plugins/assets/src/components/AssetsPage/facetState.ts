import {
  OWN_CATALOGUE,
  type AssetFacet,
} from '@astrolabe/plugin-assets-common';
import { parseOwnerRef } from '../../routes';
import type { ListState } from '../../hooks/useAssetQuery';
import type { Translate } from '../../hooks/useTranslate';
import { isTerm } from '../../translation/terms';

/** The choices with those of one facet replaced. */
export function withFacet(
  facets: ListState['facets'],
  facet: AssetFacet,
  values: string[],
): ListState['facets'] {
  const { [facet]: _before, ...others } = facets;
  return values.length > 0 ? { ...others, [facet]: values } : others;
}

/**
 * A value as people read it: what is agreed on in their language; an owner is
 * a ref, of which the name is enough.
 */
export function facetText(
  facet: AssetFacet,
  value: string,
  t: Translate,
): string {
  if (isTerm(facet, value)) return t(`term.${value}`);
  if (facet === 'catalogue' && value === OWN_CATALOGUE) {
    return t('catalogue.own');
  }
  return facet === 'owner' ? parseOwnerRef(value)?.name ?? value : value;
}

/** How many values are chosen, over all facets. */
export function countChosen(facets: ListState['facets']): number {
  return Object.values(facets).flat().length;
}
