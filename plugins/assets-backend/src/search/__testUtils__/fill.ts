import type { StoredAsset } from '../../database';
import { AssetIndex } from '../AssetIndex';
import type { JudgedAsset } from './judgedAssets';

export function stored(
  [name, asset]: [string, Partial<JudgedAsset>],
  seq = 0,
): StoredAsset {
  return {
    ...{ kind: 'module', name, source: 'judged', seq, removed: false },
    launches: asset.launches ?? 0,
    indexed: {
      summary: {
        ...{ kind: 'module', name, title: asset.title ?? '' },
        summary: asset.summary ?? '',
        ...{ tags: asset.tags ?? [], tasks: asset.tasks ?? [] },
        ...{ libraries: asset.libraries ?? [], categories: [], dataTypes: [] },
        valid: true,
      },
      ...{ manifest: undefined, dependsOn: [], location: '', problems: [] },
      text: asset.text ?? '',
    },
  };
}

/** An index of assets by name. */
export function fill(assets: [string, Partial<JudgedAsset>][]): AssetIndex {
  const index = new AssetIndex();
  assets.forEach((asset, i) => index.put(stored(asset, i)));
  return index;
}
