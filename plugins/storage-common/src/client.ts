import { ResponseError } from '@backstage/errors';
import type {
  EntryPage,
  EntryQuery,
  FilePreview,
  StorageEntry,
  StorageList,
  StorageTask,
  StorageUsage,
  Transfer,
} from './types';

/** A person's storages as pages and the command line see them. @public */
export interface StorageApi {
  storages(): Promise<StorageList>;
  usage(storage: string): Promise<StorageUsage>;
  list(storage: string, query?: EntryQuery): Promise<EntryPage>;
  entry(storage: string, path: string): Promise<StorageEntry>;
  preview(storage: string, path: string): Promise<FilePreview>;
  makeFolder(storage: string, path: string): Promise<StorageEntry>;
  move(storage: string, transfer: Transfer): Promise<StorageTask>;
  copy(storage: string, transfer: Transfer): Promise<StorageTask>;
  /** A folder goes with all that is in it, where `recursive` says so. */
  remove(
    storage: string,
    path: string,
    options?: { recursive?: boolean },
  ): Promise<StorageTask>;
  task(id: string): Promise<StorageTask>;
  cancelTask(id: string): Promise<StorageTask>;
  /** From the room's own address, and for two minutes. */
  downloadAddress(
    storage: string,
    path: string,
  ): Promise<{ path: string; expiresAt: string }>;
  download(storage: string, path: string): Promise<Response>;
  upload(
    storage: string,
    path: string,
    body: BodyInit,
    options?: { overwrite?: boolean; signal?: AbortSignal },
  ): Promise<StorageEntry>;
}

/** @public */
export class StorageClient implements StorageApi {
  readonly #baseUrl: string;
  readonly #fetch: (url: string, init?: RequestInit) => Promise<Response>;

  /** `baseUrl` ends before `/v1`: `plugin://storage`, or `https://portal/api/storage`. */
  constructor(options: {
    baseUrl: string;
    fetch: (url: string, init?: RequestInit) => Promise<Response>;
  }) {
    this.#baseUrl = options.baseUrl;
    this.#fetch = options.fetch;
  }

  storages() {
    return this.#json<StorageList>('/storages');
  }

  usage(storage: string) {
    return this.#json<StorageUsage>(`${at(storage)}/usage`);
  }

  list(storage: string, query: EntryQuery = {}) {
    return this.#json<EntryPage>(`${at(storage)}/entries${search(query)}`);
  }

  entry(storage: string, path: string) {
    return this.#json<StorageEntry>(`${at(storage)}/entry${search({ path })}`);
  }

  preview(storage: string, path: string) {
    return this.#json<FilePreview>(`${at(storage)}/preview${search({ path })}`);
  }

  makeFolder(storage: string, path: string) {
    return this.#json<StorageEntry>(`${at(storage)}/folders`, post({ path }));
  }

  move(storage: string, transfer: Transfer) {
    return this.#json<StorageTask>(`${at(storage)}/moves`, post(transfer));
  }

  copy(storage: string, transfer: Transfer) {
    return this.#json<StorageTask>(`${at(storage)}/copies`, post(transfer));
  }

  remove(
    storage: string,
    path: string,
    { recursive }: { recursive?: boolean } = {},
  ) {
    return this.#json<StorageTask>(
      `${at(storage)}/entry${search({ path, recursive })}`,
      { method: 'DELETE' },
    );
  }

  task(id: string) {
    return this.#json<StorageTask>(`/tasks/${encodeURIComponent(id)}`);
  }

  cancelTask(id: string) {
    return this.#json<StorageTask>(`/tasks/${encodeURIComponent(id)}`, {
      method: 'DELETE',
    });
  }

  downloadAddress(storage: string, path: string) {
    return this.#json<{ path: string; expiresAt: string }>(
      `${at(storage)}/downloads`,
      post({ path }),
    );
  }

  download(storage: string, path: string) {
    return this.#request(`${at(storage)}/content${search({ path })}`);
  }

  // eslint-disable-next-line max-params -- where, what, and how
  upload(
    storage: string,
    path: string,
    body: BodyInit,
    options: { overwrite?: boolean; signal?: AbortSignal } = {},
  ) {
    const { overwrite, signal } = options;
    return this.#json<StorageEntry>(
      `${at(storage)}/content${search({ path, overwrite })}`,
      {
        ...{ method: 'PUT', body, signal },
        headers: { 'content-type': 'application/octet-stream' },
        // What is streamed is sent while it is read, and not answered before its end.
        ...({ duplex: 'half' } as object),
      },
    );
  }

  async #json<T>(where: string, init?: RequestInit): Promise<T> {
    return (await this.#request(where, init)).json() as Promise<T>;
  }

  async #request(where: string, init?: RequestInit): Promise<Response> {
    const response = await this.#fetch(`${this.#baseUrl}/v1${where}`, init);
    if (!response.ok) throw await ResponseError.fromResponse(response);
    return response;
  }
}

function at(storage: string): string {
  return `/storages/${encodeURIComponent(storage)}`;
}

/** A query as it stands in the address of the API. @public */
export function search(query: object): string {
  const said = Object.entries(query).filter(
    ([, value]) => value !== undefined && value !== false && value !== '',
  );
  const params = new URLSearchParams(
    said.map(([key, value]) => [key, String(value)]),
  );
  return said.length > 0 ? `?${params}` : '';
}

function post(body: object): RequestInit {
  return {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  };
}
