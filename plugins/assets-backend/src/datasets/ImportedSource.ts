import type { NetworkGuard } from '@astrolabe/http';
import type {
  AssetDelta,
  AssetFile,
  AssetSource,
} from '@astrolabe/plugin-assets-node';
import { Anew } from '../sources/Anew';
import type { DatasetStore, ImportedRow } from './DatasetStore';

/** Id of the source. */
export const IMPORTED = 'imported';

/** What people imported, as one more source of assets. */
export class ImportedSource implements AssetSource {
  readonly id = IMPORTED;
  readonly everySeconds = 60;
  readonly #store: DatasetStore;
  readonly #guard: NetworkGuard;
  readonly #anew = new Anew();

  constructor(store: DatasetStore, guard: NetworkGuard) {
    this.#store = store;
    this.#guard = guard;
  }

  async read(options: {
    state: unknown;
    onPage(delta: AssetDelta, state: unknown): Promise<void>;
  }): Promise<void> {
    const before = (options.state ?? {}) as Record<string, string>;
    const now = await this.#store.stamps();
    const isAnew = this.#anew.isDue;
    const changed = Object.keys(now).filter(
      name => isAnew || before[name] !== now[name],
    );
    const removed = Object.keys(before).filter(name => !(name in now));
    if (options.state && changed.length + removed.length === 0) return;
    const upserted: AssetFile[] = [];
    for (const name of changed) {
      const row = await this.#store.get(name);
      // One that was taken out meanwhile is found to be gone next time.
      if (row) upserted.push(await this.#fileOf(row));
    }
    const gone = removed.map(name => `dataset/${name}`);
    await options.onPage({ upserted, removed: gone }, now);
    if (isAnew) this.#anew.done();
  }

  async #fileOf({ name, source, content }: ImportedRow): Promise<AssetFile> {
    const origin = { location: source };
    // A DOI leads to a publisher, whom anybody may ask.
    const isPublic =
      !URL.canParse(source) || !(await this.#guard.isOfHouse(source));
    return { kind: 'dataset', name, content, origin, isPublic };
  }
}
