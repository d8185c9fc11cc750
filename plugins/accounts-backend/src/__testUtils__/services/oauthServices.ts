import { createHash, randomBytes } from 'node:crypto';
import { TOKEN } from './httpServices';
import { LocalService, type Asked, type Reply } from './LocalService';

/** As it is registered there. */
export const CLIENT = { clientId: 'portal', clientSecret: 'canary-client-s3' };

/** It says who people are, for others. */
export const ISSUER = 'issuer';

interface Shape {
  authorize: string;
  token: string;
  who: string;
  said: object;
}

/** Where each has its pages and its tokens, and says who one is. */
const shapes: Record<string, Shape> = {
  'hugging-face': {
    ...{ authorize: '/oauth/authorize', token: '/oauth/token' },
    ...{ who: '/api/whoami-v2', said: { name: 'ada' } },
  },
  github: {
    authorize: '/login/oauth/authorize',
    token: '/login/oauth/access_token',
    ...{ who: '/user', said: { login: 'ada' } },
  },
  gitlab: {
    ...{ authorize: '/oauth/authorize', token: '/oauth/token' },
    ...{ who: '/api/v4/user', said: { username: 'ada' } },
  },
  gitea: {
    authorize: '/login/oauth/authorize',
    token: '/login/oauth/access_token',
    ...{ who: '/api/v1/user', said: { login: 'ada' } },
  },
  dropbox: {
    ...{ authorize: '/oauth2/authorize', token: '/oauth2/token' },
    who: '/2/users/get_current_account',
    said: { email: 'ada@example.org' },
  },
  'google-drive': {
    ...{ authorize: '/o/oauth2/v2/auth', token: '/token' },
    who: '/drive/v3/about?fields=user',
    said: { user: { emailAddress: 'ada@example.org' } },
  },
  [ISSUER]: {
    ...{ authorize: '/realm/authorize', token: '/realm/token' },
    ...{ who: '/realm/who', said: { sub: 'ada' } },
  },
};

/** Those that one signs in at by OAuth, and is known at. */
export const oauthServices = Object.keys(shapes).filter(id => id !== ISSUER);

interface Code {
  challenge: string;
  redirectUri: string;
}

/**
 * A service with OAuth 2 as RFC 6749 and RFC 7636 have it. A refresh token works
 * once; who uses one twice has lost all of it.
 */
export class OAuthService {
  readonly local: LocalService;
  /** How long what it gives holds; endless, and without a next one, unless said. */
  lastsSeconds?: number;
  /** What it answers where tokens are asked for, instead. */
  tokensInstead?: Reply;
  /** The person does not agree there. */
  saysNo = false;
  /** How often it was asked for a next token. */
  renewals = 0;
  /** Who one is, where it says so. */
  idToken?: () => string;
  readonly #codes = new Map<string, Code>();
  #access = '';
  #refresh = '';

  private constructor(local: LocalService) {
    this.local = local;
  }

  /** @param beside - what else is at its address */
  static async start(
    id: string,
    beside: (asked: Asked, url: string) => Reply = () => ({ status: 404 }),
  ): Promise<OAuthService> {
    const { authorize, token, who, said } = shapes[id];
    const service: OAuthService = new OAuthService(
      await LocalService.start((asked, url) => {
        const [path] = asked.path.split('?');
        if (path === authorize) return service.#authorize(asked);
        if (path === token) return service.#tokens(asked);
        if (asked.path !== who) return beside(asked, url);
        const { authorization = '' } = asked.headers;
        return service.#knows(authorization) ? { json: said } : { status: 401 };
      }),
    );
    return service;
  }

  /** As at first. */
  reset(): void {
    this.forgetAll();
    this.lastsSeconds = undefined;
    this.tokensInstead = undefined;
    this.local.instead = undefined;
    this.renewals = 0;
  }

  /** It does not know the present token any more, before its time. */
  forgetAccess(): void {
    this.#access = '';
  }

  /** The person has taken it back. */
  forgetAll(): void {
    this.#access = '';
    this.#refresh = '';
  }

  /** What it gave, and what a person has made there by hand. */
  #knows(authorization: string): boolean {
    const known = [this.#access, TOKEN].filter(Boolean);
    return known.some(each => authorization === `Bearer ${each}`);
  }

  #authorize({ path }: Asked): Reply {
    const query = new URL(path, this.local.url).searchParams;
    const redirectUri = query.get('redirect_uri') ?? '';
    const challenge = query.get('code_challenge') ?? '';
    const isGood =
      query.get('client_id') === CLIENT.clientId &&
      query.get('response_type') === 'code' &&
      query.get('code_challenge_method') === 'S256';
    if (!isGood) return { status: 400, text: 'no' };
    const code = randomBytes(8).toString('hex');
    const back = new URL(redirectUri);
    if (this.saysNo) back.searchParams.set('error', 'access_denied');
    else {
      this.#codes.set(code, { challenge, redirectUri });
      back.searchParams.set('code', code);
    }
    back.searchParams.set('state', query.get('state') ?? '');
    return { status: 302, headers: { location: back.href } };
  }

  #tokens({ method, body }: Asked): Reply {
    if (this.tokensInstead) return this.tokensInstead;
    const form = new URLSearchParams(body);
    const isClient =
      form.get('client_id') === CLIENT.clientId &&
      form.get('client_secret') === CLIENT.clientSecret;
    if (method !== 'POST' || !isClient) return invalid('invalid_client');
    if (form.get('grant_type') === 'refresh_token') {
      this.renewals++;
      if (form.get('refresh_token') === this.#refresh) return this.#give();
      this.forgetAll();
      return invalid('invalid_grant');
    }
    const code = this.#codes.get(form.get('code') ?? '');
    this.#codes.delete(form.get('code') ?? '');
    const challenge = createHash('sha256')
      .update(form.get('code_verifier') ?? '')
      .digest('base64url');
    const isGood =
      code?.challenge === challenge &&
      code.redirectUri === form.get('redirect_uri');
    return isGood ? this.#give() : invalid('invalid_grant');
  }

  #give(): Reply {
    this.#access = `canary-access-${randomBytes(8).toString('hex')}`;
    this.#refresh = `canary-refresh-${randomBytes(8).toString('hex')}`;
    return json({
      access_token: this.#access,
      token_type: 'bearer',
      ...(this.idToken && { id_token: this.idToken() }),
      ...(this.lastsSeconds && {
        expires_in: this.lastsSeconds,
        refresh_token: this.#refresh,
      }),
    });
  }
}

/** The person agrees there: what the browser is sent back with. */
export async function agreeAt(place: string) {
  const { headers } = await fetch(place, { redirect: 'manual' });
  const back = new URL(headers.get('location')!);
  return {
    page: `${back.origin}${back.pathname}`,
    state: back.searchParams.get('state')!,
    code: back.searchParams.get('code')!,
  };
}

function invalid(error: string): Reply {
  return { ...json({ error }), status: 400 };
}

function json(content: object): Reply {
  return { json: content, headers: { 'content-type': 'application/json' } };
}
