import type {
  AuditorService,
  LoggerService,
} from '@backstage/backend-plugin-api';
import { InputError, NotAllowedError } from '@backstage/errors';
import { audited, withAdvice } from '@astrolabe/http';
import type { Request, Response } from 'express';
import type { Cookies } from './cookies';
import type { PortalAddresses } from './PortalAddresses';
import { SignInError } from './problems';
import { pageOfPortal, withOutcome } from './returnTo';
import type { Session } from '../../database';
import {
  TRANSACTION_SECONDS,
  type Link,
  type SignIn,
  type Transaction,
} from './SignIn';

export const SESSION_COOKIE = 'session';
/** With the header that no page of another origin can send. */
export const OWN_PAGE = ['x-requested-with', 'XMLHttpRequest'] as const;

/** What browsers, and providers, do at the addresses of sign-in. */
export class SignInPages {
  readonly #options: Options;

  constructor(options: Options) {
    this.#options = options;
  }

  async start(req: Request, res: Response): Promise<void> {
    const { addresses, logger } = this.#options;
    const { provider } = req.params;
    const page = pageOfPortal(req.query.return as string | undefined);
    const origin = addresses.originFor(req.headers.host);
    const asksAgain = req.query.prompt === 'login';
    try {
      const url = await this.begin(req, res, { provider, page, asksAgain });
      res.redirect(url.href);
    } catch (error) {
      if (!(error instanceof SignInError)) throw error;
      logger.warn(`Nobody can sign in by ${provider}: ${error.message}`);
      res.redirect(origin + pageWith(page, provider, error));
    }
  }

  /** @returns where the browser has to go */
  async begin(
    req: Request,
    res: Response,
    wish: { provider: string; page: string; asksAgain: boolean; link?: Link },
  ): Promise<URL> {
    const { signIn, cookies, addresses } = this.#options;
    const { provider, ...rest } = wish;
    const origin = addresses.originFor(req.headers.host);
    const { url, state, sealed } = await signIn.begin(provider, {
      redirectUri: `${origin}/api/communities/v1/sign-in/${provider}/callback`,
      ...rest,
    });
    cookies.set(res, {
      ...{ name: transactionCookie(state), value: sealed },
      seconds: TRANSACTION_SECONDS,
    });
    return url;
  }

  /** The session of the browser that asks; undefined: it has none. */
  async sessionOf(req: Request): Promise<Session | undefined> {
    const { signIn, cookies } = this.#options;
    const sessionId = cookies.read(req, SESSION_COOKIE);
    return sessionId ? signIn.find(sessionId) : undefined;
  }

  async finish(req: Request, res: Response): Promise<void> {
    const { signIn, cookies, addresses, logger } = this.#options;
    const { provider } = req.params;
    const cookie = transactionCookie(String(req.query.state));
    const transaction = signIn.openTransaction(
      provider,
      cookies.read(req, cookie),
    );
    cookies.forget(res, cookie);
    try {
      res.redirect(await this.#accept(req, res, transaction));
    } catch (error) {
      if (!(error instanceof SignInError)) throw error;
      logger.warn(`A sign-in by ${provider} failed: ${error.message}`);
      const page = transaction?.page ?? '/';
      const origin = transaction
        ? new URL(transaction.redirectUri).origin
        : addresses.originFor(req.headers.host);
      res.redirect(
        origin +
          (transaction?.link
            ? withOutcome(page, { link: error.problem, provider })
            : pageWith(page, provider, error)),
      );
    }
  }

  /** @returns where the browser goes on */
  async #accept(
    request: Request,
    res: Response,
    transaction: Transaction | undefined,
  ): Promise<string> {
    const { signIn, cookies, auditor, sessionSeconds } = this.#options;
    const { provider } = request.params;
    const link = transaction?.link;
    const eventId = link ? 'identity-link' : 'sign-in';
    const meta = { provider, ...(link && { person: link.personRef }) };
    return audited({ auditor, request, eventId, meta }, async () => {
      if (!transaction) {
        throw new SignInError(
          'expired',
          'It was begun too long ago, or in another browser',
        );
      }
      const query = new URL(request.originalUrl, transaction.redirectUri)
        .search;
      const before = cookies.read(request, SESSION_COOKIE);
      const { sessionId } = await signIn.finish(transaction, query, before);
      if (before) await signIn.forget(before);
      cookies.set(res, {
        ...{ name: SESSION_COOKIE, value: sessionId },
        seconds: sessionSeconds,
      });
      const { page, redirectUri } = transaction;
      const told = link ? withOutcome(page, { link: 'done', provider }) : page;
      return new URL(redirectUri).origin + told;
    });
  }

  async signOut(request: Request, res: Response): Promise<void> {
    assertOwnPage(request);
    const { signIn, cookies, addresses, auditor } = this.#options;
    const sessionId = cookies.read(request, SESSION_COOKIE);
    cookies.forget(res, SESSION_COOKIE);
    const home = `${addresses.originFor(request.headers.host)}/`;
    const url =
      sessionId &&
      (await audited({ auditor, request, eventId: 'sign-out' }, () =>
        signIn.signOut(sessionId, home),
      ));
    res.json(url ? { url: url.href } : {});
  }

  async endByProvider(request: Request, res: Response): Promise<void> {
    const { signIn, auditor } = this.#options;
    const { provider } = request.params;
    const meta = { provider };
    try {
      await audited(
        { auditor, request, eventId: 'back-channel-logout', meta },
        () => signIn.endByLogoutToken(provider, request.body.logout_token),
      );
    } catch (error) {
      if (!(error instanceof SignInError)) throw error;
      throw withAdvice(new InputError(error.message), {
        code: 'LOGOUT_TOKEN',
        nextStep: 'Send a logout token of this provider for this client.',
      });
    }
    res.status(200).end();
  }
}

interface Options {
  signIn: SignIn;
  cookies: Cookies;
  addresses: PortalAddresses;
  sessionSeconds: number;
  auditor: AuditorService;
  logger: LoggerService;
}

/** Workloads' pages may be of the same site, so that SameSite is not enough. */
export function assertOwnPage(request: Request): void {
  const [header, value] = OWN_PAGE;
  if (request.header(header) === value) return;
  throw withAdvice(new NotAllowedError(`The header ${header} is missing`), {
    code: 'FOREIGN_PAGE',
    nextStep: `Send the header ${header}: ${value}, from a page of the portal.`,
  });
}

/** One browser may begin several at once, in tabs. */
function transactionCookie(state: string): string {
  return `sign-in-${state.slice(0, 16)}`;
}

function pageWith(page: string, provider: string, error: SignInError): string {
  return withOutcome(page, { 'sign-in': error.problem, provider });
}
