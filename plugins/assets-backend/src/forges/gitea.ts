import { ForgeClient } from './ForgeClient';
import { at, atId, ownersOf, placeToMake } from './githubLike';
import { repositoryAt, unlessMoved } from './repositoryAt';
import {
  BRANCH,
  type Forge,
  type ForgeKind,
  type ForgeRepository,
  type Place,
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
}

const SCOPES =
  'write:repository, write:user and, for groups, write:organization';

/** Gitea since 1.20, and Forgejo. */
export const gitea: ForgeKind = {
  service: 'gitea',
  open({ url, token }, client) {
    const http = new ForgeClient(client, `${url}/api/v1`, {
      headers: { authorization: `Bearer ${token}` },
      // It tells of one scope at a time.
      needs: (_answer, { message }) =>
        String(message).includes('required scope') ? SCOPES : undefined,
      isTaken: ({ status }) => status === 409,
    });
    return new GiteaForge(url, http);
  },
};

class GiteaForge implements Forge {
  readonly pages: string;
  readonly tokensPage: string;
  readonly #http: ForgeClient;

  constructor(pages: string, http: ForgeClient) {
    this.pages = pages;
    this.tokensPage = `${pages}/user/settings/applications`;
    this.#http = http;
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

  async create({ owner, name, description, visibility }: RepositoryWish) {
    const where = await placeToMake(this.#http, owner);
    const made = await this.#http.send<GiteaRepository>('POST', where, {
      ...{ name, description, private: visibility === 'private' },
      ...{ auto_init: false, default_branch: BRANCH },
    });
    return this.#repositoryOf(made);
  }

  async head(place: Place) {
    // 409: it has no commits yet.
    const commits = await this.#http.find<{ commit: { message: string } }[]>(
      `${at(
        place,
      )}/commits?sha=${BRANCH}&limit=1&stat=false&verification=false&files=false`,
      [404, 409],
    );
    return commits?.[0]?.commit.message;
  }

  async commit(
    place: Place,
    commit: { message: string; files: { path: string; text: string }[] },
  ) {
    await this.#http.send('POST', `${at(place)}/contents`, {
      ...{ branch: BRANCH, message: commit.message },
      files: commit.files.map(({ path, text }) => ({
        ...{ operation: 'create', path },
        content: Buffer.from(text, 'utf8').toString('base64'),
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

  read(place: Place, path: string) {
    const file = path.split('/').map(encodeURIComponent).join('/');
    return this.#http.text(`${at(place)}/raw/${file}?ref=${BRANCH}`);
  }

  #repositoryOf(found: GiteaRepository): ForgeRepository {
    // Nor do all see what is of somebody whom those alone see who have signed in.
    const isOpen = (found.owner.visibility ?? 'public') === 'public';
    const isHidden = found.private || found.internal || !isOpen;
    return repositoryAt(this.pages, {
      ...{ id: String(found.id), owner: found.owner.login, name: found.name },
      description: found.description,
      visibility: isHidden ? 'private' : 'public',
    });
  }
}
