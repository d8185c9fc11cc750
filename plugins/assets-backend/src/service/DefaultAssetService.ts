import {
  assetEntityRef,
  checkAsset,
  mendAsset,
  migrateAsset,
  toOwnFile,
  type Asset,
  type AssetCheck,
  type AssetKind,
  type AssetPage,
  type AssetProblem,
  type AssetQuery,
  type ImportedMetadata,
  type ImportOptions,
  type MigratedAsset,
} from '@astrolabe/plugin-assets-common';
import type { AssetChangePage } from '@astrolabe/plugin-assets-node';
import { withAdvice } from '@astrolabe/http';
import {
  importMetadata,
  readableProfiles,
  Unreadable,
} from '@astrolabe/profiles';
import { InputError, NotFoundError } from '@backstage/errors';
import { stringify } from 'yaml';
import {
  assetKey,
  toChange,
  type AssetDetails,
  type AssetStore,
  type SourceStore,
  type StoredAsset,
} from '../database';
import type { SourceRunner } from '../ingest/SourceRunner';
import { decodeCursor, encodeCursor } from '../search/cursor';
import type { AssetIndex } from '../search';
import type { UsedResources } from '@astrolabe/plugin-workloads-node';
import type {
  AssetService,
  AssetView,
  CallerOptions,
  MetadataFile,
  MetadataFormat,
  ProblemPage,
} from './types';

type Name = { kind: AssetKind; name: string };

/** Answers lists from the index, and a single asset from its row. */
export class DefaultAssetService implements AssetService {
  readonly #index: AssetIndex;
  readonly #assets: AssetStore;
  readonly #sources: SourceStore;
  readonly #runner: SourceRunner;
  readonly #used: UsedResources;

  constructor(options: {
    index: AssetIndex;
    assets: AssetStore;
    sources: SourceStore;
    runner: SourceRunner;
    used: UsedResources;
  }) {
    this.#index = options.index;
    this.#assets = options.assets;
    this.#sources = options.sources;
    this.#runner = options.runner;
    this.#used = options.used;
  }

  async query(query: AssetQuery, { shows }: CallerOptions): Promise<AssetPage> {
    return this.#index.query(query, shows);
  }

  async get(name: Name, { shows }: CallerOptions): Promise<Asset> {
    const { stored, details } = await this.#find(name, shows);
    const { content: _, ...known } = details;
    const manifestId = details.spec.manifest;
    const shared =
      typeof manifestId === 'string'
        ? this.#index.manifest(manifestId)
        : undefined;
    const { manifest: __, dependsOn, ...spec } = details.spec;
    const relations = this.#index.relations(stored, shows);
    // What they do not see is not named to them here, either.
    const seen = dependsOn?.filter(ref =>
      relations.some(({ entityRef }) => entityRef === ref),
    );
    const manifest =
      typeof manifestId === 'string' ? shared?.manifest : manifestId;
    const used = await this.#usedBy(stored);
    const harvested = [
      ...(known.harvested ?? []),
      ...(used ? [{ field: 'used', from: 'usage' }] : []),
    ];
    return {
      ...this.#index.summary(stored),
      ...known,
      ...(harvested.length > 0 && { harvested }),
      spec: {
        ...spec,
        ...(used && { used }),
        ...(seen && { dependsOn: seen }),
        ...(manifest && { manifest }),
      },
      problems: [...details.problems, ...this.#manifestProblems(stored)],
      documentation: details.documentation ?? details.spec.description,
      relations,
    };
  }

  /** What cannot be told now is left out: the asset is shown. */
  async #usedBy({ kind, name }: Name) {
    if (kind !== 'module' && kind !== 'tool') return undefined;
    return this.#used.of(assetEntityRef(kind, name)).catch(() => undefined);
  }

  async metadata(
    asset: Name & { format: MetadataFormat },
    { shows }: CallerOptions,
  ): Promise<MetadataFile> {
    const { details } = await this.#find(asset, shows);
    const own = () => toOwnFile({ ...asset, spec: details.spec });
    const files = {
      source: () => ({
        content: details.content,
        extension: 'yml',
        mediaType: 'text/yaml',
      }),
      json: () => ({
        content: `${JSON.stringify(own(), null, 2)}\n`,
        extension: 'json',
        mediaType: 'application/json',
      }),
      yaml: () => ({
        content: stringify(own()),
        extension: 'yaml',
        mediaType: 'text/yaml',
      }),
    };
    const { extension, ...file } = files[asset.format]();
    return { ...file, fileName: `${asset.name}.${extension}` };
  }

