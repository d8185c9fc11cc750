import type { AssetPage, AssetSummary } from '@astrolabe/plugin-assets-common';
import { table } from './text';

/** What a search found. */
export function describeAssets({ items }: AssetPage): string {
  if (items.length === 0) return 'Nothing found.';
  return table(
    ['REF', 'TITLE', 'LICENSE', 'LAUNCHES', 'NOTES'],
    items.map(asset => [
      `${asset.kind}/${asset.name}`,
      asset.title,
      asset.license ?? '-',
      String(asset.launches),
      notes(asset),
    ]),
  );
}

const gates = {
  auto: ', after accepting terms there',
  manual: ', on request there',
};

function notes(asset: AssetSummary): string {
  if (!asset.valid) return 'metadata has errors';
  if (asset.catalogue) {
    return `of ${asset.catalogue}${asset.gated ? gates[asset.gated] : ''}`;
  }
  return asset.launchable ? 'can be deployed' : '';
}
