import { createHash } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import type { LoggerService } from '@backstage/backend-plugin-api';
import { checkAsset, OWN_FORMAT } from '@astrolabe/plugin-assets-common';
import type { Harvested } from '@astrolabe/plugin-assets-node';
import { assertError } from '@backstage/errors';
import { ForgeError, type Forge, type ForgeRepository } from '../forges';
import { harvest, HARVEST_VERSION, ofSbom, UnreadableFile } from '../harvest';
import { environmentAt, type TrustParts } from '../trust';
import { kindOf, type RepositoryKind } from './kinds';
import type { ForgeOf, ImageOf, SbomOf } from './PublishedSource';
import type {
  RepositoryFacts,
  RepositoryRow,
  RepositoryStore,
} from './RepositoryStore';
import type { Trouble } from './troubles';
import { inMs } from '../moments';

export const README = 'README.md';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** What has not changed for long is read the less often, in between these. */
const SOONEST_MS = 10 * MINUTE;
const LATEST_MS = 3 * HOUR;
/** After a forge did not answer; and how long that is nobody's trouble. */
const AWAY_MS = 30 * MINUTE;
const QUIET_MS = 6 * HOUR;
/** One that is gone may come back. */
const GRACE_MS = 24 * HOUR;
/** What is begun with sooner may keep a go from its end; how often it looks for more then. */
const GO_MS = 10_000;
const LOOK_MS = 1_000;
/** Of one request, and of all about one repository. */
const REQUEST_MS = 10_000;
const REPOSITORY_MS = 60_000;
/** Accounts at once. */
const CONCURRENCY = 4;
/** Of a file, in characters. */
export const LARGEST = 200_000;

/** What is looked at again also where nothing was changed at the forge. */
const OUR_OWN = ['check', 'registry'];

