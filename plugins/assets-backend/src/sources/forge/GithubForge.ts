import type { HttpReader } from './HttpReader';
import { parseGitmodules, type ListedRepository } from './gitmodules';
import type {
  ForgeConfig,
  ForgeState,
  Repository,
  RepositoryState,
} from './types';

const PER_PAGE = 100;
/** Pages of an organisation read at most: 10,000 repositories. */
const MAX_PAGES = 100;

/** A repository in the form in which GitHub's REST API gives it. */
interface GithubRepository {
  name: string;
  full_name: string;
  owner: { login: string };
  default_branch: string;
  html_url: string;
  license?: { spdx_id?: string | null } | null;
  created_at?: string;
  pushed_at?: string;
  archived?: boolean;
  private?: boolean;
}

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
  async list(
    state: ForgeState,
    signal: AbortSignal,
  ): Promise<ListedRepository[]> {
    const { catalogueList, organization } = this.#config;
    if (catalogueList) {
      return this.#readList(catalogueList.url, { state, signal });
    }
    const listed: ListedRepository[] = [];
    let url: string | undefined =
      `${this.#config.apiBaseUrl}/orgs/${encodeURIComponent(organization!)}` +
      `/repos?per_page=${PER_PAGE}&sort=full_name`;
    for (let page = 0; url && page < MAX_PAGES; page++) {
      listed.push(...(await this.#readPage(url, { state, signal })));
      url = state.lists[url]?.next;
    }
    return listed;
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
        ? toRepository(JSON.parse(answer.body), listed)
        : {
            owner,
            name: repository,
            branch: listed.branch ?? 'HEAD',
            htmlUrl: '',
            missing: true,
          };
    return { etag: answer.headers.etag, repository: found };
  }

  /** The text of a file; undefined when there is none. */
  async file(
    repository: Repository,
    options: { path: string; signal: AbortSignal },
  ): Promise<string | undefined> {
    const where = [repository.owner, repository.name, repository.branch]
      .join('/')
      .split('/')
      .map(encodeURIComponent)
      .join('/');
    const answer = await this.#http.get(
      `${this.#config.rawBaseUrl}/${where}/${options.path}`,
      { signal: options.signal },
    );
    return answer.status === 200 ? answer.body : undefined;
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
  ): Promise<ListedRepository[]> {
    const { state, signal } = options;
    const known = state.lists[url];
    const answer = await this.#http.get(url, {
      etag: known?.etag,
      accept: 'application/vnd.github+json',
      signal,
    });
    if (answer.status === 304 && known) return known.listed;
    if (answer.status !== 200) {
      throw new Error(`The organisation at ${url} answered ${answer.status}`);
    }
    const found = (JSON.parse(answer.body) as GithubRepository[]).filter(
      repository => !repository.archived && !repository.private,
    );
    const listed = found.map(repository => {
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
      next: nextPage(answer.headers.link, url),
    };
    return listed;
  }
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
    owner: found.owner.login,
    name: found.name,
    branch: listed.branch ?? found.default_branch,
    htmlUrl: found.html_url,
    ...(license && license !== 'NOASSERTION' ? { license } : {}),
    createdAt: found.created_at,
    pushedAt: found.pushed_at,
    ...(isMoved ? { movedTo: found.full_name } : {}),
  };
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
