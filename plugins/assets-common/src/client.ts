import { ResponseError } from '@backstage/errors';
import { ChecksClient, type ChecksApi } from './checksClient';
import type {
  DatasetDescription,
  DatasetSearchPage,
  ImportedDataset,
} from './datasets';
import type { ImportedMetadata, ImportOptions } from './importing';
import type { AssetKind } from './kinds';
import type { Project, ProjectTemplateInfo, ProjectWish } from './projects';
import type { ModuleReleases, Release, ReleaseRequest } from './releases';
import type {
  ForgeAccount,
  ForgeOwner,
  PublishedProject,
  PublishRequest,
} from './publishing';
import type {
  CatalogueRepository,
  MetadataChange,
  ProposedChange,
  Registration,
  RegistrationRequest,
  RepositoryMetadata,
} from './repositories';
import {
  assetFacets,
  type Asset,
  type AssetCheck,
  type AssetFileChoice,
  type AssetPage,
  type AssetProfile,
  type AssetQuery,
  type SavedSearch,
  type SavedSearchQuery,
} from './types';

/** The assets API as pages, CLI and other rooms see it. @public */
export interface AssetsApi {
  /** Of modules. */
  readonly checks: ChecksApi;
  query(query: AssetQuery): Promise<AssetPage>;
  get(kind: AssetKind, name: string): Promise<Asset>;
  /** Checks the text of an ai4-metadata.yml, or of one of our own files. */
  check(content: string): Promise<AssetCheck>;
  /** A document of a standard as a draft of a metadata file. */
  importMetadata(
    content: string,
    options?: ImportOptions,
  ): Promise<ImportedMetadata>;
  /** The metadata as a file: what was published, our own shape, or a standard's. */
  download(
    kind: AssetKind,
    name: string,
    choice: AssetFileChoice,
  ): Promise<string>;
  /** The standards in which an asset can be described, and what it lacks for each. */
  profiles(kind: AssetKind, name: string): Promise<AssetProfile[]>;
  /** Searches a repository for datasets; pages of ten, from 1. */
  searchDatasets(query: {
    text: string;
    repository?: string;
    page?: number;
  }): Promise<DatasetSearchPage>;
  /** What a dataset is, by its DOI or address, before anything is fetched. */
  describeDataset(source: string): Promise<DatasetDescription>;
  /** Makes it an asset of the catalogue. */
  importDataset(source: string): Promise<ImportedDataset>;
  /** Takes what was imported out of the catalogue. */
  removeDataset(name: string): Promise<void>;
  /** The searches that the person saved, and what came since they looked. */
  savedSearches(): Promise<SavedSearch[]>;
  saveSearch(name: string, query: SavedSearchQuery): Promise<SavedSearch>;
  renameSearch(id: string, name: string): Promise<void>;
  /** Nothing that it finds now is new any more. */
  lookedAtSearch(id: string): Promise<void>;
  deleteSearch(id: string): Promise<void>;
  /** What projects can be made. */
  projectTemplates(): Promise<ProjectTemplateInfo[]>;
  /** The files of a project; nothing is kept. */
  makeProject(wish: ProjectWish): Promise<Project>;
  /** The same as a zip file. */
  projectZip(wish: ProjectWish): Promise<Blob>;
  /** The forges that one has linked. */
  forges(): Promise<ForgeAccount[]>;
  /** Where one may make repositories at a forge; the first is oneself. */
  forgeOwners(account: string): Promise<ForgeOwner[]>;
  /** Makes a repository of a project; the same key and wish give the same one. */
  publishProject(
    request: PublishRequest,
    idempotencyKey: string,
  ): Promise<PublishedProject>;
  /** The repository of a module that one put here, or may take out; undefined of others. */
  repository(name: string): Promise<CatalogueRepository | undefined>;
  /** Its metadata file, as it is at the forge now. */
  repositoryMetadata(name: string): Promise<RepositoryMetadata>;
  /** Opens a pull or merge request; the same change twice is one. */
  proposeMetadata(
    name: string,
    change: MetadataChange,
  ): Promise<ProposedChange>;
  /** Makes a module of a repository that is there already; the same one twice is one. */
  registerRepository(request: RegistrationRequest): Promise<Registration>;
  /** Takes a repository that was put here out of the catalogue; it stays at the forge. */
  withdrawRepository(name: string): Promise<void>;
  /** What was released of a module. */
  releases(name: string): Promise<ModuleReleases>;
  /** Begins a release, or says what would be done; the same key and wish give the same one. */
  releaseModule(
    name: string,
    request: ReleaseRequest,
    idempotencyKey: string,
  ): Promise<Release>;
}

