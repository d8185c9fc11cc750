import {
  MAX_METADATA_LENGTH,
  type AssetBuild,
  type AssetProblem,
} from '@astrolabe/plugin-assets-common';
import {
  SourcePausedError,
  type AssetDelta,
  type AssetFile,
  type AssetSource,
  type Harvested,
} from '@astrolabe/plugin-assets-node';
import { assertError } from '@backstage/errors';
import { harvest, HARVEST_VERSION, LONGEST } from '../../harvest';
import { buildOf, GithubBuilds } from './GithubBuilds';
import { GithubForge } from './GithubForge';
import { HttpReader } from './HttpReader';
import {
  followRenamed,
  isAnother,
  named,
  namesOf,
  type Candidate,
} from './names';
import type {
  ForgeConfig,
  ForgeState,
  Repository,
  RepositoryState,
} from './types';

const METADATA = 'ai4-metadata.yml';
/** Enough for more characters than metadata may have: none is of more than three bytes. */
const METADATA_BYTES = 3 * (MAX_METADATA_LENGTH + 1);
/** Enough to see that one of those is too long. */
const HARVESTED_BYTES = 3 * (LONGEST + 1);
const README = 'README.md';
const README_BYTES = 500_000;
/** Repositories read at the same time. */
const CONCURRENCY = 4;
/** Repositories handed over together. */
const PAGE = 20;

/** How long after a push what is read of it may be from before. */
const SETTLED_MS = 10 * 60_000;
/** The stamp of what was read sooner. */
const UNSETTLED = '';

const longReadme: AssetProblem = {
  ...{ severity: 'warning', pointer: '', line: 1, column: 1 },
  message: `${README} is longer than ${README_BYTES} bytes; only its beginning is shown.`,
  fix: 'Move parts of it, such as pictures in its text, to files of their own.',
};

/** What goes along while one read lasts. */
interface Reading {
  state: ForgeState;
  signal: AbortSignal;
  failures: { id: string; error: Error }[];
}

type OnPage = (delta: AssetDelta, state: unknown) => Promise<void>;

/**
 * Assets that are repositories of a forge. What the forge says has not changed
 * is not read again; a read that was cut short goes on where it stopped.
 */
export class ForgeSource implements AssetSource {
  readonly id: string;
  readonly everySeconds: number;
  readonly #config: ForgeConfig;
  readonly #forge: GithubForge;
  readonly #builds: GithubBuilds;

  constructor(config: ForgeConfig) {
    this.id = `forge:${config.id}`;
    this.everySeconds = config.everySeconds;
    this.#config = config;
    const http = new HttpReader({
      token: config.token,
      tokenUrls: [config.apiBaseUrl, config.rawBaseUrl],
      allowPrivateNetwork: config.allowPrivateNetwork,
    });
    this.#forge = new GithubForge(config, http);
    this.#builds = new GithubBuilds(config.apiBaseUrl, http);
  }

