/**
 * Where browsers reach the portal: its own address, and the hosts of its
 * communities. What a request says of its host counts only when it is known.
 */
export class PortalAddresses {
  readonly #own: URL;
  readonly #hosts: () => string[];

  /** @param hosts - of communities, as they are now */
  constructor(portalUrl: URL, hosts: () => string[]) {
    this.#own = portalUrl;
    this.#hosts = hosts;
  }

  /** @param host - as the request says it, perhaps with a port */
  originFor(host: string | undefined): string {
    const name = (host ?? '').replace(/:\d+$/, '').toLowerCase();
    if (!this.#hosts().includes(name)) return this.#own.origin;
    const url = new URL(this.#own);
    url.hostname = name;
    return url.origin;
  }
}
