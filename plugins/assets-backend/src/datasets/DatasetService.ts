import { setTimeout } from 'node:timers/promises';
import type {
  BackstageCredentials,
  BackstageUserPrincipal,
} from '@backstage/backend-plugin-api';
import { refused, type Authorizer } from '@astrolabe/http';
import {
  assetEntityRef,
  assetImportPermission,
  assetReadPermission,
  assetRefreshPermission,
  type DatasetDescription,
  type DatasetRepositoryInfo,
  type DatasetSearchPage,
  type ImportedDataset,
} from '@astrolabe/plugin-assets-common';
import type { CallerOptions } from '../service/types';
import type { DatasetDirectory, DatasetQuery } from './DatasetDirectory';
import type { DatasetStore } from './DatasetStore';
import { IMPORTED } from './ImportedSource';
import { metadataOf } from './metadataOf';
import { alreadyThere, nothingToImport } from './problems';

const SHOWN_MS = 5_000;

/** Datasets of repositories: found, described, and made assets. */
export class DatasetService {
  readonly #directory: DatasetDirectory;
  readonly #store: DatasetStore;
  readonly #authorizer: Authorizer;
  readonly #onImport: () => Promise<unknown>;
  readonly #sourceOf: (name: string) => string | undefined;

  constructor(parts: {
    directory: DatasetDirectory;
    store: DatasetStore;
    authorizer: Authorizer;
    /** Has the imported ones read. */
    onImport: () => Promise<unknown>;
    /** Id of the source that a dataset of the catalogue is from. */
    sourceOf: (name: string) => string | undefined;
  }) {
    this.#directory = parts.directory;
    this.#store = parts.store;
    this.#authorizer = parts.authorizer;
    this.#onImport = parts.onImport;
    this.#sourceOf = parts.sourceOf;
  }

  async repositories(options: CallerOptions): Promise<DatasetRepositoryInfo[]> {
    await this.#authorizer.require(assetReadPermission, options.credentials);
    return this.#directory.repositories();
  }

  async search(
    query: DatasetQuery,
    options: CallerOptions,
  ): Promise<DatasetSearchPage> {
    await this.#authorizer.require(assetReadPermission, options.credentials);
    return this.#directory.search(query);
  }

  async describe(
    source: string,
    options: CallerOptions,
  ): Promise<DatasetDescription> {
    await this.#authorizer.require(assetReadPermission, options.credentials);
    const dataset = await this.#directory.describe(source);
    const imported = await this.#store.has(dataset.asset);
    return { ...dataset, imported };
  }

  /** Importing twice is once; what it says is read anew. */
  async import(
    source: string,
    options: CallerOptions,
  ): Promise<ImportedDataset> {
    await this.#authorizer.require(assetImportPermission, options.credentials);
    const dataset = await this.#directory.describe(source, { fresh: true });
    const { asset: name, title } = dataset;
    if (dataset.filesTotal === 0) throw nothingToImport(dataset.url);
    const other = this.#sourceOf(name);
    if (other && other !== IMPORTED) throw alreadyThere(name, other);
    await this.#store.put({
      name,
      source: dataset.source,
      content: metadataOf(dataset),
      importedBy: personOf(options.credentials),
      importedAt: new Date().toISOString(),
    });
    await this.#onImport();
    await this.#untilShown(name);
    return { name, entityRef: assetEntityRef('dataset', name), title };
  }

  /** So that its page is there when one is told of it; on a busy machine it comes later. */
  async #untilShown(name: string): Promise<void> {
    const end = Date.now() + SHOWN_MS;
    while (this.#sourceOf(name) !== IMPORTED && Date.now() < end) {
      await setTimeout(50);
    }
  }

  /** Whoever imported it may, and who may have sources read. */
  async remove(name: string, options: CallerOptions): Promise<void> {
    await this.#authorizer.require(assetImportPermission, options.credentials);
    const row = await this.#store.get(name);
    if (!row) return;
    const isTheirs = row.importedBy === personOf(options.credentials);
    const mayAll =
      isTheirs ||
      (await this.#authorizer.allows(
        assetRefreshPermission,
        options.credentials,
      ));
    if (!mayAll) {
      throw refused({
        code: 'NOT_YOUR_IMPORT',
        message: `'${name}' was imported by somebody else`,
        cause: 'only who imported a dataset takes it out again, or a manager',
        nextStep: 'Ask a manager of your community to take it out.',
      });
    }
    await this.#store.remove(name);
    await this.#onImport();
  }
}

function personOf({ principal }: BackstageCredentials): string {
  const { userEntityRef } = principal as Partial<BackstageUserPrincipal>;
  return userEntityRef ?? 'service';
}