/** @public */
export class AssetsClient implements AssetsApi {
  readonly checks = new ChecksClient((where, init) =>
    this.#request(where, init),
  );
  readonly #baseUrl: string;
  readonly #fetch: (url: string, init?: RequestInit) => Promise<Response>;

  /** `baseUrl` ends before `/v1`: `plugin://assets`, or `https://portal/api/assets`. */
  constructor(options: {
    baseUrl: string;
    fetch: (url: string, init?: RequestInit) => Promise<Response>;
  }) {
    this.#baseUrl = options.baseUrl;
    this.#fetch = options.fetch;
  }

  async query(query: AssetQuery): Promise<AssetPage> {
    const response = await this.#request(`/assets?${assetSearchParams(query)}`);
    return response.json();
  }

  async get(kind: AssetKind, name: string): Promise<Asset> {
    const response = await this.#request(`/assets/${path(kind, name)}`);
    return response.json();
  }

  async check(content: string): Promise<AssetCheck> {
    return (await this.#post('/check', { content })).json();
  }

  async importMetadata(
    content: string,
    options: ImportOptions = {},
  ): Promise<ImportedMetadata> {
    return (await this.#post('/import', { content, ...options })).json();
  }

  async download(
    kind: AssetKind,
    name: string,
    choice: AssetFileChoice,
  ): Promise<string> {
    const file =
      'provenance' in choice
        ? 'provenance'
        : `metadata?${new URLSearchParams(choice)}`;
    const where = `/assets/${path(kind, name)}/${file}`;
    return (await this.#request(where)).text();
  }

  async profiles(kind: AssetKind, name: string): Promise<AssetProfile[]> {
    const where = `/assets/${path(kind, name)}/profiles`;
    return (await (await this.#request(where)).json()).items;
  }

  async searchDatasets(query: {
    text: string;
    repository?: string;
    page?: number;
  }): Promise<DatasetSearchPage> {
    const params = new URLSearchParams(
      Object.entries(query).flatMap(([key, value]) =>
        value === undefined ? [] : [[key, String(value)]],
      ),
    );
    return (await this.#request(`/dataset-search?${params}`)).json();
  }

  async describeDataset(source: string): Promise<DatasetDescription> {
    const params = new URLSearchParams({ source });
    return (await this.#request(`/dataset-description?${params}`)).json();
  }

  async importDataset(source: string): Promise<ImportedDataset> {
    return (await this.#post('/datasets', { source })).json();
  }

  async removeDataset(name: string): Promise<void> {
    const where = `/datasets/${encodeURIComponent(name)}`;
    await this.#request(where, { method: 'DELETE' });
  }

  async savedSearches(): Promise<SavedSearch[]> {
    return (await (await this.#request('/saved-searches')).json()).items;
  }

  async saveSearch(
    name: string,
    query: SavedSearchQuery,
  ): Promise<SavedSearch> {
    return (await this.#post('/saved-searches', { name, query })).json();
  }

  async renameSearch(id: string, name: string): Promise<void> {
    await this.#request(`/saved-searches/${encodeURIComponent(id)}`, {
      method: 'PUT',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ name }),
    });
  }

  async lookedAtSearch(id: string): Promise<void> {
    const where = `/saved-searches/${encodeURIComponent(id)}/looked`;
    await this.#request(where, { method: 'PUT' });
  }

  async deleteSearch(id: string): Promise<void> {
    const where = `/saved-searches/${encodeURIComponent(id)}`;
    await this.#request(where, { method: 'DELETE' });
  }

  async projectTemplates(): Promise<ProjectTemplateInfo[]> {
    return (await (await this.#request('/project-templates')).json()).items;
  }

  async makeProject(wish: ProjectWish): Promise<Project> {
    return (await this.#post('/projects', wish)).json();
  }

  async projectZip(wish: ProjectWish): Promise<Blob> {
    return (await this.#post('/projects', wish, 'application/zip')).blob();
  }

  async forges(): Promise<ForgeAccount[]> {
    return (await (await this.#request('/forges')).json()).items;
  }

  async forgeOwners(account: string): Promise<ForgeOwner[]> {
    const where = `/forges/${encodeURIComponent(account)}/owners`;
    return (await (await this.#request(where)).json()).items;
  }

  async publishProject(
    request: PublishRequest,
    idempotencyKey: string,
  ): Promise<PublishedProject> {
    return this.#once('/repositories', request, idempotencyKey);
  }

  async releases(name: string): Promise<ModuleReleases> {
    const where = `/repositories/${encodeURIComponent(name)}/releases`;
    return (await this.#request(where)).json();
  }

  async releaseModule(
    name: string,
    request: ReleaseRequest,
    idempotencyKey: string,
  ): Promise<Release> {
    const where = `/repositories/${encodeURIComponent(name)}/releases`;
    return this.#once(where, request, idempotencyKey);
  }

  async repository(name: string): Promise<CatalogueRepository | undefined> {
    try {
      return await (await this.#request(repositoryPath(name))).json();
    } catch (error) {
      // Who may make no modules at all has none either.
      const isNone =
        error instanceof ResponseError && [403, 404].includes(error.statusCode);
      if (isNone) return undefined;
      throw error;
    }
  }

  async repositoryMetadata(name: string): Promise<RepositoryMetadata> {
    return (await this.#request(`${repositoryPath(name)}/metadata`)).json();
  }

  async proposeMetadata(
    name: string,
    change: MetadataChange,
  ): Promise<ProposedChange> {
    return (await this.#post(`${repositoryPath(name)}/changes`, change)).json();
  }

  async registerRepository(
    request: RegistrationRequest,
  ): Promise<Registration> {
    return (await this.#post('/registrations', request)).json();
  }

  async withdrawRepository(name: string): Promise<void> {
    await this.#request(repositoryPath(name), { method: 'DELETE' });
  }

  async #once<T>(where: string, body: object, key: string): Promise<T> {
    const response = await this.#request(where, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'idempotency-key': key },
      body: JSON.stringify(body),
    });
    return response.json();
  }

  #post(
    where: string,
    body: object,
    accept = 'application/json',
  ): Promise<Response> {
    return this.#request(where, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept },
      body: JSON.stringify(body),
    });
  }

  async #request(where: string, init?: RequestInit): Promise<Response> {
    const response = await this.#fetch(`${this.#baseUrl}/v1${where}`, init);
    if (!response.ok) {
      throw await ResponseError.fromResponse(response);
    }
    return response;
  }
}

function repositoryPath(name: string): string {
  return `/repositories/${encodeURIComponent(name)}`;
}

function path(kind: AssetKind, name: string): string {
  return `${kind}/${encodeURIComponent(name)}`;
}

/**
 * A query as it stands in the address of the API and of the pages: one
 * parameter per value, so that a value may hold a comma.
 *
 * @public
 */
export function assetSearchParams(query: AssetQuery): URLSearchParams {
  const params = new URLSearchParams();
  const { facets = {}, ...rest } = query;
  for (const [key, value] of Object.entries(rest)) {
    if (value !== undefined && value !== '') params.set(key, String(value));
  }
  for (const facet of assetFacets) {
    for (const value of facets[facet] ?? []) params.append(facet, value);
  }
  return params;
}