/** Reads repositories again that are in the catalogue, and leaves forges alone that want it. */
export class Rereader {
  readonly #parts: {
    store: RepositoryStore;
    forgeOf: ForgeOf;
    sbomOf: SbomOf;
    imageOf: ImageOf;
    trustOf: TrustParts['trustOf'];
    logger: LoggerService;
  };

  constructor(parts: {
    store: RepositoryStore;
    forgeOf: ForgeOf;
    sbomOf: SbomOf;
    imageOf: ImageOf;
    trustOf: TrustParts['trustOf'];
    logger: LoggerService;
  }) {
    this.#parts = parts;
  }

  /**
   * Those that are due, and what becomes so while a slow forge is waited for; it ends
   * when none is in hand that was begun with soon enough.
   */
  async readAgain(signal: AbortSignal): Promise<void> {
    const { store } = this.#parts;
    const end = performance.now() + GO_MS;
    let waiting = byAccount(await store.due());
    /** Accounts, and whether they were begun with before the end. */
    const inHand = new Map<string, boolean>();
    let ended = new AbortController();
    const isWaitedFor = () => [...inHand.values()].includes(true);
    const work = async () => {
      while (!signal.aborted) {
        if (performance.now() > end && !isWaitedFor()) return;
        const next = waiting.find(([row]) => !inHand.has(accountOf(row)));
        if (next) {
          waiting = waiting.filter(each => each !== next);
          const account = accountOf(next[0]);
          inHand.set(account, performance.now() < end);
          try {
            await this.#readAll(next, { signal, end });
          } finally {
            inHand.delete(account);
            ended.abort();
            ended = new AbortController();
          }
        } else {
          if (!isWaitedFor()) return;
          const until = AbortSignal.any([signal, ended.signal]);
          await setTimeout(LOOK_MS, undefined, { signal: until }).catch(
            () => {},
          );
          if (!until.aborted) waiting = byAccount(await store.due());
        }
      }
    };
    // All of them: also what a stop has cut short is put down.
    const all = await Promise.allSettled(
      Array.from({ length: CONCURRENCY }, work),
    );
    for (const one of all) if (one.status === 'rejected') throw one.reason;
    signal.throwIfAborted();
  }

  /** Those of an account, until it wants to be left alone or others have waited. */
  async #readAll(
    rows: RepositoryRow[],
    { signal, end }: { signal: AbortSignal; end: number },
  ): Promise<void> {
    for (const row of rows) {
      signal.throwIfAborted();
      if (!(await this.#read(row, signal))) return;
      if (performance.now() > end) return;
    }
  }

  /** Whether its account can be read on. */
  async #read(row: RepositoryRow, signal: AbortSignal): Promise<boolean> {
    const { store, logger } = this.#parts;
    const begun = inMs(SOONEST_MS);
    let known = row;
    const update = async (facts: RepositoryFacts) => {
      await store.update(known, { facts });
      known = { ...known, ...facts };
    };
    const end = () => store.end(known, { begun, dueAt: nextOf(row) });
    await store.begin(row, begun);
    let isRead = false;
    try {
      const inTime = AbortSignal.timeout(REPOSITORY_MS);
      const all = AbortSignal.any([signal, inTime]);
      for await (const facts of this.#factsOf(row, all)) {
        await update(facts);
        isRead = true;
      }
      await end();
      return true;
    } catch (error) {
      assertError(error);
      if (signal.aborted) {
        // A stop in good order: it was not this that ended the portal.
        await store.hurry(row.name);
        throw error;
      }
      logger.warn(`${row.url} cannot be read: ${error.message}`);
      const trouble = troubleOf(error);
      if (trouble) {
        // What else is said of it stands in the way of nothing.
        if (!isRead) await update({ trouble });
        await end();
        return true;
      }
      await store.postpone(row, {
        until: pauseOf(error, row),
        isLongSince: inMs(-QUIET_MS),
      });
      return false;
    }
  }

  /** In the order in which they are known: each is stored before the next is asked for. */
  async *#factsOf(
    row: RepositoryRow,
    signal: AbortSignal,
  ): AsyncGenerator<RepositoryFacts> {
    const { personRef, account } = row;
    const limits = { signal, requestMs: REQUEST_MS };
    const forge = await this.#parts.forgeOf(personRef, account, limits);
    if (!forge) {
      yield { trouble: 'unlinked' };
      return;
    }
    // By the forge's own id: another may bear its name by now.
    const isThere = row.forge === forge.pages;
    const found = isThere ? await forge.findById(row.forgeId) : undefined;
    if (!found) {
      yield { trouble: 'gone', hiddenAt: row.hiddenAt || inMs(GRACE_MS) };
      return;
    }
    const { owner, name: repository, url, visibility, branch } = found;
    const known = {
      ...{ forge: forge.pages, forgeId: found.id },
      ...{ owner, repository, url, visibility, branch },
    };
    if (visibility === 'private' && !row.showsPrivate) {
      const hiddenAt = row.hiddenAt || inMs(0);
      yield { ...known, trouble: 'private', hiddenAt };
      return;
    }
    for await (const seen of this.#seen(row, forge, found)) {
      yield { ...known, hiddenAt: '', ...seen };
    }
  }

  /** What has not changed is not asked for again; what checks have left is our own. */
  async *#seen(
    row: RepositoryRow,
    forge: Forge,
    found: ForgeRepository,
  ): AsyncGenerator<RepositoryFacts> {
    const tip = (await forge.tip(found, found.branch))?.commit ?? '';
    const { kind, at, state } = this.#whatToRead(row, found, tip);
    const seenStamp = stampOf(found, state);
    const sbom = tip ? await this.#parts.sbomOf(row, tip) : undefined;
    // Put in again amid a reading, a tool has the stamp of that, and no commit.
    const isKnown = kind.id !== 'tool' || row.readCommit === at;
    if (row.trouble === '' && row.seenStamp === seenStamp && isKnown) {
      const others = harvestOf(row).filter(
        ({ from }) => !OUR_OWN.includes(from),
      );
      const image = await this.#parts.imageOf(row, row.content);
      const harvested = harvestText([...ofSbom(sbom), ...others, ...image]);
      yield { tip, trouble: '', harvest: harvested };
      return;
    }
    if (!at) {
      yield { trouble: 'metadata', tip };
      return;
    }
    const files = await filesOf(forge, { found, kind, at, name: row.name });
    if (files.trouble) {
      yield { ...files, tip };
      return;
    }
    // At once: what runs is what its commit says.
    yield { ...files, ...(await this.#toRun(row, { forge, found, at })), tip };
    const harvested = await harvestAt(forge, found, sbom);
    const image = await this.#parts.imageOf(row, files.content ?? '');
    yield { harvest: harvestText([...harvested, ...image]), seenStamp };
  }

  /** Of a tool a commit, so that all of it is of one: that which may run, where one is named. */
  #whatToRead(row: RepositoryRow, { branch }: ForgeRepository, tip: string) {
    const kind = kindOf(row.kind);
    if (kind.id !== 'tool')
      return { kind, at: branch, state: tip || undefined };
    const trust = this.#parts.trustOf(row);
    const at = trust?.commit ?? tip;
    return { kind, at, state: JSON.stringify([tip, trust]) };
  }

  /** What only tools have: the packages of those that may run. */
  async #toRun(
    row: RepositoryRow,
    from: { forge: Forge; found: ForgeRepository; at: string },
  ): Promise<RepositoryFacts> {
    if (row.kind !== 'tool') return {};
    const { forge, found, at } = from;
    const files = this.#parts.trustOf(row)
      ? await environmentAt(forge, found, at)
      : {};
    const environment =
      Object.keys(files).length > 0 ? JSON.stringify(files) : '';
    return { readCommit: at, environment };
  }
}

