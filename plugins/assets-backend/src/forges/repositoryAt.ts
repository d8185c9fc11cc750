import type { ForgeRepository, Place } from './types';

/** What a forge says of a repository; its addresses are ours, since a forge could name any. */
export function repositoryAt(
  pages: string,
  found: Omit<ForgeRepository, 'url' | 'cloneUrl'>,
): ForgeRepository {
  const url = pageAt(pages, found);
  return { ...found, url, cloneUrl: `${url}.git` };
}

/** The page of a repository. */
export function pageAt(pages: string, { owner, name }: Place): string {
  const path = [...owner.split('/'), name].map(encodeURIComponent).join('/');
  return `${pages}/${path}`;
}

/** Forges lead from an old name to the new one: of the old name there is none then. */
export function unlessMoved(
  found: ForgeRepository,
  { owner, name }: Place,
): ForgeRepository | undefined {
  const asked = `${owner}/${name}`.toLowerCase();
  return `${found.owner}/${found.name}`.toLowerCase() === asked
    ? found
    : undefined;
}
