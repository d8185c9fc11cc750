import type { ForgeClient } from '../ForgeClient';
import { pageAt } from '../repositoryAt';
import { segment } from '../segment';
import type { Change, ForgeChanges, Place, Proposal } from '../types';
import { asCommit, assertStandsOn } from './commits';
import { movedAt } from './movedAt';
import { onceProposed } from './onceProposed';

interface GitlabBranch {
  commit: { id: string; message: string };
}

interface MergeRequest {
  iid: number;
  source_project_id: number;
  target_project_id: number;
}

/** By GitLab's commits with actions. */
export class GitlabChanges implements ForgeChanges {
  readonly #pages: string;
  readonly #http: ForgeClient;

  constructor(pages: string, http: ForgeClient) {
    this.#pages = pages;
    this.#http = http;
  }

  async tip(place: Place, named?: string) {
    const branch = named ?? (await this.#defaultOf(place));
    if (!branch) return undefined;
    const found = await this.#http.find<GitlabBranch>(
      `${at(place)}/repository/branches/${segment(branch)}`,
    );
    if (!found) return undefined;
    const { id, message } = found.commit;
    return { branch, commit: asCommit(id), message };
  }

  async change(place: Place, { branch, from, message, files }: Change) {
    const present = await this.tip(place, branch);
    if (present && present.commit !== from) throw movedAt(place, branch);
    const actions = files.map(file => this.#action(place, { ...file, from }));
    const made = await this.#http.send<{ id: string; parent_ids?: string[] }>(
      'POST',
      `${at(place)}/repository/commits`,
      {
        ...{ branch, commit_message: message },
        ...(!present && { start_sha: from }),
        actions: await Promise.all(actions),
      },
    );
    const parent = made.parent_ids?.[0];
    assertStandsOn({ branch, from }, { place, parent });
    return asCommit(made.id);
  }

  async propose(place: Place, { branch, into, title, body }: Proposal) {
    const where = `${at(place)}/merge_requests`;
    const between = { source_branch: branch, target_branch: into };
    const query = new URLSearchParams({
      ...{ state: 'opened', per_page: '100', ...between },
    });
    const number = await onceProposed(
      async () => {
        const found = await this.#http.get<MergeRequest[]>(`${where}?${query}`);
        // Anybody may propose a branch of the same name from a fork of theirs.
        return found.find(
          each => each.source_project_id === each.target_project_id,
        )?.iid;
      },
      async () => {
        const made = await this.#http.send<{ iid: number }>('POST', where, {
          ...{ ...between, title, description: body },
          remove_source_branch: true,
        });
        return made.iid;
      },
    );
    const page = pageAt(this.#pages, place);
    return { number, url: `${page}/-/merge_requests/${number}` };
  }

  /** It wants to be told whether there is one, and refuses what others have changed since. */
  async #action(
    place: Place,
    { path, text, from }: { path: string; text: string; from: string },
  ) {
    const file = `${at(place)}/repository/files/${encodeURIComponent(path)}`;
    const before = await this.#http.find<{ last_commit_id: string }>(
      `${file}?ref=${encodeURIComponent(from)}`,
    );
    return {
      ...{ file_path: path, content: text, encoding: 'text' },
      action: before ? 'update' : 'create',
      ...(before && { last_commit_id: before.last_commit_id }),
    };
  }

  async #defaultOf(place: Place): Promise<string | undefined> {
    const found = await this.#http.find<{ default_branch: string | null }>(
      at(place),
    );
    return found?.default_branch ?? undefined;
  }
}

/** Of a project. */
export function at({ owner, name }: Place): string {
  return `/projects/${encodeURIComponent(`${owner}/${name}`)}`;
}
