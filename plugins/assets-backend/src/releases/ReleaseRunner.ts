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
import type { Facts, ReleaseRow, ReleaseStore } from './ReleaseStore';
import { steps, type Checked, type Images, type Making } from './steps';

const MINUTE = 60_000;
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
    while (!this.#stopping.signal.aborted) {
      this.#wake = new AbortController();
      try {
        const due = await store.due();
        await Promise.all(due.map(row => this.#goOn(row)));
      } catch (error) {
        logger.error('Cannot go on with releases', error as Error);
      }
      const { signal } = this.#wake;
      if (this.#stopping.signal.aborted) return;
      await pause(times.everyMs, undefined, { signal }).catch(() => {});
    }
  }

  async #goOn(due: ReleaseRow): Promise<void> {
    const { store, logger, times } = this.#parts;
    const untilOf = () => new Date(Date.now() + times.leaseMs).toISOString();
    const row = await store.take(due, untilOf());
    if (!row) return;
    const beat = setInterval(() => {
      store
        .save(row, { busyUntil: untilOf() })
        .catch(error => logger.warn(`A release is lost: ${error.message}`));
    }, times.leaseMs / 3);
    try {
      const changes = await this.#steps(row);
      await store.save(row, { ...changes, busyUntil: '' });
    } catch (error) {
      logger.warn(`Release ${row.id} stops here: ${(error as Error).message}`);
    } finally {
      clearInterval(beat);
    }
  }

  /** What becomes of it. */
  async #steps(row: ReleaseRow) {
    const { reach } = this.#parts;
    const { signal } = this.#stopping;
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
      const archive = await this.#archive(row);
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

  async #archive(row: ReleaseRow): Promise<Zenodo | undefined> {
    const { archive: account } = row.asked;
    if (!account) return undefined;
    const { signal } = this.#stopping;
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
    row.facts = facts;
  }

  #after(row: ReleaseRow, explained: unknown, error: unknown) {
    const trouble = troubleOf(explained);
    const age = Date.now() - Date.parse(row.createdAt);
    const { soonMs } = this.#parts.times;
    const later = Math.min(Math.max(age / 4, soonMs), 15 * MINUTE);
    const dueAt = new Date(Date.now() + later).toISOString();
    if (error instanceof WaitsForPerson && age < MERGE_MS) {
      return { state: 'waiting' as const, trouble, dueAt };
    }
    if (error instanceof GoesOnLater) {
      return { trouble, dueAt: error.until.toISOString() };
    }
    const until = pauseOf(error);
    const isToMerge = row.facts.pullRequest && !row.facts.commit;
    if (!until || age > (isToMerge ? MERGE_MS : PATIENCE_MS)) {
      return { state: 'failed' as const, trouble };
    }
    return { trouble, dueAt: until === 'soon' ? dueAt : until.toISOString() };
  }
}
