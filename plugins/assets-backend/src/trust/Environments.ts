import { createHash } from 'node:crypto';
import {
  mkdir,
  readdir,
  readFile,
  rename,
  rm,
  writeFile,
} from 'node:fs/promises';
import path from 'node:path';
import { isError } from '@backstage/errors';
import type { EnvironmentFiles } from './locks';

const MARK = '.digest';
const TOOLS = 'tools';

/** A tool that may run, with what its packages are. */
export interface RunningTool {
  name: string;
  files: EnvironmentFiles;
}

/**
 * A folder as engines take for a root of environments (`workloads.local.environmentRoots`),
 * with those of the tools of repositories that may run, and nothing else.
 */
export class Environments {
  readonly #root: string;
  #last: Promise<unknown> = Promise.resolve();

  constructor(root: string) {
    this.#root = root;
  }

  /** Has these in it from now on. */
  keep(tools: readonly RunningTool[]): Promise<void> {
    const next = this.#last.then(() => this.#keep(tools));
    this.#last = next.catch(() => {}); // Whoever asked is told.
    return next;
  }

  async #keep(tools: readonly RunningTool[]): Promise<void> {
    const folder = path.join(this.#root, TOOLS);
    const wanted = new Set(tools.map(({ name }) => name));
    for (const name of await namesIn(folder)) {
      if (wanted.has(name)) continue;
      await rm(path.join(folder, name), { recursive: true, force: true });
    }
    for (const tool of tools) await this.#put(tool);
  }

  /** Whole, or as it was. */
  async #put({ name, files }: RunningTool): Promise<void> {
    const place = path.join(this.#root, TOOLS, name);
    const digest = createHash('sha256')
      .update(JSON.stringify(files))
      .digest('hex');
    if ((await textOf(path.join(place, MARK))) === digest) return;
    const made = path.join(this.#root, `.${process.pid}-${name}`);
    await rm(made, { recursive: true, force: true });
    await mkdir(path.join(made, 'environment'), {
      recursive: true,
      mode: 0o700,
    });
    for (const [file, text] of Object.entries(files)) {
      await writeFile(
        path.join(made, 'environment', path.basename(file)),
        text,
      );
    }
    await writeFile(path.join(made, MARK), digest);
    await mkdir(path.dirname(place), { recursive: true, mode: 0o700 });
    await rm(place, { recursive: true, force: true });
    await rename(made, place);
  }
}

async function namesIn(folder: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if (isMissing(error)) return [];
    throw error;
  }
}

async function textOf(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}

function isMissing(error: unknown): boolean {
  return isError(error) && error.code === 'ENOENT';
}
