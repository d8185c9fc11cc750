import {
  checkAsset,
  type Asset,
  type AssetCheck,
  type AssetFileChoice,
  type AssetKind,
  type AssetPage,
  type AssetProfile,
  type AssetQuery,
  type AssetsApi,
  type AssetSummary,
  type CatalogueRepository,
  type DatasetDescription,
  type DatasetSearchPage,
  type ImportedDataset,
  type ImportedMetadata,
  type ModuleReleases,
  type Release,
  type ReleaseRequest,
  type ForgeAccount,
  type ForgeOwner,
  type MetadataChange,
  type Project,
  type ProjectMetadata,
  type ProjectTemplateInfo,
  type ProjectWish,
  type ProposedChange,
  type PublishedProject,
  type PublishRequest,
  type Registration,
  type RegistrationRequest,
  type RepositoryMetadata,
  type SavedSearch,
  type SavedSearchQuery,
} from '@astrolabe/plugin-assets-common';
import type { FormValues } from '@astrolabe/plugin-workloads-common';
import { apiError } from './apiError';
import { facetsOf, fits } from './facetsOf';
import { sampleRelease } from './sampleRelease';
import { sampleProposal } from './samples';
import { FakeChecksApi } from './FakeChecksApi';

/** The assets backend as pages meet it: kept in memory, and told by tests how to answer. */
export class FakeAssetsApi implements AssetsApi {
  readonly checks = new FakeChecksApi();
  /** Every question, in order. */
  readonly asked: AssetQuery[] = [];
  /** What was downloaded, such as `module/plankton.json`. */
  readonly downloaded: string[] = [];
  /** What each call waits for, in order; a call beyond the list does not wait. */
  readonly waits: Promise<unknown>[] = [];
  /** Thrown by every call until it is taken away. */
  failure: unknown;

  constructor(private readonly assets: (AssetSummary | Asset)[] = []) {}

  async query(query: AssetQuery): Promise<AssetPage> {
    this.asked.push(query);
    await this.#answer();
    const found = this.assets.filter(asset => fits(asset, query));
    const limit = query.limit ?? 24;
    const start = Number(query.cursor ?? 0);
    const end = start + limit;
    return {
      items: found.slice(start, end),
      totalItems: found.length,
      facets: facetsOf(this.assets, query),
      ...(end < found.length && { nextCursor: String(end) }),
    };
  }

  async get(kind: AssetKind, name: string): Promise<Asset> {
    await this.#answer();
    const found = this.assets.find(
      asset => asset.kind === kind && asset.name === name && 'spec' in asset,
    );
    if (!found) throw await apiError(404, `There is no ${kind} '${name}'`);
    return found as Asset;
  }

  /** What the next document becomes. */
  documentRead: Partial<ImportedMetadata> = {};

  async importMetadata(content: string): Promise<ImportedMetadata> {
    await this.#answer();
    return {
      profile: { id: 'citation-cff', title: 'Citation File Format 1.2' },
      kind: 'module',
      format: 'ai4',
      content,
      taken: [],
      left: [],
      check: checkAsset(content),
      ...this.documentRead,
    };
  }

  /** The person's; `added` and `total` as a test says them. */
  saved: SavedSearch[] = [];

  async savedSearches(): Promise<SavedSearch[]> {
    if (this.failure) throw this.failure;
    return [...this.saved];
  }

  async saveSearch(name: string, query: SavedSearchQuery) {
    if (this.saved.some(each => each.name === name)) {
      throw await apiError(409, `A search '${name}' is saved already`, {
        code: 'SAVED_SEARCH_EXISTS',
      });
    }
    const now = '2026-11-01T00:00:00.000Z';
    const search: SavedSearch = {
      ...{ id: name, name, query, total: 1, added: 0 },
      createdAt: now,
    };
    this.saved.push(search);
    return search;
  }

  async renameSearch(id: string, name: string): Promise<void> {
    this.saved = this.saved.map(s => (s.id === id ? { ...s, name } : s));
  }

  async lookedAtSearch(id: string): Promise<void> {
    this.saved = this.saved.map(s => (s.id === id ? { ...s, added: 0 } : s));
  }

