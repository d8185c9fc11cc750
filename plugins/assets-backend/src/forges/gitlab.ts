import type { ProjectFile } from '@astrolabe/plugin-assets-common';
import { asSpdx } from '../spdx';
import { at, GitlabChanges } from './changes/gitlab';
import { ForgeClient } from './ForgeClient';
import { inUrl } from './githubLike';
import { languagesOf } from './languagesOf';
import { ownersAt } from './ownersAt';
import { GitlabReleases } from './releases/gitlab';
import type { ForgeReleases } from './releases';
import { repositoryAt, unlessMoved } from './repositoryAt';
import type { CommitStatus, CommitVerdict } from './statuses';
import {
  BRANCH,
  ForgeError,
  type Change,
  type Forge,
  type ForgeKind,
  type ForgeRepository,
  type Place,
  type Proposal,
  type RepositoryAbout,
  type RepositoryWish,
} from './types';
import { unlessForbidden } from './unlessForbidden';

interface GitlabProject {
  id: number;
  path: string;
  namespace: { full_path: string };
  description: string | null;
  visibility: 'private' | 'internal' | 'public';
  /** None while there is nothing in it. */
  default_branch?: string | null;
  created_at?: string;
  last_activity_at?: string;
  /** Where it is asked for; its keys are SPDX's, in lower case. */
  license?: { key: string } | null;
  /** For those who may see it. */
  statistics?: { repository_size?: number };
  permissions?: Record<
    'project_access' | 'group_access',
    { access_level: number } | null
  >;
}

/** Said only to who asks. */
const MORE = 'license=true&statistics=true';

