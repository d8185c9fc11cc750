import {
  assetEntityRef,
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

/** Where a run of the checks of a module is shown; with a log open, if told of which check. */
export function checkRunPath(
  name: string,
  run: string,
  check?: string,
): string {
  const page = `${assetPath({ kind: 'module', name })}/checks/${run}`;
  return check ? `${page}?${new URLSearchParams({ log: check })}` : page;
}

/** Where the versions of a module are, and released. */
export function versionsPath(name: string): string {
  return `${assetPath({ kind: 'module', name })}/versions`;
}

/** Where what an entity ref names is shown; undefined when it has no page here. */
export function refPath(entityRef: string): string | undefined {
  const asset = parseAssetRef(entityRef);
  if (asset) return assetPath(asset);
  const owner = parseOwnerRef(entityRef);
  return owner && `/owners/${owner.kind}/${owner.namespace}/${owner.name}`;
}

/** The group or user that a ref names; undefined when it names none. */
export function parseOwnerRef(entityRef: string) {
  const [, kind, namespace, name] =
    /^(group|user):([a-z0-9-]+)\/([a-z0-9._-]+)$/i.exec(entityRef) ?? [];
  return kind ? { kind, namespace, name } : undefined;
}

/** Where an asset is tried, a page of the workloads room; the press is in the state of the visit. */
export function tryPath(entityRef: string): string {
  return `/try?${new URLSearchParams({ ref: entityRef })}`;
}

/** Where an asset is launched, a page of the workloads room; with one field filled in, if told which. */
export function deployPath(
  entityRef: string,
  preset?: [path: string, value: unknown],
): string {
  const query = new URLSearchParams({
    ref: entityRef,
    ...(preset && { set: `${preset[0]}=${preset[1]}` }),
  });
  return `/deploy?${query}`;
}

/** Where datasets of repositories are looked for. */
export const REPOSITORY_PATH = '/datasets/-/repository';

/** Where the project of a module or tool is begun. */
export const NEW_PATH = '/modules/-/new';

/** Where services are linked, a page of the accounts room. */
export const LINKED_SERVICES = '/accounts';

/** Where a module is made of a repository that is there already. */
export const REGISTER_PATH = '/modules/-/register';

/** Where metadata are written; those of an asset, if told which. */
export function editPath(asset?: { kind: AssetKind; name: string }): string {
  const path = '/modules/-/edit';
  if (!asset) return path;
  const ref = assetEntityRef(asset.kind, asset.name);
  return `${path}?${new URLSearchParams({ ref })}`;
}

/** The same, with what there is no doubt about mended already. */
export function mendPath(asset: { kind: AssetKind; name: string }): string {
  return `${editPath(asset)}&mend`;
}
