import { setTimeout } from 'node:timers/promises';
import type { LoggerService } from '@backstage/backend-plugin-api';
import { assertError } from '@backstage/errors';
import { contextOf, ForgeError, LONGEST, type CommitVerdict } from '../forges';
import type { ForgeOf } from '../publishing/PublishedSource';
import { placeOf } from '../publishing/placeOf';
import type {
  RepositoryRow,
  RepositoryStore,
} from '../publishing/RepositoryStore';
import { isLoopback } from './isLoopback';
import { NOT_WRITABLE } from './problems';
import type { RunStore } from './RunStore';
import type { StatusStore, Untold } from './StatusStore';
import type { CheckRun, CheckState } from './types';

const AT_ONCE = 8;
/** So that one that does not answer keeps no other forge waiting. */
const OF_ONE_FORGE = 3;
const SOON_MS = 2_000;
/** Longer than all requests of one telling may take. */
const LEASE_MS = 120_000;
const AWAY_MS = 30_000;
const LONGEST_WAIT_MS = 60 * 60_000;
/**
 * What goes on is looked at again by then: who has ended it may have been a portal of a
 * version that tells nothing, or one that tells nothing any more.
 */
const STILL_MS = 10 * 60_000;
/** A forge that is away for longer, about three days, is not told any more. */
const MOST_TRIES = 80;

/** What a forge is told; of those that wait, nothing yet. */
const verdicts: Record<CheckState, CommitVerdict | undefined> = {
  ...{ queued: undefined, running: 'pending' },
  ...{ passed: 'passed', failed: 'failed' },
  ...{ stopped: 'undecided', superseded: 'undecided', unclear: 'undecided' },
};

interface Parts {
  forgeOf: ForgeOf;
  /** Otherwise only how that has ended which was told to be checked before. */
  isTold: boolean;
  logger: LoggerService;
  /** Where people see a run. */
  pageOf: (name: string, run: string) => string;
  repositories: Pick<RepositoryStore, 'get'>;
  runs: Pick<RunStore, 'newestOf'>;
  statuses: StatusStore;
}

/**
 * Tells forges how commits were checked here, in the name of whose repository it is.
 * A forge that is not told is no reason for anything: runs know nothing of it.
 */
