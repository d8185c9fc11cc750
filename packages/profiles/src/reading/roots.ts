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
      // What names itself leads nowhere.
      partsOf(thing).filter(part => part !== thing),
    ),
  );
  const typed = things.filter(thing => kindOf(thing, types));
  const thing = typed.find(each => !led.has(each)) ?? typed[0];
  if (!thing) return undefined;
  const within = reachedFrom(thing);
  const others = typed.filter(each => !within.has(each));
  return { thing, kind: kindOf(thing, types)!, others };
}

function partsOf({ properties }: Thing): Thing[] {
  return [...properties.values()].flat().filter(isThing);
}

function reachedFrom(thing: Thing): Set<Thing> {
  const reached = new Set([thing]);
  // A set goes on with what is added to it meanwhile.
  for (const each of reached) {
    for (const part of partsOf(each)) reached.add(part);
  }
  return reached;
}

export function kindOf(
  { types }: Thing,
  kinds: Readonly<Record<string, AssetKind>>,
): AssetKind | undefined {
  const known = types.find(type => Object.hasOwn(kinds, type));
  return known === undefined ? undefined : kinds[known];
}
