import { ServiceUnavailableError } from '@backstage/errors';
import { createRemoteJWKSet } from 'jose';

const TIMEOUT_MS = 5000;
/** So long an issuer that is away is not asked again. */
const PAUSE_MS = 10_000;

type Keys = ReturnType<typeof createRemoteJWKSet>;

/** The keys by which issuers sign, found by OpenID Connect Discovery. */
export class IssuerKeys {
  readonly #found = new Map<string, Promise<Keys>>();

  /** @throws ServiceUnavailableError where the issuer does not say its keys */
  async of(issuer: string): Promise<Keys> {
    const known = this.#found.get(issuer);
    if (known) return known;
    const keys = discover(issuer);
    this.#found.set(issuer, keys);
    keys.catch(() => {
      setTimeout(() => this.#found.delete(issuer), PAUSE_MS).unref();
    });
    return keys;
  }
}

async function discover(issuer: string): Promise<Keys> {
  const address = `${issuer.replace(
    /\/$/,
    '',
  )}/.well-known/openid-configuration`;
  try {
    const response = await fetch(address, {
      redirect: 'error',
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    const said = (await response.json()) as Record<string, unknown>;
    if (said.issuer !== issuer) throw new Error(`it says ${said.issuer}`);
    return createRemoteJWKSet(new URL(String(said.jwks_uri)), {
      timeoutDuration: TIMEOUT_MS,
    });
  } catch (error) {
    throw new ServiceUnavailableError(
      `The issuer ${issuer} does not say its keys`,
      error as Error,
    );
  }
}
