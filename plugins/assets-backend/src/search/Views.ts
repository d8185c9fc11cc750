import type { AssetKind } from '@astrolabe/plugin-assets-common';
import { LRUCache } from 'lru-cache';
import type { StoredAsset } from '../database';
import type { AssetView } from '../service/types';
import { Bits } from './Bits';

/** A portal has one for each of its communities. */
const VIEWS_KEPT = 50;

/** Which slots there are, of which kind, and which of them a view shows. */
export class Views {
  readonly #assets: readonly (StoredAsset | undefined)[];
  readonly #all = new Bits();
  readonly #kinds = new Map<AssetKind, Bits>();
  readonly #views = new LRUCache<AssetView, Bits>({ max: VIEWS_KEPT });

  /** By slot; they are told of when they change. */
  constructor(assets: readonly (StoredAsset | undefined)[]) {
    this.#assets = assets;
  }

  set(slot: number): void {
    const asset = this.#assets[slot];
    this.#all.set(slot, asset !== undefined);
    if (asset && !this.#kinds.has(asset.kind)) {
      this.#kinds.set(asset.kind, new Bits());
    }
    for (const [kind, slots] of this.#kinds) {
      slots.set(slot, asset?.kind === kind);
    }
    for (const [shows, slots] of this.#views.entries()) {
      slots.set(slot, isShown(asset, shows));
    }
  }

  shown(kind: AssetKind | undefined, shows: AssetView | undefined): Bits {
    const ofKind = kind ? this.#kinds.get(kind) ?? new Bits() : this.#all;
    return shows ? ofKind.and(this.#shownBy(shows)) : ofKind;
  }

  #shownBy(shows: AssetView): Bits {
    const known = this.#views.get(shows);
    if (known) return known;
    const slots = new Bits();
    this.#assets.forEach((asset, slot) => {
      if (isShown(asset, shows)) slots.set(slot, true);
    });
    this.#views.set(shows, slots);
    return slots;
  }
}

function isShown(asset: StoredAsset | undefined, shows: AssetView): boolean {
  return asset !== undefined && shows(asset.indexed);
}
