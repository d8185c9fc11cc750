/**
 * The four kinds of asset: their catalogue kind, and the word that stands in
 * addresses and files; whether one expects that it can be launched. All else about a kind is data in this table.
 *
 * @public
 */
export const assetKinds = [
  { id: 'module', plural: 'modules', entityKind: 'AiModule', isRun: true },
  { id: 'tool', plural: 'tools', entityKind: 'AiTool', isRun: true },
  { id: 'model', plural: 'models', entityKind: 'AiModel', isRun: false },
  { id: 'dataset', plural: 'datasets', entityKind: 'Dataset', isRun: false },
] as const;

/** @public */
export type AssetKind = (typeof assetKinds)[number]['id'];

/** Whether an asset is one that is launched, or that one expects to be. @public */
export function canBeRun(asset: {
  kind: AssetKind;
  launchable: boolean;
}): boolean {
  const kind = assetKinds.find(({ id }) => id === asset.kind);
  return asset.launchable || Boolean(kind?.isRun);
}

/** `apiVersion` of our catalogue kinds. @public */
export const ASSET_API_VERSION = 'astrolabe.dev/v1alpha1';

/** `aimodule:default/plankton` for a module named `plankton`. @public */
export function assetEntityRef(kind: AssetKind, name: string): string {
  const { entityKind } = assetKinds.find(k => k.id === kind)!;
  return `${entityKind.toLowerCase()}:default/${name}`;
}

/** The kind and name in an entity ref of an asset; undefined if it is none. @public */
export function parseAssetRef(
  ref: string,
): { kind: AssetKind; name: string } | undefined {
  const match = /^([a-z]+):default\/([a-z0-9][a-z0-9._-]{0,62})$/i.exec(ref);
  const kind = assetKinds.find(
    k => k.entityKind.toLowerCase() === match?.[1].toLowerCase(),
  );
  if (!match || !kind) return undefined;
  return { kind: kind.id, name: match[2].toLowerCase() };
}
