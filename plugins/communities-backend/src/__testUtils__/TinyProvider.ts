import { createHash, randomUUID } from 'node:crypto';
import {
  createServer,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';
import { type AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { exportJWK, generateKeyPair, SignJWT, type JWTPayload } from 'jose';

export const CLIENT = { id: 'astrolabe', secret: 'canary-of-the-client' };

/** Another person each time. */
const somebody = (): JWTPayload => ({
  ...{ sub: randomUUID(), preferred_username: 'ada', name: 'Ada Fuller' },
  realm_access: { roles: ['access:default:full', 'access:imagine:demo'] },
});

type Answer = { status?: number; body?: unknown; location?: string };

/**
 * A provider of OpenID Connect on loopback that can be made to lie, which a
 * real one cannot.
 */
export class TinyProvider {
  /** What it says of everybody. */
  claims: JWTPayload = somebody();
  /** Changes the ID token before it is signed. */
  tamper: (payload: JWTPayload) => JWTPayload = payload => payload;
  /** Makes an ID token in place of the right one. */
  forge?: (payload: JWTPayload) => Promise<string>;
  /** What the token endpoint answers, in place of tokens. */
  refusal?: Answer;
  delayMs = 0;
  /** Whoever comes is refused there. */
  denies = false;
  givesRefreshTokens = true;
  /** Whether it asks who it is when it is told to, and says when it did. */
  asksWhenTold = true;
  /** Forms that were sent to the token endpoint. */
  readonly asked: URLSearchParams[] = [];
  readonly #codes = new Map<
    string,
    { nonce: string; challenge: string; askedAt: number }
  >();
  readonly #server: Server;
  #keys: { id: string; pair: CryptoKeyPair }[] = [];

  static async start(): Promise<TinyProvider> {
    const provider = new TinyProvider();
    await provider.rotate();
    await provider.comeBack(0);
    return provider;
  }

  private constructor() {
    this.#server = createServer((req, res) => {
      // Who asked may be gone by then.
      this.#respond(req, res).catch(() => res.destroy());
    });
  }

  async #respond(req: IncomingMessage, res: ServerResponse): Promise<void> {
    await pause(this.delayMs);
    const { status = 200, body, location } = await this.#answer(req);
    res.writeHead(location ? 302 : status, {
      'content-type': 'application/json',
      ...(location && { location }),
    });
    res.end(JSON.stringify(body));
  }

  #port = 0;

  /** As it is when it starts, but for its keys. */
  behave(): void {
    this.claims = somebody();
    this.tamper = payload => payload;
    this.forge = undefined;
    this.refusal = undefined;
    this.delayMs = 0;
    this.denies = false;
    this.givesRefreshTokens = true;
    this.asksWhenTold = true;
  }

  get issuer(): string {
    return `http://localhost:${this.#port}`;
  }

  /** Nobody answers until it comes back. */
  async goAway(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise(resolve => this.#server.close(resolve));
  }

  async comeBack(port = this.#port): Promise<void> {
    await new Promise<void>(resolve =>
      this.#server.listen(port, '127.0.0.1', resolve),
    );
    this.#port = (this.#server.address() as AddressInfo).port;
  }

  /** Another key from now on; the former ones are forgotten. */
  async rotate(): Promise<void> {
    const pair = await generateKeyPair('RS256', { extractable: true });
    this.#keys = [{ id: randomUUID(), pair }];
  }

  get publicKey(): CryptoKey {
    return this.#keys[0].pair.publicKey;
  }

  sign(payload: JWTPayload, type?: string): Promise<string> {
    const [{ id, pair }] = this.#keys;
    return new SignJWT(payload)
      .setProtectedHeader({ alg: 'RS256', kid: id, typ: type })
      .sign(pair.privateKey);
  }

  logoutToken(change: JWTPayload = {}): Promise<string> {
    const now = Math.floor(Date.now() / 1000);
    return this.sign(
      {
        ...{ iss: this.issuer, aud: CLIENT.id, iat: now, exp: now + 60 },
        ...{ jti: randomUUID(), sub: this.claims.sub },
        events: { 'http://schemas.openid.net/event/backchannel-logout': {} },
        ...change,
      },
      'logout+jwt',
    );
  }

  async #answer(req: IncomingMessage): Promise<Answer> {
    const url = new URL(req.url!, this.issuer);
    switch (url.pathname) {
      case '/.well-known/openid-configuration':
        return { body: this.#description() };
      case '/keys':
        return { body: { keys: await this.#publicKeys() } };
      case '/authorize':
        return this.#authorize(url.searchParams);
      case '/token':
        return this.#token(new URLSearchParams(await textOf(req)));
      case '/userinfo':
        return { body: this.claims };
      default:
        return { status: 404, body: {} };
    }
  }

  #description() {
    const at = (path: string) => `${this.issuer}${path}`;
    return {
      issuer: this.issuer,
      authorization_endpoint: at('/authorize'),
      token_endpoint: at('/token'),
      userinfo_endpoint: at('/userinfo'),
      end_session_endpoint: at('/logout'),
      jwks_uri: at('/keys'),
      response_types_supported: ['code'],
      subject_types_supported: ['public'],
      id_token_signing_alg_values_supported: ['RS256', 'HS256', 'none'],
      code_challenge_methods_supported: ['S256'],
    };
  }

  #publicKeys() {
    return Promise.all(
      this.#keys.map(async ({ id, pair }) => ({
        ...(await exportJWK(pair.publicKey)),
        ...{ kid: id, alg: 'RS256', use: 'sig' },
      })),
    );
  }

  #authorize(query: URLSearchParams): Answer {
    const code = randomUUID();
    this.#codes.set(code, {
      nonce: query.get('nonce')!,
      challenge: query.get('code_challenge')!,
      askedAt: this.#askedAt(query),
    });
    const back = new URL(query.get('redirect_uri')!);
    back.searchParams.set('state', query.get('state')!);
    back.searchParams.set('code', code);
    if (this.denies) {
      back.searchParams.delete('code');
      back.searchParams.set('error', 'access_denied');
    }
    return { location: back.href };
  }

  /** Whoever is known there is not asked, unless it is told to. */
  #askedAt(query: URLSearchParams): number {
    const isAsked = this.asksWhenTold && query.get('prompt') === 'login';
    return Math.floor(Date.now() / 1000) - (isAsked ? 0 : 3600);
  }

  async #token(form: URLSearchParams): Promise<Answer> {
    this.asked.push(form);
    if (this.refusal) return this.refusal;
    const begun = this.#codes.get(form.get('code') ?? '');
    const verifier = form.get('code_verifier') ?? '';
    const hash = createHash('sha256').update(verifier).digest('base64url');
    if (form.has('code') && begun?.challenge !== hash) {
      return { status: 400, body: { error: 'invalid_grant' } };
    }
    const nonce = begun?.nonce;
    const now = Math.floor(Date.now() / 1000);
    const payload = this.tamper({
      ...{ iss: this.issuer, aud: CLIENT.id, iat: now, exp: now + 60 },
      ...{ sub: this.claims.sub, sid: 'session-there', nonce },
      ...(begun && { auth_time: begun.askedAt }),
    });
    const id_token = await (this.forge ?? (each => this.sign(each)))(payload);
    const tokens = { access_token: 'canary-access', token_type: 'Bearer' };
    const refresh_token = this.givesRefreshTokens
      ? `canary-refresh-${this.asked.length}`
      : undefined;
    return { body: { ...tokens, refresh_token, id_token, expires_in: 60 } };
  }
}

async function textOf(req: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of req) text += chunk;
  return text;
}
