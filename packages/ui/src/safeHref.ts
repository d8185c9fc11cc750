/**
 * An address that is safe to link to; undefined for all else, such as
 * `javascript:`. Addresses in metadata are written by people we don't know.
 *
 * @public
 */
export function safeHref(address: string | undefined): string | undefined {
  if (!address) return undefined;
  try {
    const { protocol, href } = new URL(address);
    return protocol === 'https:' || protocol === 'http:' ? href : undefined;
  } catch {
    return undefined;
  }
}
