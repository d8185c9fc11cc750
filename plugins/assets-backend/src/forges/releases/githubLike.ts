import type { ForgeClient } from '../ForgeClient';
import { at, inUrl } from '../githubLike';
import { pageAt } from '../repositoryAt';
import type { Place } from '../types';
import { onPages } from './onPages';
import type { ForgeReleases, ReleaseWish } from './types';

const MOST = 100;

interface Shown {
  sha: string;
  commit: { message: string };
}

interface Release {
  id: number;
  assets?: { id: number; name: string; state?: string }[];
}

/** How the two forges differ; addresses are below that of the repository. */
interface Ways {
  /** The query for as many as there are at once. */
  most: string;
  /** Where the commit of a tag is told. */
  tag(name: string): string;
  commitOf(said: { sha?: string; commit?: { sha?: string } }): string;
  archive(tag: string): string;
  /** Where files are put, where that is elsewhere. */
  uploads?: string;
  /** The commits between two, newest first. */
  newestFirst(commits: Shown[]): Shown[];
}

/** GitHub's API, and Gitea's, which is made after it. */
export class GithubLikeReleases implements ForgeReleases {
  readonly #pages: string;
  readonly #http: ForgeClient;
  readonly #ways: Ways;

  constructor(pages: string, http: ForgeClient, ways: Ways) {
    this.#pages = pages;
    this.#http = http;
    this.#ways = ways;
  }

  async tags(place: Place) {
    const found = await onPages(page =>
      this.#http.find<{ name: string; commit: { sha: string } }[]>(
        `${at(place)}/tags?${this.#ways.most}&page=${page}`,
        [404, 409],
      ),
    );
    return found.map(({ name, commit }) => ({ name, commit: commit.sha }));
  }

  async tag(place: Place, name: string) {
    const found = await this.#http.find<Parameters<Ways['commitOf']>[0]>(
      `${at(place)}/${this.#ways.tag(inUrl(name))}`,
      [404, 409, 422],
    );
    return found && { name, commit: this.#ways.commitOf(found) };
  }

  async commits(
    place: Place,
    { since, until }: { since?: string; until: string },
  ) {
    const found = since
      ? await this.#between(place, `${inUrl(since)}...${inUrl(until)}`)
      : await this.#http.get<Shown[]>(
          `${at(place)}/commits?sha=${inUrl(until)}&${this.#ways.most}`,
        );
    return found.slice(0, MOST).map(({ sha, commit }) => ({
      ...{ commit: sha, message: commit.message },
    }));
  }

  async #between(place: Place, range: string): Promise<Shown[]> {
    const { commits } = await this.#http.get<{ commits: Shown[] }>(
      `${at(place)}/compare/${range}`,
    );
    return this.#ways.newestFirst(commits);
  }

  async find(place: Place, tag: string) {
    const found = await this.#http.find<object>(
      `${at(place)}/releases/tags/${inUrl(tag)}`,
    );
    return found && this.#pageOf(place, tag);
  }

  async newest(place: Place) {
    const found = await this.#http.find<{ tag_name: string }>(
      `${at(place)}/releases/latest`,
    );
    if (!found) return undefined;
    return { tag: found.tag_name, ...this.#pageOf(place, found.tag_name) };
  }

  async make(place: Place, { tag, commit, title, notes }: ReleaseWish) {
    await this.#http.send('POST', `${at(place)}/releases`, {
      ...{ tag_name: tag, target_commitish: commit, name: title },
      ...{ body: notes, draft: false, prerelease: tag.includes('-') },
    });
    return this.#pageOf(place, tag);
  }

  async attach(
    place: Place,
    tag: string,
    { name, text }: { name: string; text: string },
  ) {
    const where = `${at(place)}/releases`;
    const release = await this.#http.get<Release>(
      `${where}/tags/${inUrl(tag)}`,
    );
    const assets = `${where}/${release.id}/assets`;
    const present = release.assets?.find(each => each.name === name);
    // One that was cut short is in the way of a whole one.
    const isWhole = present && (present.state ?? 'uploaded') === 'uploaded';
    if (isWhole) return;
    if (present) {
      await this.#http.send('DELETE', `${where}/assets/${present.id}`);
    }
    const query = new URLSearchParams({ name });
    const api = this.#ways.uploads;
    await this.#http.upload('POST', `${assets}?${query}`, { text, api });
  }

  archive(
    place: Place,
    tag: string,
    limits: { maxBytes: number; timeoutMs: number },
  ) {
    const where = `${at(place)}/${this.#ways.archive(inUrl(tag))}`;
    return this.#http.open(where, limits);
  }

  #pageOf(place: Place, tag: string) {
    const page = pageAt(this.#pages, place);
    return { url: `${page}/releases/tag/${inUrl(tag)}` };
  }
}