  async deleteSearch(id: string): Promise<void> {
    this.saved = this.saved.filter(s => s.id !== id);
  }

  async check(): Promise<AssetCheck> {
    return { valid: true, format: 'astrolabe', problems: [] };
  }

  async download(
    kind: AssetKind,
    name: string,
    choice: AssetFileChoice,
  ): Promise<string> {
    await this.#answer();
    const asked = Object.values(choice).join('.');
    this.downloaded.push(`${kind}/${name}.${asked}`);
    return `text of ${name} as ${asked}`;
  }

  async profiles(_kind: AssetKind, name: string): Promise<AssetProfile[]> {
    await this.#answer();
    return [
      {
        id: 'mldcat-ap-3',
        title: 'MLDCAT-AP 3.0',
        iri: 'https://standards.example/mldcat-ap',
        formats: [
          {
            id: 'turtle',
            mediaType: 'text/turtle',
            fileName: `${name}.mldcat-ap-3.ttl`,
          },
          {
            id: 'json-ld',
            mediaType: 'application/ld+json',
            fileName: `${name}.mldcat-ap-3.jsonld`,
          },
        ],
        gaps: ['version', 'links.weights'],
      },
      {
        id: 'citation-cff',
        title: 'Citation File Format 1.2',
        iri: 'https://standards.example/cff',
        formats: [
          {
            id: 'yaml',
            mediaType: 'application/yaml',
            fileName: 'CITATION.cff',
          },
        ],
        gaps: [],
      },
    ];
  }

  /** Datasets of repositories, by what names them. */
  readonly datasets = new Map<string, DatasetDescription>();
  /** What was imported, and is not taken out. */
  readonly imported = new Set<string>();

  async searchDatasets({
    text,
    page = 1,
  }: {
    text: string;
    page?: number;
  }): Promise<DatasetSearchPage> {
    await this.#answer();
    const found = [...this.datasets.values()].filter(({ title }) =>
      title.toLowerCase().includes(text.toLowerCase()),
    );
    const end = page * 10;
    return {
      items: found.slice(end - 10, end),
      totalItems: found.length,
      ...(end < found.length && { nextPage: page + 1 }),
    };
  }

  async describeDataset(source: string): Promise<DatasetDescription> {
    await this.#answer();
    const found = this.datasets.get(source);
    if (!found) {
      throw await apiError(404, 'There is no such dataset', {
        code: 'DATASET_NOT_FOUND',
      });
    }
    return { ...found, imported: this.imported.has(found.asset) };
  }

  async importDataset(source: string): Promise<ImportedDataset> {
    const { asset: name, title } = await this.describeDataset(source);
    this.imported.add(name);
    return { name, entityRef: `dataset:default/${name}`, title };
  }

  async removeDataset(name: string): Promise<void> {
    await this.#answer();
    this.imported.delete(name);
  }

  /** What projects can be made. */
  readonly templates: ProjectTemplateInfo[] = [];
  /** The values of each project that was made. */
  readonly made: FormValues[] = [];

  async projectTemplates(): Promise<ProjectTemplateInfo[]> {
    await this.#answer();
    return this.templates;
  }

  /** What is said of the metadata of a project. */
  metadataOf?: (wish: ProjectWish) => ProjectMetadata;

  async makeProject(wish: ProjectWish): Promise<Project> {
    await this.#answer();
    const { values } = wish;
    this.made.push(values);
    const name = String(values.module.name);
    return {
      name,
      metadata: this.metadataOf?.(wish),
      files: [
        { path: 'README.md', text: `# ${values.module.title}` },
        { path: 'pyproject.toml', text: `name = "${name}"` },
      ],
    };
  }

  /** What the last zip is of. */
  zipped?: ProjectWish;

  async projectZip(wish: ProjectWish): Promise<Blob> {
    await this.#answer();
    this.zipped = wish;
    return new Blob([JSON.stringify(wish)]);
  }

  /** Forges that are linked, and who may make repositories there. */
  readonly linkedForges: ForgeAccount[] = [];
  readonly owners: ForgeOwner[] = [];
  /** What was to be made, with the key of each. */
  readonly published: (PublishRequest & { key: string })[] = [];

  async forges(): Promise<ForgeAccount[]> {
    return this.linkedForges;
  }

