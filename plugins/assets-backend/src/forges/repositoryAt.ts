import type { ForgeRepository, Place } from './types';

/** What a forge says of a repository; its addresses are ours, since a forge could name any. */
export function repositoryAt(
  pages: string,
  found: Omit<ForgeRepository, 'url' | 'cloneUrl'>,
): ForgeRepository {
  const path = [...found.owner.split('/'), found.name]
    .map(encodeURIComponent)
    .join('/');
  const url = `${pages}/${path}`;
  return { ...found, url, cloneUrl: `${url}.git` };
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
