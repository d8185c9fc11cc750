import type { Answer } from '@astrolabe/http';
import type { ProjectFile } from '@astrolabe/plugin-assets-common';
import { ForgeClient } from './ForgeClient';
import { GithubChanges, putCommit } from './changes/github';
import {
  aboutIn,
  aboutOf,
  at,
  atId,
  inUrl,
  ownersOf,
  placeToMake,
  putHook,
  putStatus,
  removeHook,
} from './githubLike';
import { githubReleases } from './releases/github';
import type { ForgeReleases } from './releases';
import { repositoryAt, unlessMoved } from './repositoryAt';
import type { CommitStatus } from './statuses';
import {
  BRANCH,
  ForgeError,
  type Change,
  type Forge,
  type ForgeKind,
  type ForgeRepository,
  type Place,
  type Proposal,
  type RepositoryWish,
} from './types';

const API = 'https://api.github.com';
/** What GitHub calls the commit that it begins a repository with. */
const ITS_OWN = 'Initial commit';

interface GithubRepository {
  id: number;
  owner: { login: string };
  name: string;
  description: string | null;
  private: boolean;
  default_branch: string;
  permissions?: { push: boolean };
  license?: { spdx_id?: string | null } | null;
  created_at?: string;
  pushed_at?: string;
  size?: number;
}

interface GithubContent {
  content: string;
  encoding: string;
}

interface GithubCommit {
  sha: string;
  commit: { message: string };
  parents: object[];
  files?: { filename: string }[];
}

/** GitHub and its Enterprise Server. */
export const github: ForgeKind = {
  service: 'github',
  speak: ({ url, token }, client) =>
    new ForgeClient(client, url, {
      headers: {
        authorization: `Bearer ${token}`,
        accept: 'application/vnd.github+json',
        'x-github-api-version': '2022-11-28',
      },
      needs: needsOf,
      isTaken: ({ status, body }) =>
        status === 422 && body.includes('name already exists'),
      isMoved: ({ status, body }) =>
        status === 422 && /not a fast forward|Reference already/.test(body),
      isForbidden: ({ status, body }) =>
        status === 422 && /through a pull request|rule violations/.test(body),
    }),
  open(access, client) {
    const { url } = access;
    // An enterprise's own has its API below its pages.
    const pages =
      url === API ? 'https://github.com' : url.replace(/\/api\/v3$/, '');
    return new GithubForge(pages, github.speak(access, client));
  },
};

class GithubForge implements Forge {
  readonly pages: string;
  readonly tokensPage: string;
  readonly releases: ForgeReleases;
  readonly #http: ForgeClient;
  readonly #changes: GithubChanges;

  constructor(pages: string, http: ForgeClient) {
    this.pages = pages;
    this.tokensPage = `${pages}/settings/tokens`;
    this.#http = http;
    this.releases = githubReleases(pages, http);
    this.#changes = new GithubChanges(pages, http);
  }

  owners() {
    return ownersOf({ pages: this.pages, http: this.#http }, 'per_page=100');
  }

  async find(place: Place) {
    const found = await this.#http.find<GithubRepository>(at(place));
    return found && unlessMoved(this.#repositoryOf(found), place);
  }

  async findById(id: string) {
    const found = await this.#http.find<GithubRepository>(atId(id));
    return found && this.#repositoryOf(found);
  }

  about(found: ForgeRepository) {
    return aboutOf(this.#http, this.releases, found);
  }

  /** The Git database of one without any commit takes nothing, so GitHub begins it. */
  async create({ owner, name, description, visibility }: RepositoryWish) {
    const where = await placeToMake(this.#http, owner);
    const made = await this.#http.send<GithubRepository>('POST', where, {
      ...{ name, description, private: visibility === 'private' },
      auto_init: true,
    });
    return this.#repositoryOf(made);
  }

  async head(place: Place) {
    const newest = await this.#newest(place);
    return newest && !isItsOwn(newest) ? newest.commit.message : undefined;
  }

  #newest(place: Place) {
    // 409 and 422: there is no commit, or no such branch.
    return this.#http.find<GithubCommit>(
      `${at(place)}/commits/${BRANCH}`,
      [404, 409, 422],
    );
  }

  /** Stands on the commit that GitHub has begun it with, so that it takes no other's place. */
  async commit(
    place: Place,
    commit: { message: string; files: ProjectFile[] },
  ) {
    await this.#beginOnBranch(place);
    const begun = await this.#newest(place);
    if (begun && !isItsOwn(begun)) {
      throw new ForgeError(
        'taken',
        `${this.pages}/${place.owner}/${place.name}`,
      );
    }
    const made = await putCommit(this.#http, place, {
      ...{ ...commit, parents: begun ? [begun.sha] : [] },
    });
    // Refused when somebody has put something in since.
    const ref = `${at(place)}/git/refs/heads/${BRANCH}`;
    await this.#http.send('PATCH', ref, { sha: made });
  }