  async forgeOwners(): Promise<ForgeOwner[]> {
    await this.#answer();
    return this.owners;
  }

  async publishProject(
    request: PublishRequest,
    key: string,
  ): Promise<PublishedProject> {
    this.published.push({ ...request, key });
    await this.#answer();
    const { to, values, dryRun = false } = request;
    const owner = to.owner ?? 'ada';
    const name = String(values.module.name);
    const url = `https://forge.example/${owner}/${name}`;
    const state = dryRun ? ('planned' as const) : ('done' as const);
    return {
      ...{ url, owner, name, visibility: to.visibility, files: 2, dryRun },
      ...(!dryRun && { cloneUrl: `${url}.git` }),
      steps: [
        { id: 'repository', state },
        { id: 'files', state },
        to.inCatalogue
          ? { id: 'catalogue', state }
          : {
              id: 'catalogue',
              state: 'skipped',
              reason: 'it was not asked for',
            },
      ],
      ...(to.inCatalogue && { entityRef: `aimodule:default/${name}` }),
    };
  }

  /** Repositories that modules come from, as who asks may act on them. */
  readonly repositories: CatalogueRepository[] = [];
  /** Their metadata files at the forge, by name. */
  readonly files = new Map<string, RepositoryMetadata>();
  /** What was proposed, registered and taken out. */
  readonly proposed: (MetadataChange & { name: string })[] = [];
  readonly registered: RegistrationRequest[] = [];
  readonly withdrawn: string[] = [];

  async repository(name: string): Promise<CatalogueRepository | undefined> {
    await this.#answer();
    return this.repositories.find(each => each.name === name);
  }

  async repositoryMetadata(name: string): Promise<RepositoryMetadata> {
    const found = this.files.get(name);
    if (found) return found;
    throw await apiError(503, 'It is away', { code: 'FORGE_AWAY' });
  }

  async proposeMetadata(
    name: string,
    change: MetadataChange,
  ): Promise<ProposedChange> {
    await this.#answer();
    if (change.commit !== this.files.get(name)?.commit) {
      throw await apiError(409, 'Others have changed it', {
        code: 'METADATA_MOVED',
      });
    }
    const { title = 'Change the metadata: title', dryRun = false } = change;
    const plan = { title, branch: 'metadata-1', into: 'main', dryRun };
    if (dryRun) return { ...plan, fields: ['title'] };
    this.proposed.push({ ...change, name });
    const url = 'https://forge.example/ada/leaf/pulls/3';
    return { ...plan, fields: ['title'], url, number: 3 };
  }

  async registerRepository(
    request: RegistrationRequest,
  ): Promise<Registration> {
    await this.#answer();
    this.registered.push(request);
    return {
      ...{ name: 'leaf', entityRef: 'aimodule:default/leaf', title: 'Leaf' },
      ...{ url: 'https://forge.example/ada/leaf', branch: 'trunk' },
      ...{ visibility: 'public', dryRun: request.dryRun ?? false },
      ...(request.mend && { proposal: sampleProposal }),
      problems: [
        {
          ...{ severity: 'warning', pointer: '/tags', line: 3, column: 1 },
          message: 'There are no tags.',
        },
      ],
    };
  }

  async withdrawRepository(name: string): Promise<void> {
    await this.#answer();
    this.withdrawn.push(name);
  }

  /** What was released, and by whom it can be. */
  released: ModuleReleases = { items: [], mayRelease: false, archives: [] };
  /** What was to be released, with the key of each. */
  readonly releasing: (ReleaseRequest & { key: string })[] = [];

  async releases(): Promise<ModuleReleases> {
    return this.released;
  }

  async releaseModule(
    name: string,
    request: ReleaseRequest,
    key: string,
  ): Promise<Release> {
    this.releasing.push({ ...request, key });
    await this.#answer();
    const release = sampleRelease(name, request);
    const { version, dryRun } = release;
    const others = this.released.items.filter(each => each.version !== version);
    if (!dryRun) {
      this.released = { ...this.released, items: [release, ...others] };
    }
    return release;
  }

  async #answer() {
    await this.waits.shift();
    if (this.failure) throw this.failure;
  }
}

export { apiError } from './apiError';
