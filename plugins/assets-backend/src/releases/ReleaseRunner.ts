import { setTimeout as pause } from 'node:timers/promises';
import type { LoggerService } from '@backstage/backend-plugin-api';
import type { Forge } from '../forges';
import { forgeNotLinked } from '../publishing/problems';
import type { RepositoryRow } from '../publishing/RepositoryStore';
import type { Zenodo } from './archives/Zenodo';
import { explain, pauseOf, troubleOf } from './explain';
import { GoesOnLater, WaitsForPerson } from './pauses';
import { placeOf } from './placeOf';
import {
  archiveNotLinked,
  archiveOfPrivate,
  notYoursToRelease,
  repositoryUnknown,
} from './problems';
import {
  ReleaseLost,
  type Facts,
  type ReleaseRow,
  type ReleaseStore,
} from './ReleaseStore';
import { steps, type Checked, type Images, type Making } from './steps';
import { removeLeftOver } from './steps/files';

const MINUTE = 60_000;
/** Each may have as many bytes on the disk as its repository. */
const AT_ONCE = 3;
/** How long a service may be away before it is given up. */
const PATIENCE_MS = 3 * 24 * 60 * MINUTE;
/** How long somebody may take to merge. */
const MERGE_MS = 30 * 24 * 60 * MINUTE;

/** What a release is done with, found anew each time. */
export interface Reach {
  repository: (row: ReleaseRow) => Promise<RepositoryRow | undefined>;
  forge: (
    repository: RepositoryRow,
    signal: AbortSignal,
  ) => Promise<Forge | undefined>;
  archive: (
    row: ReleaseRow,
    signal: AbortSignal,
  ) => Promise<Zenodo | undefined>;
  images: (row: ReleaseRow, signal: AbortSignal) => Images;
  kept: (
    of: Pick<ReleaseRow, 'name' | 'forge' | 'forgeId'>,
    file: { name: string; commits: string[] },
  ) => Promise<string | undefined>;
  /** For others to follow. */
  record: (row: ReleaseRow) => Promise<void>;
  checks: (repository: RepositoryRow) => Checked;
  /** Something of the repository is new. */
  onChange: (repository: RepositoryRow) => Promise<void>;
}

export interface Times {
  /** Between looks for what is due. */
  everyMs: number;
  /** A portal that has ended keeps another waiting for as long. */
  leaseMs: number;
  /** The shortest pause before something is tried again. */
  soonMs: number;
}

export const USUAL_TIMES: Times = {
  ...{ everyMs: 2_000, leaseMs: MINUTE, soonMs: 10_000 },
};

interface Parts {
  store: ReleaseStore;
  reach: Reach;
  logger: LoggerService;
  times: Times;
}