export class Statuses {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** Tells what is due. */
  async look(): Promise<void> {
    const going = new Map<Promise<void>, string>();
    const isFull = (forge: string) =>
      [...going.values()].filter(each => each === forge).length >= OF_ONE_FORGE;
    const next = async () =>
      going.size < AT_ONCE
        ? this.#parts.statuses.take(
            LEASE_MS,
            [...going.values()].filter(isFull),
          )
        : undefined;
    for (;;) {
      for (let one = await next(); one; one = await next()) {
        const its: Promise<void> = this.#tell(one).finally(() =>
          going.delete(its),
        );
        going.set(its, one.of.forge);
      }
      if (going.size === 0) return;
      const pause = setTimeout(SOON_MS, undefined, { ref: false });
      await Promise.race([...going.keys(), pause]);
    }
  }

  async #tell(one: Untold): Promise<void> {
    try {
      await this.#settle(one);
    } catch (error) {
      const { logger } = this.#parts;
      logger.warn(`What ${one.commit} came to is not told: ${error}`);
    }
  }

  async #settle(one: Untold): Promise<void> {
    const { isTold, repositories, runs, statuses } = this.#parts;
    const { of, name, told } = one;
    if (!isTold && told !== 'pending') return statuses.end(one, { told });
    const run = await runs.newestOf(of, one);
    const verdict = run ? verdicts[run.state] : 'undecided';
    if (!verdict) return this.#wait(one, told);
    const isNothing = run?.state === 'superseded' || !run;
    if (verdict === told || (isNothing && !told)) {
      return this.#done(one, verdict);
    }
    const repository = await repositories.get(name);
    const isOfIt =
      repository?.forge === of.forge && repository.forgeId === of.forgeId;
    if (!isOfIt) {
      // Who takes its hook away tells the end of that, and has the row forgotten.
      if (told === 'pending') return statuses.giveBack(one, { dueAt: '' });
      return statuses.end(one, { told });
    }
    try {
      await this.#say(repository, one, { run, verdict });
    } catch (error) {
      assertError(error);
      return this.#afterTrouble(one, error);
    }
    return this.#done(one, verdict);
  }

  async #done(one: Untold, told: CommitVerdict): Promise<void> {
    if (told === 'pending') await this.#wait(one, told);
    else await this.#parts.statuses.end(one, { told });
  }

  /** Of what goes on more will be told. */
  async #wait(one: Untold, told: Untold['told']): Promise<void> {
    const still = new Date(Date.now() + STILL_MS).toISOString();
    const dueAt = told === 'pending' ? still : '';
    await this.#parts.statuses.giveBack(one, { told, dueAt });
  }

  async #say(
    repository: RepositoryRow,
    { runner, commit }: Untold,
    { run, verdict }: { run?: CheckRun; verdict: CommitVerdict },
  ): Promise<void> {
    const { forgeOf, pageOf } = this.#parts;
    const { name, personRef, account } = repository;
    const forge = await forgeOf(personRef, account);
    const place = await placeOf(forge, repository);
    if (!forge || !place) {
      throw new ForgeError('refused', 'Its forge is linked no more.');
    }
    if (!place.mayWrite) throw new ForgeError('refused', NOT_WRITABLE);
    const page = run && pageOf(name, run.id);
    // A page that nobody there can open is none.
    const isShown = page && (!isLoopback(page) || isLoopback(repository.url));
    await forge.say(place, {
      ...{ commit, branch: run?.branch ?? repository.branch, verdict },
      context: contextOf(runner),
      description: run ? wordsOf(run) : 'Its checks are gone.',
      ...(isShown && { url: page }),
    });
  }

  async #afterTrouble(one: Untold, error: Error): Promise<void> {
    const { logger, statuses } = this.#parts;
    const tries = one.tries + 1;
    const isToWait = !isFinal(error) && tries < MOST_TRIES;
    if (!isToWait) {
      logger.info(`Of ${one.commit} its forge is not told: ${error.message}`);
      return statuses.giveUp(one, troubleOf(error));
    }
    const pause = Math.min(AWAY_MS * 2 ** (tries - 1), LONGEST_WAIT_MS);
    const until = error instanceof ForgeError ? error.until : undefined;
    const due = Math.max(until?.getTime() ?? 0, Date.now() + pause);
    const dueAt = new Date(due).toISOString();
    const trouble = troubleOf(error);
    return statuses.giveBack(one, { tries, dueAt, trouble });
  }
}

/** In a line; of what was not said by us, names alone. */
function wordsOf({ state, checks }: CheckRun): string {
  const named = (of: string) =>
    checks.filter(({ status }) => status === of).map(({ name }) => name);
  const failed = named('failed');
  const passed = named('passed');
  const words: Record<CheckState, string> = {
    queued: 'It waits for its turn.',
    running: 'It is being checked.',
    passed: `Checks that have passed: ${passed.length} of ${checks.length}.`,
    failed: failed.length ? `Failed: ${failed.join(', ')}` : 'It has failed.',
    stopped: 'Somebody stopped its checks.',
    superseded: 'A newer commit came before its turn.',
    unclear: 'Nobody can say whether it is well.',
  };
  return [...words[state]].slice(0, LONGEST).join('');
}

/** Whether it stays so, however often it is tried. */
function isFinal(error: Error): boolean {
  if (error instanceof ForgeError) {
    return error.trouble !== 'away' && error.trouble !== 'limited';
  }
  // What keeps the accounts may be away.
  return error.name !== 'ServiceUnavailableError';
}

function troubleOf(error: Error): string {
  const needs = error instanceof ForgeError && error.needs;
  return needs ? `${error.message}. The token lacks ${needs}.` : error.message;
}
