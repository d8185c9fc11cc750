import type { Place } from '../forges';

/** What forges put behind the name of a repository in the addresses of its parts. */
const behind = ['-', 'tree', 'blob', 'src', 'raw', 'commits', 'releases'];

/**
 * The repository that a text names at a forge: by its address, as for git, or as
 * `owner/name`. Undefined where it names none there.
 */
export function placeIn(pages: string, text: string): Place | undefined {
  const path = pathIn(pages, text.trim()) ?? '';
  const all = path.split('/').filter(Boolean);
  const end = all.findIndex((part, i) => i > 1 && behind.includes(part));
  const parts = end < 0 ? all : all.slice(0, end);
  const owner = parts.slice(0, -1);
  const name = (parts.at(-1) ?? '').replace(/\.git$/, '');
  const isNamed = [...owner, name].every(
    part => /^[\w.-]+$/.test(part) && !/^\.+$/.test(part),
  );
  if (owner.length === 0 || !isNamed) return undefined;
  return { owner: owner.join('/'), name };
}

/** What stands behind the forge in an address. */
function pathIn(pages: string, text: string): string | undefined {
  const { host, hostname, pathname } = new URL(pages);
  const [, sshHost, sshPath] =
    /^(?:ssh:\/\/)?git@([^:/]+)[:/](?:\d+\/)?(.+)$/.exec(text) ?? [];
  if (sshHost) return sshHost === hostname ? sshPath : undefined;
  if (!text.includes('://')) return text;
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const base = pathname.replace(/\/$/, '');
  const isThere = url?.host === host && url.pathname.startsWith(`${base}/`);
  return isThere ? url.pathname.slice(base.length) : undefined;
}
