import { ResponseError } from '@backstage/errors';
import type {
  Share,
  ShareList,
  ShareWish,
} from '@astrolabe/plugin-communities-common';
import type {
  Account,
  AccountList,
  AccountLogin,
  LinkableService,
} from './accounts';

/** What is sent when a service is linked. @public */
export interface NewAccount {
  service: string;
  values: Record<string, string>;
  /** A DNS label; the service's id unless said. */
  name?: string;
  title?: string;
}

/** What a service sent the person back with, who had signed in there. @public */
export interface LoginAnswer {
  service: string;
  state: string;
  code?: string;
  error?: string;
  iss?: string;
}

/** What pages and the command line ask of linked services. @public */
export interface AccountsApi {
  services(): Promise<LinkableService[]>;
  accounts(): Promise<AccountList>;
  link(account: NewAccount): Promise<Account>;
  relink(id: string, values: Record<string, string>): Promise<Account>;
  verify(id: string): Promise<Account>;
  unlink(id: string): Promise<void>;
  shares(id: string): Promise<ShareList>;
  share(id: string, wish: ShareWish): Promise<Share>;
  unshare(id: string, shareId: string): Promise<void>;
  /** Without an address where the service asks for none. */
  beginLogin(service: string, url?: string): Promise<AccountLogin>;
  continueLogin(id: string): Promise<AccountLogin>;
  answerLogin(answer: LoginAnswer): Promise<Account>;
}

/** @public */
export class AccountsClient implements AccountsApi {
  readonly #baseUrl: string;
  readonly #fetch: (url: string, init?: RequestInit) => Promise<Response>;

  /** `baseUrl` ends before `/v1`: `plugin://accounts`, or `https://portal/api/accounts`. */
  constructor(options: {
    baseUrl: string;
    fetch(url: string, init?: RequestInit): Promise<Response>;
  }) {
    this.#baseUrl = options.baseUrl;
    this.#fetch = options.fetch;
  }

  async services(): Promise<LinkableService[]> {
    return (await (await this.#ask('GET', '/services')).json()).items;
  }

  async accounts(): Promise<AccountList> {
    return (await this.#ask('GET', '/accounts')).json();
  }

  async link(account: NewAccount): Promise<Account> {
    return (await this.#ask('POST', '/accounts', account)).json();
  }

  async relink(id: string, values: Record<string, string>): Promise<Account> {
    return (await this.#ask('PUT', at(id), { values })).json();
  }

  async verify(id: string): Promise<Account> {
    return (await this.#ask('POST', `${at(id)}/verification`)).json();
  }

  async unlink(id: string): Promise<void> {
    await this.#ask('DELETE', at(id));
  }

  async shares(id: string): Promise<ShareList> {
    return (await this.#ask('GET', `${at(id)}/shares`)).json();
  }

  async share(id: string, wish: ShareWish): Promise<Share> {
    return (await this.#ask('PUT', `${at(id)}/shares`, wish)).json();
  }

  async unshare(id: string, shareId: string): Promise<void> {
    const path = `${at(id)}/shares/${encodeURIComponent(shareId)}`;
    await this.#ask('DELETE', path);
  }

  async beginLogin(service: string, url?: string): Promise<AccountLogin> {
    return (await this.#ask('POST', '/logins', { service, url })).json();
  }

  async continueLogin(id: string): Promise<AccountLogin> {
    const path = `/logins/${encodeURIComponent(id)}`;
    return (await this.#ask('POST', path)).json();
  }

  async answerLogin(answer: LoginAnswer): Promise<Account> {
    return (await this.#ask('POST', '/login-answers', answer)).json();
  }

  async #ask(method: string, path: string, body?: unknown): Promise<Response> {
    const response = await this.#fetch(`${this.#baseUrl}/v1${path}`, {
      method,
      ...(body !== undefined && {
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      }),
    });
    if (!response.ok) throw await ResponseError.fromResponse(response);
    return response;
  }
}

function at(id: string): string {
  return `/accounts/${encodeURIComponent(id)}`;
}
