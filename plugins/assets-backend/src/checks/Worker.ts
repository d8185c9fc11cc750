import { setTimeout } from 'node:timers/promises';
import type { LoggerService } from '@backstage/backend-plugin-api';
import {
  MODULE_CHECKED_TOPIC,
  type ModuleChecked,
} from '@astrolabe/plugin-assets-common';
import { assertError } from '@backstage/errors';
import type { EventsService } from '@backstage/plugin-events-node';
import { ForgeError } from '../forges';
import { deedOfCheck } from '../provenance';
import type { ForgeOf } from '../publishing/PublishedSource';
import { placeOf } from '../publishing/placeOf';
import type { RepositoryStore } from '../publishing/RepositoryStore';
import { NOT_FOUND, NOT_WRITABLE } from './problems';
import {
  hasEnded,
  IMAGE_SBOM,
  SBOM,
  type RunStore,
  onceOf,
  type StoredRun,
} from './RunStore';
import {
  RunnerAwayError,
  type CheckResult,
  type CheckRunner,
  type RunReport,
  type RunStart,
} from './types';

const AT_ONCE = 8;
/** Longer than all requests of one look may take. */
const LEASE_MS = 60_000;
const SOON_MS = 2_000;
const WAIT_MS = 15_000;
const LONGEST_WAIT_MS = 10 * 60_000;
/** What its runner refuses so often it will not do. */
const MOST_TRIES = 8;
/** What has not come to its end by then does not. */
const LONGEST_MS = 7 * 24 * 60 * 60_000;
/** So long a log is waited for that cannot be had. */
const KEEPS_TRYING_MS = 60 * 60_000;
const AWAY_MS = 30_000;
const LOG_BYTES = 1024 * 1024;
/** Of all logs of a run. */
const LOGS_BYTES = 8 * LOG_BYTES;
const FILE_BYTES = 5 * 1024 * 1024;
/** What others of this room want of a run beside its logs. */
const KEPT_FILES = [SBOM, IMAGE_SBOM];

/** What one look at a run came to. */
interface Step {
  report?: RunReport;
  reference?: string;
  tries?: number;
  dueInMs: number;
}

interface Parts {
  events: EventsService;
  forgeOf: ForgeOf;
  /** Whether forges are told how commits were checked. */
  isTold: boolean;
  logger: LoggerService;
  /** Has repositories that are due read. */
  onPush: () => void;
  repositories: RepositoryStore;
  runners: readonly CheckRunner[];
  runs: RunStore;
}

/**
 * Brings runs from their row to their end. All that it knows is in the table, so that
 * another portal, or this one after it was killed, goes on.
 */
export class Worker {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** Looks once at each run that is due. */
  async look(): Promise<void> {
    const { logger, runs } = this.#parts;
    const going = new Set<Promise<void>>();
    for (;;) {
      for (const each of await runs.take(AT_ONCE - going.size, LEASE_MS)) {
        const one = this.#goOn(each)
          .catch(error => logger.warn(`Checks ${each.run.id}: ${error}`))
          .finally(() => going.delete(one));
        going.add(one);
      }
      if (going.size === 0) return;
      // A slow one keeps no other waiting.
      const pause = setTimeout(SOON_MS, undefined, { ref: false });
      await Promise.race([...going, pause]);
    }
  }

