import { z } from 'zod';
import type { RepositoryAbout } from '../../forges';
import { languagesOf } from '../../forges/languagesOf';
import type { HttpReader } from './HttpReader';
import { parseGitmodules, type ListedRepository } from './gitmodules';
import type {
  ForgeConfig,
  ForgeState,
  Listing,
  OddEntry,
  Repository,
  RepositoryState,
} from './types';

const PER_PAGE = 100;
/** Pages of an organisation read at most: 10,000 repositories. */
const MAX_PAGES = 100;

/** A repository in the form in which GitHub's REST API gives it. */
const githubRepository = z.object({
  id: z.number().nullish(),
  name: z.string().min(1),
  full_name: z.string(),
  owner: z.object({
    login: z.string().min(1),
    visibility: z.string().nullish(),
  }),
  default_branch: z.string().min(1),
  html_url: z.string().regex(/^https?:\/\//),
  license: z.object({ spdx_id: z.string().nullish() }).nullish(),
  created_at: z.string().nullish(),
  pushed_at: z.string().nullish(),
  /** In kilobytes. */
  size: z.number().nonnegative().nullish(),
  language: z.string().nullish(),
  archived: z.boolean().nullish(),
  private: z.boolean().nullish(),
  visibility: z.string().nullish(),
});
type GithubRepository = z.infer<typeof githubRepository>;

/** Bytes of code, by language. */
const amounts = z.record(z.string(), z.number());

const githubRelease = z.object({
  tag_name: z.string(),
  html_url: z.string().regex(/^https?:\/\//),
});

/** What is asked of GitHub, and of what speaks its language. */
export class GithubForge {
  readonly #config: ForgeConfig;
  readonly #http: HttpReader;

  constructor(config: ForgeConfig, http: HttpReader) {
    this.#config = config;
    this.#http = http;
  }

  /**
   * The repositories to look at. In an organisation each page already says all
   * about them, which is noted in `state`.
   */
  async list(state: ForgeState, signal: AbortSignal): Promise<Listing> {
    const { catalogueList, organization } = this.#config;
    if (catalogueList) {
      const listed = await this.#readList(catalogueList.url, { state, signal });
      return { listed, odd: [] };
    }
    const found: Required<Listing> = { listed: [], odd: [] };
    let url: string | undefined =
      `${this.#config.apiBaseUrl}/orgs/${encodeURIComponent(organization!)}` +
      `/repos?per_page=${PER_PAGE}&sort=full_name`;
    for (let page = 0; url && page < MAX_PAGES; page++) {
      const { listed, odd = [] } = await this.#readPage(url, { state, signal });
      found.listed.push(...listed);
      found.odd.push(...odd);
      url = state.lists[url]?.next;
    }
    return found;
  }

  /** What the API says of one repository now; undefined when that did not change. */
  async describe(
    listed: ListedRepository,
    options: { known: RepositoryState; signal: AbortSignal },
  ): Promise<{ etag?: string; repository: Repository } | undefined> {
    const { owner, repository } = listed;
    const answer = await this.#http.get(
      `${this.#config.apiBaseUrl}/repos/${encodeURIComponent(owner)}` +
        `/${encodeURIComponent(repository)}`,
      {
        etag: options.known.repository ? options.known.etag : undefined,
        accept: 'application/vnd.github+json',
        signal: options.signal,
      },
    );
    if (answer.status === 304) return undefined;
    const found: Repository =
      answer.status === 200
        ? toRepository(githubRepository.parse(JSON.parse(answer.body)), listed)
        : {
            owner,
            name: repository,
            branch: listed.branch ?? 'HEAD',
            htmlUrl: '',
            missing: true,
          };
    return { etag: answer.headers.etag, repository: found };
  }

  /** What else it says; without a token, what its lists say has to do. */
  async about(
    repository: Repository,
    signal: AbortSignal,
  ): Promise<RepositoryAbout> {
    const { license, createdAt, pushedAt, sizeBytes, language } = repository;
    const said: RepositoryAbout = {
      ...{ license, createdAt, updatedAt: pushedAt, sizeBytes },
      languages: language ? [{ name: language }] : undefined,
    };
    if (!this.#config.token) return said;
    const [languages, release] = await Promise.all([
      this.#ask(repository, 'languages', { as: amounts, signal }),
      this.#ask(repository, 'releases/latest', { as: githubRelease, signal }),
    ]);
    return {
      ...said,
      ...(languages && { languages: languagesOf(languages) }),
      ...(release && {
        release: { tag: release.tag_name, url: release.html_url },
      }),
    };
  }

  /** Undefined where there is none, it may not be asked for, or it makes no sense. */
  async #ask<T>(
    { owner, name }: Repository,
    what: string,
    { as, signal }: { as: z.ZodType<T>; signal: AbortSignal },
  ): Promise<T | undefined> {
    const place = [owner, name].map(encodeURIComponent).join('/');
    const { status, body } = await this.#http.get(
      `${this.#config.apiBaseUrl}/repos/${place}/${what}`,
      { accept: 'application/vnd.github+json', also: [403, 451], signal },
    );
    return status === 200 ? as.safeParse(jsonOf(body)).data : undefined;
  }

  /** The text of a file, or its beginning; undefined when there is none. */
  async file(
    repository: Repository,
    options: { path: string; beginning: number; signal: AbortSignal },
  ): Promise<{ text: string; isCut?: true } | undefined> {
    const { path, ...how } = options;
    const where = [repository.owner, repository.name, repository.branch]
      .join('/')
      .split('/')
      .map(encodeURIComponent)
      .join('/');
    const answer = await this.#http.get(
      `${this.#config.rawBaseUrl}/${where}/${path}`,
      how,
    );
    if (answer.status !== 200) return undefined;
    return { text: answer.body, isCut: answer.isCut };
  }

  async #readList(
    url: string,
    options: { state: ForgeState; signal: AbortSignal },
  ): Promise<ListedRepository[]> {
    const { state, signal } = options;
    const known = state.lists[url];
    const answer = await this.#http.get(url, { etag: known?.etag, signal });
    if (answer.status === 304 && known) return known.listed;
    if (answer.status !== 200) {
      throw new Error(`The list ${url} answered with ${answer.status}`);
    }
    const listed = parseGitmodules(answer.body);
    state.lists[url] = { etag: answer.headers.etag, listed };
    return listed;
  }

  async #readPage(
    url: string,
    options: { state: ForgeState; signal: AbortSignal },
  ): Promise<Listing> {
    const { state, signal } = options;
    const known = state.lists[url];
    const answer = await this.#http.get(url, {
      etag: known?.etag,
      accept: 'application/vnd.github+json',
      signal,
    });
    if (answer.status === 304 && known) return known;
    if (answer.status !== 200) {
      throw new Error(`The organisation at ${url} answered ${answer.status}`);
    }
    const { found, odd } = readEntries(
      z.array(z.unknown()).parse(JSON.parse(answer.body)),
    );
    const shown = found.filter(each => !each.archived && !each.private);
    const listed = shown.map(repository => {
      const key = {
        owner: repository.owner.login,
        repository: repository.name,
      };
      const id = `${key.owner}/${key.repository}`;
      state.repositories[id] = {
        ...state.repositories[id],
        repository: toRepository(repository, key),
      };
      return key;
    });
    state.lists[url] = {
      etag: answer.headers.etag,
      listed,
      ...(odd.length > 0 && { odd }),
      next: nextPage(answer.headers.link, url),
    };
    return { listed, odd };
  }
}

