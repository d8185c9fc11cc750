/** A browser without pages: it keeps cookies of each host, as browsers do. */
export class Browser {
  readonly #cookies = new Map<string, Map<string, string>>();
  /** Everywhere that it was sent to, in order. */
  readonly visited: string[] = [];

  cookiesOf(url: string): ReadonlyMap<string, string> {
    return this.#jarOf(url);
  }

  /** Puts a cookie there, as whoever may write it could. */
  plant(url: string, name: string, value: string): void {
    this.#jarOf(url).set(name, value);
  }

  /** What was kept of a host is gone, as when somebody clears it. */
  forget(url: string): void {
    this.#jarOf(url).clear();
  }

  async request(url: string, init: RequestInit = {}): Promise<Response> {
    this.visited.push(url);
    const jar = this.#jarOf(url);
    const response = await fetch(url, {
      ...init,
      redirect: 'manual',
      headers: {
        ...init.headers,
        cookie: [...jar].map(pair => pair.join('=')).join('; '),
      },
    });
    for (const line of response.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(line)!;
      const isGone = /Max-Age=0|Expires=Thu, 01 Jan 1970/i.test(line);
      if (isGone) jar.delete(name);
      else jar.set(name, value);
    }
    return response;
  }

  /**
   * Goes on as long as it is sent on.
   *
   * @param until - stops at the first address that begins so, without asking there
   * @returns the last answer and where it came from
   */
  async follow(
    url: string,
    options: { until?: string } & RequestInit = {},
  ): Promise<{ url: string; response: Response }> {
    const { until, ...init } = options;
    let response = await this.request(url, init);
    let at = url;
    while (response.headers.has('location')) {
      at = new URL(response.headers.get('location')!, at).href;
      if (until && at.startsWith(until)) break;
      response = await this.request(at);
    }
    return { url: at, response };
  }

  #jarOf(url: string): Map<string, string> {
    const { host } = new URL(url);
    const jar = this.#cookies.get(host) ?? new Map();
    this.#cookies.set(host, jar);
    return jar;
  }
}
