import { readFile } from 'node:fs/promises';
import type { LoggerService } from '@backstage/backend-plugin-api';
import { StoreAwayError } from '../errors';
import type { VaultLogin } from './readVaultConfig';
import type { VaultAnswer, VaultRequest } from './send';

/** Of its life, after which a token is renewed. */
const RENEW_AFTER = 2 / 3;

type Ask = (
  request: VaultRequest,
  options: { token?: string; until: number },
) => Promise<VaultAnswer>;

interface Token {
  value: string;
  isRenewable: boolean;
  /** Milliseconds since 1970; Infinity: it has no end. */
  renewAt: number;
  endsAt: number;
}

/** The portal's own token of Vault: got, renewed, and got anew when it is lost. */
export class Session {
  readonly #login: VaultLogin;
  readonly #ask: Ask;
  readonly #logger: LoggerService;
  #token?: Token;
  #coming?: Promise<Token>;

  constructor(
    login: VaultLogin,
    { ask, logger }: { ask: Ask; logger: LoggerService },
  ) {
    this.#login = login;
    this.#ask = ask;
    this.#logger = logger;
  }

  /** One that holds; those who ask at once wait for the same. */
  async token(until: number): Promise<string> {
    if (this.#token && Date.now() < this.#token.renewAt) {
      return this.#token.value;
    }
    this.#coming ??= this.#fresh(until).finally(() => {
      this.#coming = undefined;
    });
    this.#token = await this.#coming;
    return this.#token.value;
  }

  /** It is of no use any more. */
  forget(): void {
    this.#token = undefined;
  }

  async close(until: number): Promise<void> {
    const token = this.#token?.value;
    this.#token = undefined;
    if (!token) return;
    const request = { method: 'POST' as const, path: 'auth/token/revoke-self' };
    await this.#ask(request, { token, until }).catch(() => {
      // It ends by itself.
    });
  }

  async #fresh(until: number): Promise<Token> {
    const present = this.#token;
    if (present?.isRenewable && Date.now() < present.endsAt) {
      const renewed = await this.#askFor(
        { method: 'POST', path: 'auth/token/renew-self', body: {} },
        { token: present.value, until },
      );
      // Near the end of all renewals it gets hardly any time.
      if (renewed && renewed.renewAt > Date.now() + 1000) return renewed;
    }
    const token = await this.#askFor(await this.#request(), { until });
    if (token) return token;
    throw new StoreAwayError({
      state: 'away',
      reason: 'Vault does not let the portal in',
    });
  }

  async #request(): Promise<VaultRequest> {
    const login = this.#login;
    const path = `auth/${login.mount}/login`;
    if (login.way === 'approle') {
      const { roleId, secretId } = login;
      const body = { role_id: roleId, secret_id: secretId };
      return { method: 'POST', path, body };
    }
    const { role, tokenFile } = login;
    // Read each time: what writes it writes a new one before the old one ends.
    const jwt = await readFile(tokenFile, 'utf8').catch(error => {
      this.#logger.error(`Login to Vault: ${tokenFile}: ${error.code}`);
      return '';
    });
    return { method: 'POST', path, body: { role, jwt: jwt.trim() } };
  }

  /** Undefined: Vault refuses; the log says why. */
  async #askFor(
    request: VaultRequest,
    options: { token?: string; until: number },
  ): Promise<Token | undefined> {
    const { status, body } = await this.#ask(request, options);
    const {
      client_token: value,
      lease_duration: seconds,
      renewable,
    } = body?.auth ?? {};
    if (status !== 200 || typeof value !== 'string') {
      const why = String(body?.errors ?? '').slice(0, 300);
      this.#logger.warn(`${request.path} of Vault: ${status} ${why}`);
      return undefined;
    }
    const life = seconds > 0 ? seconds * 1000 : Infinity;
    return {
      ...{ value, isRenewable: Boolean(renewable) },
      renewAt: Date.now() + life * RENEW_AFTER,
      endsAt: Date.now() + life,
    };
  }
}