/** Whoever may put something in, and make projects in a group unless it says otherwise. */
const DEVELOPER = 30;
/** What it says of a branch or a file that is there, is not, or is another by now. */
const MOVED =
  /branch called .* already exists|with this name (already exists|doesn't exist)|has changed since/;

/** Of statuses that others make. It has none for what nobody knows. */
const verdicts: Record<CommitVerdict, string> = {
  ...{ pending: 'running', passed: 'success', failed: 'failed' },
  undecided: 'canceled',
};

/** What it says of a status that is what it is to become. */
const SAID = /Cannot transition status/;

/** GitLab, of its REST API 4. */
export const gitlab: ForgeKind = {
  service: 'gitlab',
  speak: ({ url, token }, client) =>
    new ForgeClient(client, `${url}/api/v4`, {
      headers: { authorization: `Bearer ${token}` },
      needs: (_answer, { error }) =>
        error === 'insufficient_scope' ? 'api' : undefined,
      isTaken: ({ status, body }) =>
        status === 400 && body.includes('has already been taken'),
      isMoved: ({ status, body }) => status === 400 && MOVED.test(body),
    }),
  open: (access, client) =>
    new GitlabForge(access.url, gitlab.speak(access, client)),
};

class GitlabForge implements Forge {
  readonly pages: string;
  readonly tokensPage: string;
  readonly releases: ForgeReleases;
  readonly #http: ForgeClient;
  readonly #changes: GitlabChanges;

  constructor(pages: string, http: ForgeClient) {
    this.pages = pages;
    this.tokensPage = `${pages}/-/user_settings/personal_access_tokens`;
    this.#http = http;
    this.releases = new GitlabReleases(pages, http);
    this.#changes = new GitlabChanges(pages, http);
  }

  async owners() {
    const { username } = await this.#http.get<{ username: string }>('/user');
    const groups = await this.#http.get<{ full_path: string }[]>(
      `/groups?min_access_level=${DEVELOPER}&per_page=100`,
    );
    return ownersAt(
      this.pages,
      username,
      groups.map(group => group.full_path),
    );
  }

  async find(place: Place) {
    const found = await this.#http.find<GitlabProject>(at(place));
    return found && unlessMoved(this.#repositoryOf(found), place);
  }

  async findById(id: string) {
    const found = await this.#http.find<GitlabProject>(
      `/projects/${encodeURIComponent(id)}?${MORE}`,
    );
    return found && this.#repositoryOf(found);
  }

  async about(found: ForgeRepository) {
    const [languages, release] = await Promise.all([
      unlessForbidden(
        this.#http.find<Record<string, number>>(`${at(found)}/languages`),
      ),
      unlessForbidden(this.releases.newest(found)),
    ]);
    return { ...found.about, languages: languagesOf(languages), release };
  }

  async create({ owner, name, description, visibility }: RepositoryWish) {
    const { id } = await this.#http.get<{ id: number }>(
      `/namespaces/${encodeURIComponent(owner)}`,
    );
    const made = await this.#http.send<GitlabProject>('POST', '/projects', {
      ...{ name, path: name, namespace_id: id, description, visibility },
      ...{ initialize_with_readme: false, default_branch: BRANCH },
    });
    return this.#repositoryOf(made);
  }

  async head(place: Place) {
    const commits = await this.#http.find<{ message: string }[]>(
      `${at(place)}/repository/commits?ref_name=${BRANCH}&per_page=1`,
    );
    return commits?.[0]?.message;
  }

  async commit(
    place: Place,
    commit: { message: string; files: ProjectFile[] },
  ) {
    await this.#http.send('POST', `${at(place)}/repository/commits`, {
      ...{ branch: BRANCH, commit_message: commit.message },
      actions: commit.files.map(({ path, text, encoding = 'text' }) => ({
        ...{ action: 'create', file_path: path, content: text, encoding },
      })),
    });
  }

  /** GitLab protects the first branch itself, unless its operator has it otherwise. */
  async protect(place: Place) {
    const where = `${at(place)}/protected_branches`;
    const present = await this.#http.find(`${where}/${BRANCH}`);
    if (present) return;
    const wish = { name: BRANCH, allow_force_push: false };
    await this.#http.send('POST', where, wish);
  }

  async describe({ description, visibility, ...place }: RepositoryWish) {
    const wish = { description, visibility };
    return this.#repositoryOf(await this.#http.send('PUT', at(place), wish));
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

  read(place: Place, path: string, ref = BRANCH) {
    const file = `${at(place)}/repository/files/${encodeURIComponent(path)}`;
    return this.#http.text(`${file}/raw?ref=${encodeURIComponent(ref)}`);
  }

  async hook(place: Place, { url, secret }: { url: string; secret: string }) {
    const events = { push_events: true, merge_requests_events: true };
    const wish = { url, token: secret, ...events };
    const [present] = await this.#hooks(place, url);
    if (present) await this.#http.send('PUT', present, wish);
    else await this.#http.send('POST', `${at(place)}/hooks`, wish);
  }

  async unhook(place: Place, url: string) {
    for (const present of await this.#hooks(place, url)) {
      await this.#http.send('DELETE', present);
    }
  }

  async say(place: Place, status: CommitStatus) {
    const { commit, branch, context, verdict, description, url } = status;
    const where = `${at(place)}/statuses/${encodeURIComponent(commit)}`;
    try {
      await this.#http.send('POST', where, {
        ...{ name: context, state: verdicts[verdict], description },
        ...{ ref: branch, ...(url && { target_url: url }) },
      });
    } catch (error) {
      const isSaid = error instanceof ForgeError && SAID.test(error.message);
      if (!isSaid) throw error;
    }
  }

  async #hooks(place: Place, url: string): Promise<string[]> {
    const where = `${at(place)}/hooks`;
    const hooks = await this.#http.find<{ id: number; url: string }[]>(
      `${where}?per_page=100`,
    );
    return (hooks ?? [])
      .filter(hook => hook.url === url)
      .map(({ id }) => `${where}/${id}`);
  }

  pageOf({ url, branch }: ForgeRepository, path: string) {
    return `${url}/-/blob/${inUrl(branch)}/${inUrl(path)}`;
  }

  #repositoryOf(found: GitlabProject): ForgeRepository {
    const levels = Object.values(found.permissions ?? {});
    return repositoryAt(this.pages, {
      ...{ id: String(found.id), owner: found.namespace.full_path },
      ...{ name: found.path, description: found.description ?? '' },
      visibility: found.visibility === 'public' ? 'public' : 'private',
      branch: found.default_branch ?? BRANCH,
      about: aboutIn(found),
      mayWrite: levels.some(each => (each?.access_level ?? 0) >= DEVELOPER),
    });
  }
}

function aboutIn(found: GitlabProject): RepositoryAbout {
  const { license, created_at: createdAt, statistics = {} } = found;
  const { last_activity_at: updatedAt } = found;
  const { repository_size: sizeBytes } = statistics;
  const isKnown = license && license.key !== 'other';
  return {
    ...(isKnown ? { license: asSpdx(license.key) } : {}),
    ...(createdAt ? { createdAt } : {}),
    ...(updatedAt ? { updatedAt } : {}),
    ...(sizeBytes === undefined ? {} : { sizeBytes }),
  };
}
