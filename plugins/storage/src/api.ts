import type {
  StorageApi,
  StorageEntry,
} from '@astrolabe/plugin-storage-common';
import { createApiRef } from '@backstage/frontend-plugin-api';

/** An upload on its way. */
export interface UploadOptions {
  overwrite: boolean;
  signal: AbortSignal;
  onProgress(sentBytes: number): void;
}

/** The storage room, as its page sees it. */
export interface StoragePageApi
  extends Omit<StorageApi, 'upload' | 'download'> {
  send(
    where: { storage: string; path: string },
    file: File,
    options: UploadOptions,
  ): Promise<StorageEntry>;
  /** Has the browser download a file by itself. */
  save(storage: string, path: string): Promise<void>;
}

export const storageApiRef = createApiRef<StoragePageApi>({
  id: 'plugin.storage.client',
});
