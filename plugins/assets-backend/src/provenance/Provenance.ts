import type { AssetKind } from '@astrolabe/plugin-assets-common';
import { provenanceOf } from '@astrolabe/profiles';
import { checkedOf } from '../checks/RunStore';
import type { Addresses } from '../descriptions';
import { PUBLISHED } from '../publishing/PublishedSource';
import type {
  RepositoryRow,
  RepositoryStore,
} from '../publishing/RepositoryStore';
import type { AssetService, CallerOptions } from '../service/types';
import type { ProvenanceStore } from './ProvenanceStore';

interface Parts {
  assets: Pick<AssetService, 'get'>;
  /** Whether whoever asks may see what is done with a repository that is private. */
  mayManage(row: RepositoryRow, options: CallerOptions): Promise<boolean>;
  repositories: Pick<RepositoryStore, 'get'>;
  store: ProvenanceStore;
}

/** What was done with an asset, for whoever may read it. */
export class Provenance {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** As PROV-O in JSON-LD. Of a private repository, its people and commits are its owner's. */
  async describe(
    name: { kind: AssetKind; name: string },
    addresses: Addresses,
    options: CallerOptions,
  ): Promise<string> {
    const { assets, mayManage, repositories, store } = this.#parts;
    const asset = await assets.get(name, options);
    const { kind } = name;
    const isOurs =
      (kind === 'module' || kind === 'tool') &&
      asset.origin.source === PUBLISHED;
    const row = isOurs ? await repositories.get(name.name, kind) : undefined;
    const isShown =
      row && (row.visibility !== 'private' || (await mayManage(row, options)));
    return provenanceOf(
      {
        ...{ id: addresses.asset(name.kind, name.name), title: asset.title },
        repository: row?.url ?? asset.origin.location,
        homepage: addresses.portal.homepage,
      },
      isShown ? await store.list(checkedOf(row)) : [],
    );
  }
}
