import { randomBytes } from 'node:crypto';
import type { Asked, Reply } from './LocalService';
import { CLIENT, ISSUER, OAuthService } from './oauthServices';

/**
 * An S3 that trusts an issuer (OpenID Connect), both at one address. Its keys hold
 * for an hour.
 */
export class S3Service {
  readonly issuer: OAuthService;
  /** Of what the issuer calls itself; operators write it without. */
  end = '/';
  /** What the issuer signs with, and what it says that it does. */
  algorithm = 'ES256';
  algorithms: string[] | undefined = ['RS256', 'ES256'];
  /** What it answers where keys are asked for, instead. */
  keysInstead?: Reply;
  #key = '';

  private constructor(issuer: OAuthService) {
    this.issuer = issuer;
    issuer.lastsSeconds = 3600;
    issuer.idToken = () => this.#idToken();
  }

  static async start(): Promise<S3Service> {
    const service: S3Service = new S3Service(
      await OAuthService.start(ISSUER, (asked, url) =>
        service.#answer(asked, url),
      ),
    );
    return service;
  }

  /** As an operator registers the portal there. */
  get site() {
    const { url } = this.issuer.local;
    return { ...CLIENT, url, issuer: `${url}/realm` };
  }

  /** What the issuer calls itself. */
  get itself(): string {
    return this.site.issuer + this.end;
  }

  /** As at first. */
  reset(): void {
    this.end = '/';
    this.keysInstead = undefined;
    this.algorithm = 'ES256';
    this.algorithms = ['RS256', 'ES256'];
  }

  #answer({ method, path, headers }: Asked, url: string): Reply {
    if (path === '/realm/.well-known/openid-configuration') {
      return {
        json: {
          issuer: this.itself,
          authorization_endpoint: `${url}/realm/authorize`,
          token_endpoint: `${url}/realm/token`,
          id_token_signing_alg_values_supported: this.algorithms,
        },
      };
    }
    if (method === 'POST') return this.keysInstead ?? this.#give();
    return headers.authorization?.includes(`Credential=${this.#key}/`)
      ? { text: '<ListAllMyBucketsResult/>' }
      : { status: 403, text: '<Error><Code>InvalidAccessKeyId</Code></Error>' };
  }

  #give(): Reply {
    this.#key = `canary${randomBytes(8).toString('hex')}`;
    return {
      text: `<AccessKeyId>${this.#key}</AccessKeyId>
        <SecretAccessKey>canary-secret</SecretAccessKey>
        <SessionToken>canary-session</SessionToken>
        <Expiration>${isoAfter(3600)}</Expiration>`,
    };
  }

  /** As it is asked for directly, nobody looks at its signature. */
  #idToken(): string {
    const now = Math.floor(Date.now() / 1000);
    const claims = {
      ...{ iss: this.itself, aud: CLIENT.clientId },
      ...{ sub: '1', preferred_username: 'ada', iat: now, exp: now + 300 },
    };
    const parts = [{ alg: this.algorithm }, claims, 'signature'];
    return parts
      .map(each => Buffer.from(JSON.stringify(each)).toString('base64url'))
      .join('.');
  }
}

function isoAfter(seconds: number): string {
  return new Date(Date.now() + seconds * 1000).toISOString();
}