  async #goOn(stored: StoredRun): Promise<void> {
    const { logger, onPush, repositories, runs } = this.#parts;
    const { run } = stored;
    let step: Step | undefined;
    try {
      step = await this.#step(stored);
    } catch (error) {
      assertError(error);
      logger.warn(`Checks ${run.id} of ${run.entityRef}: ${error.message}`);
      step = afterTrouble(stored, error);
    }
    // What was only proposed is nothing that was done with the module.
    const isIts = run.cause !== 'pull';
    // Nor is there a line of it where it never began: it may come again, or be a stranger's.
    if (!step || (!isIts && step.report?.state === 'superseded')) {
      await runs.remove(run.id);
      return;
    }
    const { report } = step;
    const isOver = report && hasEnded(report.state);
    const deed =
      isOver && isIts ? await this.#deedOf(stored, report) : undefined;
    const isTold = this.#isTold(run.runner);
    if (!(await runs.giveBack(stored, { ...step, deed, isTold }))) return;
    if (!isOver) return;
    await runs.prune(stored);
    if (!isIts) return;
    await this.#tell({
      ...{ entityRef: run.entityRef, commit: run.commit },
      ...{ runner: run.runner, state: report.state },
    });
    // What is said of the module may stand on what came of it, such as its SBOM.
    await repositories.hurry(stored.name);
    onPush();
  }

  /** Undefined: there is nothing to run at all. */
  async #step(stored: StoredRun): Promise<Step | undefined> {
    const { repositories, runners } = this.#parts;
    const { run, reference } = stored;
    const runner = runners.find(({ id }) => id === run.runner);
    const present = await repositories.get(stored.name);
    // Another of its name is not what this run is of.
    const isOfIt =
      present?.forge === stored.of.forge &&
      present.forgeId === stored.of.forgeId;
    const repository = isOfIt ? present : undefined;
    if (!runner || !repository) {
      const reason = repository
        ? `This portal has no runner '${run.runner}' any more.`
        : 'The module was taken out of the catalogue.';
      return over({ ...reportOf(stored), state: 'unclear', reason });
    }
    const { id, branch, commit } = run;
    const start = { id, repository, branch, commit, personRef: run.personRef };
    if (reference !== undefined) return this.#follow(stored, runner, start);
    if (!(await runner.takes(repository))) return undefined;
    return this.#begin(stored, runner, start);
  }

  async #begin(
    stored: StoredRun,
    runner: CheckRunner,
    start: RunStart,
  ): Promise<Step | undefined> {
    const { runs } = this.#parts;
    const { run } = stored;
    const outdone =
      run.cause !== 'hand' && (await this.#outdone(stored, start));
    if (outdone) return outdone;
    // What a forge starts by itself waits for nobody.
    if (runner.stop && (await runs.hasToWait(stored))) {
      const reason = 'Other checks of this module go first.';
      return waits(stored, reason, SOON_MS);
    }
    const reference = await runner.start(start);
    if (reference === undefined) {
      return isOld(stored)
        ? over({ state: 'unclear', reason: 'It never began.', checks: [] })
        : waits(stored, 'Its runner has not begun.', WAIT_MS);
    }
    return { reference, dueInMs: 0 };
  }

  /**
   * Where the branch has gone on, what it has come to is checked instead. Of a pull request
   * only what its forge shows on that branch of the repository itself is ever run: it was
   * put there by one who may write there.
   */
  async #outdone(
    stored: StoredRun,
    { repository, branch, commit }: RunStart,
  ): Promise<Step | undefined> {
    const { forgeOf, runs } = this.#parts;
    const isPull = stored.run.cause === 'pull';
    const superseded = (reason: string) =>
      over({ state: 'superseded', reason, checks: [] });
    if (!isPull && (await runs.isOutdone(stored))) {
      return superseded('A newer commit came before its turn.');
    }
    const { personRef, account } = repository;
    const forge = await forgeOf(personRef, account);
    const place = await placeOf(forge, repository);
    const unclear = (reason: string) =>
      over({ state: 'unclear', reason, checks: [] });
    if (!forge || !place) return isPull ? unclear(NOT_FOUND) : undefined;
    if (!place.mayWrite) return unclear(NOT_WRITABLE);
    const tip = await forge.tip(place, branch);
    if (!tip) return superseded(`The branch ${branch} is gone.`);
    if (tip.commit === commit) return undefined;
    const { runner, cause, pullRequest } = stored.run;
    const { of, name } = stored;
    const next = { cause, branch, commit: tip.commit, pullRequest };
    const once = onceOf(next);
    await runs.add({ ...next, ...{ of, name, personRef, runner, once } });
    return superseded(`The branch ${branch} is at another commit.`);
  }

  async #follow(
    stored: StoredRun,
    runner: CheckRunner,
    start: RunStart,
  ): Promise<Step> {
    const { runs } = this.#parts;
    const { run } = stored;
    const reference = stored.reference!;
    const report = await runner.read(start, reference);
    if (report.state === 'queued' && run.cause !== 'hand') {
      if (runner.stop && (await runs.isOutdone(stored))) {
        await runner.stop(start, reference);
        const reason = 'A newer commit came before its turn.';
        return over({ ...report, state: 'superseded', reason });
      }
    }
    if (hasEnded(report.state)) {
      const ended = { start, reference, report };
      return over({ ...report, ...(await this.#keep(stored, runner, ended)) });
    }
    if (isOld(stored)) {
      const reason = 'It did not come to its end in a week.';
      return over({ ...report, state: 'unclear', reason });
    }
    return { report, dueInMs: runner.stop ? SOON_MS : WAIT_MS };
  }

  /**
   * So that they outlive what ran it. What cannot be had for an hour, or is refused, is
   * not kept: the result is.
   *
   * @returns the checks, with whether there is a log of each; and the files
   */
  async #keep(
    stored: StoredRun,
    runner: CheckRunner,
    ended: { start: RunStart; reference: string; report: RunReport },
  ): Promise<Pick<RunReport, 'checks' | 'files'>> {
    const { start, reference, report } = ended;
    const keep = async (
      path: string,
      read: () => Promise<string | undefined>,
    ) => this.#keepOne(stored, { path, read, endedAt: report.endedAt });
    const checks: CheckResult[] = [];
    const share = Math.floor(LOGS_BYTES / Math.max(report.checks.length, 1));
    const maxBytes = Math.min(LOG_BYTES, share);
    for (const check of report.checks) {
      const options = { reference, check: check.name, maxBytes };
      const hasLog =
        check.hasLog &&
        (await keep(`logs/${check.name}`, () => runner.log(start, options)));
      checks.push({ ...check, hasLog });
    }
    const files: string[] = [];
    for (const path of KEPT_FILES) {
      const options = { reference, path, maxBytes: FILE_BYTES };
      if (await keep(path, async () => runner.file?.(start, options))) {
        files.push(path);
      }
    }
    return { checks, ...(files.length > 0 && { files }) };
  }

  async #keepOne(
    { run: { id, createdAt } }: StoredRun,
    one: {
      path: string;
      read: () => Promise<string | undefined>;
      endedAt: string | undefined;
    },
  ): Promise<boolean> {
    const { logger, runs } = this.#parts;
    const { path, read, endedAt = createdAt } = one;
    // A look that was cut short goes on where it was.
    if ((await runs.kept(id, path)) !== undefined) return true;
    try {
      const text = await read();
      if (text !== undefined) await runs.keep(id, path, text);
      return text !== undefined;
    } catch (error) {
      assertError(error);
      const isLate = Date.now() - Date.parse(endedAt) > KEEPS_TRYING_MS;
      if (isAway(error) && !isLate) throw error;
      logger.warn(`Of the checks ${id}, '${path}' is lost: ${error.message}`);
      return false;
    }
  }

  #isTold(runner: string): boolean {
    const { isTold, runners } = this.#parts;
    return isTold && !runners.find(({ id }) => id === runner)?.isOfForge;
  }

  async #deedOf(stored: StoredRun, report: RunReport) {
    const { runs } = this.#parts;
    const files = [];
    for (const path of KEPT_FILES) {
      const text = await runs.kept(stored.run.id, path);
      if (text !== undefined) files.push({ path, text });
    }
    return deedOfCheck(stored, report, files);
  }

  async #tell(eventPayload: ModuleChecked): Promise<void> {
    const { events, logger } = this.#parts;
    try {
      await events.publish({ topic: MODULE_CHECKED_TOPIC, eventPayload });
    } catch (error) {
      assertError(error);
      logger.warn('Nobody was told of checks that have ended', error);
    }
  }
}

