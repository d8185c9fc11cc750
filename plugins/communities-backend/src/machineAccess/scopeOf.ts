import {
  tokenScopes,
  type TokenScope,
} from '@astrolabe/plugin-communities-common';

const actions: Record<string, 'read' | 'write'> = {
  GET: 'read',
  HEAD: 'read',
  POST: 'write',
  PUT: 'write',
  PATCH: 'write',
  DELETE: 'write',
};

/** What changes nothing, and is sent since it is too long for an address. */
const asking = ['assets/v1/check', 'assets/v1/mend'];

/**
 * The scope that a request needs. Undefined: no access token can do this. It is
 * read strictly, since Express is not strict: another case of a letter or one
 * slash more is something else, and so refused. What begins with a dot is for
 * backends and pages among themselves (`.backstage/auth/v1/cookie`).
 */
export function scopeOf(method: string, path: string): TokenScope | undefined {
  const [, plugin, rest] = /^\/api\/([a-z][a-z-]*)\/(.*)$/.exec(path) ?? [];
  if (!plugin || !actions[method] || hasDots(rest)) return undefined;
  const isAsking = method === 'POST' && asking.includes(`${plugin}/${rest}`);
  const scope = `${plugin}:${isAsking ? 'read' : actions[method]}`;
  return tokenScopes.find(known => known === scope);
}

function hasDots(path: string): boolean {
  try {
    return decodeURIComponent(path).split(/[/\\]/).some(isDotted);
  } catch {
    // What cannot be read is nothing that we know.
    return true;
  }
}

/** Names of files may stand at the end of a path, but only in a query here. */
function isDotted(segment: string): boolean {
  return segment.startsWith('.');
}
