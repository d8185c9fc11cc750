import type { CatalogueFilter, Community } from '../generated/community';

/** What a filter looks at of an asset. @public */
export interface FilteredAsset {
  kind: string;
  name: string;
  tags: readonly string[];
  categories: readonly string[];
  tasks: readonly string[];
  owner?: string;
}

/**
 * Which assets the portal of a community shows; undefined: all. A view and not
 * a secret: whoever may read assets reads the others at another portal.
 *
 * @public
 */
export function shownBy({
  catalogue,
  tools,
}: Pick<Community, 'catalogue' | 'tools'>):
  | ((asset: FilteredAsset) => boolean)
  | undefined {
  if (!catalogue && !tools) return undefined;
  const filters = catalogue?.map(compile);
  const offered = tools && new Set(tools);
  return asset => {
    if (offered && asset.kind === 'tool') return offered.has(asset.name);
    return filters?.some(passes => passes(asset)) ?? true;
  };
}

/** Of each key that a filter may have, what an asset has. */
const valuesOf: Record<
  keyof CatalogueFilter,
  (asset: FilteredAsset) => readonly string[]
> = {
  kinds: ({ kind }) => [kind],
  names: ({ name }) => [name],
  tags: ({ tags }) => tags,
  categories: ({ categories }) => categories,
  tasks: ({ tasks }) => tasks,
  owners: ({ owner }) => (owner ? [owner] : []),
};

function compile(filter: CatalogueFilter): (asset: FilteredAsset) => boolean {
  const keys = Object.keys(filter) as (keyof CatalogueFilter)[];
  const tests = keys.map(key => {
    const allowed = new Set<string>(filter[key]);
    return (asset: FilteredAsset) =>
      valuesOf[key](asset).some(value => allowed.has(value));
  });
  return asset => tests.every(passes => passes(asset));
}
