import type { Readable } from 'node:stream';
import type {
  EntryPath,
  StorageEntry,
  StorageTask,
  StorageUsage,
} from '@astrolabe/plugin-storage-common';

/** Which bytes of a file; both ends included, as in RFC 9110. */
export interface ByteRange {
  first: number;
  last: number;
}

/** Of a file. */
export interface Content extends Readable {
  /** A piece has been used, and its memory may be used again. */
  giveBack?(piece: Buffer): void;
}

/** How far something is; what is missing nobody knows. */
export type Progress = Pick<
  StorageTask,
  'done' | 'total' | 'doneBytes' | 'totalBytes'
>;

/** For what takes long. */
export interface Watched {
  signal: AbortSignal;
  onProgress?(progress: Progress): void;
}

/**
 * A place where a person has files. Every one behaves alike
 * (`testUtils/describeStorage.ts`): errors are those of `problems.ts`.
 */
export interface Storage {
  /** What is in a folder, in any order. */
  list(folder: EntryPath): Promise<StorageEntry[]>;

  /** Undefined: there is nothing. The root is a folder. */
  stat(path: EntryPath): Promise<StorageEntry | undefined>;

  usage(): Promise<StorageUsage>;

  /** A file that is there, or a part of it. */
  read(
    path: EntryPath,
    options: { range?: ByteRange; signal: AbortSignal },
  ): Promise<Content>;

  /**
   * Writes a file in a folder that is there. It appears when all of it is
   * there; when the content breaks off, nothing stays, and what was there before
   * stays as it was.
   */
  write(
    path: EntryPath,
    content: Readable,
    options: {
      /** As announced; missing: nobody knows. */
      bytes?: number;
      signal: AbortSignal;
    },
  ): Promise<void>;

  /** In a folder that is there. */
  makeFolder(path: EntryPath): Promise<void>;

  /** To where nothing is, or a file that is replaced by a file. */
  move(move: Move, watched: Watched): Promise<void>;

  /** A file, or a folder with all that is in it. */
  remove(entry: Place, watched: Watched): Promise<void>;

  /** A folder and those below, as far as nothing is in them. */
  removeEmptyFolders(folder: EntryPath, watched: Watched): Promise<void>;
}

/** An entry that is there. */
export interface Place {
  path: EntryPath;
  kind: StorageEntry['kind'];
}

export interface Move extends Place {
  to: EntryPath;
}
