import type { AssetDelta } from '@astrolabe/plugin-assets-node';
import { assetKey, type HandedOver } from '../database';
import { CHECKS_VERSION } from './toRecord';

/** As it is stored. */
export interface StoredMemory {
  checks: number;
  state?: unknown;
  waiting?: HandedOver;
}

/**
 * What is remembered of a source: its own state, and, while it hands over everything
 * again, what of the things that it had handed over before it has not named yet. The
 * source cannot know of those: by the end of that read they are gone.
 */
export class Memory {
  #state: unknown;
  /** The source's own, of before everything is read again. */
  readonly former: unknown;
  readonly #assets: Set<string>;
  readonly #manifests: Set<string>;

  private constructor(
    was: { state?: unknown; former?: unknown },
    waiting?: HandedOver,
  ) {
    this.#state = was.state;
    this.former = was.former;
    this.#assets = new Set(waiting?.assets);
    this.#manifests = new Set(waiting?.manifests);
  }

  /** Undefined where everything is to be read again, as after the checks changed. */
  static of(stored: StoredMemory | undefined): Memory | undefined {
    return stored?.checks === CHECKS_VERSION && stored.state !== undefined
      ? new Memory({ state: stored.state }, stored.waiting)
      : undefined;
  }

  static ofNothing(before: HandedOver, stored?: StoredMemory): Memory {
    return new Memory({ former: stored?.state }, before);
  }

  /** The source's own. */
  get state(): unknown {
    return this.#state;
  }

  remember(delta: AssetDelta, state: unknown): void {
    this.#state = state;
    for (const key of [...delta.upserted.map(assetKey), ...delta.removed]) {
      this.#assets.delete(key);
    }
    const { manifests = [], removedManifests = [] } = delta;
    for (const id of [...manifests.map(each => each.id), ...removedManifests]) {
      this.#manifests.delete(id);
    }
  }

  /** To be asked when the source was read to its end; undefined when nothing is gone. */
  notNamedAgain(): AssetDelta | undefined {
    const removed = [...this.#assets];
    const removedManifests = [...this.#manifests];
    this.#assets.clear();
    this.#manifests.clear();
    return removed.length + removedManifests.length > 0
      ? { upserted: [], removed, removedManifests }
      : undefined;
  }

  stored(): StoredMemory {
    const waiting = {
      assets: [...this.#assets],
      manifests: [...this.#manifests],
    };
    const isWaiting = waiting.assets.length + waiting.manifests.length > 0;
    return {
      ...{ checks: CHECKS_VERSION, state: this.#state },
      ...(isWaiting && { waiting }),
    };
  }
}
