import type { ForgeClient } from '../ForgeClient';
import { at, inUrl } from '../githubLike';
import { pageAt } from '../repositoryAt';
import type { Change, ForgeChanges, Place, Proposal } from '../types';
import { movedAt } from './movedAt';
import { onceProposed } from './onceProposed';

interface GiteaBranch {
  commit: { id: string; message: string };
}

/** By Gitea's changes of many files at once. */
export class GiteaChanges implements ForgeChanges {
  readonly #pages: string;
  readonly #http: ForgeClient;

  constructor(pages: string, http: ForgeClient) {
    this.#pages = pages;
    this.#http = http;
  }

  async tip(place: Place, named?: string) {
    const branch = named ?? (await this.#defaultOf(place));
    if (!branch) return undefined;
    const found = await this.#http.find<GiteaBranch>(
      `${at(place)}/branches/${inUrl(branch)}`,
    );
    if (!found) return undefined;
    return { branch, commit: found.commit.id, message: found.commit.message };
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
    const made = await this.#http.send<{ commit: { sha: string } }>(
      'POST',
      `${at(place)}/contents`,
      { branch, message, files: operations },
    );
    return made.commit.sha;
  }

  async propose(place: Place, { branch, into, title, body }: Proposal) {
    const where = `${at(place)}/pulls`;
    const between = `${encodeURIComponent(into)}/${inUrl(branch)}`;
    const number = await onceProposed(
      async () => {
        const found = await this.#http.find<{ number: number }>(
          `${where}/${between}`,
        );
        return found?.number;
      },
      async () => {
        const made = await this.#http.send<{ number: number }>('POST', where, {
          ...{ title, body, base: into, head: branch },
        });
        return made.number;
      },
    );
    const page = pageAt(this.#pages, place);
    return { number, url: `${page}/pulls/${number}` };
  }

  /** It wants to be told what it replaces, and refuses what others have changed since. */
  async #operation(
    place: Place,
    { path, text, from }: { path: string; text: string; from: string },
  ) {
    const before = await this.#http.find<{ sha: string }>(
      `${at(place)}/contents/${inUrl(path)}?ref=${encodeURIComponent(from)}`,
    );
    return {
      ...{ path, content: Buffer.from(text, 'utf8').toString('base64') },
      ...(before
        ? { operation: 'update', sha: before.sha }
        : { operation: 'create' }),
    };
  }

  async #defaultOf(place: Place): Promise<string | undefined> {
    const found = await this.#http.find<{ default_branch: string }>(at(place));
    return found?.default_branch;
  }
}
