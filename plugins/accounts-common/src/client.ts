import { ResponseError } from '@backstage/errors';
import type {
  NewSecret,
  NewSecretValue,
  SecretEvent,
  SecretImport,
  SecretImportPage,
  SecretList,
  WrittenSecret,
} from './secrets';

/** The part of `fetch` that the client needs; pages and CLI bring their own. @public */
export type FetchLike = (url: string, init?: RequestInit) => Promise<Response>;

/** What pages and the command line ask of secrets. @public */
export interface SecretsApi {
  listSecrets(): Promise<SecretList>;
  createSecret(secret: NewSecret): Promise<WrittenSecret>;
  rotateSecret(id: string, value: NewSecretValue): Promise<WrittenSecret>;
  deleteSecret(id: string): Promise<void>;
  secretHistory(id: string): Promise<SecretEvent[]>;
}

/** @public */
export class SecretsClient implements SecretsApi {
  readonly #baseUrl: string;
  readonly #fetch: FetchLike;

  /** `baseUrl` ends before `/v1`: `plugin://accounts`, or `https://portal/api/accounts`. */
  constructor(options: { baseUrl: string; fetch: FetchLike }) {
    this.#baseUrl = options.baseUrl;
    this.#fetch = options.fetch;
  }

  async listSecrets(): Promise<SecretList> {
    return (await this.#request('/secrets')).json();
  }

  async createSecret(secret: NewSecret): Promise<WrittenSecret> {
    return (await this.#request('/secrets', send('POST', secret))).json();
  }

  async rotateSecret(
    id: string,
    value: NewSecretValue,
  ): Promise<WrittenSecret> {
    const path = `/secrets/${encodeURIComponent(id)}/value`;
    return (await this.#request(path, send('PUT', value))).json();
  }

  async deleteSecret(id: string): Promise<void> {
    await this.#request(`/secrets/${encodeURIComponent(id)}`, {
      method: 'DELETE',
    });
  }

  async secretHistory(id: string): Promise<SecretEvent[]> {
    const path = `/secrets/${encodeURIComponent(id)}/history`;
    return (await (await this.#request(path)).json()).items;
  }

  /** For operators; one page of it. */
  async importSecrets(from: SecretImport): Promise<SecretImportPage> {
    return (await this.#request('/secret-imports', send('POST', from))).json();
  }

  async #request(path: string, init?: RequestInit): Promise<Response> {
    const response = await this.#fetch(`${this.#baseUrl}/v1${path}`, init);
    if (!response.ok) throw await ResponseError.fromResponse(response);
    return response;
  }
}

function send(method: string, body: object): RequestInit {
  return {
    method,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  };
}