  async check(text: {
    content: string;
    kind?: AssetKind;
  }): Promise<AssetCheck> {
    return checkAsset(text.content, text.kind);
  }

  async mend({
    content,
    kind,
    newest,
  }: {
    content: string;
    kind?: AssetKind;
    newest?: boolean;
  }): Promise<MigratedAsset> {
    if (newest) return migrateAsset(content);
    const { mended: _, ...now } = mendAsset(content, { kind });
    return { ...now, from: now.check.format, notes: [] };
  }

  async importMetadata({
    content,
    ...options
  }: { content: string } & ImportOptions): Promise<ImportedMetadata> {
    return importMetadata(content, options).catch(error => {
      if (!(error instanceof Unreadable)) throw error;
      throw withAdvice(new InputError(error.message), {
        code: 'NOT_IMPORTABLE',
        nextStep: `Give a document in one of: ${readableProfiles()
          .map(({ title }) => title)
          .join(', ')}.`,
      });
    });
  }

  async problems(
    page: { cursor?: string; limit?: number },
    { shows }: CallerOptions,
  ): Promise<ProblemPage> {
    const all = this.#index.withProblems(shows);
    const after = page.cursor && decodeCursor(page.cursor).after;
    const from = after ? all.findIndex(a => assetKey(a) > after) : 0;
    const rest = from < 0 ? [] : all.slice(from);
    const shown = rest.slice(0, page.limit ?? 24);
    const items = shown.map(stored => ({
      kind: stored.kind,
      name: stored.name,
      entityRef: assetEntityRef(stored.kind, stored.name),
      title: stored.indexed.summary.title,
      location: stored.indexed.location,
      source: stored.source,
      problems: [...stored.indexed.problems, ...this.#manifestProblems(stored)],
    }));
    return {
      items,
      totalItems: all.length,
      ...(shown.length < rest.length
        ? {
            nextCursor: encodeCursor({
              after: assetKey(shown.at(-1)!),
              offset: 0,
            }),
          }
        : {}),
      sources: await this.#sources.list(),
    };
  }

  async changes(page: {
    cursor?: string;
    limit?: number;
  }): Promise<AssetChangePage> {
    const since = Number(page.cursor ?? 0);
    if (!Number.isSafeInteger(since) || since < 0) {
      throw new InputError(
        `'cursor' has to be the 'nextCursor' of the page before`,
      );
    }
    const limit = page.limit ?? 1_000;
    const rows = await this.#assets.assetsSince(since, limit);
    return {
      items: rows.map(toChange),
      nextCursor: String(rows.at(-1)?.seq ?? since),
      more: rows.length === limit,
    };
  }

  async refresh(which: { source?: string }): Promise<string[]> {
    const { sourceIds } = this.#runner;
    if (which.source && !sourceIds.includes(which.source)) {
      throw new InputError(
        `'source' is '${which.source}', but has to be one of: ${sourceIds.join(
          ', ',
        )}`,
      );
    }
    return this.#runner.refresh(which.source ? [which.source] : undefined);
  }

  async #find(
    name: Name,
    shows?: AssetView,
  ): Promise<{ stored: StoredAsset; details: AssetDetails }> {
    const known = this.#index.get(name.kind, name.name.toLowerCase());
    const isShown = known && (shows?.(known.indexed) ?? true);
    const stored = isShown ? known : undefined;
    const details =
      stored && (await this.#assets.details(stored.kind, stored.name));
    if (!stored || !details) {
      throw withAdvice(
        new NotFoundError(`There is no ${name.kind} named '${name.name}'`),
        {
          code: 'ASSET_UNKNOWN',
          nextStep: 'Search for it: its source may have renamed or removed it.',
        },
      );
    }
    return { stored, details };
  }

  /** What is wrong with the shared manifest that an asset names. */
  #manifestProblems(stored: StoredAsset): AssetProblem[] {
    const { manifest } = stored.indexed;
    if (!manifest || !('shared' in manifest)) return [];
    const shared = this.#index.manifest(manifest.shared);
    const pointer = '/spec/manifest';
    if (!shared) {
      return [
        {
          severity: 'error',
          pointer,
          message: `There is no shared manifest '${manifest.shared}'.`,
          allowed: this.#index.manifestIds,
          fix: 'Name one that is there, or add it to the folder manifests.',
        },
      ];
    }
    return shared.problems.map(problem => ({
      severity: problem.severity,
      pointer,
      message: `In ${shared.location}, line ${problem.line ?? 1}: ${
        problem.message
      }`,
      ...(problem.fix ? { fix: problem.fix } : {}),
    }));
  }
}
