import type { GuardedClient } from '@astrolabe/http';
import type {
  DatasetDescription,
  DatasetRepositoryInfo,
  DatasetSearchPage,
} from '@astrolabe/plugin-assets-common';
import { assetNameOf } from '@astrolabe/plugin-assets-node';
import { isDatasetSource } from '@astrolabe/plugin-workloads-common';
import { LRUCache } from 'lru-cache';
import { notASource, notSearchable } from './problems';
import {
  aboutDoi,
  datasetRepositories,
  signposted,
  type DatasetRecord,
  type DatasetRepository,
  type Place,
  type RepositoryAddresses,
} from './repositories';
import { RepositoryReader } from './RepositoryReader';

/** More files than these are counted, and not shown. */
const SHOWN_FILES = 1000;
const REMEMBERED = 200;
const REMEMBERED_MS = 10 * 60_000;
const DOI = /^(?:doi:|https?:\/\/(?:dx\.)?doi\.org\/)?(10\.\d{4,9}\/.+)$/i;
const ELSEWHERE: DatasetRepositoryInfo = {
  id: 'elsewhere',
  title: '',
  searchable: false,
};

/** What to look for, and where: in Zenodo unless told. */
export interface DatasetQuery {
  text: string;
  repository?: string;
  /** Of ten; from 1. */
  page?: number;
}

/** Knows what datasets are, wherever they are: asks their repositories. */
export class DatasetDirectory {
  readonly #client: GuardedClient;
  readonly #repositories: DatasetRepository[];
  readonly #dataCite: string | undefined;
  readonly #known: LRUCache<string, Promise<DatasetDescription>>;

  constructor(client: GuardedClient, addresses: RepositoryAddresses = {}) {
    this.#client = client;
    this.#repositories = datasetRepositories(addresses);
    this.#dataCite = addresses.datacite;
    this.#known = new LRUCache({ max: REMEMBERED, ttl: REMEMBERED_MS });
  }

  repositories(): DatasetRepositoryInfo[] {
    return this.#repositories.map(infoOf);
  }

  async search({
    repository = 'zenodo',
    text,
    page = 1,
  }: DatasetQuery): Promise<DatasetSearchPage> {
    const found = this.#repositories.find(({ id }) => id === repository);
    if (!found?.search) {
      const known = this.#repositories.filter(({ search }) => search);
      throw notSearchable(
        repository,
        known.map(({ id }) => id),
      );
    }
    return found.search({ text, page }, new RepositoryReader(this.#client));
  }

  /**
   * What a dataset is. Who asks again within minutes gets the same, unless it
   * has to be `fresh`; two who ask at once make one request.
   */
  async describe(
    source: string,
    { fresh = false }: { fresh?: boolean } = {},
  ): Promise<DatasetDescription> {
    const wanted = source.trim();
    if (!isDatasetSource(wanted)) throw notASource(source);
    const key = wanted.toLowerCase();
    const known = fresh ? undefined : this.#known.get(key);
    if (known) return known;
    const asked = this.#ask(wanted);
    this.#known.set(key, asked);
    // What failed is asked for anew.
    asked.catch(() => this.#known.delete(key));
    return asked;
  }

  async #ask(source: string): Promise<DatasetDescription> {
    const [, doi] = DOI.exec(source) ?? [];
    const reader = new RepositoryReader(this.#client);
    const place: Place = doi
      ? { doi: doi.toLowerCase() }
      : { url: new URL(source) };
    const found =
      (await this.#atRepository(place, reader)) ??
      (await this.#behindDoi(place, reader));
    if (found) return described(source, found.record, infoOf(found.repository));
    const dataCite = this.#dataCite;
    const record = await signposted(place, { reader, dataCite });
    const title = new URL(record.url).host;
    return described(source, record, { ...ELSEWHERE, title });
  }

  /** A DOI may lead to a repository that is known by its addresses alone. */
  async #behindDoi({ doi }: Place, reader: RepositoryReader) {
    if (!doi) return undefined;
    const { url } = await aboutDoi(doi, { reader, baseUrl: this.#dataCite });
    return url && this.#atRepository({ url }, reader);
  }

  async #atRepository(place: Place, reader: RepositoryReader) {
    for (const repository of this.#repositories) {
      const record = repository.recordOf(place);
      if (record === undefined) continue;
      const options = { place, reader };
      return { repository, record: await repository.describe(record, options) };
    }
    return undefined;
  }
}

function infoOf({ id, title, search }: DatasetRepository) {
  return { id, title, searchable: search !== undefined };
}

function described(
  source: string,
  record: DatasetRecord,
  repository: DatasetRepositoryInfo,
): DatasetDescription {
  const { files } = record;
  const sizes = files.flatMap(({ bytes }) => bytes ?? []);
  const named = record.doi ?? source;
  return {
    ...record,
    source: named,
    repository,
    files: files.slice(0, SHOWN_FILES),
    filesTotal: files.length,
    bytesTotal: sizes.reduce((sum, bytes) => sum + bytes, 0),
    sizeKnown: sizes.length === files.length,
    asset: assetNameOf(named.replace(/^https?:\/\//, '')),
  };
}