/** Goes on with releases until they are done: also with those that were cut short. */
export class ReleaseRunner {
  readonly #parts: Parts;
  readonly #stopping = new AbortController();
  #wake = new AbortController();
  #running: Promise<void> | undefined;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  start(): void {
    this.#running ??= this.#run();
  }

  /** There is something to do. */
  wake(): void {
    this.#wake.abort();
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    this.#wake.abort();
    await this.#running;
  }

  async #run(): Promise<void> {
    const { store, logger, times } = this.#parts;
    const going = new Map<string, Promise<void>>();
    const tell = (error: Error) =>
      logger.warn(`Files of releases are left over: ${error.message}`);
    await removeLeftOver(tell).catch(tell);
    while (!this.#stopping.signal.aborted) {
      this.#wake = new AbortController();
      try {
        // A slow one keeps no other waiting.
        const room = AT_ONCE - going.size;
        const due = room > 0 ? await store.due(AT_ONCE) : [];
        // One may be due whose beats did not arrive: it is not taken from itself.
        const others = due.filter(({ id }) => !going.has(id));
        for (const row of others.slice(0, room)) {
          going.set(row.id, this.#begin(row, going));
        }
      } catch (error) {
        logger.error('Cannot go on with releases', error as Error);
      }
      const { signal } = this.#wake;
      if (this.#stopping.signal.aborted) break;
      await pause(times.everyMs, undefined, { signal }).catch(() => {});
    }
    await Promise.all(going.values());
  }

  async #begin(
    row: ReleaseRow,
    going: Map<string, Promise<void>>,
  ): Promise<void> {
    try {
      await this.#goOn(row);
      // Only for this another may have waited: whatever else is due has a pause before it.
      if (going.size >= AT_ONCE) this.#wake.abort();
    } catch (error) {
      this.#parts.logger.error(`Release ${row.id} stops`, error as Error);
    } finally {
      going.delete(row.id);
    }
  }

  async #goOn(due: ReleaseRow): Promise<void> {
    const { store, logger, times } = this.#parts;
    const untilOf = () => new Date(Date.now() + times.leaseMs).toISOString();
    const row = await store.take(due, untilOf());
    if (!row) return;
    const lost = new AbortController();
    const signal = AbortSignal.any([this.#stopping.signal, lost.signal]);
    let beaten = Promise.resolve();
    const beat = setInterval(() => {
      beaten = store.save(row, { busyUntil: untilOf() }).catch(error => {
        logger.warn(`A release is lost: ${error.message}`);
        // Two at one release would do things twice.
        if (error instanceof ReleaseLost) lost.abort();
      });
    }, times.leaseMs / 3);
    try {
      const changes = await this.#steps(row, signal);
      clearInterval(beat);
      // One that is under way would make it busy again.
      await beaten;
      await store.save(row, { ...changes, busyUntil: '' });
    } catch (error) {
      logger.warn(`Release ${row.id} stops here: ${(error as Error).message}`);
    } finally {
      clearInterval(beat);
    }
  }

  /** What becomes of it. */
  async #steps(row: ReleaseRow, signal: AbortSignal) {
    const { reach } = this.#parts;
    let found: { forge: Forge; archive?: Zenodo } | undefined;
    try {
      const repository = await reach.repository(row);
      if (!repository) throw repositoryUnknown(row.name);
      // Another has put it here since: nothing is done with the accounts of both.
      if (repository.personRef !== row.personRef) {
        throw notYoursToRelease(row.name);
      }
      const forge = await reach.forge(repository, signal);
      if (!forge) throw forgeNotLinked(repository.account);
      const archive = await this.#archive(row, signal);
      found = { forge, archive };
      await this.#all({
        ...{ row, facts: row.facts, forge, archive },
        place: await placeOf(forge, row),
        images: reach.images(row, signal),
        kept: (name, commits) => reach.kept(row, { name, commits }),
        checks: reach.checks(repository),
        keep: facts => this.#keep(row, facts),
      });
      await reach.record(row);
      await this.#tell(repository);
      return { state: 'done' as const, trouble: undefined };
    } catch (error) {
      if (signal.aborted) return {};
      return this.#after(row, found ? explain(error, found) : error, error);
    }
  }

  /** It is done, whether that is shown at once or later. */
  async #tell(repository: RepositoryRow): Promise<void> {
    const { reach, logger } = this.#parts;
    try {
      await reach.onChange(repository);
    } catch (error) {
      logger.warn(`A release is shown later: ${(error as Error).message}`);
    }
  }

  async #archive(
    row: ReleaseRow,
    signal: AbortSignal,
  ): Promise<Zenodo | undefined> {
    const { archive: account } = row.asked;
    if (!account) return undefined;
    const archive = await this.#parts.reach.archive(row, signal);
    if (!archive) throw archiveNotLinked(account);
    return archive;
  }

  async #all(making: Making): Promise<void> {
    for (const step of steps) {
      const isMeant = making.archive || !step.isOfArchive;
      if (!isMeant || step.isDone(making.row.facts)) continue;
      const { row, forge } = making;
      // It may have another name by now, or be private: what is archived is so for ever.
      const place = await placeOf(forge, row);
      if (step.isOfArchive && place.visibility === 'private') {
        throw archiveOfPrivate(place.url);
      }
      const now = { ...making, place, facts: row.facts };
      await making.keep(await step.act(now));
    }
  }

  async #keep(row: ReleaseRow, more: Partial<Facts>): Promise<void> {
    const facts = { ...row.facts, ...more };
    const changes = { facts, state: 'running' as const, trouble: undefined };
    await this.#parts.store.save(row, changes);
    Object.assign(row, changes);
  }

  #after(row: ReleaseRow, explained: unknown, error: unknown) {
    const trouble = troubleOf(explained);
    const age = Date.now() - Date.parse(row.createdAt);
    const { soonMs } = this.#parts.times;
    const later = Math.min(Math.max(age / 4, soonMs), 15 * MINUTE);
    const dueAt = new Date(Date.now() + later).toISOString();
    // A time that is over, as of a clock that is behind, is a pause as well.
    const notBefore = (until: Date) =>
      new Date(Math.max(+until, Date.now() + soonMs)).toISOString();
    if (error instanceof WaitsForPerson && age < MERGE_MS) {
      return { state: 'waiting' as const, trouble, dueAt };
    }
    if (error instanceof GoesOnLater) {
      return { trouble, dueAt: notBefore(error.until) };
    }
    const until = pauseOf(error);
    const isToMerge = row.facts.pullRequest && !row.facts.commit;
    // What was waited for before, such as a merge, takes nothing from that.
    const since = row.trouble?.since ?? new Date().toISOString();
    const isOver = isToMerge
      ? age > MERGE_MS
      : Date.now() - Date.parse(since) > PATIENCE_MS;
    if (!until || isOver) return { state: 'failed' as const, trouble };
    return {
      trouble: { ...trouble, since },
      dueAt: until === 'soon' ? dueAt : notBefore(until),
    };
  }
}
