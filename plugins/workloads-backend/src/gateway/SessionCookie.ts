/**
 * The gateway's cookie. It has no domain, so a browser sends it to one endpoint
 * only; over TLS its name keeps other hosts from setting it.
 */
export class SessionCookie {
  readonly name: string;
  readonly #isSecure: boolean;

  constructor(base: URL) {
    this.#isSecure = base.protocol === 'https:';
    this.name = this.#isSecure
      ? '__Host-astrolabe-session'
      : 'astrolabe-session';
  }

  /** The value of a `Set-Cookie` header. */
  write(value: string): string {
    const secure = this.#isSecure ? '; Secure' : '';
    return `${this.name}=${value}; Path=/; HttpOnly; SameSite=Lax${secure}`;
  }

  /** All of that name: a neighbour below the same host may have added one. */
  read(header: string | undefined): string[] {
    return pairsOf(header)
      .filter(([name]) => name === this.name)
      .map(([, value]) => value);
  }

  /** What is left for the program. */
  strip(header: string | undefined): string | undefined {
    const rest = pairsOf(header).filter(([name]) => name !== this.name);
    return (
      rest.map(([name, value]) => `${name}=${value}`).join('; ') || undefined
    );
  }

  /** A program must not set ours. */
  allows(setCookie: string): boolean {
    return setCookie.split('=')[0].trim() !== this.name;
  }
}

function pairsOf(header: string = ''): [string, string][] {
  return header
    .split(';')
    .map(pair => pair.trim())
    .filter(Boolean)
    .map(pair => {
      const [name, ...value] = pair.split('=');
      return [name, value.join('=')];
    });
}
