import type { Community } from '../generated/community';

/** Set by `/c/<id>`: whose portal a browser is at, where the host does not say it. @public */
export const COMMUNITY_COOKIE = 'astrolabe-community';

/**
 * Whose portal a request is at: that of its host; else the one that the
 * browser chose by `/c/<id>`; else the first.
 *
 * @public
 */
export function communityAt<C extends Pick<Community, 'id' | 'hosts'>>(
  communities: readonly C[],
  request: { hostname?: string; headers: { cookie?: string } },
): C {
  const host = request.hostname?.toLowerCase().replace(/\.$/, '') ?? '';
  const chosen = cookieOf(request.headers.cookie);
  return (
    communities.find(({ hosts }) => hosts?.includes(host)) ??
    communities.find(({ id }) => id === chosen) ??
    communities[0]
  );
}

function cookieOf(header: string | undefined): string | undefined {
  return header
    ?.split(';')
    .map(pair => pair.trim().split('='))
    .find(([name]) => name === COMMUNITY_COOKIE)?.[1];
}
