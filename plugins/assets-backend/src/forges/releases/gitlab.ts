import { at } from '../changes/gitlab';
import type { ForgeClient } from '../ForgeClient';
import { pageAt } from '../repositoryAt';
import type { Place } from '../types';
import { onPages } from './onPages';
import type { ForgeReleases, ReleaseWish } from './types';

const MOST = 100;
const PACKAGE = 'releases';

interface GitlabTag {
  name: string;
  commit: { id: string };
}

interface GitlabCommit {
  id: string;
  message: string;
}

/** GitLab's releases, which have a page each. */
export class GitlabReleases implements ForgeReleases {
  readonly #pages: string;
  readonly #http: ForgeClient;

  constructor(pages: string, http: ForgeClient) {
    this.#pages = pages;
    this.#http = http;
  }

  async tags(place: Place) {
    const found = await onPages(page =>
      this.#http.get<GitlabTag[]>(
        `${at(place)}/repository/tags?per_page=${MOST}&page=${page}`,
      ),
    );
    return found.map(({ name, commit }) => ({ name, commit: commit.id }));
  }

  async tag(place: Place, name: string) {
    const found = await this.#http.find<GitlabTag>(
      `${at(place)}/repository/tags/${encodeURIComponent(name)}`,
    );
    return found && { name, commit: found.commit.id };
  }

  async commits(
    place: Place,
    { since, until }: { since?: string; until: string },
  ) {
    const range = since ? `${since}..${until}` : until;
    const query = new URLSearchParams({
      ...{ ref_name: range, per_page: String(MOST) },
    });
    const found = await this.#http.get<GitlabCommit[]>(
      `${at(place)}/repository/commits?${query}`,
    );
    return found.map(({ id, message }) => ({ commit: id, message }));
  }

  async find(place: Place, tag: string) {
    const found = await this.#http.find<object>(
      `${at(place)}/releases/${encodeURIComponent(tag)}`,
    );
    return found && this.#pageOf(place, tag);
  }

  async newest(place: Place) {
    const found = await this.#http.find<{ tag_name: string }[]>(
      `${at(place)}/releases?per_page=1`,
    );
    const tag = found?.[0]?.tag_name;
    return tag ? { tag, ...this.#pageOf(place, tag) } : undefined;
  }

  async make(place: Place, { tag, commit, title, notes }: ReleaseWish) {
    await this.#http.send('POST', `${at(place)}/releases`, {
      ...{ tag_name: tag, ref: commit, name: title, description: notes },
    });
    return this.#pageOf(place, tag);
  }

  /** Kept as a package of the project, to which the release has a link. */
  async attach(
    place: Place,
    tag: string,
    { name, text }: { name: string; text: string },
  ) {
    const links = `${at(place)}/releases/${encodeURIComponent(
      tag,
    )}/assets/links`;
    const present = await this.#http.get<{ name: string }[]>(
      `${links}?per_page=${MOST}`,
    );
    if (present.some(each => each.name === name)) return;
    const kept = ['packages', 'generic', PACKAGE, tag, name];
    const path = `${at(place)}/${kept.map(encodeURIComponent).join('/')}`;
    await this.#http.upload('PUT', path, { text });
    await this.#http.send('POST', links, {
      ...{ name, url: `${this.#pages}/api/v4${path}`, link_type: 'other' },
    });
  }

  archive(
    place: Place,
    tag: string,
    limits: { maxBytes: number; timeoutMs: number },
  ) {
    const query = new URLSearchParams({ sha: tag });
    const where = `${at(place)}/repository/archive.zip?${query}`;
    return this.#http.open(where, limits);
  }

  #pageOf(place: Place, tag: string) {
    const page = pageAt(this.#pages, place);
    return { url: `${page}/-/releases/${encodeURIComponent(tag)}` };
  }
}
