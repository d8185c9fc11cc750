import {
  assetEntityRef,
  assetKinds,
  parseAssetRef,
  type AssetKind,
} from '@astrolabe/plugin-assets-common';
import { usageError } from './errors';

const kinds: readonly AssetKind[] = assetKinds.map(kind => kind.id);

/** An asset as people name it: `tool/jupyterlab`, or its entity ref. */
export function parseRef(text: string): {
  kind: AssetKind;
  name: string;
  entityRef: string;
} {
  const [kind, name, ...rest] = text.split('/');
  const short = kinds.find(id => id === kind);
  const asset =
    short && name && rest.length === 0
      ? { kind: short, name }
      : parseAssetRef(text);
  if (!asset) {
    throw usageError(
      `'${text}' names no asset`,
      `Write kind/name (${kinds.join(
        ', ',
      )}), such as tool/jupyterlab, or an entity ref, such as aitool:default/jupyterlab`,
    );
  }
  return { ...asset, entityRef: assetEntityRef(asset.kind, asset.name) };
}

export function parseKind(text: string): AssetKind {
  const kind = assetKinds.find(k => k.id === text || k.plural === text);
  if (!kind) {
    throw usageError(
      `'${text}' is no kind of asset`,
      `Use ${kinds.join(', ')}`,
    );
  }
  return kind.id;
}
