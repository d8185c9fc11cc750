import {
  assetKinds,
  assetSearchParams,
  type AssetPage,
  type AssetQuery,
  type AssetSummary,
} from '@astrolabe/plugin-assets-common';
import type { Addresses } from '../descriptions';
import { toAtom } from './toAtom';

/** What a query finds, what came last first, as a feed. */
export function feedOf(
  { community, ...query }: AssetQuery & { community: string },
  { items }: AssetPage,
  addresses: Addresses,
): string {
  const { title, homepage } = addresses.portal;
  const { kind, ...rest } = query;
  const plural = assetKinds.find(({ id }) => id === kind)?.plural;
  const params = assetSearchParams(rest);
  const asked = Object.values(query.facets ?? {}).flat();
  const words = [query.text ?? [], asked].flat(2).join(', ');
  return toAtom({
    self: addresses.feed(query, community),
    // No page has all kinds.
    page: plural
      ? `${homepage}/${plural}${params.size > 0 ? `?${params}` : ''}`
      : homepage,
    title: `${title}: new ${plural ?? 'assets'}${words ? ` (${words})` : ''}`,
    author: title,
    entries: items.map(item => entryOf(item, addresses)),
  });
}

function entryOf(item: AssetSummary, addresses: Addresses) {
  const { kind, name, addedAt, createdAt, updatedAt } = item;
  const published = instant(addedAt ?? createdAt);
  return {
    id: addresses.asset(kind, name),
    title: item.title,
    page: addresses.page(kind, name),
    summary: item.summary,
    author: item.catalogue ?? (item.owner && nameOf(item.owner)),
    updated: published ?? instant(updatedAt) ?? new Date(0).toISOString(),
    published,
    categories: [...new Set([kind, ...item.tasks, ...item.tags])],
  };
}

/** Of a person or a group, from its ref. */
function nameOf(owner: string): string {
  return owner.slice(owner.lastIndexOf('/') + 1);
}

function instant(text: string | undefined): string | undefined {
  const at = Date.parse(text ?? '');
  return Number.isNaN(at) ? undefined : new Date(at).toISOString();
}