function over(report: RunReport): Step {
  const endedAt = report.endedAt ?? new Date().toISOString();
  return { report: { ...report, endedAt }, dueInMs: 0 };
}

function waits(stored: StoredRun, reason: string, dueInMs: number): Step {
  const { tries } = stored;
  return { report: { ...reportOf(stored), reason }, tries, dueInMs };
}

function afterTrouble(stored: StoredRun, error: Error): Step {
  const report = reportOf(stored);
  const reason = error.message;
  const wrong = over({ ...report, state: 'unclear', reason });
  // Being away is nothing that it has done wrong.
  if (isAway(error)) {
    if (isOld(stored)) return wrong;
    const { tries } = stored;
    const until = error.until ? error.until.getTime() - Date.now() : 0;
    const dueInMs = Math.min(Math.max(until, AWAY_MS), LONGEST_WAIT_MS);
    return { report: { ...report, reason }, tries, dueInMs };
  }
  const tries = stored.tries + 1;
  if (tries >= MOST_TRIES) return wrong;
  const dueInMs = Math.min(1000 * 2 ** tries, LONGEST_WAIT_MS);
  return { report: { ...report, reason }, tries, dueInMs };
}

function isAway(error: Error): error is RunnerAwayError | ForgeError {
  return (
    error instanceof RunnerAwayError ||
    (error instanceof ForgeError &&
      (error.trouble === 'away' || error.trouble === 'limited'))
  );
}

function reportOf({ run }: StoredRun): RunReport {
  const { state, checks, startedAt, url, workloadId } = run;
  return { state, checks, startedAt, url, workloadId };
}

function isOld({ run: { createdAt } }: StoredRun): boolean {
  return Date.now() - Date.parse(createdAt) > LONGEST_MS;
}
