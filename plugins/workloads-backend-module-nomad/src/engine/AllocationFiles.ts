import { NotFoundError } from '@backstage/errors';
import {
  DEEPEST_FOLDER,
  MOST_FOLDERS,
  namesOfPath,
  type EngineEntry,
  type EngineFile,
  type EngineFileContent,
} from '@astrolabe/plugin-workloads-node';
import type { NomadClient } from '../client/NomadClient';

/** Where a workload's folder is, for who looks into an allocation. */
const WORK = 'alloc/data';
/** Some 80,000 files. */
const MOST_LIST_BYTES = 16 * 1024 ** 2;
const PIECE_BYTES = 1024 ** 2;

/** As Nomad lists it: the mode begins with `-` for a file, `d` for a folder. */
interface Entry {
  Name: string;
  Size: number;
  FileMode: string;
  ModTime: string;
}

/** The workload's folder in one allocation. What is a link there is never followed. */
export class AllocationFiles {
  readonly #client: NomadClient;
  readonly #allocationId: string;
  /** That were looked into, for one list or file. */
  #folders = 0;

  constructor(client: NomadClient, allocationId: string) {
    this.#client = client;
    this.#allocationId = allocationId;
  }

  async list(options: {
    folder: string;
    maxFiles: number;
  }): Promise<EngineFile[]> {
    const names = namesOfPath(options.folder);
    const found: EngineFile[] = [];
    if (names.length === 0 || (await this.#find(names, 'd'))) {
      await this.#add(found, names, options.maxFiles);
    }
    return found;
  }

  async listFolder(options: {
    folder: string;
    maxEntries: number;
  }): Promise<EngineEntry[]> {
    const names = namesOfPath(options.folder);
    const isThere = names.length === 0 || (await this.#find(names, 'd'));
    if (!isThere) return [];
    return (await this.#entries(names))
      .filter(({ FileMode }) => /^[-d]/.test(FileMode))
      .slice(0, options.maxEntries)
      .map(({ Name: name, Size, FileMode, ModTime }) => {
        const changedAt = new Date(ModTime).toISOString();
        return FileMode.startsWith('d')
          ? { name, kind: 'folder', changedAt }
          : { name, kind: 'file', bytes: Size, changedAt };
      });
  }

  async read(path: string): Promise<EngineFileContent> {
    const names = namesOfPath(path);
    const entry = await this.#find(names, '-');
    if (!entry) throw new NotFoundError(`This workload has no file '${path}'`);
    return { bytes: entry.Size, content: this.#pieces(names, entry.Size) };
  }

  /** Each folder on the way is asked: so none of them is a link. */
  async #find(names: string[], kind: '-' | 'd'): Promise<Entry | undefined> {
    let found: Entry | undefined;
    for (const [index, name] of names.entries()) {
      const wanted = index === names.length - 1 ? kind : 'd';
      const entries = await this.#entries(names.slice(0, index));
      found = entries.find(
        entry => entry.Name === name && entry.FileMode.startsWith(wanted),
      );
      if (!found) return undefined;
    }
    return found;
  }

  async #add(
    found: EngineFile[],
    names: string[],
    maxFiles: number,
  ): Promise<void> {
    if (names.length > DEEPEST_FOLDER || ++this.#folders > MOST_FOLDERS) return;
    for (const entry of await this.#entries(names)) {
      if (found.length >= maxFiles) return;
      const below = [...names, entry.Name];
      if (entry.FileMode.startsWith('d')) {
        await this.#add(found, below, maxFiles);
      } else if (entry.FileMode.startsWith('-')) {
        found.push({
          path: below.join('/'),
          bytes: entry.Size,
          changedAt: new Date(entry.ModTime).toISOString(),
        });
      }
    }
  }

  async #entries(names: string[]): Promise<Entry[]> {
    // Nomad lists a folder whole, however much is in it.
    const list = await this.#client.bytes(
      `/client/fs/ls/${this.#allocationId}`,
      { path: [WORK, ...names].join('/') },
      MOST_LIST_BYTES,
    );
    const entries = JSON.parse(list.toString()) as Entry[] | null;
    return (entries ?? []).sort((one, other) =>
      one.Name < other.Name ? -1 : 1,
    );
  }

  async *#pieces(names: string[], bytes: number): AsyncGenerator<Buffer> {
    const path = [WORK, ...names].join('/');
    for (let offset = 0; offset < bytes; ) {
      const piece = await this.#client.bytes(
        `/client/fs/readat/${this.#allocationId}`,
        { path, offset, limit: Math.min(PIECE_BYTES, bytes - offset) },
      );
      if (piece.length === 0) throw new Error(`'${path}' has become shorter`);
      offset += piece.length;
      yield piece;
    }
  }
}
