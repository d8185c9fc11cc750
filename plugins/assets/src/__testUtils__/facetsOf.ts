import {
  assetFacets,
  OWN_CATALOGUE,
  type AssetFacet,
  type AssetPage,
  type AssetQuery,
  type AssetSummary,
} from '@astrolabe/plugin-assets-common';

/** Counts over what the other facets leave, as the backend does it. */
export function facetsOf(
  assets: AssetSummary[],
  query: AssetQuery,
): AssetPage['facets'] {
  const entries = assetFacets.map(facet => {
    const { [facet]: _own, ...others } = query.facets ?? {};
    const counts = new Map<string, number>();
    for (const asset of assets) {
      if (!fits(asset, { ...query, facets: others })) continue;
      for (const value of valuesOf(asset, facet)) {
        counts.set(value, (counts.get(value) ?? 0) + 1);
      }
    }
    const values = [...counts].map(([value, count]) => ({ value, count }));
    return [facet, values.sort((a, b) => b.count - a.count)];
  });
  return Object.fromEntries(entries);
}

function valuesOf(asset: AssetSummary, facet: AssetFacet): string[] {
  const own = facet === 'catalogue' ? OWN_CATALOGUE : [];
  return [asset[facet] ?? own].flat();
}

export function fits(asset: AssetSummary, query: AssetQuery): boolean {
  const text = `${asset.title} ${asset.summary}`.toLowerCase();
  return (
    (!query.kind || asset.kind === query.kind) &&
    (!query.text || text.includes(query.text.toLowerCase())) &&
    assetFacets.every(facet => {
      const chosen = query.facets?.[facet] ?? [];
      const values = valuesOf(asset, facet);
      return chosen.length === 0 || chosen.some(v => values.includes(v));
    })
  );
}
