import {
  assetKinds,
  parseAssetRef,
  type AssetKind,
} from '@astrolabe/plugin-assets-common';
import { createRouteRef, type RouteRef } from '@backstage/frontend-plugin-api';

/** The list of each kind. */
export const listRouteRefs = Object.fromEntries(
  assetKinds.map(({ plural }) => [plural, createRouteRef()]),
) as Record<(typeof assetKinds)[number]['plural'], RouteRef<undefined>>;

/** Where the assets of a kind are listed, narrowed if told by what. */
export function listPath(
  kind: AssetKind,
  query: Record<string, string> = {},
): string {
  const { plural } = assetKinds.find(({ id }) => id === kind)!;
  const search = new URLSearchParams(query).toString();
  return search ? `/${plural}?${search}` : `/${plural}`;
}

/** Where one asset is shown. */
export function assetPath(asset: { kind: AssetKind; name: string }): string {
  return `${listPath(asset.kind)}/${encodeURIComponent(asset.name)}`;
}

/** Where what an entity ref names is shown; undefined when it is no asset. */
export function refPath(entityRef: string): string | undefined {
  const asset = parseAssetRef(entityRef);
  return asset && assetPath(asset);
}

/** Where an asset is launched: a page of the workloads room. */
export function deployPath(entityRef: string): string {
  return `/deploy?${new URLSearchParams({ ref: entityRef })}`;
}
