import type { CheckState, RunReport } from '../../types';
import { MOST_CHECKS, onePage, timeOf, uniquely, wordsOf } from '../reports';
import type { ForgeCheck, ForgeChecks } from './types';

/** So long a forge may take until it begins with a commit, and until it ends. */
const PATIENCE_MS = 15 * 60_000;
const LONGEST_MS = 24 * 60 * 60_000;
/** What has ended just now may be followed by another. */
const SETTLES_MS = 20_000;

interface Stand {
  state: CheckState;
  reason?: string;
}

/**
 * What a forge says, as a run.
 *
 * @param since when it was asked for first
 */
export function reportOf(found: ForgeChecks, since: string): RunReport {
  const checks = uniquely(found.checks);
  const times = (of: 'startedAt' | 'endedAt') =>
    checks.flatMap(each => timeOf(each[of]) ?? []).sort();
  const ends = times('endedAt');
  const age = Date.now() - Date.parse(since);
  const isCut = found.isCut || found.checks.length > MOST_CHECKS;
  const stand = stateOf({ ...found, isCut }, { age, ends });
  const { state, reason } = inTime(stand, age);
  const isOver = !isOpen(state);
  return {
    ...{ state, reason },
    checks: checks.map(({ name, status, seconds, reason: said, url, log }) => ({
      ...{ name, status, seconds, hasLog: log !== undefined },
      ...{ reason: wordsOf(said), url: onePage(url) },
    })),
    startedAt: times('startedAt')[0],
    endedAt: isOver ? ends.at(-1) : undefined,
  };
}

function isOpen(state: CheckState): boolean {
  return state === 'running' || state === 'queued';
}

/** What waits for something that never comes is not asked about for ever. */
function inTime(stand: Stand, age: number): Stand {
  return isOpen(stand.state) && age > LONGEST_MS
    ? { state: 'unclear', reason: 'Its forge has not ended it within a day.' }
    : stand;
}

function stateOf(
  found: ForgeChecks,
  { age, ends }: { age: number; ends: string[] },
): Stand {
  const { checks, isOn, failed, isHeld } = found;
  const has = (is: (check: ForgeCheck) => boolean) => checks.some(is);
  if (checks.length === 0 && !failed) {
    return isOn || age < PATIENCE_MS
      ? { state: 'queued', reason: 'Its forge has not begun yet.' }
      : { state: 'unclear', reason: 'Its forge has not checked this commit.' };
  }
  const hasBegun = has(({ status }) => status !== 'queued');
  const isAtWork = has(({ status }) => status === 'running');
  const waits = !isHeld && has(({ status }) => status === 'queued');
  if (isOn || isAtWork || waits) {
    return { state: hasBegun ? 'running' : 'queued' };
  }
  if (has(({ status, isOptional }) => status === 'failed' && !isOptional)) {
    return { state: 'failed' };
  }
  if (failed) return { state: 'failed', reason: wordsOf(failed) };
  if (isHeld) {
    return { state: 'stopped', reason: 'It waits for a person at its forge.' };
  }
  // A clock may be ahead, and a forge say what it likes.
  const ago = Math.abs(Date.now() - Date.parse(ends.at(-1) ?? ''));
  if (ago < SETTLES_MS) {
    const reason = 'It is seen whether another check follows.';
    return { state: 'running', reason };
  }
  return endOf(found);
}

/** Of one that has ended, and has not failed. */
function endOf({ checks, isCut }: ForgeChecks): Stand {
  const has = (is: (check: ForgeCheck) => boolean) => checks.some(is);
  if (has(({ isStopped }) => Boolean(isStopped))) return { state: 'stopped' };
  const unclear = (reason: string): Stand => ({ state: 'unclear', reason });
  if (has(({ isLost }) => Boolean(isLost))) {
    return unclear('Of one of its checks nobody has said how it ended.');
  }
  if (isCut) return unclear('It has more checks than are read.');
  if (!has(({ status }) => status !== 'skipped')) {
    return unclear('All of its checks were skipped.');
  }
  return { state: 'passed' };
}
