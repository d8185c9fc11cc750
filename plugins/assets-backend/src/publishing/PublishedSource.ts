import { setTimeout } from 'node:timers/promises';
import type { LoggerService } from '@backstage/backend-plugin-api';
import type { NetworkGuard } from '@astrolabe/http';
import { checkAsset, OWN_FORMAT } from '@astrolabe/plugin-assets-common';
import type {
  AssetDelta,
  AssetFile,
  AssetSource,
  Harvested,
} from '@astrolabe/plugin-assets-node';
import type { Forge } from '../forges';
import { harvestOf, Rereader } from './Rereader';
import type { RepositoryRow, RepositoryStore } from './RepositoryStore';
import { isSeenWith, launchesWith, troubles } from './troubles';

/** Id of the source. */
export const PUBLISHED = 'published';
/** The shared manifest that launches a module from its repository. */
const FROM_REPOSITORY = 'deepaas';
/** How long what was put in meanwhile waits. */
const HAND_OVER_MS = 500;

/** When each was changed that was handed over. */
type Stamps = Record<string, string>;

type OnPage = (delta: AssetDelta, state: unknown) => Promise<void>;

/** Undefined where the person has it linked no more. */
export type ForgeOf = (
  personRef: string,
  account: string,
  within?: {
    signal: AbortSignal;
    /** Of one request; default: a forge's usual time. */
    requestMs?: number;
  },
) => Promise<Forge | undefined>;

/** The bill of materials that the checks of a commit have left. */
export type SbomOf = (
  row: RepositoryRow,
  commit: string,
) => Promise<string | undefined>;

/** The image that these metadata of it name, at its registry. */
export type ImageOf = (
  row: RepositoryRow,
  metadata: string,
) => Promise<Harvested[]>;

/** Repositories that were made here, read in the name of who had them made. */
export class PublishedSource implements AssetSource {
  readonly id = PUBLISHED;
  readonly everySeconds = 60;
  readonly #store: RepositoryStore;
  readonly #guard: NetworkGuard;
  readonly #rereader: Rereader;

  constructor(parts: {
    store: RepositoryStore;
    forgeOf: ForgeOf;
    guard: NetworkGuard;
    sbomOf: SbomOf;
    imageOf: ImageOf;
    logger: LoggerService;
  }) {
    this.#store = parts.store;
    this.#guard = parts.guard;
    this.#rereader = new Rereader(parts);
  }

  /** No forge keeps waiting what is known. */
  async read(options: {
    state: unknown;
    signal: AbortSignal;
    onPage: OnPage;
  }): Promise<void> {
    const { signal, onPage } = options;
    let seen = options.state as Stamps | undefined;
    seen = await this.#handOver(seen, onPage);
    let isReading = true;
    const reading = this.#rereader.readAgain(signal).finally(() => {
      isReading = false;
    });
    try {
      while (isReading) {
        await Promise.race([reading, setTimeout(HAND_OVER_MS)]);
        seen = await this.#handOver(seen, onPage);
      }
    } finally {
      await reading.catch(() => {}); // The race has told of it.
    }
  }

  async #handOver(before: Stamps | undefined, onPage: OnPage): Promise<Stamps> {
    const now = await this.#store.stamps();
    const changed = Object.keys(now).filter(
      name => before?.[name] !== now[name],
    );
    const removed = Object.keys(before ?? {}).filter(name => !(name in now));
    if (before && changed.length + removed.length === 0) return now;
    const rows = await Promise.all(changed.map(name => this.#store.get(name)));
    const upserted = await Promise.all(
      rows.flatMap(row => (row ? [this.#fileOf(row)] : [])),
    );
    const gone = removed.map(name => `module/${name}`);
    await onPage({ upserted, removed: gone }, now);
    return now;
  }

  async #fileOf(row: RepositoryRow): Promise<AssetFile> {
    const { visibility, trouble, url } = row;
    const isPublic =
      visibility === 'public' &&
      isSeenWith(trouble) &&
      !(await this.#guard.isOfHouse(url));
    return { ...fileOf(row), isPublic };
  }
}

/**
 * A file of a person is no file of the operator's: in our own format it would name
 * owners and manifests.
 */
function fileOf(row: RepositoryRow): AssetFile {
  const { name, content, documentation, url, visibility, branch } = row;
  const check = checkAsset(content, 'module', name);
  const isOwn = check.format === OWN_FORMAT;
  const trouble = isOwn ? 'format' : row.trouble;
  const launches =
    visibility === 'public' && check.valid && launchesWith(trouble);
  return {
    ...{ kind: 'module', name, documentation },
    content: isOwn ? '' : content,
    origin: { location: url },
    facts: {
      sourceCode: url,
      // Whoever runs it asks the forge without an account.
      manifest: launches ? FROM_REPOSITORY : undefined,
    },
    harvested: isOwn ? undefined : harvestOf(row),
    problems: trouble
      ? [
          {
            ...{ pointer: '', line: 1, column: 1, severity: 'warning' },
            message: `The branch ${branch} of its repository cannot be read: ${
              troubles[trouble] ?? troubles.unreadable
            }. What is shown is from before.`,
            fix: 'Mend it at the forge, or link the forge again; or take the module out of the catalogue.',
          },
        ]
      : undefined,
  };
}
