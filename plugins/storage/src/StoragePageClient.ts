import {
  search,
  StorageClient,
  type StorageEntry,
} from '@astrolabe/plugin-storage-common';
import { ResponseError } from '@backstage/errors';
import type {
  DiscoveryApi,
  FetchApi,
  IdentityApi,
} from '@backstage/frontend-plugin-api';
import type { StoragePageApi, UploadOptions } from './api';

/** What a browser can do beside the API itself. */
export class StoragePageClient extends StorageClient implements StoragePageApi {
  readonly #discoveryApi: DiscoveryApi;
  readonly #identityApi: IdentityApi;

  constructor(options: {
    discoveryApi: DiscoveryApi;
    fetchApi: FetchApi;
    identityApi: IdentityApi;
  }) {
    super({
      baseUrl: 'plugin://storage',
      fetch: (url, init) => options.fetchApi.fetch(url, init),
    });
    this.#discoveryApi = options.discoveryApi;
    this.#identityApi = options.identityApi;
  }

  async send(
    { storage, path }: { storage: string; path: string },
    file: File,
    options: UploadOptions,
  ): Promise<StorageEntry> {
    const base = await this.#discoveryApi.getBaseUrl('storage');
    const { token } = await this.#identityApi.getCredentials();
    const { overwrite } = options;
    const url = `${base}/v1/storages/${encodeURIComponent(
      storage,
    )}/content${search({ path, overwrite })}`;
    const response = await put(url, { token, file, ...options });
    if (!response.ok) throw await ResponseError.fromResponse(response);
    return response.json();
  }

  async save(storage: string, path: string): Promise<void> {
    const base = await this.#discoveryApi.getBaseUrl('storage');
    const address = await this.downloadAddress(storage, path);
    const link = document.createElement('a');
    link.href = `${base}${address.path}`;
    link.download = '';
    link.click();
  }
}

/** By XMLHttpRequest, since `fetch` does not tell how much has been sent. */
function put(
  url: string,
  {
    token,
    file,
    signal,
    onProgress,
  }: UploadOptions & { token?: string; file: File },
): Promise<Response> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('PUT', url);
    request.setRequestHeader('content-type', 'application/octet-stream');
    if (token) request.setRequestHeader('authorization', `Bearer ${token}`);
    request.upload.onprogress = event => onProgress(event.loaded);
    request.onload = () =>
      resolve(
        new Response(request.responseText, {
          status: request.status,
          statusText: request.statusText,
          headers: { 'content-type': 'application/json' },
        }),
      );
    request.onerror = () => reject(new TypeError('Failed to fetch'));
    request.onabort = () => reject(new DOMException('', 'AbortError'));
    signal.addEventListener('abort', () => request.abort(), { once: true });
    request.send(file);
  });
}