  async read(options: {
    state: unknown;
    former?: unknown;
    signal: AbortSignal;
    onPage: OnPage;
  }): Promise<void> {
    const { signal, onPage } = options;
    const state =
      (options.state as ForgeState | undefined) ?? namesOf(options.former);
    const { listed, odd = [] } = await this.#forge.list(state, signal);
    await followRenamed(listed, state, entry =>
      this.#forge.describe(entry, { known: {}, signal }).catch(error => {
        // What is broken says so when it is read.
        signal.throwIfAborted();
        if (error instanceof SourcePausedError) throw error;
        return undefined;
      }),
    );
    const candidates = named(listed, state);
    const removed = this.#forget(candidates, state);
    if (removed.length > 0) await onPage({ upserted: [], removed }, state);

    const failures: Reading['failures'] = odd.map(({ id, message }) => ({
      id,
      error: new Error(message),
    }));
    for (let i = 0; i < candidates.length; i += PAGE) {
      const page = candidates.slice(i, i + PAGE);
      const delta = await this.#readPage(page, { state, signal, failures });
      if (delta.upserted.length + delta.removed.length > 0) {
        await onPage(delta, state);
      }
      throwIfPaused(failures);
    }
    await onPage({ upserted: [], removed: [] }, state);
    if (failures.length > 0) {
      const names = failures.slice(0, 5).map(({ id }) => id);
      throw new Error(
        `${failures.length} of ${
          candidates.length + odd.length
        } repositories cannot be read (${names.join(', ')}): ${
          failures[0].error.message
        }`,
      );
    }
  }

  /** Drops what is no longer listed. Answers the keys of their assets. */
  #forget(candidates: Candidate[], state: ForgeState): string[] {
    const present = new Set(candidates.map(({ id }) => id));
    const removed: string[] = [];
    for (const [id, { asset }] of Object.entries(state.repositories)) {
      if (present.has(id)) continue;
      if (asset) removed.push(`${this.#config.kind}/${asset}`);
      delete state.repositories[id];
    }
    const kept = new Set(candidates.map(c => `${this.#config.kind}/${c.name}`));
    return removed.filter(key => !kept.has(key));
  }

  async #readPage(page: Candidate[], options: Reading): Promise<AssetDelta> {
    const { signal, failures } = options;
    const delta: AssetDelta = { upserted: [], removed: [] };
    const waiting = [...page];
    const worker = async () => {
      for (
        let next = waiting.shift();
        next && !isPaused(failures);
        next = waiting.shift()
      ) {
        try {
          await this.#readOne(next, { ...options, delta });
        } catch (error) {
          assertError(error);
          signal.throwIfAborted();
          failures.push({ id: next.id, error });
        }
      }
    };
    await Promise.all(Array.from({ length: CONCURRENCY }, worker));
    return delta;
  }

  async #readOne(
    candidate: Candidate,
    options: Reading & { delta: AssetDelta },
  ): Promise<void> {
    const { state, signal, delta } = options;
    const known = { ...state.repositories[candidate.id] };
    if (this.#config.catalogueList) {
      const told = await this.#forge.describe(candidate.listed, {
        known,
        signal,
      });
      if (told) Object.assign(known, told);
    }
    const repository = known.repository!;
    if (isAnother(known)) {
      // Another bears its name by now: whose the asset is, the next reading tells.
      state.repositories[candidate.id] = known;
      return;
    }
    await this.#readBuild(candidate, known, options);
    const build = buildOf(known.build);
    const stamp = JSON.stringify([
      HARVEST_VERSION,
      repository,
      candidate.name,
      ...(build ? [build] : []),
    ]);
    if (known.readStamp !== stamp) {
      const file = await this.#readFiles(candidate, {
        repository,
        build,
        signal,
      });
      if (file) {
        delta.upserted.push(file);
      } else if (known.asset) {
        delta.removed.push(`${this.#config.kind}/${known.asset}`);
      }
      known.asset = file?.name;
      known.assetOf = file && repository.forgeId;
      known.readStamp = isSettled(repository) ? stamp : UNSETTLED;
    }
    state.repositories[candidate.id] = known;
  }

  /** A build that cannot be asked for is told, and keeps no asset away. */
  async #readBuild(
    candidate: Candidate,
    known: RepositoryState,
    { signal, failures }: Reading,
  ): Promise<void> {
    const { repository } = known;
    const isNoAsset = known.readStamp !== undefined && !known.asset;
    if (!this.#config.builds || repository!.missing || isNoAsset) return;
    try {
      known.build = await this.#builds.read(repository!, {
        known: known.build,
        signal,
      });
    } catch (error) {
      assertError(error);
      signal.throwIfAborted();
      failures.push({ id: candidate.id, error });
    }
  }

  async #harvest(
    repository: Repository,
    signal: AbortSignal,
  ): Promise<Harvested[]> {
    const { htmlUrl, branch } = repository;
    return harvest({
      about: await this.#forge.about(repository, signal),
      read: async path =>
        (
          await this.#forge.file(repository, {
            path,
            beginning: HARVESTED_BYTES,
            signal,
          })
        )?.text,
      pageOf: path => `${htmlUrl}/blob/${branch}/${path}`,
    });
  }

  /** Undefined when a repository of an organisation is no asset. */
  async #readFiles(
    candidate: Candidate,
    options: {
      repository: Repository;
      build: AssetBuild | undefined;
      signal: AbortSignal;
    },
  ): Promise<AssetFile | undefined> {
    const { repository, signal } = options;
    const read = (path: string, beginning: number) =>
      repository.missing
        ? undefined
        : this.#forge.file(repository, { path, beginning, signal });
    const metadata = await read(METADATA, METADATA_BYTES);
    if (!metadata && !this.#config.catalogueList) return undefined;
    const readme = await read(README, README_BYTES);
    const { htmlUrl, branch } = repository;
    return {
      kind: this.#config.kind,
      name: candidate.name,
      // Of one that is too long, enough for the checks to say so.
      content: metadata?.text.slice(0, MAX_METADATA_LENGTH + 1) ?? '',
      origin: repository.missing
        ? { location: this.#config.catalogueList!.url }
        : {
            location: `${htmlUrl}/blob/${branch}/${METADATA}`,
            editUrl: `${htmlUrl}/edit/${branch}/${METADATA}`,
          },
      documentation: readme?.text,
      // What is public in one's own house is not everybody's.
      isPublic:
        !repository.isPrivate &&
        !repository.missing &&
        !this.#config.allowPrivateNetwork,
      facts: {
        sourceCode: htmlUrl || undefined,
        manifest: this.#config.defaultManifest,
        build: options.build,
      },
      harvested: repository.missing
        ? undefined
        : await this.#harvest(repository, signal),
      problems: [
        ...problemsOf(candidate, repository, !metadata),
        ...(readme?.isCut ? [longReadme] : []),
      ],
    };
  }
}

/**
 * Times of pushes are in seconds, and plain files may be from minutes before: what was
 * pushed just now is read once more.
 */
function isSettled({ pushedAt }: Repository): boolean {
  return !pushedAt || Date.now() - Date.parse(pushedAt) > SETTLED_MS;
}

function problemsOf(
  candidate: Candidate,
  repository: Repository,
  hasNoFile: boolean,
): AssetProblem[] {
  const problem = { pointer: '', line: 1, column: 1 };
  if (repository.missing) {
    return [
      {
        ...problem,
        severity: 'error',
        message: `The forge knows no repository '${candidate.id}', which the list names.`,
        fix: 'Correct its address in the list, or make the repository public.',
      },
    ];
  }
  const problems: AssetProblem[] = [];
  if (hasNoFile) {
    problems.push({
      ...problem,
      severity: 'error',
      message: `The repository has no ${METADATA} in its branch '${repository.branch}'.`,
      fix: `Add ${METADATA} to the top folder of that branch.`,
    });
  }
  if (repository.movedTo) {
    problems.push({
      ...problem,
      severity: 'warning',
      message: `The repository is now '${repository.movedTo}'.`,
      fix: 'Write its new address in the list.',
    });
  }
  return problems;
}

function isPaused(failures: { error: Error }[]): boolean {
  return failures.some(({ error }) => error instanceof SourcePausedError);
}

function throwIfPaused(failures: { error: Error }[]): void {
  const pause = failures.find(
    ({ error }) => error instanceof SourcePausedError,
  );
  if (pause) throw pause.error;
}
