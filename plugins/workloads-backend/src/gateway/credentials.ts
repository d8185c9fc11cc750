import type { IncomingMessage } from 'node:http';

/** Our cookie on an endpoint's own origin. */
export const COOKIE = 'astrolabe_endpoint';

/**
 * Values of our cookie. There may be several: a neighbour origin can set one
 * of the same name for all, which then opens nothing.
 */
export function sessionTokens(req: IncomingMessage): string[] {
  return cookies(req)
    .filter(cookie => cookie.startsWith(`${COOKIE}=`))
    .map(cookie => cookie.slice(COOKIE.length + 1));
}

export function bearerToken(req: IncomingMessage): string | undefined {
  return /^Bearer ([\w-]{43})$/.exec(req.headers.authorization ?? '')?.[1];
}

/** What let the request in is not the program's business. */
export function stripCredentials(
  req: IncomingMessage,
  options: { bearer: boolean },
): void {
  const rest = cookies(req).filter(cookie => !cookie.startsWith(`${COOKIE}=`));
  if (rest.length > 0) req.headers.cookie = rest.join('; ');
  else delete req.headers.cookie;
  if (options.bearer) delete req.headers.authorization;
}

function cookies(req: IncomingMessage): string[] {
  return (req.headers.cookie ?? '')
    .split(';')
    .map(cookie => cookie.trim())
    .filter(Boolean);
}

/**
 * Whether a page of another origin made the request. Browsers send the cookie
 * to all origins of a site, so neighbours have to be kept out by this.
 */
export function isForeign(req: IncomingMessage): boolean {
  const { origin, host } = req.headers;
  if (origin !== undefined && origin !== 'null') {
    return !URL.canParse(origin) || new URL(origin).host !== host;
  }
  const site = req.headers['sec-fetch-site'];
  const isNavigation = req.headers['sec-fetch-mode'] === 'navigate';
  const isSafe = req.method === 'GET' || req.method === 'HEAD';
  const isOwn = site === undefined || site === 'same-origin' || site === 'none';
  return !isOwn && !(isNavigation && isSafe);
}
