import type { SharedWithMe } from '@astrolabe/plugin-communities-common';

/** Id of the storage that everybody has in this portal. @public */
export const HOME_STORAGE = 'home';

/** One of a person's storages. @public */
export interface StorageInfo {
  /** `home`, or the id of a linked account. */
  id: string;
  /** `home`, or what kind of service it is. */
  service: string;
  title: string;
  url?: string;
  user?: string;
  state: 'working' | 'failing' | 'expired' | 'unknown';
  /** Why it does not work. */
  reason?: string;
  /** Of another's: a user entity ref. */
  ownerRef?: string;
  /** Of another's: `view` reads, `use` changes, too. */
  shared?: SharedWithMe;
}

/** @public */
export interface StorageList {
  items: StorageInfo[];
  /** Not all that is linked or shared can be told now; `home` is there. */
  incomplete?: boolean;
}

/** A file or a folder. @public */
export interface StorageEntry {
  name: string;
  /** From the root of its storage. */
  path: string;
  kind: 'file' | 'folder';
  /** Of a file; missing where the storage does not know. */
  bytes?: number;
  /** UTC, ISO 8601. */
  changedAt?: string;
}

/** @public */
export const entrySorts = ['name', 'size', 'changed'] as const;

/** @public */
export interface EntryQuery {
  path?: string;
  sort?: (typeof entrySorts)[number];
  order?: 'asc' | 'desc';
  limit?: number;
  cursor?: string;
}

/** @public */
export interface EntryPage {
  items: StorageEntry[];
  /** In the whole folder. */
  total: number;
  nextCursor?: string;
}

/** What a storage says of itself; nothing, where it does not know. @public */
export interface StorageUsage {
  usedBytes?: number;
  /** What the person may use in all. */
  totalBytes?: number;
  freeBytes?: number;
}

/** What can be shown of a file. @public */
export interface FilePreview {
  kind: 'text' | 'table' | 'image' | 'none';
  /** Of the whole file. */
  bytes: number;
  /** Whether there is more of it than is shown. */
  truncated?: boolean;
  text?: string;
  rows?: string[][];
  mediaType?: string;
  /** The picture. */
  base64?: string;
  /** Why nothing can be shown. */
  reason?: 'too-large' | 'not-shown';
}

/** Where something is moved or copied to. @public */
export interface Transfer {
  from: string;
  to: string;
  /** Another storage; the same one unless told. */
  toStorage?: string;
  overwrite?: boolean;
}

/** A move, a copy or a deletion, ended or still going on. @public */
export interface StorageTask {
  id: string;
  kind: 'move' | 'copy' | 'delete';
  storage: string;
  path: string;
  to?: string;
  /** Where it is another one. */
  toStorage?: string;
  state: 'running' | 'done' | 'failed' | 'cancelled';
  /** Files that it is through with. */
  done?: number;
  /** Of so many, where they were counted before. */
  total?: number;
  /** That have been copied, also of a file that is not through. */
  doneBytes?: number;
  /** Of so many, where all files say how long they are. */
  totalBytes?: number;
  startedAt: string;
  endedAt?: string;
  error?: {
    code?: string;
    message: string;
    cause?: string;
    nextStep?: string;
  };
}
