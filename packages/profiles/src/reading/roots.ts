import type { AssetKind } from '@astrolabe/plugin-assets-common';
import type { Source } from './source';
import { isThing, type Thing } from './things';
import type { Opened } from './types';

/** The first thing of a class that no other one leads to: what a document is about. */
export function rootOf(
  source: Source,
  types: Readonly<Record<string, AssetKind>>,
): Opened | undefined {
  if (source.form !== 'graph') return undefined;
  const things = [...source.graph.values()];
  const led = new Set(
    things.flatMap(thing =>
      [...thing.properties.values()].flat().filter(isThing),
    ),
  );
  const typed = things.filter(thing => kindOf(thing, types));
  const thing = typed.find(each => !led.has(each)) ?? typed[0];
  return thing && { thing, kind: kindOf(thing, types)! };
}

export function kindOf(
  { types }: Thing,
  kinds: Readonly<Record<string, AssetKind>>,
): AssetKind | undefined {
  const known = types.find(type => Object.hasOwn(kinds, type));
  return known === undefined ? undefined : kinds[known];
}
