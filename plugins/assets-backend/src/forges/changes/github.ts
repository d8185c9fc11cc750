import type { ProjectFile } from '@astrolabe/plugin-assets-common';
import type { ForgeClient } from '../ForgeClient';
import { at, defaultOf, inUrl, putPull } from '../githubLike';
import { pageAt } from '../repositoryAt';
import type { Change, ForgeChanges, Place, Proposal } from '../types';
import { asCommit } from './commits';
import { movedAt } from './movedAt';
import { onceProposed } from './onceProposed';

interface Shown {
  sha: string;
  commit: { message: string };
}

/** By GitHub's Git database: a commit is whole before a branch leads to it. */
export class GithubChanges implements ForgeChanges {
  readonly #pages: string;
  readonly #http: ForgeClient;

  constructor(pages: string, http: ForgeClient) {
    this.#pages = pages;
    this.#http = http;
  }

  async tip(place: Place, named?: string) {
    const branch = named ?? (await defaultOf(this.#http, place));
    if (!branch) return undefined;
    const found = await this.#http.find<Shown>(
      `${at(place)}/commits/heads/${inUrl(branch)}`,
      // 409 and 422: there is no commit, or no such branch.
      [404, 409, 422],
    );
    if (!found) return undefined;
    const { sha, commit } = found;
    return { branch, commit: asCommit(sha), message: commit.message };
  }

  async change(place: Place, { branch, from, message, files }: Change) {
    const git = `${at(place)}/git`;
    const present = await this.tip(place, branch);
    if (present && present.commit !== from) throw movedAt(place, branch);
    const base = await this.#http.find<{ tree: { sha: string } }>(
      `${git}/commits/${encodeURIComponent(from)}`,
    );
    if (!base) throw movedAt(place, branch);
    const sha = await putCommit(this.#http, place, {
      ...{ message, files, parents: [from], onTree: base.tree.sha },
    });
    if (present) {
      // Refused when somebody has put something in since.
      const ref = `${git}/refs/heads/${inUrl(branch)}`;
      await this.#http.send('PATCH', ref, { sha });
    } else {
      const ref = `refs/heads/${branch}`;
      await this.#http.send('POST', `${git}/refs`, { ref, sha });
    }
    return sha;
  }

  async propose(place: Place, proposal: Proposal) {
    const { branch, into } = proposal;
    const query = new URLSearchParams({
      ...{ state: 'open', base: into, head: `${place.owner}:${branch}` },
    });
    const number = await onceProposed(
      async () => {
        const found = await this.#http.get<{ number: number }[]>(
          `${at(place)}/pulls?${query}`,
        );
        return found[0]?.number;
      },
      () => putPull(this.#http, place, proposal),
    );
    const page = pageAt(this.#pages, place);
    return { number, url: `${page}/pull/${number}` };
  }
}

/** A commit that no branch leads to yet. */
export async function putCommit(
  http: ForgeClient,
  place: Place,
  wish: {
    message: string;
    files: ProjectFile[];
    parents: string[];
    /** What of this is not among the files stays. */
    onTree?: string;
  },
): Promise<string> {
  const git = `${at(place)}/git`;
  const entries: object[] = [];
  for (const { path, text, encoding } of wish.files) {
    const entry = { path, mode: '100644', type: 'blob' };
    // A tree takes texts alone; what is none is put in before.
    const content = encoding
      ? { sha: await putBlob(http, git, { content: text, encoding }) }
      : { content: text };
    entries.push({ ...entry, ...content });
  }
  const tree = await http.send<{ sha: string }>('POST', `${git}/trees`, {
    base_tree: wish.onTree,
    tree: entries,
  });
  const { message, parents } = wish;
  const made = await http.send<{ sha: string }>('POST', `${git}/commits`, {
    ...{ message, parents, tree: tree.sha },
  });
  return made.sha;
}

async function putBlob(
  http: ForgeClient,
  git: string,
  blob: { content: string; encoding: string },
): Promise<string> {
  const { sha } = await http.send<{ sha: string }>(
    'POST',
    `${git}/blobs`,
    blob,
  );
  return sha;
}
