import type { AssetFacet } from '@astrolabe/plugin-assets-common';
import type { ListState } from '../../hooks/useAssetQuery';

/** The choices with those of one facet replaced. */
export function withFacet(
  facets: ListState['facets'],
  facet: AssetFacet,
  values: string[],
): ListState['facets'] {
  const { [facet]: _before, ...others } = facets;
  return values.length > 0 ? { ...others, [facet]: values } : others;
}

/** How many values are chosen, over all facets. */
export function countChosen(facets: ListState['facets']): number {
  return Object.values(facets).flat().length;
}
