import type { ProjectFile } from '@astrolabe/plugin-assets-common';
import { isCommit } from './changes/commits';
import { GiteaChanges } from './changes/gitea';
import { ForgeClient } from './ForgeClient';
import { textIn } from './giteaObjects';
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
import { giteaReleases } from './releases/gitea';
import type { ForgeReleases } from './releases';
import { repositoryAt, unlessMoved } from './repositoryAt';
import { segment } from './segment';
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

interface GiteaRepository {
  id: number;
  owner: { login: string; visibility?: 'public' | 'limited' | 'private' };
  name: string;
  description: string;
  private: boolean;
  /** Not private, but of somebody who is. */
  internal?: boolean;
  default_branch: string;
  permissions?: { push: boolean };
  /** Since 1.23. */
  licenses?: string[] | null;
  created_at?: string;
  updated_at?: string;
  size?: number;
}

const SCOPES =
  'write:repository, write:user and, for groups, write:organization';

/** What it says of a file that is there, or is another by now. */
const MOVED = /sha does not match|file already exists/;

/** Gitea since 1.20, and Forgejo. */
export const gitea: ForgeKind = {
  service: 'gitea',
  speak: ({ url, token }, client) =>
    new ForgeClient(client, `${url}/api/v1`, {
      headers: { authorization: `Bearer ${token}` },
      // It tells of one scope at a time.
      needs: (_answer, { message }) =>
        String(message).includes('required scope') ? SCOPES : undefined,
      isTaken: ({ status }) => status === 409,
      isMoved: answer =>
        /\/(branches|contents)$/.test(answer.url) &&
        (answer.status === 409 || MOVED.test(answer.body)),
    }),
  open: (access, client) =>
    new GiteaForge(access.url, gitea.speak(access, client)),
};

class GiteaForge implements Forge {
  readonly pages: string;
  readonly tokensPage: string;
  readonly releases: ForgeReleases;
  readonly #http: ForgeClient;
  readonly #changes: GiteaChanges;

  constructor(pages: string, http: ForgeClient) {
    this.pages = pages;
    this.tokensPage = `${pages}/user/settings/applications`;
    this.#http = http;
    this.releases = giteaReleases(pages, http);
    this.#changes = new GiteaChanges(pages, http);
  }

  owners() {
    return ownersOf({ pages: this.pages, http: this.#http }, 'limit=50');
  }

  async find(place: Place) {
    const found = await this.#http.find<GiteaRepository>(at(place));
    return found && unlessMoved(this.#repositoryOf(found), place);
  }

  async findById(id: string) {
    const found = await this.#http.find<GiteaRepository>(atId(id));
    return found && this.#repositoryOf(found);
  }

  about(found: ForgeRepository) {
    return aboutOf(this.#http, this.releases, found);
  }

  async create({ owner, name, description, visibility }: RepositoryWish) {
    const where = await placeToMake(this.#http, owner);
    const made = await this.#http.send<GiteaRepository>('POST', where, {
      ...{ name, description, private: visibility === 'private' },
      ...{ auto_init: false, default_branch: BRANCH },
    });
    return this.#repositoryOf(made);
  }

  async head(place: Place) {
    return (await this.#changes.tip(place, BRANCH))?.message;
  }

  async commit(
    place: Place,
    commit: { message: string; files: ProjectFile[] },
  ) {
    await this.#http.send('POST', `${at(place)}/contents`, {
      ...{ branch: BRANCH, message: commit.message },
      files: commit.files.map(({ path, text, encoding }) => ({
        ...{ operation: 'create', path },
        content: Buffer.from(text, encoding).toString('base64'),
      })),
    });
  }

  async protect(place: Place) {
    const where = `${at(place)}/branch_protections`;
    const present = await this.#http.find(`${where}/${BRANCH}`);
    if (present) return;
    await this.#http.send('POST', where, {
      ...{ rule_name: BRANCH, enable_push: true, enable_force_push: false },
    });
  }

  async describe({ description, visibility, ...place }: RepositoryWish) {
    const isPrivate = visibility === 'private';
    const wish = { description, private: isPrivate };
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

  read(place: Place, path: string, ref = BRANCH) {
    if (isCommit(ref)) return textIn(this.#http, place, { path, commit: ref });
    const file = `${at(place)}/raw/${inUrl(path)}`;
    return this.#http.text(`${file}?ref=${encodeURIComponent(ref)}`);
  }

  hook(place: Place, hook: { url: string; secret: string }) {
    return putHook(
      this.#http,
      { place, ...hook },
      {
        ...{ page: 'limit=50', kind: { type: 'gitea' } },
        // Without what is said of them.
        events: ['push', 'pull_request_only', 'pull_request_sync'],
      },
    );
  }

  unhook(place: Place, url: string) {
    return removeHook(this.#http, { place, url }, 'limit=50');
  }

  /** Where there is no such commit it answers as if it had an error of its own. */
  async say(place: Place, status: CommitStatus) {
    try {
      await putStatus(this.#http, place, status);
    } catch (error) {
      const isAway = error instanceof ForgeError && error.trouble === 'away';
      if (!isAway) throw error;
      const where = `${at(place)}/git/commits/${segment(status.commit)}`;
      if (await this.#http.find(where)) throw error;
      throw new ForgeError('unclear', `It has no commit ${status.commit}`);
    }
  }

  pageOf({ url, branch }: ForgeRepository, path: string) {
    return `${url}/src/branch/${inUrl(branch)}/${inUrl(path)}`;
  }

  #repositoryOf(found: GiteaRepository): ForgeRepository {
    // Nor do all see what is of somebody whom those alone see who have signed in.
    const isOpen = (found.owner.visibility ?? 'public') === 'public';
    const isHidden = found.private || found.internal || !isOpen;
    return repositoryAt(this.pages, {
      ...{ id: String(found.id), owner: found.owner.login, name: found.name },
      description: found.description,
      visibility: isHidden ? 'private' : 'public',
      branch: found.default_branch || BRANCH,
      mayWrite: found.permissions?.push ?? false,
      about: aboutIn({
        ...found,
        // Several are a choice, or one for each part: it doesn't say which.
        license: found.licenses?.length === 1 ? found.licenses[0] : undefined,
        updatedAt: found.updated_at,
      }),
    });
  }
}
