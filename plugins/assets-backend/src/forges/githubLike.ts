import type { ForgeClient } from './ForgeClient';
import { ownersAt } from './ownersAt';
import { segment } from './segment';
import { languagesOf } from './languagesOf';
import type { ForgeReleases } from './releases';
import type { CommitStatus, CommitVerdict } from './statuses';
import type {
  ForgeRepository,
  Place,
  Proposal,
  RepositoryAbout,
} from './types';
import { unlessForbidden } from './unlessForbidden';

// What GitHub's API and Gitea's, which is made after it, have in common.

/** Of a repository. */
export function at({ owner, name }: Place): string {
  return `/repos/${segment(owner)}/${segment(name)}`;
}

/** Of one, by the forge's own id. */
export function atId(id: string): string {
  return `/repositories/${encodeURIComponent(id)}`;
}

/** A path of a file, or the name of a branch, in an address. */
export function inUrl(path: string): string {
  return path.split('/').map(segment).join('/');
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
  const found = await unlessForbidden(
    http.get<{ login?: string; username?: string }[]>(`/user/orgs?${page}`),
  );
  return (found ?? []).map(({ login, username }) => login ?? username ?? '');
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

interface Hook {
  id: number;
  config: { url?: string };
}

/** @param page the query for as many hooks as the forge gives at once */
async function hooksAt(
  http: ForgeClient,
  { place, url }: { place: Place; url: string },
  page: string,
): Promise<string[]> {
  const where = `${at(place)}/hooks`;
  const hooks = await http.find<Hook[]>(`${where}?${page}`);
  return (hooks ?? [])
    .filter(({ config }) => config.url === url)
    .map(({ id }) => `${where}/${id}`);
}

/** The one that is there, or one more. */
export async function putHook(
  http: ForgeClient,
  { place, url, secret }: { place: Place; url: string; secret: string },
  forge: { page: string; kind: Record<string, unknown>; events: string[] },
): Promise<void> {
  const config = { url, secret, content_type: 'json' };
  const wish = { config, events: forge.events, active: true };
  const [present] = await hooksAt(http, { place, url }, forge.page);
  if (present) await http.send('PATCH', present, wish);
  else {
    await http.send('POST', `${at(place)}/hooks`, { ...forge.kind, ...wish });
  }
}

export async function removeHook(
  http: ForgeClient,
  hook: { place: Place; url: string },
  page: string,
): Promise<void> {
  for (const present of await hooksAt(http, hook, page)) {
    await http.send('DELETE', present);
  }
}

/** Of statuses that others make. */
const verdicts: Record<CommitVerdict, string> = {
  ...{ pending: 'pending', passed: 'success', failed: 'failure' },
  undecided: 'error',
};

/** Another one of the same context: the newest counts. */
export async function putStatus(
  http: ForgeClient,
  place: Place,
  { commit, context, verdict, description, url }: CommitStatus,
): Promise<void> {
  await http.send('POST', `${at(place)}/statuses/${segment(commit)}`, {
    ...{ context, state: verdicts[verdict], description },
    ...(url && { target_url: url }),
  });
}

async function loginAt(http: ForgeClient): Promise<string> {
  return (await http.get<{ login: string }>('/user')).login;
}

/** The name of its default branch; undefined where there is no such repository. */
export async function defaultOf(
  http: ForgeClient,
  place: Place,
): Promise<string | undefined> {
  const found = await http.find<{ default_branch: string }>(at(place));
  return found?.default_branch;
}

/** What is said of one, and what has to be asked for besides. */
export async function aboutOf(
  http: ForgeClient,
  releases: ForgeReleases,
  found: ForgeRepository,
): Promise<RepositoryAbout> {
  const [languages, release] = await Promise.all([
    unlessForbidden(
      http.find<Record<string, number>>(`${at(found)}/languages`),
    ),
    unlessForbidden(releases.newest(found)),
  ]);
  return { ...found.about, languages: languagesOf(languages), release };
}

/** Both count in kilobytes; no licence, and one that they don't know, are none. */
export function aboutIn(said: {
  license?: string | null;
  created_at?: string;
  updatedAt?: string;
  size?: number;
}): RepositoryAbout {
  const { license, created_at: createdAt, updatedAt, size } = said;
  return {
    ...(license && license !== 'NOASSERTION' ? { license } : {}),
    ...(createdAt ? { createdAt } : {}),
    ...(updatedAt ? { updatedAt } : {}),
    ...(size === undefined ? {} : { sizeBytes: size * 1024 }),
  };
}

/** Makes a pull request, and answers its number. */
export async function putPull(
  http: ForgeClient,
  place: Place,
  { branch, into, title, body }: Proposal,
): Promise<number> {
  const wish = { title, body, base: into, head: branch };
  const where = `${at(place)}/pulls`;
  return (await http.send<{ number: number }>('POST', where, wish)).number;
}