/** What makes no sense in a list hides nothing else of it. */
function readEntries(entries: unknown[]): {
  found: GithubRepository[];
  odd: OddEntry[];
} {
  const found: GithubRepository[] = [];
  const odd: OddEntry[] = [];
  for (const [at, entry] of entries.entries()) {
    const { data, error } = githubRepository.safeParse(entry);
    if (data) {
      found.push(data);
      continue;
    }
    const [{ path, message }] = error.issues;
    const { full_name: name } = (entry ?? {}) as { full_name?: unknown };
    odd.push({
      id: typeof name === 'string' ? name.slice(0, 200) : `entry ${at + 1}`,
      message: `its list says what makes no sense of it (${[
        ...path,
        message,
      ].join(': ')})`,
    });
  }
  return { found, odd };
}

function toRepository(
  found: GithubRepository,
  listed: ListedRepository,
): Repository {
  const isMoved =
    found.full_name.toLowerCase() !==
    `${listed.owner}/${listed.repository}`.toLowerCase();
  const license = found.license?.spdx_id;
  return {
    ...(found.id ? { forgeId: found.id } : {}),
    owner: found.owner.login,
    name: found.name,
    branch: listed.branch ?? found.default_branch,
    htmlUrl: found.html_url,
    ...(license && license !== 'NOASSERTION' ? { license } : {}),
    createdAt: found.created_at ?? undefined,
    pushedAt: found.pushed_at ?? undefined,
    ...(found.size ? { sizeBytes: found.size * 1024 } : {}),
    ...(found.language ? { language: found.language } : {}),
    ...(isEverybodys(found) ? {} : { isPrivate: true }),
    ...(isMoved ? { movedTo: found.full_name } : {}),
  };
}

function jsonOf(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

/** Forges have more than two words for it, and Gitea has some for owners. */
function isEverybodys(found: GithubRepository): boolean {
  const said = [found.visibility, found.owner.visibility];
  return (
    found.private === false &&
    said.every(each => (each ?? 'public') === 'public')
  );
}

/** The address that a Link header calls `next` (RFC 8288). */
function nextPage(
  header: string | string[] | undefined,
  base: string,
): string | undefined {
  const [, next] =
    /<([^>]+)>\s*;\s*rel="next"/.exec([header].flat().join(', ')) ?? [];
  return next && new URL(next, base).href;
}
