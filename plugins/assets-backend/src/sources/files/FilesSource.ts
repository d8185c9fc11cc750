import { readdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import {
  assetKinds,
  MAX_METADATA_LENGTH,
  type AssetKind,
} from '@astrolabe/plugin-assets-common';
import {
  assetNameOf,
  type AssetDelta,
  type AssetFile,
  type AssetSource,
  type SharedManifestFile,
} from '@astrolabe/plugin-assets-node';
import { isError } from '@backstage/errors';

/** What the source hands over last, to notice what disappears while it is off. */
interface FilesState {
  assets: string[];
  manifests: string[];
}

interface Found<T> {
  /** Changes when a file does. */
  stamp: string;
  load(): Promise<T>;
}

const README = 'README.md';

/**
 * Assets that are folders: `modules/<id>/module.yaml` and so on, each with a
 * README.md, and shared manifests in `manifests/<id>.yaml`. Whether something
 * changed is seen by size and time alone, so that it can be read often.
 */
export class FilesSource implements AssetSource {
  readonly id = 'files';
  readonly everySeconds: number;
  readonly #roots: string[];
  readonly #stamps = new Map<string, string>();

  constructor(options: { roots: string[]; everySeconds: number }) {
    this.#roots = options.roots;
    this.everySeconds = options.everySeconds;
  }

  async read(options: {
    state: unknown;
    onPage(delta: AssetDelta, state: unknown): Promise<void>;
  }): Promise<void> {
    const before = options.state as FilesState | undefined;
    if (!before) this.#stamps.clear();
    const assets = new Map<string, Found<AssetFile>>();
    const manifests = new Map<string, Found<SharedManifestFile>>();
    // The first root prevails, so it is looked at last.
    for (const root of [...this.#roots].reverse()) {
      for (const kind of assetKinds) {
        await findAssets(root, kind, assets);
      }
      await findManifests(root, manifests);
    }
    const state: FilesState = {
      assets: [...assets.keys()],
      manifests: [...manifests.keys()],
    };
    const delta: AssetDelta = {
      upserted: await this.#changed(assets, 'asset'),
      removed: missing(before?.assets, assets),
      manifests: await this.#changed(manifests, 'manifest'),
      removedManifests: missing(before?.manifests, manifests),
    };
    const isChanged = Object.values(delta).some(list => list.length > 0);
    if (isChanged || !before) await options.onPage(delta, state);
    this.#remember(assets, 'asset');
    this.#remember(manifests, 'manifest');
  }

  async #changed<T>(found: Map<string, Found<T>>, what: string): Promise<T[]> {
    const changed: T[] = [];
    for (const [key, { stamp, load }] of found) {
      if (this.#stamps.get(`${what} ${key}`) !== stamp) {
        changed.push(await load());
      }
    }
    return changed;
  }

  /** Only once it is stored, so that a failure is tried again. */
  #remember(found: Map<string, Found<unknown>>, what: string): void {
    for (const known of this.#stamps.keys()) {
      if (known.startsWith(`${what} `)) this.#stamps.delete(known);
    }
    for (const [key, { stamp }] of found) {
      this.#stamps.set(`${what} ${key}`, stamp);
    }
  }
}

function missing(before: string[] | undefined, now: Map<string, unknown>) {
  return (before ?? []).filter(key => !now.has(key));
}

async function findAssets(
  root: string,
  kind: { id: AssetKind; plural: string },
  found: Map<string, Found<AssetFile>>,
): Promise<void> {
  const folder = path.join(root, kind.plural);
  for (const entry of await entriesOf(folder)) {
    if (!entry.isDirectory() || /^[._]/.test(entry.name)) continue;
    const file = `${kind.id}.yaml`;
    const metadata = path.join(folder, entry.name, file);
    const readme = path.join(folder, entry.name, README);
    const name = assetNameOf(entry.name);
    found.set(`${kind.id}/${name}`, {
      stamp: `${await stampOf(metadata)} ${await stampOf(readme)}`,
      load: async () => {
        const content = await textOf(metadata);
        return {
          kind: kind.id,
          name,
          content: content ?? '',
          origin: {
            location: path.posix.join(
              path.basename(root),
              kind.plural,
              entry.name,
              file,
            ),
          },
          documentation: await textOf(readme),
          // The operator's own, who says whether anything is open at all.
          isPublic: true,
          ...(content === undefined
            ? { problems: [missingFile(file, entry.name)] }
            : {}),
        };
      },
    });
  }
}

async function findManifests(
  root: string,
  found: Map<string, Found<SharedManifestFile>>,
): Promise<void> {
  const folder = path.join(root, 'manifests');
  for (const entry of await entriesOf(folder)) {
    const [, id] = /^([a-z0-9][a-z0-9-]*)\.yaml$/.exec(entry.name) ?? [];
    if (!id) continue;
    const file = path.join(folder, entry.name);
    found.set(id, {
      stamp: await stampOf(file),
      load: async () => ({
        id,
        content: (await textOf(file)) ?? '',
        location: path.posix.join(path.basename(root), 'manifests', entry.name),
      }),
    });
  }
}

function missingFile(file: string, folder: string) {
  return {
    severity: 'error' as const,
    pointer: '',
    line: 1,
    column: 1,
    message: `The folder '${folder}' has no ${file}.`,
    fix: `Add ${file}, or delete the folder.`,
  };
}

/** A missing folder below a root has no entries; a missing root is an error. */
async function entriesOf(folder: string) {
  try {
    return await readdir(folder, { withFileTypes: true });
  } catch (error) {
    if (!isMissing(error)) throw error;
    await stat(path.dirname(folder));
    return [];
  }
}

async function stampOf(file: string): Promise<string> {
  try {
    const { mtimeMs, size, ino } = await stat(file);
    return `${mtimeMs}-${size}-${ino}`;
  } catch (error) {
    if (isMissing(error)) return 'none';
    throw error;
  }
}

async function textOf(file: string): Promise<string | undefined> {
  try {
    const text = await readFile(file, 'utf8');
    return text.slice(0, MAX_METADATA_LENGTH + 1);
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}

function isMissing(error: unknown): boolean {
  return (
    isError(error) && (error.code === 'ENOENT' || error.code === 'ENOTDIR')
  );
}
