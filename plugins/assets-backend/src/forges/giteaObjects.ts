import { asCommit } from './changes/commits';
import type { ForgeClient } from './ForgeClient';
import { at } from './githubLike';
import { ForgeError, type Place } from './types';

interface Entry {
  path: string;
  type: string;
  sha: string;
}

const A_PAGE = 1000;
/** Of one folder. */
const MOST_PAGES = 20;

/** A file, in a commit. */
interface Where {
  path: string;
  /** All of its digits. */
  commit: string;
}

/** Undefined where the commit has no such file, or where there is no such commit. */
export async function textIn(
  http: ForgeClient,
  place: Place,
  where: Where,
): Promise<string | undefined> {
  const id = await fileIn(http, place, where);
  if (!id) return undefined;
  const found = await http.get<{ content?: string | null; encoding?: string }>(
    `${at(place)}/git/blobs/${id}`,
  );
  if (found.encoding !== 'base64' || typeof found.content !== 'string') {
    throw new ForgeError('unclear', `${where.path} is no small file`);
  }
  return Buffer.from(found.content, 'base64').toString('utf8');
}

/**
 * The object that a file of a commit is. Where it may be a branch, a tag or a commit,
 * Gitea looks for a branch and a tag of these digits first, also of a part of the path:
 * so it is asked for objects alone, from the commit down.
 */
export async function fileIn(
  http: ForgeClient,
  place: Place,
  { path, commit }: Where,
): Promise<string | undefined> {
  const found = await http.find<{
    sha: string;
    commit: { tree: { sha: string } };
  }>(
    `${at(
      place,
    )}/git/commits/${commit}?stat=false&verification=false&files=false`,
  );
  // Digits of another length than its own would be a name to it.
  if (found?.sha !== commit) return undefined;
  let id = asCommit(found.commit.tree.sha);
  const folders = path.split('/');
  const file = folders.pop();
  for (const folder of folders) {
    const entry = await entryOf(http, `${at(place)}/git/trees/${id}`, folder);
    if (entry?.type !== 'tree') return undefined;
    id = asCommit(entry.sha);
  }
  const entry = await entryOf(http, `${at(place)}/git/trees/${id}`, file!);
  return entry?.type === 'blob' ? asCommit(entry.sha) : undefined;
}

async function entryOf(
  http: ForgeClient,
  tree: string,
  name: string,
): Promise<Entry | undefined> {
  for (let page = 1; page <= MOST_PAGES; page++) {
    const found = await http.get<{ tree?: Entry[]; truncated: boolean }>(
      `${tree}?per_page=${A_PAGE}&page=${page}`,
    );
    const entry = found.tree?.find(each => each.path === name);
    if (entry || !found.truncated) return entry;
  }
  throw new ForgeError('unclear', `A folder has too many files for ${name}`);
}
