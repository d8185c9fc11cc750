/**
 * The label of an endpoint in a request's `Host`; undefined for a host that is
 * not below ours, such as a rebound name or a bare address.
 */
export function labelOf(
  host: string | undefined,
  base: URL,
): string | undefined {
  const name = host?.toLowerCase().replace(/:\d+$/, '');
  const suffix = `.${base.hostname}`;
  if (!name?.endsWith(suffix)) return undefined;
  const label = name.slice(0, -suffix.length);
  return /^[a-z0-9-]{1,63}$/.test(label) ? label : undefined;
}

/**
 * Path and query of what is asked for, be it a path or a whole address (RFC
 * 9112, 3.2); undefined when it is neither.
 */
export function pathOf(target: string = '/'): string | undefined {
  // Before a host, since `//` begins a path here.
  const address = target.startsWith('/') ? `http://any${target}` : target;
  if (!/^https?:/i.test(address) || !URL.canParse(address)) return undefined;
  const { pathname, search } = new URL(address);
  return `${pathname}${search}`;
}

/** Whether a page of another origin sends this, with a cookie that is not meant for it. */
export function isForeign(headers: {
  host?: string;
  origin?: string;
  'sec-fetch-site'?: string;
  'sec-fetch-mode'?: string;
}): boolean {
  if (headers.origin !== undefined) {
    const isOwn =
      URL.canParse(headers.origin) &&
      new URL(headers.origin).host === headers.host?.toLowerCase();
    if (!isOwn) return true;
  }
  const site = headers['sec-fetch-site'];
  const comesFromElsewhere = site === 'same-site' || site === 'cross-site';
  // Following a link from elsewhere is fine; fetching is not.
  return comesFromElsewhere && headers['sec-fetch-mode'] !== 'navigate';
}
