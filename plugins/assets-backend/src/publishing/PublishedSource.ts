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
import { assertError } from '@backstage/errors';
import { Anew } from '../sources/Anew';
import type { TrustParts } from '../trust';
import { kindOf, repositoryKinds } from './kinds';
import { harvestOf, Rereader } from './Rereader';
import type { RepositoryRow, RepositoryStore } from './RepositoryStore';
import { toolOf } from './toolOf';
import { isSeenWith, launchesWith, troublesOf } from './troubles';

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
  readonly #trusting: TrustParts;
  readonly #rereader: Rereader;
  readonly #anew = new Anew();
  readonly #logger: LoggerService;
  #trusted = '';
  /** Whether what may run could be put where engines find it. */
  #isKept = true;

  constructor(parts: {
    store: RepositoryStore;
    forgeOf: ForgeOf;
    guard: NetworkGuard;
    sbomOf: SbomOf;
    imageOf: ImageOf;
    trust: TrustParts;
    logger: LoggerService;
  }) {
    this.#store = parts.store;
    this.#guard = parts.guard;
    this.#trusting = parts.trust;
    this.#logger = parts.logger;
    this.#rereader = new Rereader({ ...parts, trustOf: parts.trust.trustOf });
  }

  /** No forge keeps waiting what is known. */
  async read(options: {
    state: unknown;
    signal: AbortSignal;
    onPage: OnPage;
  }): Promise<void> {
    let seen = options.state as Stamps | undefined;
    do {
      seen = await this.#readOnce({ ...options, state: seen });
      // Who has agreed to another meanwhile is not kept waiting, either.
    } while (this.#trusting.trustNow() !== this.#trusted);
  }

  async #readOnce(options: {
    state: Stamps | undefined;
    signal: AbortSignal;
    onPage: OnPage;
  }): Promise<Stamps> {
    const { signal, onPage } = options;
    await this.#followTrust();
    let seen = await this.#handOver(options.state, onPage);
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
    return seen;
  }

  /** Each replica has what may run, whichever reads. */
  async keepEnvironments(): Promise<void> {
    const { environments, trustOf } = this.#trusting;
    const trusted = (await this.#store.toolPlaces()).filter(trustOf);
    const rows = await Promise.all(
      trusted.map(({ name }) => this.#store.get(name, 'tool')),
    );
    const runs = rows.flatMap(row =>
      row ? toolOf(row, trustOf(row)).runs ?? [] : [],
    );
    try {
      await environments.keep(runs);
      this.#isKept = true;
    } catch (error) {
      this.#isKept = false;
      throw error;
    }
  }

  /** A folder that cannot be written keeps no module from being shown. */
  async #keepOrTell(): Promise<void> {
    try {
      await this.keepEnvironments();
    } catch (error) {
      assertError(error);
      this.#logger.error('Environments of tools cannot be kept', error);
    }
  }

  /** What the operator has agreed to is another: it is read at once. */
  async #followTrust(): Promise<void> {
    const now = this.#trusting.trustNow();
    if (now === this.#trusted) return;
    await this.#store.hurryTools();
    this.#trusted = now;
  }

  async #handOver(before: Stamps | undefined, onPage: OnPage): Promise<Stamps> {
    const now = await this.#stamps();
    const isAnew = this.#anew.isDue;
    const changed = Object.keys(now).filter(
      name => isAnew || before?.[name] !== now[name],
    );
    const gone = Object.keys(before ?? {}).filter(name => !(name in now));
    if (before && changed.length + gone.length === 0) return now;
    // What may run is there before anybody is told that it does.
    await this.#keepOrTell();
    const rows = await Promise.all(changed.map(name => this.#store.get(name)));
    const upserted = await Promise.all(
      rows.flatMap(row => (row ? [this.#fileOf(row)] : [])),
    );
    const present = new Set(
      upserted.map(({ kind, name }) => `${kind}/${name}`),
    );
    const removed = [...gone, ...(before ? changed : [])]
      .flatMap(name => repositoryKinds.map(({ id }) => `${id}/${name}`))
      .filter(key => !present.has(key));
    await onPage({ upserted, removed }, now);
    if (isAnew) this.#anew.done();
    return now;
  }

  /** What is shown of a tool also depends on what the operator has agreed to. */
  async #stamps(): Promise<Stamps> {
    const stamps = await this.#store.stamps();
    for (const { name, ...known } of await this.#store.toolPlaces()) {
      if (!(name in stamps)) continue;
      const trust = this.#trusting.trustOf(known);
      stamps[name] += ` ${JSON.stringify(trust ?? '')} ${this.#isKept}`;
    }
    return stamps;
  }

  async #fileOf(row: RepositoryRow): Promise<AssetFile> {
    const { visibility, trouble, url } = row;
    const isPublic =
      visibility === 'public' &&
      isSeenWith(trouble) &&
      !(await this.#guard.isOfHouse(url));
    const file = row.kind === 'tool' ? this.#toolFileOf(row) : fileOf(row);
    return { ...file, isPublic };
  }

  #toolFileOf(row: RepositoryRow): AssetFile {
    const trust = this.#trusting.trustOf(row);
    const { runs: _, ...said } = toolOf(row, trust, { isKept: this.#isKept });
    const { facts, ...file } = fileOf(row, said.leavesOut);
    return { ...file, facts: { sourceCode: facts?.sourceCode }, ...said };
  }
}

/**
 * A file of a person is no file of the operator's: in our own format it would name
 * owners and manifests. Of a tool, it is not listened to there.
 */
function fileOf(
  row: RepositoryRow,
  leavesOut: AssetFile['leavesOut'] = [],
): AssetFile {
  const { name, content, documentation, url, visibility, branch } = row;
  const kind = kindOf(row.kind);
  const check = checkAsset(content, kind.id, { name, leavesOut });
  const isOdd = (check.format === OWN_FORMAT) !== kind.isOwnFormat;
  const trouble = isOdd ? 'format' : row.trouble;
  const launches =
    visibility === 'public' && check.valid && launchesWith(trouble);
  const troubles = troublesOf(kind);
  return {
    ...{ kind: kind.id, name, documentation },
    content: isOdd ? '' : content,
    origin: { location: url },
    facts: {
      sourceCode: url,
      // Whoever runs it asks the forge without an account.
      manifest: launches ? FROM_REPOSITORY : undefined,
    },
    harvested: isOdd ? undefined : harvestOf(row),
    problems: trouble
      ? [
          {
            ...{ pointer: '', line: 1, column: 1, severity: 'warning' },
            message: `The branch ${branch} of its repository cannot be read: ${
              troubles[trouble] ?? troubles.unreadable
            }. What is shown is from before.`,
            fix: `Mend it at the forge, or link the forge again; or take the ${kind.id} out of the catalogue.`,
          },
        ]
      : undefined,
  };
}
