import type { ForgeClient } from './ForgeClient';
import { ownersAt } from './ownersAt';
import { ForgeError, type Place } from './types';

// What GitHub's API and Gitea's, which is made after it, have in common.

/** Of a repository. */
export function at({ owner, name }: Place): string {
  return `/repos/${encodeURIComponent(owner)}/${encodeURIComponent(name)}`;
}

/** Of one, by the forge's own id. */
export function atId(id: string): string {
  return `/repositories/${encodeURIComponent(id)}`;
}

/** A path of a file, or the name of a branch, in an address. */
export function inUrl(path: string): string {
  return path.split('/').map(encodeURIComponent).join('/');
}

/** @param page the query for as many organisations as the forge gives at once */
export async function ownersOf(
  { pages, http }: { pages: string; http: ForgeClient },
  page: string,
) {
  const groups = await organizations(http, page);
  return ownersAt(pages, await loginAt(http), groups);
}

/** A token that may not read them is good for its person all the same. */
async function organizations(
  http: ForgeClient,
  page: string,
): Promise<string[]> {
  try {
    const found = await http.get<{ login?: string; username?: string }[]>(
      `/user/orgs?${page}`,
    );
    return found.map(({ login, username }) => login ?? username ?? '');
  } catch (error) {
    const isForbidden =
      error instanceof ForgeError && error.trouble === 'forbidden';
    if (isForbidden) return [];
    throw error;
  }
}

/** Where repositories of an owner are made. */
export async function placeToMake(
  http: ForgeClient,
  owner: string,
): Promise<string> {
  const login = await loginAt(http);
  return login.toLowerCase() === owner.toLowerCase()
    ? '/user/repos'
    : `/orgs/${encodeURIComponent(owner)}/repos`;
}

async function loginAt(http: ForgeClient): Promise<string> {
  return (await http.get<{ login: string }>('/user')).login;
}