  /** A person may have GitHub begin theirs on a branch of another name. */
  async #beginOnBranch(place: Place) {
    const where = at(place);
    const found = await this.#http.get<GithubRepository>(where);
    const branch = found.default_branch;
    if (branch === BRANCH) return;
    const rename = `${where}/branches/${encodeURIComponent(branch)}/rename`;
    await this.#http.send('POST', rename, { new_name: BRANCH });
  }

  async protect(place: Place) {
    const where = `${at(place)}/branches/${BRANCH}/protection`;
    await this.#http.send('PUT', where, {
      ...{ required_status_checks: null, enforce_admins: null },
      ...{ required_pull_request_reviews: null, restrictions: null },
      ...{ allow_force_pushes: false, allow_deletions: false },
    });
  }

  async describe({ description, visibility, ...place }: RepositoryWish) {
    const wish = { description, private: visibility === 'private' };
    return this.#repositoryOf(await this.#http.send('PATCH', at(place), wish));
  }

  tip(place: Place, branch?: string) {
    return this.#changes.tip(place, branch);
  }

  change(place: Place, change: Change) {
    return this.#changes.change(place, change);
  }

  propose(place: Place, proposal: Proposal) {
    return this.#changes.propose(place, proposal);
  }

  async read(place: Place, path: string, ref = BRANCH) {
    const where = `${at(place)}/contents/${inUrl(path)}`;
    const found = await this.#http.find<GithubContent | object[]>(
      `${where}?ref=${encodeURIComponent(ref)}`,
    );
    if (!found) return undefined;
    // Of a folder it lists what is in it, and of a large file it gives no content.
    if (!('content' in found) || found.encoding !== 'base64') {
      const page = `${this.pages}/${place.owner}/${place.name}`;
      throw new ForgeError('unclear', `${path} of ${page} is no small file`);
    }
    return Buffer.from(found.content, 'base64').toString('utf8');
  }

  hook(place: Place, hook: { url: string; secret: string }) {
    return putHook(
      this.#http,
      { place, ...hook },
      {
        ...{ page: 'per_page=100', kind: { name: 'web' } },
        events: ['push', 'pull_request'],
      },
    );
  }

  unhook(place: Place, url: string) {
    return removeHook(this.#http, { place, url }, 'per_page=100');
  }

  say(place: Place, status: CommitStatus) {
    return putStatus(this.#http, place, status);
  }

  pageOf({ url, branch }: ForgeRepository, path: string) {
    return `${url}/blob/${inUrl(branch)}/${inUrl(path)}`;
  }

  #repositoryOf(found: GithubRepository): ForgeRepository {
    return repositoryAt(this.pages, {
      ...{ id: String(found.id), owner: found.owner.login, name: found.name },
      description: found.description ?? '',
      visibility: found.private ? 'private' : 'public',
      branch: found.default_branch,
      mayWrite: found.permissions?.push ?? false,
      about: aboutIn({
        ...found,
        license: found.license?.spdx_id,
        updatedAt: found.pushed_at,
      }),
    });
  }
}

/** A person may have called theirs so, too. */
function isItsOwn({ commit, parents, files = [] }: GithubCommit): boolean {
  return (
    parents.length === 0 &&
    commit.message === ITS_OWN &&
    files.every(({ filename }) => filename === 'README.md')
  );
}

/** Classic tokens have scopes, and fine-grained ones permissions; both are told in headers. */
function needsOf({ headers, url }: Answer): string | undefined {
  const permissions = headers['x-accepted-github-permissions'];
  if (permissions) return String(permissions);
  const wanted = listOf(headers['x-accepted-oauth-scopes']);
  const has = listOf(headers['x-oauth-scopes']);
  // Files of its Actions want a scope of their own, which it does not tell.
  const isGit = /\/git\/(trees|commits|refs)/.test(url);
  if (isGit && has.length > 0 && !has.includes('workflow')) return 'workflow';
  if (wanted.length === 0 || wanted.some(each => has.includes(each))) {
    return undefined;
  }
  return wanted.at(-1);
}

function listOf(header: string | string[] | undefined): string[] {
  return String(header ?? '')
    .split(',')
    .map(each => each.trim())
    .filter(Boolean);
}
