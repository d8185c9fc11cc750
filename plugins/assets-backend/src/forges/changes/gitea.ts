import type { ForgeClient } from '../ForgeClient';
import { fileIn } from '../giteaObjects';
import { at, defaultOf, inUrl, putPull } from '../githubLike';
import { pageAt } from '../repositoryAt';
import type { Change, ForgeChanges, Place, Proposal } from '../types';
import { asCommit, assertStandsOn } from './commits';
import { movedAt } from './movedAt';
import { onceProposed } from './onceProposed';

interface GiteaBranch {
  commit: { id: string; message: string };
}

interface MadeCommit {
  commit: { sha: string; parents?: { sha: string }[] };
}

interface Pull {
  number: number;
  state: string;
  head: { ref: string; repo_id: number };
  base: { ref: string; repo_id: number };
}

/** Of what is proposed to a repository. */
const MOST_PAGES = 20;

/** By Gitea's changes of many files at once. */
export class GiteaChanges implements ForgeChanges {
  readonly #pages: string;
  readonly #http: ForgeClient;

  constructor(pages: string, http: ForgeClient) {
    this.#pages = pages;
    this.#http = http;
  }

  async tip(place: Place, named?: string) {
    const branch = named ?? (await defaultOf(this.#http, place));
    if (!branch) return undefined;
    const found = await this.#http.find<GiteaBranch>(
      `${at(place)}/branches/${inUrl(branch)}`,
    );
    if (!found) return undefined;
    const { id, message } = found.commit;
    return { branch, commit: asCommit(id), message };
  }

  /** A branch begins with a request of its own: what was cut short there goes on. */
  async change(place: Place, { branch, from, message, files }: Change) {
    const present = await this.tip(place, branch);
    if (present && present.commit !== from) throw movedAt(place, branch);
    const operations = await Promise.all(
      files.map(file => this.#operation(place, { ...file, from })),
    );
    if (!present) {
      const wish = { new_branch_name: branch, old_ref_name: from };
      await this.#http.send('POST', `${at(place)}/branches`, wish);
    }
    const made = await this.#http.send<MadeCommit>(
      'POST',
      `${at(place)}/contents`,
      { branch, message, files: operations },
    );
    const parent = made.commit.parents?.[0]?.sha;
    assertStandsOn({ branch, from }, { place, parent });
    return asCommit(made.commit.sha);
  }

  async propose(place: Place, proposal: Proposal) {
    const number = await onceProposed(
      () => this.#openOf(place, proposal),
      () => putPull(this.#http, place, proposal),
    );
    const page = pageAt(this.#pages, place);
    return { number, url: `${page}/pulls/${number}` };
  }

  /** Of those between two branches it gives any, also one that is merged or closed. */
  async #openOf(place: Place, between: { branch: string; into: string }) {
    const { branch, into } = between;
    const where = `${at(place)}/pulls`;
    const any = await this.#http.find<Pull>(
      `${where}/${encodeURIComponent(into)}/${inUrl(branch)}`,
    );
    if (!any || any.state === 'open') return any?.number;
    for (let page = 1; page <= MOST_PAGES; page++) {
      const pulls = await this.#http.get<Pull[]>(
        `${where}?state=open&limit=50&page=${page}`,
      );
      const found = pulls.find(
        ({ head, base }) =>
          head.ref === branch &&
          base.ref === into &&
          head.repo_id === base.repo_id,
      );
      if (found || pulls.length === 0) return found?.number;
    }
    return undefined;
  }

  /** It wants to be told what it replaces, and refuses what others have changed since. */
  async #operation(
    place: Place,
    { path, text, from }: { path: string; text: string; from: string },
  ) {
    const where = { path, commit: from };
    const sha = await fileIn(this.#http, place, where);
    return {
      ...{ path, content: Buffer.from(text, 'utf8').toString('base64') },
      ...(sha ? { operation: 'update', sha } : { operation: 'create' }),
    };
  }
}
