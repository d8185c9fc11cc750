import type { AssetDelta, AssetSource } from '@astrolabe/plugin-assets-node';
import type { DatasetStore } from './DatasetStore';

/** Id of the source. */
export const IMPORTED = 'imported';

/** When each was last imported, by name. */
type Seen = { [name: string]: string };

/** What people imported, as one more source of assets. */
export class ImportedSource implements AssetSource {
  readonly id = IMPORTED;
  readonly everySeconds = 60;
  readonly #store: DatasetStore;

  constructor(store: DatasetStore) {
    this.#store = store;
  }

  async read(options: {
    state: unknown;
    onPage(delta: AssetDelta, state: unknown): Promise<void>;
  }): Promise<void> {
    const before = (options.state ?? {}) as Seen;
    const rows = await this.#store.all();
    const now: Seen = Object.fromEntries(
      rows.map(({ name, importedAt }) => [name, importedAt]),
    );
    const changed = rows.filter(row => before[row.name] !== row.importedAt);
    const removed = Object.keys(before).filter(name => !(name in now));
    if (options.state && changed.length + removed.length === 0) return;
    await options.onPage(
      {
        upserted: changed.map(({ name, source, content }) => ({
          kind: 'dataset',
          name,
          content,
          origin: { location: source },
        })),
        removed: removed.map(name => `dataset/${name}`),
      },
      now,
    );
  }
}
