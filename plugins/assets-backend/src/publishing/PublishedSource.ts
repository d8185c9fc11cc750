import type { LoggerService } from '@backstage/backend-plugin-api';
import type {
  AssetDelta,
  AssetFile,
  AssetSource,
} from '@astrolabe/plugin-assets-node';
import { assertError } from '@backstage/errors';
import { BRANCH, type Forge } from '../forges';
import type {
  RepositoryFacts,
  RepositoryRow,
  RepositoryStore,
} from './RepositoryStore';

/** Id of the source. */
export const PUBLISHED = 'published';
/** What makes a repository a module. */
export const METADATA = 'ai4-metadata.yml';
export const README = 'README.md';
/** The shared manifest that launches a module from its repository. */
const FROM_REPOSITORY = 'deepaas';
const FRESH_MS = 10 * 60_000;

/** Undefined where the person has it linked no more. */
export type ForgeOf = (
  personRef: string,
  account: string,
) => Promise<Forge | undefined>;

/** Repositories that were made here, read in the name of who had them made. */
export class PublishedSource implements AssetSource {
  readonly id = PUBLISHED;
  readonly everySeconds = 60;
  readonly #parts: {
    store: RepositoryStore;
    forgeOf: ForgeOf;
    logger: LoggerService;
  };

  constructor(parts: {
    store: RepositoryStore;
    forgeOf: ForgeOf;
    logger: LoggerService;
  }) {
    this.#parts = parts;
  }

  async read(options: {
    state: unknown;
    signal: AbortSignal;
    onPage(delta: AssetDelta, state: unknown): Promise<void>;
  }): Promise<void> {
    const { store } = this.#parts;
    await this.#lookAgain(options.signal);
    const before = (options.state ?? {}) as Record<string, string>;
    const now = await store.stamps();
    const changed = Object.keys(now).filter(name => before[name] !== now[name]);
    const removed = Object.keys(before).filter(name => !(name in now));
    if (options.state && changed.length + removed.length === 0) return;
    const rows = await Promise.all(changed.map(name => store.get(name)));
    const upserted = rows.flatMap(row => (row ? [fileOf(row)] : []));
    const gone = removed.map(name => `module/${name}`);
    await options.onPage({ upserted, removed: gone }, now);
  }

  /** One that cannot be read keeps what it was, and says so. */
  async #lookAgain(signal: AbortSignal): Promise<void> {
    const { store, logger } = this.#parts;
    const before = new Date(Date.now() - FRESH_MS).toISOString();
    for (const row of await store.due(before)) {
      signal.throwIfAborted();
      const facts = await this.#factsOf(row).catch(error => {
        assertError(error);
        logger.warn(`${row.url} cannot be read: ${error.message}`);
        return { trouble: error.message };
      });
      await store.update(row.name, facts);
    }
  }

  async #factsOf(row: RepositoryRow): Promise<RepositoryFacts> {
    const forge = await this.#parts.forgeOf(row.personRef, row.account);
    if (!forge) return { trouble: 'the forge is linked no more' };
    const place = { owner: row.owner, name: row.repository };
    const found = await forge.find(place);
    if (!found) return { trouble: 'the forge has no such repository' };
    if (found.visibility === 'private' && row.visibility === 'public') {
      return { trouble: 'it is private now' };
    }
    const content = await forge.read(place, METADATA);
    if (content === undefined) return { trouble: `it has no ${METADATA}` };
    const documentation = (await forge.read(place, README)) ?? '';
    return { content, documentation, trouble: '' };
  }
}

function fileOf(row: RepositoryRow): AssetFile {
  const { name, content, documentation, url, trouble, visibility } = row;
  return {
    ...{ kind: 'module', name, content, documentation },
    origin: { location: url },
    facts: {
      sourceCode: url,
      // Whoever runs it asks the forge without an account.
      manifest: visibility === 'public' ? FROM_REPOSITORY : undefined,
    },
    problems: trouble
      ? [
          {
            ...{ pointer: '', line: 1, column: 1, severity: 'warning' },
            message: `The branch ${BRANCH} of its repository cannot be read: ${trouble}. What is shown is from before.`,
            fix: 'Mend it at the forge, or link the forge again; or take the module out of the catalogue.',
          },
        ]
      : undefined,
  };
}