function stampOf(
  { branch, about }: ForgeRepository,
  commit: string | undefined,
): string {
  const parts = [HARVEST_VERSION, branch, commit, about?.updatedAt];
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
}

/** What a repository at a forge says beside its metadata. */
async function harvestAt(
  forge: Forge,
  found: ForgeRepository,
  sbom: string | undefined,
): Promise<Harvested[]> {
  return harvest({
    ...{ about: await forge.about(found), sbom },
    read: path => readAt(forge, found, path),
    pageOf: path => forge.pageOf(found, path),
  });
}

/** Of a folder, or of what is too much for its forge, forges say that it is unclear. */
async function readAt(
  forge: Forge,
  found: ForgeRepository,
  path: string,
): Promise<string | undefined> {
  try {
    return await forge.read(found, path, found.branch);
  } catch (error) {
    const isUnclear =
      error instanceof ForgeError && error.trouble === 'unclear';
    throw isUnclear ? new UnreadableFile(error.message) : error;
  }
}

/** @see RepositoryRow.harvest */
export function harvestText(found: readonly Harvested[]): string {
  return found.length > 0 ? JSON.stringify(found) : '';
}

export function harvestOf(row: Pick<RepositoryRow, 'harvest'>): Harvested[] {
  return row.harvest ? JSON.parse(row.harvest) : [];
}

async function filesOf(
  forge: Forge,
  from: {
    found: ForgeRepository;
    kind: RepositoryKind;
    at: string;
    name: string;
  },
): Promise<RepositoryFacts> {
  const { found, kind, at, name: asset } = from;
  const place = { owner: found.owner, name: found.name };
  const content = await forge.read(place, kind.file, at);
  if (content === undefined) return { trouble: 'metadata' };
  if (content.length > LARGEST) return { trouble: 'large' };
  const about = { name: asset, leavesOut: kind.leavesOut };
  const isOwn = checkAsset(content, kind.id, about).format === OWN_FORMAT;
  if (isOwn !== kind.isOwnFormat) return { trouble: 'format' };
  const documentation = await readmeOf(forge, place, at);
  return { content, documentation, trouble: '' };
}

/** What is no text of a size that a forge gives stands in no module's way. */
export async function readmeOf(
  forge: Forge,
  place: Pick<ForgeRepository, 'owner' | 'name'>,
  at: string,
): Promise<string> {
  try {
    const text = await forge.read(place, README, at);
    return text?.slice(0, LARGEST) ?? '';
  } catch (error) {
    if (error instanceof ForgeError && error.trouble === 'unclear') return '';
    throw error;
  }
}

/** Undefined: the forge, or the way to it, is to be left alone for a while. */
function troubleOf(error: Error): Trouble | undefined {
  if (!(error instanceof ForgeError)) return undefined;
  const { trouble } = error;
  if (trouble === 'away' || trouble === 'limited') return undefined;
  const isRefused = trouble === 'refused' || trouble === 'forbidden';
  return isRefused ? 'refused' : 'unreadable';
}

function pauseOf(error: Error, { trouble }: RepositoryRow): string {
  const until = error instanceof ForgeError ? error.until : undefined;
  const longest = trouble === 'away' ? LATEST_MS : AWAY_MS;
  return until ? until.toISOString() : inMs(longest);
}

function nextOf({ changedAt }: RepositoryRow): string {
  const age = Date.now() - Date.parse(changedAt);
  return inMs(Math.min(Math.max(age / 10, SOONEST_MS), LATEST_MS));
}

/** Of what was just put in. */
export function firstLook(): string {
  return inMs(SOONEST_MS);
}

function byAccount(rows: RepositoryRow[]): RepositoryRow[][] {
  const found = new Map<string, RepositoryRow[]>();
  for (const row of rows) {
    const key = accountOf(row);
    found.set(key, [...(found.get(key) ?? []), row]);
  }
  return [...found.values()];
}

function accountOf({ personRef, account }: RepositoryRow): string {
  return `${personRef} ${account}`;
}
