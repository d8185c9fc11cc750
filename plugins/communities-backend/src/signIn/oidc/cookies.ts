import type { CookieOptions, Request, Response } from 'express';

/**
 * Cookies of the portal's own host and of no other: workloads' pages are at
 * hosts below others. With https the prefix keeps such a host from setting one
 * of the same name for a whole domain.
 */
export class Cookies {
  readonly #isSecure: boolean;

  constructor(portalUrl: URL) {
    this.#isSecure = portalUrl.protocol === 'https:';
  }

  read(request: Request, name: string): string | undefined {
    const wanted = this.#nameOf(name);
    for (const part of (request.headers.cookie ?? '').split(';')) {
      const [key, value] = part.trim().split('=', 2);
      if (key === wanted && value) return value;
    }
    return undefined;
  }

  /** @param cookie - value: of the characters of base64url */
  set(
    response: Response,
    cookie: { name: string; value: string; seconds: number },
  ): void {
    const { name, value, seconds } = cookie;
    response.cookie(this.#nameOf(name), value, {
      ...this.#options(),
      maxAge: seconds * 1000,
    });
  }

  forget(response: Response, name: string): void {
    response.clearCookie(this.#nameOf(name), this.#options());
  }

  #nameOf(name: string): string {
    return `${this.#isSecure ? '__Host-' : ''}astrolabe-${name}`;
  }

  #options(): CookieOptions {
    return {
      httpOnly: true,
      // Lax: the provider sends the browser back, from its site to this one.
      sameSite: 'lax',
      secure: this.#isSecure,
      // The prefix wants the whole host.
      path: this.#isSecure ? '/' : '/api',
    };
  }
}
